package tui

import (
	"math"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// Results is what has been computed for one generation of the method: read-only, and
// replaced whole. Spreads and Evolution follow the sweep a moment later; until then
// they are nil.
type Results struct {
	Gen       int
	Sweep     *analysis.Sweep
	Taken     Taken // what the confidences were computed as
	Blind     bool  // no trace has a confidence
	Curves    Curves
	Spreads   map[analysis.Split]*analysis.Distribution // those that were looked at
	Evolution *analysis.Evolution
	Means     Span // of the evolution's means, at all positions
	Bands     Span // of its bands
	Best      analysis.Best

	// What the studies find, each nil until it is there.
	Checkup    *analysis.Checkup
	Censoring  *analysis.Censoring
	Baselines  *analysis.Baselines
	Panel      *PanelFound
	Slices     *analysis.Slices
	SlicedBy   analysis.SliceBy
	Points     *PointsFound
	Overlays   *Overlays // of Baselines
	Band       *BandFound
	Comparison *analysis.Comparison
	Recheck    *RecheckFound
}

// Span is the range of values that a chart shows: one for all positions, so that the
// axis stands still while the slider moves.
type Span struct{ Lo, Hi float64 }

// over widens the span to hold the finite ones of some values.
func (s Span) over(values []float64) Span {
	for _, v := range values {
		if v-v == 0 { // neither NaN nor infinite
			s = Span{min(s.Lo, v), max(s.Hi, v)}
		}
	}
	return s
}

// spansOf gives the ranges of the evolution's means and bands.
func spansOf(e *analysis.Evolution) (means, bands Span) {
	means = Span{math.Inf(1), math.Inf(-1)}
	bands = means
	for p := range analysis.Position(analysis.Positions) {
		for _, series := range e.At(p) {
			means = means.over(series.Mean)
			bands = bands.over(series.Low).over(series.High)
		}
	}
	return means, bands
}

// Curves are the metrics over the whole slider, as the trade-off chart draws them:
// percentiles on X and shares in percent on the others, NaN where undefined. All have
// analysis.Positions entries.
type Curves struct {
	X                                           []float64
	Accuracy, Sensitivity, Specificity, Savings []float64
	Flips                                       []int // verdicts that change at each position
}

func newCurves(s *analysis.Sweep) Curves {
	column := func(of func(*analysis.Point) (float64, bool)) []float64 {
		values := make([]float64, analysis.Positions)
		for i := range values {
			values[i] = percentOrNaN(of(s.At(analysis.Position(i))))
		}
		return values
	}
	c := Curves{
		X:           make([]float64, analysis.Positions),
		Flips:       make([]int, analysis.Positions),
		Accuracy:    column(func(p *analysis.Point) (float64, bool) { return p.Accuracy().Value() }),
		Sensitivity: column(func(p *analysis.Point) (float64, bool) { return p.Sensitivity().Value() }),
		Specificity: column(func(p *analysis.Point) (float64, bool) { return p.Specificity().Value() }),
		Savings:     column((*analysis.Point).TraceSavings),
	}
	for i := range c.X {
		c.X[i] = analysis.Position(i).Percentile()
		c.Flips[i] = len(s.Flips(analysis.Position(i)))
	}
	return c
}

// newResults sweeps the run: the part of the results that the first redraw needs.
func newResults(run *data.Run, setup analysis.Setup, gen int) (*Results, error) {
	sweep, err := analysis.NewSweep(run, setup)
	if err != nil {
		return nil, err
	}
	blind := run.Confidence().Name == data.Recorded && analysis.Measure{}.Missing(run) != ""
	return &Results{Gen: gen, Sweep: sweep, Blind: blind, Curves: newCurves(sweep), Best: sweep.Best()}, nil
}

// withDistributions adds what is slower to count: the histograms by one split, and the
// evolution. Other splits are counted when they are looked at.
func (r *Results) withDistributions(split analysis.Split) *Results {
	full := *r
	full.Spreads = map[analysis.Split]*analysis.Distribution{split: analysis.NewDistribution(r.Sweep, split)}
	full.Evolution = analysis.NewEvolution(r.Sweep)
	full.Means, full.Bands = spansOf(full.Evolution)
	return &full
}
