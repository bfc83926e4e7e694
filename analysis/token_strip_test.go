package analysis_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// Where the groups of a trace lie.
func TestGroups(t *testing.T) {
	nan := math.NaN()
	twenty := func(low ...int) []float64 {
		l := make([]float64, 20)
		for i := range l {
			l[i] = -1
		}
		for _, i := range low {
			l[i] = -5
		}
		return l
	}
	for _, c := range []struct {
		logprobs []float64
		window   int
		want     string // lowest, bottom, tail
		because  string
	}{
		{[]float64{-1, -9, -3, -6}, 2, "{1 3} [{1 3}] {2 4}", "-9 and -3; the last two"},
		{[]float64{-1, -1, -1}, 1, "{0 1} [{0 1}] {2 3}", "the first of equals"},
		{[]float64{-1, -2}, 5, "{0 2} [{0 2}] {0 2}", "shorter than the window: one group"},
		{twenty(3, 15), 1, "{3 4} [{3 4} {15 16}] {19 20}", "two of twenty are the bottom, apart"},
		{twenty(3, 4), 1, "{3 4} [{3 5}] {19 20}", "and joined where they touch"},
		{[]float64{-1, nan, -9, nan, nan, -8, -1}, 2, "{2 6} [{2 6}] {5 7}", "a window goes over tokens that have no number"},
		{[]float64{nan, -1, nan}, 3, "{1 2} [{1 2}] {1 2}", "and does not hold those beside it"},
		{[]float64{nan}, 3, "{0 0} [] {0 0}", "nothing has a number"},
		{nil, 3, "{0 0} [] {0 0}", "nothing is there"},
	} {
		g := analysis.Groups(data.Series{Logprobs: c.logprobs}, analysis.Measure{Kind: analysis.MeasureTail, Window: c.window})
		if got := fmt.Sprint(g.Lowest, g.Bottom, g.Tail); got != c.want {
			t.Errorf("%v, window %d: %s, want %s: %s", c.logprobs, c.window, got, c.want, c.because)
		}
	}
}

// Shades run from 0 to 1, whatever the numbers.
func TestShade(t *testing.T) {
	g := analysis.Groups(data.Series{Logprobs: []float64{0, math.Log(0.25), -9999, math.NaN(), 7}}, analysis.Measure{})
	if got := fmt.Sprintf("%.3f %v", g.Shade, g.Values); got != "[1.000 0.250 0.000 NaN 1.000] [0 -1.3862943611198906 -100 NaN 0]" || g.OfPeaks {
		t.Errorf("shades and values %s", got)
	}
	if g.Cuts.Clipped != 2 || g.Cuts.NotFinite != 1 || g.Cuts.Tokens != 5 {
		t.Errorf("cuts %+v", g.Cuts)
	}
	both := data.Series{Logprobs: []float64{-1}, Peaks: []float64{5, 15, 10}}
	if g := analysis.Groups(both, analysis.Measure{Kind: analysis.MeasureDeepConfMean}); fmt.Sprint(g.Shade, g.OfPeaks) != "[0 1 0.5] true" {
		t.Errorf("shades %v", g.Shade)
	}
	if g := analysis.Groups(both, analysis.Measure{}); g.OfPeaks || len(g.Values) != 1 {
		t.Errorf("the file's own confidence is shown by %v", g.Values)
	}
	if g := analysis.Groups(data.Series{Peaks: []float64{7, 7}}, analysis.Measure{}); !g.OfPeaks || fmt.Sprint(g.Shade) != "[1 1]" {
		t.Errorf("without log-probabilities, shades %v", g.Shade)
	}
	for _, x := range analysis.Groups(data.Series{Peaks: []float64{-1.7e308, 1.7e308, 3}}, analysis.Measure{}).Shade {
		if !(x >= 0 && x <= 1) {
			t.Errorf("shade %v of huge peaks", x)
		}
	}
}

// TestGroupsEqualMeasures: the figures beside the strip are those that the run is measured
// by, and the spans are where they come from.
func TestGroupsEqualMeasures(t *testing.T) {
	const seed = 51
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	for round := range 400 {
		values := tokens(random, random.IntN(150))
		w := 1 + random.IntN([]int{4, 40}[round%2])
		g := analysis.Groups(data.Series{Logprobs: values}, analysis.Measure{Kind: analysis.MeasureTail, Window: w})
		for _, c := range []struct {
			kind analysis.MeasureKind
			got  float64
		}{{analysis.MeasureTail, g.TailMean}, {analysis.MeasureLowestGroup, g.LowestMean}, {analysis.MeasureBottomGroup, g.BottomMean}, {analysis.MeasureNLL, -g.Mean}} {
			want := plainly(analysis.Measure{Kind: c.kind, Window: w}, values)
			if c.got != want && !(math.IsNaN(c.got) && data.IsAbsentConfidence(want)) {
				t.Fatalf("round %d, window %d: %v is %v beside the strip, %v by the measure", round, w, c.kind, c.got, want)
			}
		}
		for _, at := range []struct {
			span analysis.TokenSpan
			mean float64
		}{{g.Lowest, g.LowestMean}, {g.Tail, g.TailMean}} {
			if at.span.To > at.span.From && plainly(analysis.Measure{Kind: analysis.MeasureNLL}, values[at.span.From:at.span.To]) != -at.mean {
				t.Fatalf("round %d: the span %v of %v does not have the mean %v", round, at.span, values, at.mean)
			}
		}
		inLowest := false
		for _, b := range g.Bottom {
			inLowest = inLowest || b.From <= g.Lowest.From && g.Lowest.To <= b.To
		}
		if len(g.Bottom) > 0 && !inLowest {
			t.Fatalf("round %d: the lowest group %v is not in the bottom %v", round, g.Lowest, g.Bottom)
		}
	}
}
