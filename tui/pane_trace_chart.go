package tui

import (
	"fmt"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// viewTraceChart draws confidence by trace number with the threshold, the warm-up and
// the stop.
func viewTraceChart(s *State, st theme.Styles, size layout.Size) string {
	walk := s.walk()
	n := len(walk.Steps)
	if n == 0 {
		return fit([]string{st.Dim.Render(" no traces")}, size)
	}
	values, signal, moving := make([]float64, n), make([]float64, n), false
	for j, step := range walk.Steps {
		values[j], signal[j] = step.Confidence, step.Signal
		moving = moving || (step.Signal == step.Signal && step.Signal != step.Confidence)
	}
	shown := append(append([]float64{walk.Threshold}, values...), signal...)
	lo, hi, found := finiteEnds(shown)
	if !found {
		return fit([]string{st.Dim.Render(" no trace here has a confidence")}, size)
	}
	ticks := []chart.Tick{{At: lo, Label: confidence(lo)}, {At: hi, Label: confidence(hi)}}
	lo, hi = withAir(lo, hi)
	plot := chart.Plot{
		XMin: 0.5, XMax: float64(n) + 0.5, YMin: lo, YMax: hi,
		XTicks: traceTicks(n),
		YTicks: ticks,
		Levels: []chart.Level{{At: walk.Threshold, Label: "t " + confidence(walk.Threshold), Style: st.Threshold}},
		Shades: []chart.Range{{From: 0.5, To: float64(walk.WarmUp) + 0.5, Style: st.WarmUp}},
		Marks:  []chart.Mark{{At: float64(walk.K), Label: "stop", Style: st.Stop}},
		Axis:   st.Dim, Glyphs: s.Look.Glyphs,
	}
	point := '●'
	if s.Look.Glyphs == chart.ASCII {
		point = 'o'
	}
	if moving {
		plot.Series = append(plot.Series, chart.Series{Name: "mean so far", X: traceNumbers(n), Y: signal, Style: st.Series[3], Tag: "mean"})
	}
	plot.Series = append(plot.Series, chart.Series{Name: "confidence", X: traceNumbers(n), Y: values, Style: st.Series[0], Points: point})
	return plot.Render(size.W, size.H)
}

// finiteEnds are the least and the greatest of the finite values.
func finiteEnds(values []float64) (lo, hi float64, found bool) {
	for _, v := range values {
		if v-v != 0 { // NaN or infinite
			continue
		}
		if !found {
			lo, hi, found = v, v, true
		}
		lo, hi = min(lo, v), max(hi, v)
	}
	return lo, hi, found
}

// withAir widens a range a little, so that no point lies on its edge.
func withAir(lo, hi float64) (float64, float64) {
	air := (hi - lo) * 0.08
	if air == 0 {
		air = 0.05
	}
	return lo - air, hi + air
}

func traceChartTitle(s *State) string {
	walk := s.walk()
	stops := fmt.Sprintf(" · stops after %d of %d", walk.K, len(walk.Steps))
	return roomiest(paneRoom(s, layout.TraceChart)-2, "Confidence by trace"+stops, "Confidence"+stops, "Confidence by trace")
}

// traceChartNote says where on the slider the verdict on this instance is right.
func traceChartNote(s *State) string {
	i := s.Opened.Instance
	if s.Results.Sweep.Outcome(i, s.Slider.At) == analysis.OutcomeNone {
		return "no label: neither right nor wrong"
	}
	right := s.Results.Sweep.RightFor(i)
	switch {
	case len(right) == 0:
		return "never right at any p"
	case len(right) == 1 && right[0].From == 0 && right[0].To == analysis.Positions-1:
		return "right at every p"
	}
	return "right for " + intervals(right)
}
