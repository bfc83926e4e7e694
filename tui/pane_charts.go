package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// percentTicks are the labels of an axis that runs over percentiles or percent.
func percentTicks() []chart.Tick {
	return []chart.Tick{{At: 0, Label: "0"}, {At: 50, Label: "50"}, {At: 100, Label: "100"}}
}

// viewCurves draws the metrics over the whole slider, with the position marked.
func viewCurves(s *State, st theme.Styles, size layout.Size) string {
	if s.Results == nil {
		return fit(nil, size)
	}
	at := s.Slider.At.Percentile()
	plot := chart.Plot{
		Series: ownCurves(s, st, size.H),
		XMax:   100, YMax: 100, XTicks: percentTicks(), YTicks: percentTicks(),
		Marks:  append(pinMarks(s, st), chart.Mark{At: at, Style: st.Accent}),
		Shades: unknownStretches(s, st),
		Axis:   st.Dim,
		Glyphs: s.Look.Glyphs,
	}
	layOver(&plot, s, st, size)
	return plot.Render(size.W, size.H)
}

// unknownStretches hatches where the run was stopped too early to tell: a curve that runs
// flat there is not known to be flat.
func unknownStretches(s *State, st theme.Styles) []chart.Range {
	if s.Results.Censoring == nil {
		return nil
	}
	hatch := "╱"
	if s.Look.Glyphs == chart.ASCII {
		hatch = "/"
	}
	var ranges []chart.Range
	for _, in := range s.Results.Censoring.Loose() {
		ranges = append(ranges, chart.Range{From: in.From.Percentile(), To: in.To.Percentile(), Style: st.Dim, Glyph: hatch})
	}
	return ranges
}

// pinMarks are the pins as lines in a chart over percentiles.
func pinMarks(s *State, st theme.Styles) []chart.Mark {
	var marks []chart.Mark
	if a := s.Slider.PinA; a != nil {
		marks = append(marks, chart.Mark{At: a.At.Percentile(), Label: "A", Style: st.PinA})
	}
	if b := s.Slider.PinB; b != nil {
		marks = append(marks, chart.Mark{At: b.At.Percentile(), Label: "B", Style: st.PinB})
	}
	return marks
}

// viewSpread draws a histogram of confidence for each group of the split, traces that
// are used at this position apart from those that are not.
func viewSpread(s *State, st theme.Styles, size layout.Size) string {
	distribution := currentSpread(s)
	if distribution == nil {
		return fit([]string{st.Dim.Render(" " + countWords(s))}, size)
	}
	groups := distribution.At(s.Slider.At)
	lo, hi := distribution.Lo, distribution.Hi
	top := highest(groups)
	var lines []string
	for i, g := range groups {
		rows := spreadRows(len(groups), i, size.H)
		bars := chart.Histogram{
			Lower: g.Used, Upper: g.Unused, Lo: lo, Hi: hi, Max: top,
			LowerStyle: st.Used, UpperStyle: st.Unused, AxisStyle: st.Dim, MarkStyle: st.Accent,
			Glyphs: s.Look.Glyphs, Axis: i == len(groups)-1 && rows > 3,
		}
		if s.Over.Bin.On && s.Over.Bin.Group == i {
			bars.Chosen = []int{s.Over.Bin.Bin}
		}
		lines = append(lines, groupLines(bars, g, st, layout.Size{W: size.W, H: rows})...)
	}
	return fit(lines, size)
}

// countWords say what a histogram or the evolution is waiting for.
func countWords(s *State) string {
	if s.Results == nil {
		return loadWords(s)
	}
	return "counting …"
}

// groupLines draws one group: its figures above the histogram, or beside it where there
// is one line only.
func groupLines(bars chart.Histogram, g analysis.Group, st theme.Styles, size layout.Size) []string {
	figures := fmt.Sprintf(" %-9s n %s", g.Name, thousands(g.N))
	if g.N > 0 {
		mean, sd := confidence(g.Mean), confidence(g.SD)
		figures = roomiest(size.W, figures+" mean "+mean+" sd "+sd, figures+" mean "+mean, figures)
	}
	if size.H < 2 {
		room := besideRoom(size.W)
		return []string{fitLine(st.Text.Render(figures), room) + bars.Render(size.W-room, 1)}
	}
	head := st.Text.Render(figures)
	return append([]string{head}, strings.Split(bars.Render(size.W, size.H-1), "\n")...)
}

// spreadRows is the lines of histogram i of n, its figures among them; the last has what
// is left over.
func spreadRows(n, i, h int) int {
	rows := max(h/max(n, 1), 1)
	if i == n-1 {
		rows = max(h-i*rows, 1)
	}
	return rows
}

// besideRoom is the cells that the figures of a group take where they stand beside its
// histogram, of one line.
func besideRoom(w int) int { return min(42, w/2) }

// highest is the tallest bin of all groups, so that they share a scale.
func highest(groups []analysis.Group) uint32 {
	top := uint32(1)
	for _, g := range groups {
		for b := range g.Used {
			top = max(top, g.Used[b]+g.Unused[b])
		}
	}
	return top
}

func currentSpread(s *State) *analysis.Distribution {
	if s.Results == nil {
		return nil
	}
	return s.Results.Spreads[s.Over.Split]
}

// evolutionStyles are the styles of the four groups, in the order of analysis.Evolution.
func evolutionStyles(st theme.Styles) [4]lipgloss.Style {
	return [4]lipgloss.Style{st.Series[0], st.Series[1], st.Series[2], st.Series[3]}
}

// viewEvolution draws the mean confidence by trace number for the four groups; zoomed,
// each group apart with the band that holds its middle four fifths.
func viewEvolution(s *State, st theme.Styles, size layout.Size) string {
	if s.Results == nil || s.Results.Evolution == nil {
		return fit([]string{st.Dim.Render(" " + countWords(s))}, size)
	}
	if s.point().Labelled() == 0 {
		return fit([]string{st.Dim.Render(" " + roomiest(size.W-1, "no labels: nothing is correct or incorrect", "no labels: none is correct"))}, size)
	}
	groups := s.Results.Evolution.At(s.Slider.At)
	lo, hi := s.Results.Means.Lo, s.Results.Means.Hi
	if s.Nav.Zoom {
		return evolutionQuarters(s, st, groups, size)
	}
	tags := [4]string{"✓safe", "✓unsafe", "✗safe", "✗unsafe"}
	if s.Look.Glyphs == chart.ASCII {
		tags = [4]string{"ok safe", "ok unsafe", "no safe", "no unsafe"}
	}
	plot := evolutionPlot(s, st, lo, hi)
	for i, g := range groups {
		plot.Series = append(plot.Series, chart.Series{
			Name: g.Name, X: traceNumbers(len(g.Mean)), Y: g.Mean, Style: evolutionStyles(st)[i], Tag: tags[i],
		})
	}
	return plot.Render(size.W, size.H)
}

// evolutionPlot is the empty chart over trace numbers.
func evolutionPlot(s *State, st theme.Styles, lo, hi float64) chart.Plot {
	most := float64(s.Results.Sweep.At(s.Slider.At).MaxTraces)
	return chart.Plot{
		XMin: 1, XMax: max(most, 2), YMin: lo, YMax: hi,
		XTicks: traceTicks(int(most)), YTicks: []chart.Tick{
			{At: lo, Label: confidence(lo)}, {At: (lo + hi) / 2, Label: confidence((lo + hi) / 2)}, {At: hi, Label: confidence(hi)},
		},
		Axis: st.Dim, Glyphs: s.Look.Glyphs,
	}
}

// evolutionQuarters draws the four groups apart, each with its band.
func evolutionQuarters(s *State, st theme.Styles, groups [4]analysis.Series, size layout.Size) string {
	half := layout.Size{W: size.W / 2, H: size.H / 2}
	lo, hi := s.Results.Bands.Lo, s.Results.Bands.Hi
	var quarters [4]string
	for i, g := range groups {
		plot := evolutionPlot(s, st, lo, hi)
		plot.Series = []chart.Series{{
			Name: g.Name, X: traceNumbers(len(g.Mean)), Y: g.Mean, Low: g.Low, High: g.High, Style: evolutionStyles(st)[i],
		}}
		n := 0
		if len(g.N) > 0 {
			n = g.N[0]
		}
		head := st.Text.Render(fmt.Sprintf(" %s · %s · mean and middle 80 %%", g.Name, counted(n, "instance")))
		quarters[i] = fitLine(head, half.W) + "\n" + plot.Render(half.W, max(half.H-1, 0))
	}
	upper := lipgloss.JoinHorizontal(lipgloss.Top, quarters[0], quarters[1])
	lower := lipgloss.JoinHorizontal(lipgloss.Top, quarters[2], quarters[3])
	return fit(append(strings.Split(upper, "\n"), strings.Split(lower, "\n")...), size)
}

// traceNumbers are the X values of a series that has one value a trace.
func traceNumbers(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = float64(i + 1)
	}
	return x
}

// traceTicks labels trace numbers: each where they are few, else some.
func traceTicks(n int) []chart.Tick {
	step := max((n+9)/10, 1)
	var ticks []chart.Tick
	for i := 1; i <= n; i += step {
		ticks = append(ticks, chart.Tick{At: float64(i), Label: fmt.Sprint(i)})
	}
	return ticks
}
