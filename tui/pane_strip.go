package tui

import (
	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// stripFoot is how many lines below the text speak of its tokens: of the chosen one, of
// the groups, and of the shades.
type stripFoot struct{ token, marks, legend int }

func (f stripFoot) rows() int { return f.token + f.marks + f.legend }

// footOf shares out the height of the pane: the text keeps half of it, or more.
func (s *State) footOf(h int) stripFoot {
	p := s.Opened.Strip
	if p == nil || s.textAbsent() != "" {
		return stripFoot{}
	}
	stepping := s.inStrip()
	switch {
	case stepping && h >= 16:
		return stripFoot{3, 3, 1}
	case stepping && h >= 10:
		return stripFoot{3, 1, 1}
	case stepping && h >= 6:
		return stripFoot{1, 1, 1}
	case stepping && h >= 3:
		return stripFoot{1, 0, 0}
	case h >= 14:
		return stripFoot{0, 3, 1}
	case h >= 5:
		return stripFoot{0, 0, 1}
	}
	return stripFoot{}
}

// gutterWidth is the cells left of the text: three letters at the most, the cursor's
// mark, and a blank.
const gutterWidth = 5

// viewStrip draws the text with its tokens shaded, marks beside its lines, and what there
// is to say of the chosen token.
func viewStrip(s *State, st theme.Styles, size layout.Size) string {
	p, foot := s.Opened.Strip, s.footOf(size.H)
	rows := max(size.H-foot.rows(), 0)
	lines := make([]string, 0, size.H)
	for n := s.Opened.Scroll; n < len(s.Opened.Lines) && len(lines) < rows; n++ {
		lines = append(lines, stripLine(s, st, n))
	}
	for len(lines) < rows {
		lines = append(lines, "")
	}
	room := max(size.W-2, 1)
	lines = append(lines, padded(flow(tokenWords(s), room, foot.token), foot.token, st.Strong)...)
	words := markWords(p, room)
	if foot.marks == 1 {
		words = []string{letterWords(p, room)}
	}
	if listed := s.listedWords(); listed != nil && (foot.marks > 1 || !p.grouped()) {
		words = append([]string{roomiest(room, listed...)}, words...)
	}
	marks := flow(words, room, foot.marks)
	lines = append(lines, padded(marks, foot.marks, st.Dim)...)
	if foot.legend > 0 {
		lines = append(lines, " "+legend(s, st, room))
	}
	return fit(lines, size)
}

// padded styles lines and adds empty ones up to a number.
func padded(lines []string, to int, style lipgloss.Style) []string {
	out := make([]string, to)
	for n, line := range lines {
		out[n] = " " + style.Render(line)
	}
	return out
}

// stripLine is one line of the text with its marks.
func stripLine(s *State, st theme.Styles, n int) string {
	p, line := s.Opened.Strip, s.Opened.Lines[n]
	if n >= len(p.lines) {
		return " " + drawText(line, st, s.Look.Veiled)
	}
	pointer := " "
	if s.inStrip() {
		line = withChosen(line, p.lines[n].from, p.shown(s.Opened.Token))
		if n == p.lineOf(s.Opened.Token) {
			pointer = marker(s.Look.Glyphs)[:len(marker(s.Look.Glyphs))-1]
		}
	}
	return st.Warn.Render(gutterLetters(p.gutter[n])) + st.Strong.Render(pointer) + " " + drawText(line, st, s.Look.Veiled)
}

// gutterLetters spell the marks of a line in three cells.
func gutterLetters(m lineMarks) string {
	letters := []byte("   ")
	switch {
	case m&markLowest != 0:
		letters[0] = 'L'
	case m&markBottom != 0:
		letters[0] = 'b'
	}
	if m&markTail != 0 {
		letters[1] = 't'
	}
	if m&markCut != 0 {
		letters[2] = 'x'
	}
	return string(letters)
}
