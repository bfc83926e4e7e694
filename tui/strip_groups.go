package tui

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// tokenSpan is the tokens from..to-1 of a trace.
type tokenSpan struct{ from, to int }

func (s tokenSpan) holds(token int) bool { return token >= s.from && token < s.to }

func (s tokenSpan) overlaps(from, to int) bool { return from < s.to && s.from < to }

// tokenGroups are the stretches of a trace that the measures look at. All are empty where
// the trace is no longer than the window: it is one group then.
type tokenGroups struct {
	window int
	lowest tokenSpan
	mean   float64     // of the lowest group
	bottom []tokenSpan // covered by the groups in the lowest 10 %, in order, apart from each other
	count  int         // of those groups
	of     int         // groups in all
	tail   tokenSpan
}

// marks says what of the groups lies on the tokens from..to-1.
func (g *tokenGroups) marks(from, to int) lineMarks {
	var m lineMarks
	if g.lowest.overlaps(from, to) {
		m |= markLowest
	}
	if n := sort.Search(len(g.bottom), func(n int) bool { return g.bottom[n].to > from }); n < len(g.bottom) && g.bottom[n].overlaps(from, to) {
		m |= markBottom
	}
	if g.tail.overlaps(from, to) {
		m |= markTail
	}
	return m
}

// groupsOf finds the groups of a trace by its log-probabilities, or else by DeepConf's
// confidences of its tokens: in both the lowest is where the model was least sure.
func groupsOf(logprobs, peaks []float64, window int) tokenGroups {
	g := tokenGroups{window: window}
	values, kept := usable(logprobs, peaks)
	if window <= 0 || len(values) <= window {
		return g
	}
	means := windowMeans(values, window)
	order := make([]int, len(means))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(means[a], means[b]) })
	g.of, g.count, g.mean = len(means), max(1, len(means)/10), means[order[0]]
	span := func(first int) tokenSpan { return tokenSpan{kept[first], kept[first+window-1] + 1} }
	g.lowest, g.tail = span(order[0]), span(len(means)-1)
	worst := slices.Sorted(slices.Values(order[:g.count]))
	for _, first := range worst {
		s := span(first)
		if last := len(g.bottom) - 1; last >= 0 && s.from <= g.bottom[last].to {
			g.bottom[last].to = s.to
			continue
		}
		g.bottom = append(g.bottom, s)
	}
	return g
}

// usable are the numbers that count, cut as the measures cut them, and where they stand.
func usable(logprobs, peaks []float64) (values []float64, kept []int) {
	series, lo, hi := logprobs, float64(least), 0.0
	if series == nil {
		series, lo, hi = peaks, math.Inf(-1), math.Inf(1)
	}
	for i, v := range series {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			values, kept = append(values, min(max(v, lo), hi)), append(kept, i)
		}
	}
	return values, kept
}

func windowMeans(values []float64, window int) []float64 {
	means := make([]float64, len(values)-window+1)
	sum := 0.0
	for i, v := range values {
		sum += v
		if i >= window {
			sum -= values[i-window]
		}
		if i >= window-1 {
			means[i-window+1] = sum / float64(window)
		}
	}
	return means
}
