package analysis

import (
	"cmp"
	"math"
	"slices"

	"github.com/confscope/confscope/data"
)

// TokenSpan is a half-open stretch of the tokens of a trace, From..To-1.
type TokenSpan struct{ From, To int }

// TokenGroups is where in a trace a model was sure and where it was not. Spans count the
// tokens of the file; those in them that have no number take no part.
type TokenGroups struct {
	OfPeaks bool // made of DeepConf's confidences of tokens; else of log-probabilities
	Window  int  // tokens
	// Values has for each token the number as it counts; NaN where it has none.
	Values []float64
	// Shade has for each token how sure the model was of it, 0 to 1: its probability; or,
	// of DeepConf's confidences, where it lies between the least and the greatest of the
	// trace. NaN where it has no number.
	Shade  []float64
	Lowest TokenSpan   // the window with the lowest mean, the first of equals
	Bottom []TokenSpan // the lowest tenth of the windows, those that touch joined
	Tail   TokenSpan   // the last window
	// The mean of all tokens, of the tail, of the lowest window, and of the bottom windows;
	// NaN where no token has a number.
	Mean, TailMean, LowestMean, BottomMean float64
	Cuts                                   Cuts
}

// Groups finds the groups of one trace for the measure, whose window must not be open: see
// Measure.For. A measure of the file's own numbers is shown by log-probabilities, where
// there are any. A trace shorter than the window is one group.
func Groups(s data.Series, m Measure) TokenGroups {
	kind := m.Kind
	if kind == MeasureRecorded && s.Logprobs == nil && s.Peaks != nil {
		kind = MeasureDeepConfMean
	}
	g := TokenGroups{OfPeaks: kind.OfPeaks(), Window: m.Window}
	if g.Window < 1 {
		g.Window = ShortWindow
	}
	kept, at := g.take(kind.pick(s))
	g.shade()
	if len(kept) == 0 {
		g.Cuts.Undefined = 1
		g.Mean, g.TailMean, g.LowestMean, g.BottomMean = math.NaN(), math.NaN(), math.NaN(), math.NaN()
		return g
	}
	g.Mean, g.TailMean = mean(kept), tailMean(kept, g.Window)
	g.Tail = TokenSpan{at[max(0, len(kept)-g.Window)], at[len(kept)-1] + 1}
	lowest := lowestWindows(kept, g.Window, kind.largest(kept))
	g.LowestMean, g.Lowest = lowest[0].mean, spanOf(at, lowest[0].from, g.Window)
	means := make([]float64, len(lowest))
	for i := range lowest {
		means[i] = lowest[i].mean
	}
	g.BottomMean = mean(means)
	slices.SortFunc(lowest, func(a, b window) int { return cmp.Compare(a.from, b.from) })
	for i := range lowest {
		g.join(spanOf(at, lowest[i].from, g.Window))
	}
	return g
}

// take gives the values that count, and which tokens they belong to.
func (g *TokenGroups) take(values []float64) (kept []float64, at []int) {
	g.Cuts.Tokens = len(values)
	g.Values = make([]float64, len(values))
	for i, x := range values {
		x, ok := g.Cuts.cut(x, g.OfPeaks)
		if !ok {
			g.Values[i] = math.NaN()
			continue
		}
		g.Values[i] = x
		kept, at = append(kept, x), append(at, i)
	}
	return kept, at
}

func (g *TokenGroups) shade() {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, x := range g.Values {
		if finite(x) {
			lo, hi = min(lo, x), max(hi, x)
		}
	}
	g.Shade = make([]float64, len(g.Values))
	for i, x := range g.Values {
		switch {
		case math.IsNaN(x):
			g.Shade[i] = x
		case !g.OfPeaks:
			g.Shade[i] = math.Exp(x)
		case hi > lo:
			g.Shade[i] = min(1, (x/2-lo/2)/(hi/2-lo/2)) // halves do not overflow
		default:
			g.Shade[i] = 1
		}
	}
}

// window is one of the windows of a trace.
type window struct {
	mean float64
	from int
}

// lowestWindows gives the bottom windows, the lowest first and the first of equals first.
func lowestWindows(x []float64, w int, largest float64) []window {
	if len(x) <= w {
		return []window{{mean(x), 0}}
	}
	var g grouping
	g.slide(x, w, largest)
	k := bottomCount(len(g.running))
	reach := g.reach(k)
	var lowest []window
	for i, s := range g.running {
		if !(s > reach) {
			lowest = append(lowest, window{mean(x[i : i+w]), i})
		}
	}
	slices.SortStableFunc(lowest, func(a, b window) int { return cmp.Compare(a.mean, b.mean) })
	return lowest[:k]
}

// spanOf is the stretch of tokens that a window of kept values covers.
func spanOf(at []int, window, w int) TokenSpan {
	return TokenSpan{at[window], at[min(window+w, len(at))-1] + 1}
}

// join adds a bottom window that begins no earlier than those before it.
func (g *TokenGroups) join(s TokenSpan) {
	if n := len(g.Bottom); n > 0 && s.From <= g.Bottom[n-1].To {
		g.Bottom[n-1].To = max(g.Bottom[n-1].To, s.To)
		return
	}
	g.Bottom = append(g.Bottom, s)
}
