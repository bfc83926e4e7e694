package tui

import (
	"fmt"
	"math"

	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

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
