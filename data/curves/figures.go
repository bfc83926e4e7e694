package curves

import (
	"fmt"
	"math"
	"strings"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

// named is a figure of a result under its key.
type named struct {
	key string
	to  *Number
}

// numbers are the figures of a result that are plain numbers, the total excepted.
func (p *Point) numbers() []named {
	all := []named{
		{"avg_traces", &p.Traces}, {"token_savings_pct", &p.Savings}, {"token_savings_by_tokens_pct", &p.ByTokens},
		{"unlabelled", &p.Unlabelled}, {"ran_out", &p.RanOut}, {"unjudged", &p.Unjudged},
	}
	for r := range Rates {
		all = append(all, named{r.key(), &p.Rates[r]})
	}
	return all
}

// Ended names the rates that Point.Ends has intervals of, in its order.
func Ended() [4]Rate { return [4]Rate{Accuracy, Sensitivity, Specificity, Precision} }

// figuresOf takes what is typed beside the counts.
func (p *Point) figuresOf(fields map[string]jsonl.Value) {
	for _, one := range p.numbers() {
		*one.to = numberOf(fields[one.key])
	}
	p.Stated = numberOf(fields["total"])
	p.Cheaper = textOf(fields["cost_reduction"])
	p.Times = numberOf(jsonl.Value(strings.TrimSuffix(strings.TrimSpace(p.Cheaper), "x")))
	for i, rate := range Ended() {
		ends, ok := endsOf(fields["intervals"].Field(rate.key()))
		if ok {
			p.Ends[i] = ends
		}
	}
}

// endsOf reads an interval: a list of two numbers.
func endsOf(v jsonl.Value) (ends [2]Number, ok bool) {
	if v.Kind() != jsonl.Array || lengthOf(v) != len(ends) {
		return ends, false
	}
	for i, end := range v.Items() {
		ends[i] = numberOf(end)
	}
	return ends, ends[0].Known && ends[1].Known
}

// unread names the figures that stand there and are none, so that they cannot be held
// against anything. Null and Python's NaN say that a figure is undefined.
func (p *Point) unread(fields map[string]jsonl.Value) []error {
	var faults []error
	no := func(key, what string) {
		faults = append(faults, fmt.Errorf("(p%v) %s %s: it is held against nothing", p.Percentile, key, what))
	}
	for _, one := range p.numbers() {
		if v := fields[one.key]; !one.to.Known && !undefined(v) {
			_, err := realOf(v)
			no(one.key, err.Error())
		}
	}
	if v := fields["cost_reduction"]; !p.Times.Known && !undefined(v) {
		no("cost_reduction", "is no number with an x")
	}
	intervals := fields["intervals"]
	if !intervals.Missing() && intervals.Kind() != jsonl.Object {
		no("intervals", "is "+kindWord(intervals)+" and not an object")
	}
	for i, rate := range Ended() {
		if v := intervals.Field(rate.key()); !p.Ends[i][0].Known && !v.Missing() {
			no("the interval of "+rate.key(), "is no list of two numbers")
		}
	}
	return faults
}

// undefined reports whether a figure is not there, or says that it is undefined.
func undefined(v jsonl.Value) bool {
	x, _ := v.Float()
	return v.Missing() || math.IsNaN(x)
}

// methodOf takes what the file says of how its traces were replayed.
func (f *File) methodOf(root jsonl.Value) {
	policy := root.Field("policy")
	f.Method = Method{Warmup: numberOf(policy.Field("warmup")), MaxTraces: numberOf(policy.Field("max_traces")), Confidence: textOf(root.Field("confidence", "name"))}
	if invert := policy.Field("invert"); invert.Kind() == jsonl.Bool {
		f.Method.Invert, f.Method.Inverts = string(invert) == "true", true
	}
}

// claimsOf takes the results that are repeated as the best.
func (f *File) claimsOf(root jsonl.Value) {
	for b := range Bests {
		v := root.Field("best_" + b.String())
		f.Best[b] = numberOf(v.Field("percentile"))
		if v.Missing() {
			continue
		}
		claim, err := claimOf(v)
		if err != nil {
			f.fault(0, false, fmt.Errorf("best_%s: %w", b, err))
			continue
		}
		f.Claims[b] = claim
	}
}

// claimOf reads a best, which may have a percentile only.
func claimOf(v jsonl.Value) (Claim, error) {
	claim := Claim{Made: true}
	if v.Kind() != jsonl.Object {
		return claim, fmt.Errorf("%s and not an object", kindWord(v))
	}
	fields := fieldsOf(v)
	percentile, err := realOf(fields["percentile"])
	if err != nil {
		return claim, fmt.Errorf("percentile %w", err)
	}
	claim.Point.Percentile = percentile + 0 // -0 is 0
	if matrix := fields["confusion_matrix"]; !matrix.Missing() {
		if err := claim.Point.countsOf(matrix); err != nil {
			return claim, err
		}
		claim.Counted = true
	}
	claim.Point.figuresOf(fields)
	if unread := claim.Point.unread(fields); len(unread) > 0 {
		return claim, unread[0]
	}
	return claim, nil
}
