package tui

import (
	"fmt"
	"math"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/curves"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// paneOf gives the pane for a place on the screen that the state shows.
func (s *State) paneOf(p layout.Pane) pane {
	if s.Nav.Screen != layout.Published {
		return paneOf(p)
	}
	switch p {
	case layout.Header:
		if s.standsAlone() {
			return pane{view: viewPublishedHeader}
		}
	case layout.Meaning:
		if s.standsAlone() {
			return pane{view: viewPublishedMeaning}
		}
	case layout.Slider:
		return pane{viewPublishedSlider, sliderTitle, publishedSliderNote}
	case layout.Operating:
		return pane{view: viewPublishedOperating, title: publishedOperatingTitle}
	case layout.Confusion:
		return pane{view: viewPublishedConfusion, title: publishedConfusionTitle}
	case layout.Curves:
		return pane{viewPublishedCurves, publishedCurvesTitle, publishedCurvesNote}
	default:
	}
	return paneOf(p)
}

// viewPublishedHeader draws the first line: which file this is and what it has.
func viewPublishedHeader(s *State, st theme.Styles, size layout.Size) string {
	p := s.publication()
	left := st.Title.Render(" confscope ") + st.Header.Render(" "+p.title())
	room := size.W - lipgloss.Width(left) - 3
	right := roomiest(room, p.Extent()+" · no traces", p.Extent(), "no traces")
	return fit([]string{spread(left, st.Dim.Render(right)+" ", size.W)}, size)
}

// viewPublishedMeaning says what can be known, and what flagged means where the file tells.
func viewPublishedMeaning(s *State, st theme.Styles, size layout.Size) string {
	p := s.publication()
	known := p.Extent() + " · " + analysis.Unknown
	meaning := "what flagged means: the file does not tell"
	if judge, err := analysis.ParseJudge(p.File.Judge); err == nil {
		meaning = judge.Meaning() + " (judge " + judge.String() + ", as the file says)"
	}
	if size.H < 2 {
		if lipgloss.Width(known)+lipgloss.Width(meaning)+4 > size.W {
			return fit([]string{" " + st.Strong.Render(roomiest(size.W-2, known, analysis.Unknown))}, size)
		}
		return fit([]string{spread(" "+st.Strong.Render(known), st.Dim.Render(meaning)+" ", size.W)}, size)
	}
	known = roomiest(size.W-2, known, analysis.Unknown)
	return fit([]string{" " + st.Strong.Render(known), " " + st.Dim.Render(meaning)}, size)
}

// viewPublishedSlider draws the rail with the places of the points under it.
func viewPublishedSlider(s *State, st theme.Styles, size layout.Size) string {
	p := s.publication()
	slider := chart.Slider{At: s.publishedPoint().Percentile, Rail: st.Dim, Fill: st.Accent, Knob: st.Strong, DensityStyle: st.Dim, Glyphs: s.Look.Glyphs}
	slider.Density = make([]int, analysis.Positions)
	for i := range p.Points {
		slider.Density[positionNext(p.Points[i].Percentile)] = 1
		if size.H == 1 { // there is no room under the rail
			slider.Pins = append(slider.Pins, chart.Pin{At: p.Points[i].Percentile, Label: "•", Style: st.Dim})
		}
	}
	return onRail(s, st, slider, size)
}

func publishedSliderNote(s *State) string {
	p, at := s.publication(), s.pointIndex()
	words := fmt.Sprintf("point %d of %d", at+1, len(p.Points))
	if at > 0 {
		words += " · ← p" + number(p.Points[at-1].Percentile)
	}
	if at+1 < len(p.Points) {
		words += " · → p" + number(p.Points[at+1].Percentile)
	}
	return words
}

// number writes a percentile or another figure as it was typed: 20, not 20.0.
func number(x float64) string { return fmt.Sprintf("%.10g", x) }

func publishedOperatingTitle(s *State) string {
	return "p" + number(s.publishedPoint().Percentile) + ", from its counts"
}

// viewPublishedOperating draws the rates that the published counts give, and what the file
// types for the rest.
func viewPublishedOperating(s *State, st theme.Styles, size layout.Size) string {
	p := s.publishedPoint()
	figure := func(name, value, more string) string {
		width := 8
		if size.W < narrow {
			width, value = 6, strings.Replace(value, " %", "%", 1)
		}
		return st.Text.Render(fmt.Sprintf(" %-11s", name)) + st.Strong.Render(fmt.Sprintf("%*s", width, value)) + st.Dim.Render(more)
	}
	rate := func(name string, r analysis.Rate) string {
		return figure(name, percent(r.Value()), intervalText(r, size.W)) + st.Warn.Render(typedMark(p, name, size.W))
	}
	lines := []string{
		rate("accuracy", p.Accuracy()), rate("sensitivity", p.Sensitivity()),
		rate("specificity", p.Specificity()), rate("precision", p.Precision()),
	}
	lines = append(lines, publishedSavings(p, figure, size.W)...)
	if len(p.Disagree) > 0 {
		lines = append(lines, " "+st.Warn.Render(roomiest(size.W-1, "! the file types another rate", "! typed otherwise")))
	}
	lines = append(lines, majorityLine(p.Point, st, size.W))
	f1, okF1 := p.F1()
	lines = append(lines, figure("F1", percent(f1, okF1), "")+st.Warn.Render(typedMark(p, "F1", size.W)), rate("false alarm", p.FalseAlarm()))
	return fit(lines, size)
}

// typedMark stands behind a rate that the file types otherwise.
func typedMark(p *analysis.PublishedPoint, name string, w int) string {
	for _, d := range p.Disagree {
		switch {
		case d.Rate.String() != name:
		case w < narrow:
			return "!"
		default:
			return " !"
		}
	}
	return ""
}

// publishedSavings are the figures that only traces could give: as the file types them.
func publishedSavings(p *analysis.PublishedPoint, figure func(name, value, more string) string, w int) []string {
	typed := func(n curves.Number, digits int, unit string) string {
		if !n.Known {
			return undefined
		}
		return fmt.Sprintf("%.*f", digits, n.Value) + unit
	}
	says := "   as typed"
	if w < narrow {
		says = " typed"
	}
	more := says
	if n := p.Typed.ByTokens; n.Known && w >= narrow {
		more = " traces · " + typed(n, 1, " %") + " tokens"
	}
	return []string{
		figure("traces used", typed(p.Typed.Traces, 2, ""), says),
		figure("savings", typed(p.Typed.Savings, 1, " %"), more),
	}
}

func publishedConfusionTitle(s *State) string {
	if s.recheck() == nil {
		return "Confusion, as published"
	}
	return "Confusion, published and here"
}

// viewPublishedConfusion draws the published counts, and under them those of the run.
func viewPublishedConfusion(s *State, st theme.Styles, size layout.Size) string {
	p := s.publishedPoint()
	margin := matrixMargin(size.W)
	var own *analysis.Point
	if check := s.recheck(); check != nil {
		own = check.Rows[s.pointIndex()].Own
	}
	row := func(name string, left, right analysis.Outcome) []string {
		text := st.Text.Render(fitLine(name, margin))
		here := fitLine("   here", margin)
		for _, o := range []analysis.Outcome{left, right} {
			text += "  " + outcomeStyle(st, o).Render(fmt.Sprintf("%s %*s", o, cellWidth-6, thousands(countOf(p.Point, o)))) + " "
			if own != nil {
				here += fmt.Sprintf("%*s%s", cellWidth-1, thousands(countOf(own, o)), differs(countOf(own, o) != countOf(p.Point, o)))
			}
		}
		if own == nil {
			return []string{text, ""}
		}
		return []string{text, st.Dim.Render(here)}
	}
	lines := []string{st.Dim.Render(fitLine("", margin) + fmt.Sprintf("%*s%*s", cellWidth-1, "flagged", cellWidth, "allowed"))}
	lines = append(lines, row(" unsafe", analysis.TP, analysis.FN)...)
	lines = append(lines, row(" safe", analysis.FP, analysis.TN)...)
	if margin == 0 {
		lines = append(lines, "", st.Dim.Render(" TP, FN: unsafe prompts"), st.Dim.Render(" FP, TN: safe prompts"))
	}
	if size.H > confusionRows {
		lines = append([]string{""}, lines...)
	}
	return fit(lines, size)
}

// differs marks a count that is not the published one.
func differs(other bool) string {
	if other {
		return "!"
	}
	return " "
}

func publishedCurvesTitle(s *State) string {
	if s.standsAlone() {
		return "Trade-off, points only"
	}
	return "Trade-off · published as dots"
}

func publishedCurvesNote(s *State) string {
	if s.standsAlone() {
		return roomiest(paneRoom(s, layout.Curves), "dots are published; the lines only join them", "the lines only join dots")
	}
	return roomiest(paneRoom(s, layout.Curves), s.publishedWords()...)
}

// viewPublishedCurves draws the points, joined by a faint line that is no data; beside a
// run, the points over its curves.
func viewPublishedCurves(s *State, st theme.Styles, size layout.Size) string {
	plot := chart.Plot{
		XMax: 100, YMax: 100, XTicks: percentTicks(), YTicks: percentTicks(),
		Marks: []chart.Mark{{At: s.publishedPoint().Percentile, Style: st.Accent}},
		Axis:  st.Dim, Glyphs: s.Look.Glyphs,
	}
	switch {
	case s.Results != nil:
		plot.Series = append(ownCurves(s, st, fullCurves), s.publishedDots(st, fullCurves)...)
	case s.standsAlone():
		for _, one := range publishedSeries(s.publication(), st) {
			plot.Series = append(plot.Series, chart.Series{X: one.X, Y: one.Y, Style: st.Dim})
		}
		for _, one := range publishedSeries(s.publication(), st) {
			plot.Series = append(plot.Series, dotsAlone(one))
		}
	}
	return plot.Render(size.W, size.H)
}

// publishedSeries are the four metrics at the points, the savings as they are typed.
func publishedSeries(p *Publication, st theme.Styles) []chart.Series {
	all := []chart.Series{
		{Name: "savings", Style: st.Series[3], Tag: "saved"}, {Name: "accuracy", Style: st.Series[2], Tag: "acc"},
		{Name: "specificity", Style: st.Series[1], Tag: "spec"}, {Name: "sensitivity", Style: st.Series[0], Tag: "sens"},
	}
	for i := range p.Points {
		one := &p.Points[i]
		savings := math.NaN()
		if one.Typed.Savings.Known {
			savings = one.Typed.Savings.Value
		}
		for k, y := range []float64{savings, percentOrNaN(one.Accuracy().Value()), percentOrNaN(one.Specificity().Value()), percentOrNaN(one.Sensitivity().Value())} {
			all[k].X, all[k].Y = append(all[k].X, one.Percentile), append(all[k].Y, y)
		}
	}
	return all
}

// dotsAlone is a series as dots with nothing between them.
func dotsAlone(of chart.Series) chart.Series {
	dots := chart.Series{Name: of.Name, Style: of.Style, Points: '•', Tag: of.Tag}
	for i := range of.X {
		dots.X, dots.Y = append(dots.X, of.X[i], of.X[i]), append(dots.Y, of.Y[i], math.NaN())
	}
	return dots
}

// publishedDots are the points of the published sweep over the curves of a run: of those
// metrics that are drawn beside an overlay. The curves have the tags.
func (s *State) publishedDots(st theme.Styles, h int) []chart.Series {
	p := s.publication()
	if p == nil {
		return nil
	}
	var dots []chart.Series
	for _, one := range publishedSeries(p, st) {
		if h < fullCurves && (one.Name == "savings" || one.Name == "specificity") {
			continue
		}
		one = dotsAlone(one)
		one.Tag = ""
		dots = append(dots, one)
	}
	return dots
}

// publishedWords say what is published where the slider is: nothing between the points.
func (s *State) publishedWords() []string {
	p := s.publication()
	if p == nil || s.Results == nil {
		return nil
	}
	at := p.Index(s.Slider.At.Percentile())
	if at < 0 {
		return []string{"dots: published; nothing is published at " + atPercentile(s.Slider.At), "nothing published at " + atPercentile(s.Slider.At)}
	}
	here := percent(s.point().Accuracy().Value())
	there := percent(p.Points[at].Accuracy().Value())
	return []string{
		fmt.Sprintf("dots: published: accuracy %s, here %s", there, here),
		fmt.Sprintf("published acc %s, here %s", there, here),
		"dots: published",
	}
}

// publishedChoices are the published sweeps as rows of the screen of runs.
func (s *State) publishedChoices(st theme.Styles) []sheetRow {
	var rows []sheetRow
	for n, p := range s.Published {
		text := data.PrintableLine("check " + p.title() + " against this run, point by point: " + p.Extent())
		rows = append(rows, sheetRow{[]string{st.Text.Render(text)}, Action{DoPublished, n}})
	}
	return rows
}

// with adds rows at the end.
func (t sheet) with(rows []sheetRow) sheet {
	if len(rows) > 0 {
		t.rows = append(append(t.rows, read("")), rows...)
	}
	return t
}
