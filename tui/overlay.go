package tui

import (
	"math"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// Overlaid is how another way to spend as many traces as the sweep does along the slider,
// in percent by position.
type Overlaid struct{ Accuracy, Sensitivity []float64 }

// Overlays are the ways whose budget follows the slider.
type Overlays struct{ Always, Random Overlaid }

// newOverlays makes the curves of the baselines; nil without any.
func newOverlays(b *analysis.Baselines) *Overlays {
	if b == nil {
		return nil
	}
	along := func(spent func(analysis.Position) analysis.Spent) Overlaid {
		o := Overlaid{make([]float64, analysis.Positions), make([]float64, analysis.Positions)}
		for p := range analysis.Position(analysis.Positions) {
			there := spent(p)
			o.Accuracy[p], o.Sensitivity[p] = there.Accuracy*100, there.Sensitivity*100
		}
		return o
	}
	return &Overlays{Always: along(b.AlwaysAt), Random: along(b.RandomAt)}
}

// nextOverlay lays the next one over the curves, and brings them into sight where they
// are not.
func (s *State) nextOverlay() {
	s.Over.Overlay = (s.Over.Overlay + 1) % (s.lastOverlay() + 1)
	if _, seen := layout.Find(s.Placed(), layout.Curves); !seen {
		s.Nav.Focus = layout.Curves
	}
	s.tell(Told, s.Over.Overlay.sentence()+"; B goes on")
}

// sentence says what an overlay shows.
func (o Overlay) sentence() string {
	switch o {
	case AlwaysOverlay:
		return "dots: always k traces, same budget"
	case RandomOverlay:
		return "dots: stopping at random, same budget"
	case ConsistencyOverlay:
		return "lines: Adaptive-Consistency and all traces"
	case BandOverlay:
		return "bands: 95 % of other orders of the traces"
	case PublishedOverlay:
		return "dots: what is published; nothing is known between them"
	case NoOverlay:
	}
	return "nothing lies over the curves"
}

// curvesTitle names the overlay, too.
func curvesTitle(s *State) string {
	switch s.Over.Overlay {
	case AlwaysOverlay:
		return "Trade-off · always k"
	case RandomOverlay:
		return "Trade-off · at random"
	case ConsistencyOverlay:
		return "Trade-off · other rules"
	case BandOverlay:
		return "Trade-off · order luck"
	case PublishedOverlay:
		return "Trade-off · published"
	case NoOverlay:
	}
	return "Trade-off"
}

// fullCurves is the height from which the curves have room for all four metrics beside
// an overlay; below it, those stay that the overlay has, too.
const fullCurves = 16

// ownCurves are the metrics of the sweep, with their bands where these are wanted.
func ownCurves(s *State, st theme.Styles, h int) []chart.Series {
	c := s.Results.Curves
	savings := chart.Series{Name: "savings", X: c.X, Y: c.Savings, Style: st.Series[3], Tag: "saved"}
	accuracy := chart.Series{Name: "accuracy", X: c.X, Y: c.Accuracy, Style: st.Series[2], Tag: "acc"}
	specificity := chart.Series{Name: "specificity", X: c.X, Y: c.Specificity, Style: st.Series[1], Tag: "spec"}
	sensitivity := chart.Series{Name: "sensitivity", X: c.X, Y: c.Sensitivity, Style: st.Series[0], Tag: "sens"}
	overlay := s.Over.Overlay
	if band := s.Results.Band; overlay == BandOverlay && band != nil {
		accuracy.Low, accuracy.High = band.Accuracy.Lo, band.Accuracy.Hi
		sensitivity.Low, sensitivity.High = band.Sensitivity.Lo, band.Sensitivity.Hi
		specificity.Low, specificity.High = band.Specificity.Lo, band.Specificity.Hi
	}
	switch {
	case overlay == NoOverlay || h >= fullCurves:
		return []chart.Series{savings, accuracy, specificity, sensitivity}
	case overlay == BandOverlay:
		return []chart.Series{accuracy, specificity, sensitivity}
	}
	return []chart.Series{accuracy, sensitivity}
}

// layOver adds the overlay to the curves.
func layOver(plot *chart.Plot, s *State, st theme.Styles, size layout.Size) {
	if s.Over.Overlay == PublishedOverlay {
		plot.Series = append(plot.Series, s.publishedDots(st, size.H)...)
	}
	baselines, overlays := s.Results.Baselines, s.Results.Overlays
	if baselines == nil || overlays == nil {
		return
	}
	switch s.Over.Overlay {
	case AlwaysOverlay:
		plot.Series = append(plot.Series, dotted(s, st, overlays.Always, "k", size.W)...)
	case RandomOverlay:
		plot.Series = append(plot.Series, dotted(s, st, overlays.Random, "random", size.W)...)
	case ConsistencyOverlay:
		plot.Levels = append(plot.Levels, levels(st, baselines.Consistency(), "adapt", size.H)...)
		plot.Levels = append(plot.Levels, levels(st, baselines.All(), "all", size.H)...)
	case NoOverlay, BandOverlay, PublishedOverlay:
	}
}

// everyDot is the cells from one dot of a dotted curve to the next.
const everyDot = 4

// dotted draws curves as dots, a few cells apart, so that they are told from the sweep's
// without colour and let it be seen between them.
func dotted(s *State, st theme.Styles, o Overlaid, name string, w int) []chart.Series {
	step := max(analysis.Positions*everyDot/max(w, 1), 1)
	dots := func(y []float64, short string) chart.Series {
		c := chart.Series{Name: short + " " + name, Points: '•', Tag: short + " " + name}
		for p := 0; p < len(y); p += step {
			x := s.Results.Curves.X[p]
			c.X, c.Y = append(c.X, x, x), append(c.Y, y[p], math.NaN())
		}
		return c
	}
	accuracy, sensitivity := dots(o.Accuracy, "acc"), dots(o.Sensitivity, "sens")
	accuracy.Style, sensitivity.Style = st.Series[2], st.Series[0]
	return []chart.Series{accuracy, sensitivity}
}

// levels draw what has one budget, whatever the slider says.
func levels(st theme.Styles, spent analysis.Spent, name string, h int) []chart.Level {
	lines := []chart.Level{{At: spent.Accuracy * 100, Label: "acc " + name, Style: st.Series[2]}}
	if h >= fullCurves/2 {
		lines = append(lines, chart.Level{At: spent.Sensitivity * 100, Label: "sens " + name, Style: st.Series[0]})
	}
	return lines
}
