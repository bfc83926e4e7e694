package curves

import "fmt"

// File is a published sweep.
type File struct {
	Points []Point // by rising percentile, each percentile once
	Faults []Fault // what was wrong with results, in their order
	More   int     // faults beyond those listed
	Out    int     // faults for which a result was left out, listed or not
	Best   [Bests]Number
	Claims [Bests]Claim // what else is said of the bests
	// Run, Judge and Policy are what the file says of itself; "" where it does not, as the
	// reference's files never do. They are raw: clean them before they are shown.
	Run, Judge, Policy string
	Method             Method
}

// Claim is the result that a file repeats as its best by some figure.
type Claim struct {
	Made    bool // it is an object with a percentile
	Counted bool // the four counts are in it
	Point   Point
}

// Method is how a file says that its traces were replayed, beside the policy's name.
type Method struct {
	Warmup, MaxTraces Number
	Confidence        string // the name of what stood for it, raw
	Invert, Inverts   bool   // confidences were negated, and whether the file tells
}

// Best is a percentile that a file names as the best by some figure.
type Best uint8

// The bests that a file may name.
const (
	BestSensitivity Best = iota
	BestAccuracy
	BestSavings
	Bests // how many there are
)

// String is the figure's name.
func (b Best) String() string {
	return [...]string{"sensitivity", "accuracy", "savings", "bests"}[min(b, Bests)]
}

// Point is one result: what was counted at one percentile, and what was typed beside it.
type Point struct {
	Result         int // its place in the file, from 1
	Percentile     float64
	TP, FN, FP, TN int
	Rates          [Rates]Number // as typed
	Traces         Number        // mean traces used
	Savings        Number        // token_savings_pct: by traces, in percent
	ByTokens       Number        // token_savings_by_tokens_pct, in percent
	Cheaper        string        // cost_reduction, raw
	Times          Number        // cost_reduction as a number, where it is one with or without an x
	Stated         Number        // total, as typed
	Ends           [4][2]Number  // intervals of accuracy, sensitivity, specificity, precision: as typed
	Unlabelled     Number        // instances without a label
	RanOut         Number        // instances whose traces ran out
	Unjudged       Number        // instances without a verdict
	Listed         [4]int        // ids listed as examples of TP, FN, FP, TN; -1 where no list is
}

// Total is the number of instances counted.
func (p *Point) Total() int { return p.TP + p.FN + p.FP + p.TN }

// Rate is one of the rates that are typed beside the counts.
type Rate uint8

// The rates.
const (
	Sensitivity Rate = iota
	Specificity
	Precision
	Accuracy
	F1
	Rates // how many there are
)

// String is the rate's name in words.
func (r Rate) String() string {
	return [...]string{"sensitivity", "specificity", "precision", "accuracy", "F1", "rates"}[min(r, Rates)]
}

// key is the rate's name in the file.
func (r Rate) key() string {
	if r == F1 {
		return "f1_score"
	}
	return r.String()
}

// Number is a number as a file states it.
type Number struct {
	Value float64
	Half  float64 // half a unit of the last digit written: what rounding may have taken
	Known bool    // false where the file states none, or null, or no finite number
}

// Fault is what is wrong with one result.
type Fault struct {
	Result int  // its place in the file, from 1; 0 for the file as a whole
	Out    bool // the result was left out
	Err    error
}

// Error names the result and what is wrong; it holds nothing of the file but numbers.
func (f Fault) Error() string {
	if f.Result == 0 {
		return f.Err.Error()
	}
	return fmt.Sprintf("result %d: %v", f.Result, f.Err)
}

// Unwrap gives what is wrong.
func (f Fault) Unwrap() error { return f.Err }
