package analysis

import (
	"fmt"
	"slices"
	"strings"
)

// fewWarmUp asks how many numbers a percentile is taken of.
func (c *checker) fewWarmUp() (*Finding, string) {
	const few = 3
	n, of := c.plan.warmup, "an instance"
	example := c.first(func(i int) bool { return c.sweep.Replayed(i) >= c.plan.warmup })
	if c.plan.setup.Policy.Kind == PolicyRunWide {
		n, of = len(c.plan.wide), "the whole run"
	}
	switch {
	case example < 0:
		return nil, "no instance has the traces of a whole warm-up, so no percentile is ever taken"
	case n == 0 || !c.anyConfidence():
		return nil, "no trace has a finite confidence"
	case n > few:
		return nil, ""
	}
	lower, upper, weight := rank(n, reading.Percentile())
	f := &Finding{Severity: SeverityNote, Example: example, At: reading,
		Message: fmt.Sprintf("Each percentile is taken of %s of %s: %s.", counted(n, "confidence")+c.byMeasure(), of, c.orderStatistics(n)),
		Advice:  c.moreWarmUp(n)}
	f.count("warmup", n)
	f.count("lower_rank", lower+1)
	f.count("upper_rank", upper+1)
	f.note("upper_weight", weight)
	return f, ""
}

// anyConfidence reports whether some trace has a confidence that is a number.
func (c *checker) anyConfidence() bool {
	return slices.ContainsFunc(c.run.Confidences(), finite)
}

// orderStatistics says what the threshold is made of at most three numbers.
func (c *checker) orderStatistics(n int) string {
	p := reading.label()
	switch n {
	case 1:
		return "that number is the threshold at every p, and the slider moves nothing"
	case 2:
		return fmt.Sprintf("at %s the threshold lies 20 %% of the way from the smaller to the larger", p)
	}
	return strings.Join([]string{
		"up to p50 the threshold lies between the smallest and the middle one",
		fmt.Sprintf("at %s 40 %% of the way", p),
		"and beyond p50 between the middle and the largest",
	}, ", ")
}

// moreWarmUp is what to do about a percentile of n numbers.
func (c *checker) moreWarmUp(n int) string {
	read, more := "Read p as a mixture of these numbers, not as a share of answers.", "More warm-up traces (--warmup) give it a meaning, and cost savings."
	if n == 1 {
		read = "Do not read p at all: of one number, every percentile is that number."
	}
	if c.plan.setup.Policy.Kind == PolicyRunWide {
		more = "Only a run with more confidences gives it a meaning."
	}
	return read + " " + more
}
