package tui

import (
	"math/bits"

	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// DrawPane draws the inside of a pane, for tests that try sizes which no screen gives it.
func DrawPane(s *State, st theme.Styles, p layout.Pane, size layout.Size) string {
	return s.paneOf(p).view(s, st, size)
}

// Styles are those that the app draws in.
func (a *App) Styles() theme.Styles { return a.styles }

// SessionOf is what of a state is kept for next time.
func SessionOf(s *State) Session { return s.session() }

// Active reports whether the filter keeps anything out.
func (f Filter) Active() bool { return f != Filter{} }

// Found is the number of instances that the search has found so far.
func (s Search) Found() int {
	n := 0
	for _, word := range s.Hits {
		n += bits.OnesCount64(word)
	}
	return n
}
