package data

import "context"

// Series is what the file says in numbers of the tokens of one trace. Both lists are nil
// where it says nothing; where it has both, they are of one length.
type Series struct {
	Logprobs []float64 // natural logarithms, as the file gives them: NaN, infinities and -9999 included
	Peaks    []float64 // DeepConf's confidence of each token
}

// EachSeries visits the series of every trace of the instances from..to-1 that has one,
// in order, until visit says false. A series is valid during the visit only. Several
// goroutines may visit several stretches of one Run at a time.
func (r *Run) EachSeries(ctx context.Context, from, to int, visit func(trace int, s Series) bool) error {
	return ctx.Err()
}
