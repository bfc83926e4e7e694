package analysis

import (
	"strconv"

	"github.com/confscope/confscope/data"
)

// Split says how a Distribution groups the traces.
type Split uint8

// The splits. By correctness and by outcome, whole instances move between groups as the
// slider moves; by use, single traces do; under the others only used and unused shift.
const (
	SplitCorrectness Split = iota // by the sweep's verdict
	SplitRecorded                 // by the file's own verdict
	SplitLabel
	SplitOutcome
	SplitCategory
	SplitUsed
)

// Splits lists the splits in the order in which a key steps through them.
func Splits() []Split {
	return []Split{SplitCorrectness, SplitRecorded, SplitLabel, SplitOutcome, SplitCategory, SplitUsed}
}

// String is the name of the split.
func (s Split) String() string {
	switch s {
	case SplitCorrectness:
		return "correctness"
	case SplitRecorded:
		return "recorded correctness"
	case SplitLabel:
		return "label"
	case SplitOutcome:
		return "outcome"
	case SplitCategory:
		return "category"
	case SplitUsed:
		return "used"
	}
	return "split " + strconv.Itoa(int(s))
}

// names lists the groups of the split.
func (s Split) names() []string {
	switch s {
	case SplitCorrectness, SplitRecorded:
		return []string{"correct", "incorrect"}
	case SplitLabel:
		return []string{"safe", "unsafe", "unlabelled"}
	case SplitOutcome:
		return []string{"TP", "FN", "FP", "TN"}
	case SplitCategory:
		var names []string
		for _, c := range RefusalCategories() {
			names = append(names, CategoryName(c))
		}
		return names
	case SplitUsed:
		return []string{"used", "not used"}
	}
	return nil
}

// Group is the finite confidences of one group of traces at one position.
type Group struct {
	Name     string
	N        int
	Mean, SD float64 // population standard deviation; both NaN where N is 0
	// Used and Unused count the traces by bin, read-only, len Bins: what the replay used,
	// and what it would have spared.
	Used, Unused []uint32
}

// Bins is the number of bins of a Distribution.
const Bins = 64

// Distribution is the histogram of trace confidences, by group, at every position.
type Distribution struct {
	// Lo and Hi are the ends of the first and last bin, the same at all positions: the
	// least and the greatest finite confidence, or half a unit either side where those
	// are equal.
	Lo, Hi float64
	// NotFinite counts the traces without a finite confidence; they are in no group.
	NotFinite int
	// Ungrouped counts the other traces that are in no group, as their instance has no
	// label, no recorded verdict or no category.
	Ungrouped int

	groups []Group // by position, then group
	each   int     // groups a position

	sweep *Sweep
	split Split
	bins  bins
	group func(i int, flagged bool) int
}

// At is the groups at a position, read-only.
func (d *Distribution) At(p Position) []Group {
	at := int(p.clamp()) * d.each
	return d.groups[at : at+d.each : at+d.each]
}

// Range is the ends of a bin, of Bins that are equally wide: it holds the confidences from
// lo on and below hi, and the last one those at hi, too.
func (d *Distribution) Range(bin int) (lo, hi float64) {
	at := func(n int) float64 {
		share := float64(n) / Bins
		return d.Lo*(1-share) + d.Hi*share
	}
	return at(bin), at(bin + 1)
}

// Held is the number of traces of instance i that a bin of a group holds at a position.
// Over all instances they add up to the bin's Used and Unused.
func (d *Distribution) Held(i int, p Position, group, bin int) int {
	stop := d.sweep.Stop(i, p)
	first, end := d.sweep.plan.run.Span(i)
	from, to := first, end
	switch {
	case stop.K == 0:
		return 0
	case d.split == SplitUsed && group == 0:
		to = first + stop.K
	case d.split == SplitUsed && group == 1:
		from = first + stop.K
	case d.group(i, stop.Flagged) != group:
		return 0
	}
	held := 0
	for _, c := range d.sweep.plan.conf[from:to] {
		held += index(d.bins.of(c) == bin)
	}
	return held
}

// grouping tells the group of an instance, -1 for none.
func (s *Sweep) grouping(split Split) func(i int, flagged bool) int {
	run := s.plan.run
	switch split {
	case SplitCorrectness:
		return func(i int, flagged bool) int { return correctness(outcomeOf(s.plan.label(i), flagged)) }
	case SplitOutcome:
		return func(i int, flagged bool) int { return int(outcomeOf(s.plan.label(i), flagged)) - 1 }
	case SplitRecorded:
		return func(i int, _ bool) int {
			if run.Recorded(i) == data.FlagAbsent {
				return -1
			}
			return correctness(outcomeOf(run.Labels()[i], run.Recorded(i) == data.FlagTrue))
		}
	case SplitLabel:
		place := map[data.Label]int{data.LabelSafe: 0, data.LabelUnsafe: 1, data.LabelUnknown: 2}
		return func(i int, _ bool) int { return place[run.Labels()[i]] }
	case SplitCategory:
		place := map[data.Category]int{data.CategoryAbsent: -1}
		for n, c := range RefusalCategories() {
			place[c] = n
		}
		return func(i int, _ bool) int { return place[CategoryOf(run, i)] }
	case SplitUsed:
	}
	return func(int, bool) int { return 0 }
}

func correctness(o Outcome) int {
	switch {
	case o == OutcomeNone:
		return -1
	case o.Correct():
		return 0
	}
	return 1
}
