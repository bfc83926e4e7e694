package tui

import (
	"strings"

	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// menuRect is where an open menu lies: in the middle of the screen.
func menuRect(s *State) layout.Rect {
	w := min(76, s.Size.W-4)
	h := min(len(s.Menu.Items)+3, s.Size.H-2)
	return layout.Rect{X: (s.Size.W - w) / 2, Y: (s.Size.H - h) / 2, W: w, H: h}
}

// menuOffset is the first item that the menu shows; the cursor is always in sight.
func menuOffset(s *State) int {
	rows := menuRect(s).Inner().H - 1
	return max(s.Menu.Cursor-rows+1, 0)
}

// menuBox draws the open menu and says where it lies.
func menuBox(s *State, st theme.Styles) (string, layout.Rect) {
	at := menuRect(s)
	inner := at.Inner()
	lines := []string{st.Text.Render(" " + menuPrompt(s))}
	shown := s.Menu.Shown()
	for n := menuOffset(s); n < len(shown); n++ {
		lines = append(lines, menuLine(s, st, shown[n], n == s.Menu.Cursor, inner.W))
	}
	if len(shown) == 0 {
		lines = append(lines, st.Dim.Render(" nothing is called that"))
	}
	note := "enter chooses · esc closes"
	if s.Menu.Stays {
		note = "enter or space toggles · esc closes"
	}
	return frame(fit(lines, inner.Size()), s.Menu.Title, note, at.Size(), true, s.Look, st), at
}

func menuPrompt(s *State) string {
	if s.Menu.Kind == DoCommandMenu {
		return ": " + s.Menu.Typed + "_"
	}
	return ""
}

func menuLine(s *State, st theme.Styles, item MenuItem, chosen bool, w int) string {
	box := ""
	if s.Menu.Stays {
		box = "[ ] "
		if item.Checked {
			box = "[x] "
		}
	}
	hint := item.Hint
	if item.Off != "" {
		hint = "not now: " + item.Off
	}
	label := "  " + box + item.Label
	if chosen {
		label = marker(s.Look.Glyphs) + box + item.Label
	}
	line := fitLine(spread(label, hint+" ", w), w)
	if hint != "" && !strings.Contains(line, hint) {
		line = fitLine(clipped(label+"  "+hint, w), w)
	}
	switch {
	case chosen:
		return st.Selected.Render(line)
	case item.Off != "":
		return st.Dim.Render(line)
	}
	return st.Text.Render(line)
}
