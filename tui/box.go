package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// fit crops and pads lines to exactly the size: as many lines, as many cells in each.
func fit(lines []string, size layout.Size) string {
	if size.H <= 0 {
		return ""
	}
	out := make([]string, size.H)
	for i := range out {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		out[i] = fitLine(line, size.W)
	}
	return strings.Join(out, "\n")
}

// fitLine crops or pads one line, styled or not, to exactly w cells.
func fitLine(line string, w int) string {
	if w <= 0 {
		return ""
	}
	have := ansi.StringWidth(line)
	if have > w {
		line = ansi.Truncate(line, w, "…")
		have = ansi.StringWidth(line)
	}
	return line + strings.Repeat(" ", w-have)
}

// clipped is as much of a text without styles as fits: cut behind a word where there is
// one, so that nobody has to guess what half a word was to be.
func clipped(text string, w int) string {
	if ansi.StringWidth(text) <= w {
		return text
	}
	head := ansi.Truncate(text, max(w-1, 0), "")
	if !strings.HasPrefix(text[len(head):], " ") {
		if at := strings.LastIndexByte(head, ' '); at > 0 && ansi.StringWidth(head[:at]) >= w/2 {
			head = head[:at]
		}
	}
	return ansi.Truncate(strings.TrimRight(head, " ·,:;(")+"…", w, "")
}

// spread puts one text at the left end of a line and one at the right end; where both do
// not fit, the right one gives way.
func spread(left, right string, w int) string {
	gap := w - ansi.StringWidth(left) - ansi.StringWidth(right)
	if gap < 2 {
		return fitLine(left, w)
	}
	return left + strings.Repeat(" ", gap) + right
}

// border is the set of runes that a frame is drawn with.
type border struct{ topLeft, top, topRight, side, bottomLeft, bottomRight string }

func borderOf(g chart.Glyphs) border {
	if g == chart.ASCII {
		return border{"+", "-", "+", "|", "+", "+"}
	}
	return border{"╭", "─", "╮", "│", "╰", "╯"}
}

// frame draws a border around content of exactly the inner size, with a title in its
// upper edge and a note in its lower one. The focused frame has a marked title, so that
// focus does not hang on colour.
func frame(content, title, note string, size layout.Size, focused bool, look Look, st theme.Styles) string {
	if size.W < 2 || size.H < 2 {
		return fit(nil, size)
	}
	b, edge, head := borderOf(look.Glyphs), st.Border, st.Title
	if focused {
		edge, head = st.BorderFocused, st.Strong
		title = marker(look.Glyphs) + title
	}
	lines := make([]string, 0, size.H)
	lines = append(lines, edgeLine(b.topLeft, b.top, b.topRight, title, size.W, edge, head))
	side := edge.Render(b.side)
	if size.H > 2 {
		for line := range strings.SplitSeq(content, "\n") {
			lines = append(lines, side+line+side)
		}
	}
	lines = append(lines, edgeLine(b.bottomLeft, b.top, b.bottomRight, note, size.W, edge, st.Dim))
	return strings.Join(lines, "\n")
}

// edgeLine is the upper or lower edge of a frame with a text let into it.
func edgeLine(left, fill, right, text string, w int, edge, head lipgloss.Style) string {
	room := w - 2
	if text == "" || room < 6 {
		return edge.Render(left + strings.Repeat(fill, room) + right)
	}
	text = clipped(text, room-3)
	rest := room - ansi.StringWidth(text) - 3
	return edge.Render(left+fill) + head.Render(" "+text+" ") + edge.Render(strings.Repeat(fill, max(rest, 0))+right)
}

// marker points at what is chosen, so that nothing hangs on colour alone.
func marker(g chart.Glyphs) string {
	if g == chart.ASCII {
		return "> "
	}
	return "▸ "
}

// cutCells is the part of a line from one cell up to another, styles kept.
func cutCells(line string, from, to int) string {
	return fitLine(ansi.Cut(line, from, to), to-from)
}
