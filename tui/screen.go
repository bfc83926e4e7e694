package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// paneView draws the inside of a pane: exactly size.H lines of exactly size.W cells.
type paneView func(s *State, st theme.Styles, size layout.Size) string

// pane is what a place on the screen shows: its view, and what its frame says.
type pane struct {
	view  paneView
	title func(s *State) string
	note  func(s *State) string
}

// paneOf gives the pane for a place.
func paneOf(p layout.Pane) pane {
	switch p {
	case layout.Header:
		return pane{view: viewHeader}
	case layout.Meaning:
		return pane{view: viewMeaning}
	case layout.About:
		return pane{view: viewAbout}
	case layout.Slider:
		return pane{viewSlider, sliderHead, sliderNote}
	case layout.Operating:
		return pane{view: viewOperating, title: constant("Operating point"), note: operatingNote}
	case layout.Confusion:
		return pane{view: viewConfusion, title: constant("Confusion"), note: confusionNote}
	case layout.Curves:
		return pane{viewCurves, curvesTitle, curvesNote}
	case layout.Spread:
		return pane{view: viewSpread, title: spreadTitle, note: spreadNote}
	case layout.Evolution:
		return pane{view: viewEvolution, title: evolutionTitle}
	case layout.Table:
		return pane{view: viewTable, title: tableTitle, note: tableNote}
	case layout.Preview:
		return pane{view: viewPreview, title: previewTitle}
	case layout.Prompt:
		return pane{view: viewPrompt, title: promptTitle, note: promptNote}
	case layout.TraceChart:
		return pane{view: viewTraceChart, title: traceChartTitle, note: traceChartNote}
	case layout.Traces:
		return pane{view: viewTraces, title: tracesTitle, note: tracesNote}
	case layout.Text:
		return pane{view: viewText, title: textTitle, note: textNote}
	case layout.Sheet:
		return pane{viewSheet, sheetTitle, sheetNote}
	case layout.Front:
		return pane{viewFront, constant("Sensitivity over savings, in %"), frontNote}
	case layout.Values:
		return pane{viewValues, valuesTitle, valuesNote}
	case layout.Page:
		return pane{view: viewPage, title: pageTitle}
	case layout.Footer:
		return pane{view: viewFooter}
	case layout.NoPane:
	}
	return pane{view: func(_ *State, _ theme.Styles, size layout.Size) string { return fit(nil, size) }}
}

func constant(text string) func(*State) string { return func(*State) string { return text } }

// Screen draws the whole state: exactly as many lines and cells as the terminal has.
func Screen(s *State, st theme.Styles) string {
	if s.Look.Glyphs == chart.ASCII {
		return inPlain(drawScreen(s, st))
	}
	return drawScreen(s, st)
}

func drawScreen(s *State, st theme.Styles) string {
	placed := s.Placed()
	if placed == nil {
		return tooSmall(s.Size)
	}
	canvas := newCanvas(s.Size)
	for _, p := range placed {
		canvas.put(p.Rect, drawPlaced(s, st, p))
	}
	if s.Menu != nil {
		box, at := menuBox(s, st)
		canvas.over(at, box)
	}
	return canvas.String()
}

// drawPlaced draws one pane with its frame, where it has one.
func drawPlaced(s *State, st theme.Styles, p layout.Placed) string {
	view := s.paneOf(p.Pane)
	if !p.Framed {
		return view.view(s, st, p.Rect.Size())
	}
	title, note := "", ""
	if view.title != nil {
		title = view.title(s)
	}
	if view.note != nil {
		note = view.note(s)
	}
	content := view.view(s, st, p.Rect.Inner().Size())
	return frame(content, title, note, p.Rect.Size(), p.Pane == s.Nav.Focus, s.Look, st)
}

// tooSmall is the one sentence that a terminal below the smallest size gets.
func tooSmall(size layout.Size) string {
	text := fmt.Sprintf("confscope needs a terminal of at least %d x %d cells; this one has %d x %d.",
		layout.MinWidth, layout.MinHeight, size.W, size.H)
	return fit(strings.Split(lipgloss.Wrap(text, max(size.W, 1), " "), "\n"), size)
}

// canvas joins boxes into a screen. The boxes are exact, so rows are put together from
// left to right and nothing need be measured again.
type canvas struct {
	size layout.Size
	rows [][]segment
}

// segment is one line of one box, and where it begins.
type segment struct {
	x, w int
	text string
}

func newCanvas(size layout.Size) *canvas {
	return &canvas{size, make([][]segment, max(size.H, 0))}
}

// put places a box; boxes that share rows are put from left to right.
func (c *canvas) put(r layout.Rect, box string) {
	y := r.Y
	for line := range strings.SplitSeq(box, "\n") {
		if y >= len(c.rows) || y >= r.Y+r.H {
			return
		}
		c.rows[y] = append(c.rows[y], segment{r.X, r.W, line})
		y++
	}
}

// over lays a box on top of what is there.
func (c *canvas) over(r layout.Rect, box string) {
	y := r.Y
	for line := range strings.SplitSeq(box, "\n") {
		if y >= 0 && y < len(c.rows) {
			under := joinRow(c.rows[y], c.size.W)
			c.rows[y] = []segment{
				{0, r.X, cutCells(under, 0, r.X)}, {r.X, r.W, line},
				{r.X + r.W, c.size.W - r.X - r.W, cutCells(under, r.X+r.W, c.size.W)},
			}
		}
		y++
	}
}

func (c *canvas) String() string {
	lines := make([]string, len(c.rows))
	for i, row := range c.rows {
		lines[i] = joinRow(row, c.size.W)
	}
	return strings.Join(lines, "\n")
}

// joinRow puts the segments of a row side by side, blanks where there is none.
func joinRow(row []segment, w int) string {
	var b strings.Builder
	x := 0
	for _, seg := range row {
		if seg.x > x {
			b.WriteString(strings.Repeat(" ", seg.x-x))
		}
		b.WriteString(seg.text)
		x = seg.x + seg.w
	}
	if x < w {
		b.WriteString(strings.Repeat(" ", w-x))
	}
	return b.String()
}
