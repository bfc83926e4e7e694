package tui

import (
	"fmt"

	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
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
