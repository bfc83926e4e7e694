package analysis

import (
	"math"

	"github.com/confscope/confscope/data/curves"
)

// Divergence is a figure that a publication states and that the run does not give, not
// even rounded.
type Divergence struct {
	Figure     string // its key in the file, as token_savings_pct
	Percentile float64
	Best       string // of which best it is stated: accuracy, say; "" for one of a position
	Published  float64
	Own        float64 // of the run
	Defined    bool    // false: the run has no such figure
	// Derived says that it is made of the four counts alone, and Contradicts that the
	// file's own counts do not give it either.
	Derived, Contradicts bool
}

// statement is a figure of a publication beside the run's own.
type statement struct {
	key   string
	typed curves.Number
	own   float64
	ok    bool // the run has it
	same  func(n curves.Number, own float64) bool
	// counted is what the file's own counts give; only of a derived figure.
	derived, countedOK bool
	counted            float64
}

// differing holds what is stated of one position against the run; file is the point by the
// publication's own counts, nil where it has none. It counts what is stated.
func differing(typed *curves.Point, file, own *Point) (found []Divergence, stated int) {
	for _, s := range statements(typed, file, own) {
		if !s.typed.Known {
			continue
		}
		stated++
		if s.ok && s.same(s.typed, s.own) || s.emptyZero() {
			continue
		}
		contradicts := s.derived && file != nil && !(s.countedOK && s.same(s.typed, s.counted))
		found = append(found, Divergence{Figure: s.key, Percentile: own.Percentile, Published: s.typed.Value, Own: s.own, Defined: s.ok, Derived: s.derived, Contradicts: contradicts})
	}
	return found, stated
}

// emptyZero reports whether a share without a denominator is typed as 0, as scripts often
// do: that is no other figure.
func (s statement) emptyZero() bool { return s.derived && !s.ok && s.typed.Value == 0 }

func statements(typed *curves.Point, file, own *Point) []statement {
	all := append(countStatements(file, own), replayStatements(typed, own)...)
	counts := file
	if counts == nil {
		counts = own
	}
	return append(all, derivedStatements(typed, counts, own)...)
}

func exactly(n curves.Number, own float64) bool { return n.Value == own }

func within(coarsest float64) func(curves.Number, float64) bool {
	return func(n curves.Number, own float64) bool { return restates(n, own, coarsest) }
}

func countStatements(file, own *Point) []statement {
	if file == nil {
		return nil
	}
	var all []statement
	for _, one := range []struct {
		key       string
		file, own int
	}{{"tp", file.TP, own.TP}, {"fn", file.FN, own.FN}, {"fp", file.FP, own.FP}, {"tn", file.TN, own.TN}} {
		all = append(all, statement{key: one.key, typed: curves.Number{Value: float64(one.file), Known: true}, own: float64(one.own), ok: true, same: exactly})
	}
	return all
}

// replayStatements are the figures that only traces give.
func replayStatements(typed *curves.Point, own *Point) []statement {
	traces, okTraces := own.MeanTraces()
	saved, okSaved := own.TraceSavings()
	tokens, okTokens := own.TokenSavings()
	times, okTimes := math.NaN(), okTraces && traces > 0
	if okTimes {
		times = float64(own.MaxTraces) / traces
	}
	return []statement{
		{key: "avg_traces", typed: typed.Traces, own: traces, ok: okTraces, same: within(coarseTraces)},
		{key: "token_savings_pct", typed: typed.Savings, own: saved * 100, ok: okSaved, same: within(coarsePercent)},
		{key: "token_savings_by_tokens_pct", typed: typed.ByTokens, own: tokens * 100, ok: okTokens, same: within(coarsePercent)},
		{key: "cost_reduction", typed: typed.Times, own: times, ok: okTimes, same: within(coarseTimes)},
		{key: "unlabelled", typed: typed.Unlabelled, own: float64(own.Unlabelled), ok: true, same: exactly},
		{key: "ran_out", typed: typed.RanOut, own: float64(own.RanOut), ok: true, same: exactly},
		{key: "unjudged", typed: typed.Unjudged, own: float64(own.Unjudged), ok: true, same: exactly},
	}
}

// derivedStatements are the figures that the four counts give.
func derivedStatements(typed *curves.Point, counts, own *Point) []statement {
	all := []statement{{key: "total", typed: typed.Stated, own: float64(own.Labelled()), ok: true, same: exactly,
		derived: true, counted: float64(counts.Labelled()), countedOK: true}}
	for r := range curves.Rates {
		s := statement{key: RateKey(r), typed: typed.Rates[r], same: Restates, derived: true}
		s.own, s.ok = publishedRate(own, r)
		s.counted, s.countedOK = publishedRate(counts, r)
		all = append(all, s)
	}
	for i, r := range curves.Ended() {
		ownEnds, ok := ends(own, r)
		countedEnds, countedOK := ends(counts, r)
		for side, name := range [2]string{" from", " to"} {
			all = append(all, statement{key: "interval of " + r.String() + name, typed: typed.Ends[i][side], own: ownEnds[side], ok: ok, same: Restates,
				derived: true, counted: countedEnds[side], countedOK: countedOK})
		}
	}
	return all
}

// RateKey is the key of a rate in a published sweep.
func RateKey(r curves.Rate) string {
	if r == curves.F1 {
		return "f1_score"
	}
	return r.String()
}

// ends are those of the interval of a rate.
func ends(p *Point, r curves.Rate) ([2]float64, bool) {
	rate := map[curves.Rate]func() Rate{curves.Accuracy: p.Accuracy, curves.Sensitivity: p.Sensitivity,
		curves.Specificity: p.Specificity, curves.Precision: p.Precision}[r]
	lo, hi, ok := rate().Wilson()
	return [2]float64{lo, hi}, ok
}
