package analysis

import "fmt"

// censored asks whether traces are missing, as in a run that was itself stopped early, and what that leaves open.
func (c *checker) censored() (*Finding, string) {
	if c.point.Instances == 0 {
		return nil, noTraces
	}
	short := Rate{0, c.point.Instances}
	for i := range c.run.Instances() {
		short.Num += index(c.short(i))
	}
	if short.Num == 0 {
		return nil, ""
	}
	f := &Finding{Severity: SeverityNote, At: -1, Example: c.first(c.short),
		Message: fmt.Sprintf("%s have fewer than %s: they were stopped early, or some are missing.", short.outOf("instances"), counted(c.plan.limit, "trace"))}
	f.count("short", short.Num)
	f.count("instances", short.Den)
	f.count("max_traces", c.plan.limit)
	censoring := NewCensoring(c.sweep)
	if from, found := censoring.firstOut(); found {
		c.ranOut(f, censoring, from)
	} else {
		f.enough()
	}
	return f, ""
}

// short reports whether an instance has traces, but fewer than the cap.
func (c *checker) short(i int) bool {
	n := c.sweep.Replayed(i)
	return n > 0 && n < c.plan.limit
}

// enough says that no replay runs out, and what the missing traces are missed by still.
func (f *Finding) enough() {
	f.count("ran_out", 0)
	f.count("undecided", 0)
	f.Message += " No replay under this policy runs out of traces at any p, so the sweep itself is whole. " +
		"Rules that look further are not: always taking k traces, taking all of them, and the band of other orders see only what the early stop left."
	f.Advice = "Trust the sweep, and take those other rules for an instance as it is on record, not as it would be with every trace sampled. " +
		"Another policy or cap may run out of traces too."
}

// ranOut says where it is worst that replays run out, and how bad it is there.
func (c *checker) ranOut(f *Finding, censoring *Censoring, from Position) {
	worst := censoring.worst()
	b := censoring.At(worst)
	f.At, f.Example = worst, c.cutShort(worst)
	f.count("ran_out", b.RanOut)
	f.count("undecided", b.Undecided)
	f.note("ran_out_from", from.Percentile())
	f.note("worst_percentile", worst.Percentile())
	f.Message += fmt.Sprintf(" From %s on replays run out of traces. It is worst at %s, where %s %s and the missing traces could turn %s.", from.label(), worst.label(),
		counted(b.RanOut, "replay"), verb(b.RanOut, "does", "do"), counted(b.Undecided, "verdict"))
	f.Advice = "Read each metric as an interval from worst to best wherever replays run out, not as a point, and mistrust flat stretches of a curve at high p."
	f.bounded(b)
	if loose := censoring.Loose(); len(loose) > 0 {
		f.Severity = SeverityWarning
		f.Message += fmt.Sprintf(" Some bounds are wider than the 95%% interval, first at %s.", loose[0].From.label())
		f.note("loose_from", loose[0].From.Percentile())
	}
}

// bounded adds the bounds of the rates and of the savings.
func (f *Finding) bounded(b *Bounds) {
	var clauses []string
	for _, m := range []Metric{MetricAccuracy, MetricSensitivity, MetricSpecificity, MetricTraceSavings} {
		worst, best, ok := b.Range(m)
		if !ok {
			continue
		}
		f.note(m.key()+"_worst", worst)
		f.note(m.key()+"_best", best)
		clause := m.String() + " " + inPercent(worst)
		if best != worst {
			clause += " to " + inPercent(best)
		}
		clauses = append(clauses, clause)
	}
	if len(clauses) > 0 {
		f.Message += " Worst and best there: " + listed(clauses) + "."
	}
}

// firstOut is the first position at which a replay runs out of traces; false where none
// ever does.
func (c *Censoring) firstOut() (Position, bool) {
	for p := range c.bounds {
		if c.bounds[p].RanOut > 0 {
			return Position(p), true
		}
	}
	return 0, false
}

// worst is the position where the missing traces could turn the most verdicts, of those
// where the most replays run out, and of those the first.
func (c *Censoring) worst() Position {
	worst := 0
	for p := range c.bounds {
		now, most := &c.bounds[p], &c.bounds[worst]
		if now.Undecided > most.Undecided || now.Undecided == most.Undecided && now.RanOut > most.RanOut {
			worst = p
		}
	}
	return Position(worst)
}

// cutShort is the first instance that ran out at the position.
func (c *checker) cutShort(at Position) int {
	return c.first(func(i int) bool { return c.short(i) && !c.sweep.Stop(i, at).Met })
}
