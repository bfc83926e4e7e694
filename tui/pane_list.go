package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// tableHeadRows is what stands above the rows of the table: the column heads.
const tableHeadRows = 1

// tableColumn is one column as the table draws it.
type tableColumn struct {
	by    Column
	name  string
	width int
	right bool
	text  func(s *State, i int) string
}

// tableColumns are the columns that fit the width; the prompt takes what they leave.
func tableColumns(s *State, w int) []tableColumn {
	id := 16
	if w >= 76 {
		id = 24
	}
	cut := idCut(s, id)
	columns := []tableColumn{
		{ByOutcome, "out", 3, false, func(s *State, i int) string { return s.Results.Sweep.Outcome(i, s.Slider.At).String() }},
	}
	if s.triaging() {
		columns = append(columns, markColumn(w))
	}
	columns = append(columns, []tableColumn{
		{ByID, "id", id, false, func(s *State, i int) string { return cut(data.PrintableLine(s.Run.ID(i)), id) }},
		{ByLabel, "label", 7, false, func(s *State, i int) string { return s.Run.Labels()[i].String() }},
		{ByTraces, "k/n", 6, true, usedText},
		{ByAgreement, "agree", 5, true, func(s *State, i int) string { return wholePercent(s.Results.Sweep.Agreement(i, s.Slider.At)) }},
		{ByConfidence, "conf", 5, true, func(s *State, i int) string { return confidenceIn(s.Results.Sweep.Mean(i), 5) }},
	}...)
	if w >= 100 {
		columns = append(columns, tableColumn{ByCategory, "category", 20, false, func(s *State, i int) string {
			return categoryText(s.Results.Sweep.CategoryBeside(i))
		}})
	}
	return append(columns, tableColumn{ByFile, "prompt", 0, false, func(s *State, i int) string { return s.promptText(i) }})
}

func usedText(s *State, i int) string {
	first, end := s.Run.Span(i)
	return fmt.Sprintf("%d/%d", s.Results.Sweep.Stop(i, s.Slider.At).K, end-first)
}

// wholePercent writes a share without decimals, for a narrow column.
func wholePercent(share float64) string {
	if share != share {
		return undefined
	}
	return fmt.Sprintf("%.0f%%", share*100)
}

// promptText is the prompt of a row as the table shows it.
func (s *State) promptText(i int) string {
	prompt, at := s.List.Prompts[i]
	switch {
	case !at:
		return "…"
	case prompt == "":
		return undefined
	case s.Look.Veiled:
		return veil(prompt, s.Look.Glyphs)
	}
	return prompt
}

// viewTable draws the rows around the cursor.
func viewTable(s *State, st theme.Styles, size layout.Size) string {
	if s.Results == nil {
		return fit([]string{st.Dim.Render(" " + loadWords(s))}, size)
	}
	columns := tableColumns(s, size.W)
	lines := []string{st.Dim.Render(headLine(s, columns, size.W))}
	switch {
	case len(s.List.Rows) == 0 && s.List.making:
		lines = append(lines, st.Dim.Render("  sorting …"))
	case len(s.List.Rows) == 0 && s.searching():
		lines = append(lines, st.Dim.Render("  nothing found yet"))
	case len(s.List.Rows) == 0:
		lines = append(lines, st.Dim.Render("  no instance passes the filter; F takes it off"))
	}
	page := s.listPage()
	from := s.listOffset(page)
	for n, i := range s.visibleRows() {
		line := rowLine(s, columns, int(i), size.W-2)
		if from+n == s.List.Selected {
			line = st.Selected.Render(marker(s.Look.Glyphs) + line)
		} else {
			line = "  " + outcomeStyle(st, s.Results.Sweep.Outcome(int(i), s.Slider.At)).Render(line[:3]) + st.Text.Render(line[3:])
		}
		lines = append(lines, line)
	}
	return fit(lines, size)
}

func headLine(s *State, columns []tableColumn, w int) string {
	heads, full := make([]string, len(columns)), w
	for n, c := range columns {
		heads[n] = c.name
		if c.by == s.List.Sort.By && c.by != ByFile {
			heads[n] = c.name[:min(len(c.name), c.width-1)] + sortMark(s)
		}
	}
	last := len(columns) - 1
	for _, c := range columns[:last] {
		w -= c.width + 1
	}
	if w-2 < len(heads[last]) { // of half a word nothing is left
		heads[last] = ""
	}
	return "  " + joinColumns(columns, heads, full-2)
}

func sortMark(s *State) string {
	switch {
	case s.Look.Glyphs == chart.ASCII && s.List.Sort.Down:
		return "v"
	case s.Look.Glyphs == chart.ASCII:
		return "^"
	case s.List.Sort.Down:
		return "▼"
	}
	return "▲"
}

func rowLine(s *State, columns []tableColumn, i, w int) string {
	cells := make([]string, len(columns))
	for n, c := range columns {
		cells[n] = c.text(s, i)
	}
	return joinColumns(columns, cells, w)
}

// joinColumns sets cells into their columns; the last takes what is left.
func joinColumns(columns []tableColumn, cells []string, w int) string {
	var b strings.Builder
	for n, c := range columns {
		width := c.width
		if n == len(columns)-1 {
			width = max(w-ansi.StringWidth(b.String()), 0)
		}
		cell := fitLine(cells[n], width)
		if c.right {
			cell = strings.Repeat(" ", max(width-ansi.StringWidth(cells[n]), 0)) + fitLine(cells[n], min(ansi.StringWidth(cells[n]), width))
		}
		b.WriteString(cell)
		if n < len(columns)-1 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// viewPreview draws the prompt of the row under the cursor in full.
func viewPreview(s *State, st theme.Styles, size layout.Size) string {
	i, ok := s.chosenRow()
	if !ok || s.Results == nil {
		return fit(nil, size)
	}
	text := s.promptText(i)
	lines := wrapClassed(classed{text, make([]textClass, len(text))}, max(size.W-2, 1))
	drawn := make([]string, 0, len(lines))
	for _, line := range lines {
		drawn = append(drawn, " "+drawText(line, st, false))
	}
	return fit(drawn, size)
}

func previewTitle(s *State) string {
	i, ok := s.chosenRow()
	if !ok {
		return "Prompt"
	}
	if topic := s.Run.Topic(i); topic != "" {
		return "Prompt · " + data.PrintableLine(topic)
	}
	return "Prompt"
}
