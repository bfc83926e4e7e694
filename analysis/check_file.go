package analysis

import (
	"math"
	"sort"

	"github.com/confscope/confscope/data"
)

// duplicates asks whether ids stand in the file more than once.
func (c *checker) duplicates() (*Finding, string) {
	n := c.run.Problems().Count(data.KindDuplicate)
	if n == 0 {
		return nil, ""
	}
	f := &Finding{Severity: SeverityWarning, At: -1, Example: c.instanceOf(data.KindDuplicate),
		Message: sentence(counted(n, "instance") + verb(n, " has", " have") + " an id that stands in the file before: every figure counts the same prompt more than once"),
		Advice:  "Find out whether the run was written twice, and keep one record of each id; comparisons pair instances by id."}
	f.count("repeated", n)
	f.count("instances", c.run.Instances())
	return f, ""
}

// ragged asks whether the arrays of a record agree on the number of traces.
func (c *checker) ragged() (*Finding, string) {
	n := c.run.Problems().Count(data.KindRagged)
	if n == 0 {
		return nil, ""
	}
	f := &Finding{Severity: SeverityWarning, At: -1, Example: c.instanceOf(data.KindRagged),
		Message: sentence(counted(n, "array") + verb(n, " is", " are") + " shorter than the longest of the same record: the values at the end are read as absent, and a value may stand beside the wrong trace"),
		Advice:  "Repair the file if you can: a value that is missing in the middle moves all that follow it."}
	f.count("arrays", n)
	f.count("instances", c.run.Instances())
	return f, ""
}

// instanceOf is the instance of the first listed problem of a kind; -1 where none is listed.
func (c *checker) instanceOf(kind data.Kind) int {
	for _, one := range c.run.Problems().List {
		if one.Kind != kind {
			continue
		}
		if i := c.standingOn(one.File, one.Line); i >= 0 {
			return i
		}
	}
	return -1
}

// standingOn is the first instance on a line of a file; -1 where none is. Lines rise with
// the instances of a run that is one file.
func (c *checker) standingOn(file string, line int) int {
	n := c.run.Instances()
	if !c.run.HasFiles() {
		if i := sort.Search(n, func(i int) bool { return c.run.Line(i) >= line }); i < n {
			return i
		}
		return -1
	}
	for i := range n {
		if c.run.Line(i) == line && c.run.File(i) == file {
			return i
		}
	}
	return -1
}

// gapCount counts one kind of thing that is missing.
type gapCount struct {
	name   string // of the evidence
	clause func(n int) string
	n      int
	first  int // instance
}

func (g *gapCount) add(instance int) {
	if g.n == 0 {
		g.first = instance
	}
	g.n++
}

// absences are counted in one pass over the run.
type absences struct {
	labels, traces, absent, undefined, infinite, texts, empty, limit gapCount
	most                                                             uint32 // tokens at the limit
}

// missing asks what the file leaves out.
func (c *checker) missing() (*Finding, string) {
	a := c.absences()
	f := &Finding{Severity: SeverityWarning, At: -1, Example: -1,
		Advice: "See what the figures leave out: unknown labels have no outcome, a trace without a number never stops sampling, and one without a text is no answer."}
	var clauses []string
	for _, g := range a.all() {
		if g.n == 0 {
			continue
		}
		clauses = append(clauses, g.clause(g.n))
		f.count(g.name, g.n)
		if f.Example < 0 {
			f.Example = g.first
		}
	}
	problems := c.run.Problems()
	if skipped := problems.Records(); skipped > 0 {
		clauses = append(clauses, counted(skipped, "record")+" could not be read")
		f.count("skipped_records", skipped)
	}
	if files := problems.Count(data.KindFile); files > 0 {
		clauses = append(clauses, counted(files, "file")+" of the folder "+verb(files, "is", "are")+" left out")
		f.count("files_left_out", files)
	}
	if len(clauses) == 0 {
		return nil, ""
	}
	if a.limit.n > 0 {
		f.count("limit_tokens", int(a.most))
	}
	f.Message = sentence(listed(clauses))
	return f, ""
}

func (a *absences) all() []*gapCount {
	return []*gapCount{&a.labels, &a.traces, &a.absent, &a.undefined, &a.infinite, &a.texts, &a.empty, &a.limit}
}

func (c *checker) absences() *absences {
	a := newAbsences(c.byMeasure())
	a.most = c.lengthLimit()
	texts := c.run.Has(data.FieldText)
	for i, label := range c.run.Labels() {
		if label == data.LabelUnknown {
			a.labels.add(i)
		}
		first, end := c.run.Span(i)
		if first == end {
			a.traces.add(i)
		}
		for t := first; t < end; t++ {
			a.trace(c.run, i, t, texts)
		}
	}
	return a
}

// trace counts what trace t of an instance lacks.
func (a *absences) trace(run *data.Run, instance, t int, texts bool) {
	if x := run.Confidences()[t]; !finite(x) {
		switch {
		case data.IsAbsentConfidence(x):
			a.absent.add(instance)
		case math.IsInf(x, 0):
			a.infinite.add(instance)
		default:
			a.undefined.add(instance)
		}
	}
	switch {
	case !texts:
	case !run.HasText(t):
		a.texts.add(instance)
	case run.EmptyText(t):
		a.empty.add(instance)
	}
	if a.most > 0 && run.Tokens()[t] == a.most {
		a.limit.add(instance)
	}
}

// newAbsences gives each its words; by names the measure of the confidences, if not the file's.
func newAbsences(by string) *absences {
	of := func(name, one, is, are string) gapCount {
		return gapCount{name: name, clause: func(n int) string { return counted(n, one) + " " + verb(n, is, are) }}
	}
	return &absences{
		labels:    of("unlabelled", "instance", "has no label", "have no label"),
		traces:    of("without_traces", "instance", "has no traces", "have no traces"),
		absent:    of("absent_confidences", "trace", "has no confidence"+by, "have no confidence"+by),
		undefined: of("nan_confidences", "confidence", "is not a number", "are not numbers"),
		infinite:  of("infinite_confidences", "confidence", "is infinite", "are infinite"),
		texts:     of("absent_texts", "trace", "has no text", "have no text"),
		empty:     of("empty_texts", "text", "is empty", "are empty"),
		limit: of("at_length_limit", "trace", "has as many tokens as any, and was probably cut off there",
			"have as many tokens as any, and were probably cut off there"),
	}
}

// lengthLimit is the token count at which answers look cut off, 0 where none does. A file
// does not say that a text was cut, but a limit shows: at least ten traces, and one in a
// hundred, have the very same count, the highest, and ten times as many as any of the
// counts in the tenth below it has on average.
func (c *checker) lengthLimit() uint32 {
	const shortest = 16 // tokens; nobody limits answers to fewer
	var most uint32
	stated := 0
	for _, n := range c.plan.tokens {
		if n != data.AbsentTokens {
			stated++
			most = max(most, n)
		}
	}
	below := most / 10
	at, near := 0, 0
	for _, n := range c.plan.tokens {
		at += index(n == most)
		near += index(n < most && n >= most-below)
	}
	if most < shortest || at < 10 || 100*at < stated || at*int(below) < 10*near {
		return 0
	}
	return most
}
