package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// viewFooter draws the last line: what has just happened, else what is going on, else
// the keys.
func viewFooter(s *State, st theme.Styles, size layout.Size) string {
	line := footerLine(s, st, size.W)
	return fit([]string{line}, size)
}

func footerLine(s *State, st theme.Styles, w int) string {
	switch {
	case s.Nav.Screen == layout.Instances && s.searching() && s.Notice.Kind != Wrong:
		words := "searching, " + s.searchedShare() + ": esc stops"
		return " " + st.Notice.Render(words) + "  " + hintText(s, st, w-len(words)-4)
	case s.Method.job != nil && s.Notice.Kind != Wrong:
		return " " + st.Notice.Render(s.Method.Busy+" …")
	case s.Notice.Text != "":
		return " " + noticeStyle(s.Notice.Kind, st).Render(clipped(s.Notice.Text, w-1))
	case s.Load.Stage == Failed:
		return " " + st.Error.Render(clipped(data.PrintableLine(s.Load.Err.Error()), w-1))
	case s.Load.Stage == Loading && !s.Columns.Waiting:
		return " " + st.Notice.Render("reading "+loadedText(s)) + "  " + hintText(s, st, w-30)
	case s.Method.Busy != "":
		return " " + st.Notice.Render(s.Method.Busy+" …")
	}
	return " " + hintText(s, st, w-2)
}

// loadedText says how much of the run has been read.
func loadedText(s *State) string {
	if s.Load.Total <= 0 {
		return bytesText(s.Load.Done)
	}
	return fmt.Sprintf("%s of %s (%d %%)", bytesText(s.Load.Done), bytesText(s.Load.Total), s.Load.Done*100/s.Load.Total)
}

func noticeStyle(kind NoticeKind, st theme.Styles) lipgloss.Style {
	switch kind {
	case Warned:
		return st.Warn
	case Wrong:
		return st.Error
	case Told:
	}
	return st.Notice
}

// hintText names as many keys as there is room for.
func hintText(s *State, st theme.Styles, w int) string {
	hints := newKeymap().hints(s)
	last := len(hints) - 2 // help and quit: the two that lead to all others
	shown := make([]string, 0, len(hints))
	for _, one := range hints[last:] {
		shown = append(shown, hintWord(one, st))
		w -= ansi.StringWidth(shown[len(shown)-1]) + 2
	}
	for n, one := range hints[:last] {
		word := hintWord(one, st)
		if w -= ansi.StringWidth(word) + 2; w < 0 {
			break
		}
		shown = slices.Insert(shown, n, word)
	}
	return strings.Join(shown, "  ")
}

func hintWord(one hint, st theme.Styles) string {
	return st.Strong.Render(one.keys) + st.Dim.Render(" "+one.what)
}
