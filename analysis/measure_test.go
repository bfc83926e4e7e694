package analysis_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// plainly is every measure by its words: cut, list all windows, sort their means.
func plainly(m analysis.Measure, values []float64) float64 {
	var l []float64
	for _, x := range values {
		switch {
		case math.IsNaN(x) || math.IsInf(x, 0):
		case m.Kind.OfPeaks():
			l = append(l, x)
		default:
			l = append(l, math.Min(0, math.Max(-100, x)))
		}
	}
	if len(l) == 0 {
		return data.AbsentConfidence()
	}
	tail := l[max(0, len(l)-m.Window):]
	var means []float64
	for i := 0; i+m.Window <= len(l); i++ {
		means = append(means, plainMean(l[i:i+m.Window]))
	}
	if len(means) == 0 {
		means = []float64{plainMean(l)}
	}
	slices.Sort(means)
	switch m.Kind {
	case analysis.MeasureNLL:
		return -plainMean(l)
	case analysis.MeasureProbability:
		return math.Exp(plainMean(l))
	case analysis.MeasureTail, analysis.MeasureDeepConfTail:
		return plainMean(tail)
	case analysis.MeasureLowestGroup, analysis.MeasureDeepConfLowestGroup:
		return means[0]
	case analysis.MeasureBottomGroup, analysis.MeasureDeepConfBottomGroup:
		return plainMean(means[:max(1, len(means)/10)])
	case analysis.MeasureDeepConfMean, analysis.MeasureRecorded:
	}
	return plainMean(l)
}

// plainMean is numpy.mean: below 8 values from left to right, up to 128 in eight
// interleaved sums, and beyond that by halves.
func plainMean(l []float64) float64 { return plainSum(l) / float64(len(l)) }

func plainSum(l []float64) float64 {
	n := len(l)
	if n > 128 {
		half := n / 2 / 8 * 8
		return plainSum(l[:half]) + plainSum(l[half:])
	}
	var r [8]float64
	s, whole := 0.0, n/8*8
	if whole > 0 {
		for i, x := range l[:whole] {
			if i < 8 {
				r[i] = x
			} else {
				r[i%8] += x
			}
		}
		s = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]))
	}
	for _, x := range l[whole:] {
		s += x
	}
	return s
}

// sameBits reports whether two numbers are the same to the last bit.
func sameBits(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b) && !data.IsAbsentConfidence(a) && !data.IsAbsentConfidence(b)
}

// Each measure on four tokens whose figures can be done in the head.
func TestMeasureByHand(t *testing.T) {
	for _, c := range []struct {
		measure string
		values  []float64
		want    float64
		because string
	}{
		{"nll", []float64{-1, -2, -3, -6}, 3, "12 over 4, negated"},
		{"probability", []float64{-1, -1}, math.Exp(-1), "the geometric mean"},
		{"tail:2", []float64{-1, -2, -3, -6}, -4.5, "the last two"},
		{"tail:9", []float64{-1, -2, -3, -6}, -3, "shorter than the window: all"},
		{"lowest-group:2", []float64{-1, -9, -3, -6}, -6, "-9 and -3"},
		{"lowest-group:4", []float64{-1, -2, -3, -6}, -3, "a single window"},
		{"lowest-group:5", []float64{-1, -2, -3, -6}, -3, "none: all"},
		{"bottom-group:1", []float64{-9, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}, -9, "a tenth of 11 windows is 1"},
		{"bottom-group:1", append(slices.Repeat([]float64{-1}, 18), -8, -4), -6, "a tenth of 20 is 2"},
		{"bottom-group:1", []float64{-3, -5}, -5, "and at least one"},
		{"nll", []float64{-9999, 0}, 50, "-9999 is cut at -100"},
		{"nll", []float64{0.5, -1}, 0.5, "so is what is above 0"},
		{"nll", []float64{math.NaN(), -1, math.Inf(-1), math.Inf(1), data.AbsentConfidence(), -2}, 1.5, "what is no number is left out"},
		{"tail:1", []float64{-4, math.NaN()}, -4, "the last token that has a number"},
		{"nll", []float64{math.NaN()}, data.AbsentConfidence(), "nothing is left"},
		{"nll", nil, data.AbsentConfidence(), "nothing was there"},
		{"nll", []float64{0, 0}, math.Copysign(0, -1), "as Python writes it"},
		{"deepconf-mean", []float64{20, 0.5, 3000}, 3020.5 / 3, "peaks are not cut"},
		{"deepconf-tail:1", []float64{20, 5}, 5, "the last one"},
		{"deepconf-lowest-group:2", []float64{20, 5, 7}, 6, "the least sure window"},
		{"deepconf-bottom-group:2", []float64{20, 5, 7, math.Inf(1)}, 6, "infinities are left out"},
	} {
		m, err := analysis.ParseMeasure(c.measure)
		if err != nil {
			t.Fatal(err)
		}
		var fast analysis.Measurer
		if got := fast.Of(m, c.values); !sameBits(got, c.want) {
			t.Errorf("%s of %v is %v, want %v: %s", c.measure, c.values, got, c.want, c.because)
		}
		if got := plainly(m, c.values); !sameBits(got, c.want) {
			t.Errorf("the plain %s of %v is %v, want %v: %s", c.measure, c.values, got, c.want, c.because)
		}
	}
}

// tokens makes a trace of one of the kinds that are hard on running sums.
func tokens(random *rand.Rand, n int) []float64 {
	style := random.IntN(7)
	l := make([]float64, n)
	for i := range l {
		switch style {
		case 0: // as models give them
			l[i] = -random.ExpFloat64() * random.Float64()
		case 1: // all ties
			l[i] = -0.1
		case 2: // few values, many ties
			l[i] = -float64(random.IntN(3)) / 10
		case 3: // from next to nothing to the cut
			l[i] = -math.Pow(10, float64(random.IntN(20)-17))
		case 4: // one that is cut, at the end
			if l[i] = -random.Float64() / 1000; i == n-1 {
				l[i] = -9999
			}
		case 5: // neighbouring numbers
			l[i] = -math.Float64frombits(math.Float64bits(0.7) + uint64(random.IntN(3)))
		default: // odd ones among others
			l[i] = []float64{-1, -0.25, math.NaN(), math.Inf(-1), 3, data.AbsentConfidence(), -200}[random.IntN(7)]
		}
	}
	return l
}

// TestMeasureEqualsPlain holds every measure to the plain one, to the last bit.
func TestMeasureEqualsPlain(t *testing.T) {
	const seed = 31
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	var fast analysis.Measurer
	for round := range 600 {
		values := tokens(random, random.IntN([]int{5, 60, 400}[round%3]))
		if round%2 == 1 {
			for i := range values {
				values[i] = -values[i] * 7
			}
		}
		for _, kind := range analysis.Measures()[1:] {
			m := analysis.Measure{Kind: kind}
			if kind.Windowed() {
				m.Window = 1 + random.IntN([]int{3, 20, 200}[random.IntN(3)])
			}
			if got, want := fast.Of(m, values), plainly(m, values); !sameBits(got, want) {
				t.Fatalf("round %d: %v of %v is %v, want %v", round, m, values, got, want)
			}
		}
	}
}

// TestMeasureOfLongTraces: windows of DeepConf's own size over tens of thousands of tokens.
func TestMeasureOfLongTraces(t *testing.T) {
	random := rand.New(rand.NewPCG(32, 0))
	var fast analysis.Measurer
	for style := range 3 {
		values := tokens(random, 12_000)
		for i := range values {
			if style == 1 {
				values[i] = -math.Abs(math.Sin(float64(i) / 900))
			}
		}
		for _, kind := range []analysis.MeasureKind{analysis.MeasureLowestGroup, analysis.MeasureBottomGroup} {
			m := analysis.Measure{Kind: kind, Window: analysis.LongWindow}
			if got, want := fast.Of(m, values), plainly(m, values); !sameBits(got, want) {
				t.Errorf("style %d: %v is %v, want %v", style, m, got, want)
			}
		}
	}
}

// TestMeasureOverflows: peaks so large that their sums are infinite are no reason to fail.
func TestMeasureOverflows(t *testing.T) {
	var fast analysis.Measurer
	huge := []float64{1.7e308, 1.7e308, -1.7e308, 1, 1.7e308, 1.7e308, -1.7e308, -1.7e308, -1.7e308, 2, 3, 4}
	for _, kind := range analysis.Measures()[6:] {
		m := analysis.Measure{Kind: kind, Window: 3}
		if !kind.Windowed() {
			m.Window = 0
		}
		if got, want := fast.Of(m, huge), plainly(m, huge); !sameBits(got, want) && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("%v is %v, want %v", m, got, want)
		}
	}
}

// FuzzMeasure holds the fast windows to the plain ones on tokens made of any bytes.
func FuzzMeasure(f *testing.F) {
	f.Add([]byte{1, 2, 3, 250, 251, 0, 9}, uint8(3), false)
	f.Add([]byte("the quick brown fox jumps over the lazy dog, and over it again"), uint8(7), true)
	f.Fuzz(func(t *testing.T, bytes []byte, window uint8, peaks bool) {
		values := make([]float64, len(bytes))
		for i, b := range bytes {
			// Five bits of fraction, three of exponent: many ties, and far apart.
			values[i] = -float64(b&31+1) / 31 * math.Pow(10, float64(b>>5)*3-15)
			if b == 255 {
				values[i] = math.NaN()
			}
		}
		var fast analysis.Measurer
		kinds := []analysis.MeasureKind{analysis.MeasureTail, analysis.MeasureLowestGroup, analysis.MeasureBottomGroup}
		if peaks {
			kinds = []analysis.MeasureKind{analysis.MeasureDeepConfTail, analysis.MeasureDeepConfLowestGroup, analysis.MeasureDeepConfBottomGroup}
		}
		for _, kind := range kinds {
			m := analysis.Measure{Kind: kind, Window: int(window) + 1}
			if got, want := fast.Of(m, values), plainly(m, values); !sameBits(got, want) {
				t.Errorf("%v of %v is %v, want %v", m, values, got, want)
			}
		}
	})
}

// Names are read back as they are written.
func TestMeasureNames(t *testing.T) {
	for _, kind := range analysis.Measures() {
		m := analysis.Measure{Kind: kind}
		if kind.Windowed() {
			m.Window = 64
		}
		got, err := analysis.ParseMeasure(m.String())
		if err != nil || got != m {
			t.Errorf("%q is read as %v, %v", m, got, err)
		}
		higher := kind != analysis.MeasureRecorded && kind != analysis.MeasureNLL
		if direction := m.Scale().HigherIsSurer(); (direction == data.FlagTrue) != higher {
			t.Errorf("of %v higher is surer: %v, want %t", m, direction, higher)
		}
	}
	if m, err := analysis.ParseMeasure("tail(64)"); err != nil || m != (analysis.Measure{Kind: analysis.MeasureTail, Window: 64}) {
		t.Errorf("tail(64) is read as %v, %v", m, err)
	}
	for _, c := range []struct{ name, want string }{
		{"entropy", "choose one of recorded, nll, probability, tail,"},
		{"tail:0", "1 or more"},
		{"tail:many", `"many"`},
		{"tail()", `""`},
		{"nll:64", "has no window"},
		{"", "no confidence"},
	} {
		if _, err := analysis.ParseMeasure(c.name); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want one with %q", c.name, err, c.want)
		}
	}
}
