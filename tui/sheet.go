package tui

import (
	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// sheet is a screen of rows: lines that stay above them, and rows of which those with an
// action can be chosen and opened.
type sheet struct {
	head []string
	rows []sheetRow
}

// sheetRow is one row of a sheet: styled lines, and what enter does on it.
type sheetRow struct {
	lines  []string
	action Action // DoNothing: the row is there to be read, the cursor passes it by
}

// read is a row that is only read.
func read(lines ...string) sheetRow { return sheetRow{lines: lines} }

// sheetMargin is the cells in front of each line of a row: the cursor's.
const sheetMargin = 2

// sheet makes the rows of the screen for a width, the margin not counted.
func (s *State) sheet(st theme.Styles, w int) sheet {
	w = max(w-sheetMargin-1, 1) // a cell is left blank in front of the frame
	switch s.Nav.Screen {
	case layout.Checks:
		return checksSheet(s, st, w)
	case layout.Judges:
		return judgesSheet(s, st, w)
	case layout.Compare:
		return compareSheet(s, st, w)
	case layout.Published:
		return publishedSheet(s, st, w)
	case layout.Points:
		return pointsSheet(s, st, w)
	case layout.Slices:
		return slicesSheet(s, st, w)
	case layout.Runs:
		return runsSheet(s, st, w)
	case layout.Mapping:
		return mappingSheet(s, st, w)
	case layout.Overview, layout.Instances, layout.Instance, layout.Help, layout.Problems:
	}
	return sheet{}
}

// viewSheet draws the head and the rows from the line that is scrolled to.
func viewSheet(s *State, st theme.Styles, size layout.Size) string {
	all := s.sheet(st, size.W)
	lines := make([]string, 0, size.H)
	for _, line := range all.head {
		lines = append(lines, fitLine("", sheetMargin)+line)
	}
	w := all.window(s.Nav, size)
	body := all.body(w.chosen(), marker(s.Look.Glyphs), st)
	return fit(append(lines, body[w.top:]...), size)
}

// body is the lines of all rows, the chosen one marked.
func (t sheet) body(chosen int, mark string, st theme.Styles) []string {
	var lines []string
	for n, row := range t.rows {
		for k, line := range row.lines {
			margin := "  "
			if n == chosen && k == 0 {
				margin = st.Accent.Render(mark)
			}
			lines = append(lines, margin+line)
		}
	}
	return lines
}

// choices are the rows that can be chosen.
func (t sheet) choices() []int {
	var rows []int
	for n, row := range t.rows {
		if row.action.Do != DoNothing {
			rows = append(rows, n)
		}
	}
	return rows
}

// window is the sheet of the screen in its box.
func (s *State) window() window {
	size := s.sheetSize()
	return s.sheet(theme.Styles{}, size.W).window(s.Nav, size)
}

// chosenAction is what enter does on the sheet.
func (s *State) chosenAction() Action {
	w := s.window()
	if n := w.chosen(); n >= 0 {
		return w.rows[n].action
	}
	return Action{}
}

// moveSheet moves the cursor over what can be chosen, and scrolls to what lies between.
func (s *State) moveSheet(a Action) {
	s.Nav.Focus = layout.Sheet
	w := s.window()
	switch a.Do {
	case DoMove:
		for range max(a.Arg, -a.Arg) {
			w.step(a.Arg / max(a.Arg, -a.Arg))
		}
	case DoSelect:
		w.row += a.Arg
	case DoPage:
		w.page(w.top + a.Arg*max(w.room-1, 1))
	case DoFirst:
		w.page(0)
	case DoLast:
		w.page(w.lowest())
		for w.sees(w.row + 1) {
			w.row++
		}
	default:
	}
	s.Nav.Row, s.Nav.Scroll = w.row, w.top
}

// raiseRow scrolls the chosen row to the top of the sheet, as far as it scrolls.
func (s *State) raiseRow() {
	if w := s.window(); len(w.choices) > 0 {
		s.Nav.Scroll = min(w.starts[w.choices[w.row]], w.lowest())
	}
}

// sheetSize is the inside of the sheet's box.
func (s *State) sheetSize() layout.Size {
	placed, ok := layout.Find(s.Placed(), layout.Sheet)
	if !ok {
		return layout.Size{W: 1, H: 1}
	}
	return placed.Rect.Inner().Size()
}

// sheetRowAt is how far the cursor is from the row at a line of the sheet's inside; false
// where nothing can be chosen there.
func (s *State) sheetRowAt(under layout.Placed, line int) (step int, ok bool) {
	size := under.Rect.Inner().Size()
	w := s.sheet(theme.Styles{}, size.W).window(s.Nav, size)
	line -= len(w.head)
	if line < 0 {
		return 0, false
	}
	line += w.top
	for n, row := range w.choices {
		if line >= w.starts[row] && line < w.starts[row+1] {
			return n - w.row, true
		}
	}
	return 0, false
}

// sheetTitle names the screen, in the frame of its rows.
func sheetTitle(s *State) string {
	switch s.Nav.Screen {
	case layout.Checks:
		return "Checks: can this run be believed?"
	case layout.Judges:
		return "Judges: the same answers, as each reads them"
	case layout.Compare:
		return "A against B"
	case layout.Published:
		return s.publishedTitle()
	case layout.Points:
		return "Which threshold?"
	case layout.Slices:
		return "Slices by " + s.Over.Slicing.String()
	case layout.Runs:
		return "Runs at " + atPercentile(s.Slider.At)
	case layout.Mapping:
		return mappingTitle(s)
	case layout.Overview, layout.Instances, layout.Instance, layout.Help, layout.Problems:
	}
	return ""
}

// sheetNote says what enter does.
func sheetNote(s *State) string {
	w := s.window()
	switch more := w.top < w.lowest(); {
	case s.Nav.Screen == layout.Mapping:
		return mappingNote(s)
	case s.Nav.Screen == layout.Published:
		return s.publishedNote(more)
	case s.Nav.Screen == layout.Slices && w.chosen() >= 0:
		return slicesNote(paneRoom(s, layout.Sheet), more)
	case w.chosen() >= 0 && more:
		return "enter opens the row, more below"
	case w.chosen() >= 0:
		return "enter opens the row"
	case more:
		return "more below"
	}
	return ""
}

// waiting is a sheet that has nothing to show yet.
func waiting(style lipgloss.Style, words string) sheet {
	return sheet{rows: []sheetRow{read(style.Render(words))}}
}
