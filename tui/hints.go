package tui

import (
	"slices"
	"strings"

	"github.com/confscope/confscope/tui/layout"
)

// hint is a key, or a pair of keys that read as one, and what it does, as the status line
// names them.
type hint struct{ keys, what string }

// hints are the rows that the status line names now: what belongs to the screen first, then
// the rest in the table's order. What cannot be done with the run is not named.
func (k keymap) hints(s *State) []hint {
	var all Where
	for _, place := range s.places() {
		all |= place
	}
	rows := make([]Binding, 0, len(k.rows))
	for _, b := range k.rows {
		off := s.inStrip() && b.Action.Do == DoTokens || s.standsAlone() && s.cannot(b) || s.Run != nil && b.Why != nil && b.Why(s) != ""
		if b.Short != "" && b.Where&all != 0 && !off {
			rows = append(rows, b)
		}
	}
	own := s.ownActions()
	rank := func(b Binding) int {
		if at := slices.Index(own, b.Action.Do); at >= 0 {
			return at
		}
		return len(own)
	}
	slices.SortStableFunc(rows, func(a, b Binding) int { return rank(a) - rank(b) })
	shown := make([]hint, 0, len(rows))
	for _, b := range rows {
		shown = append(shown, hint{b.firstKey(), b.Short})
	}
	after := 0 // the screen's own keys
	for after < len(rows) && rank(rows[after]) < len(own) {
		after++
	}
	before, behind := k.pairedHints(s, all)
	return slices.Concat(before, shown[:after], behind, shown[after:])
}

// pairedHints are pairs of keys that read as one: those before the screen's own keys, and
// those behind them.
func (k keymap) pairedHints(s *State, all Where) (before, behind []hint) {
	scrub, flip := hint{"←→", "scrub"}, hint{"[ ]", "flip"}
	only := func(keys, what string) ([]hint, []hint) { return []hint{{keys, what}}, nil }
	switch {
	case all&onTokens != 0:
		return only("←→", "token")
	case s.Nav.Screen == layout.Mapping && s.Nav.Focus == layout.Values:
		return only("↑↓", "scroll")
	case s.Nav.Screen == layout.Mapping:
		return only("←→", "choose")
	case s.Nav.Screen == layout.Published:
		return only("←→", "point")
	case s.Nav.Screen == layout.Overview && s.Nav.Zoom:
		return []hint{{k.keyOf(DoBack), "all panes"}, scrub, flip}, nil
	case s.Nav.Screen == layout.Overview:
		return []hint{scrub, flip}, nil
	case s.Nav.Screen == layout.Instances:
		return nil, []hint{scrub, flip}
	case s.Nav.Screen == layout.Compare:
		return []hint{scrub, {"a b", "pin"}}, []hint{flip}
	case all&onSlider != 0:
		return []hint{scrub}, []hint{flip}
	}
	return nil, nil
}

// keyOf is the key of an action as the table writes it.
func (k keymap) keyOf(do Do) string {
	at := slices.IndexFunc(k.rows, func(b Binding) bool { return b.Action.Do == do && b.Show != "" })
	return k.rows[at].firstKey()
}

// firstKey is the first of the keys as the table writes them.
func (b Binding) firstKey() string { return strings.Fields(b.Show)[0] }

// ownActions are what a screen is there for, the most used first.
func (s *State) ownActions() []Do {
	switch s.Nav.Screen {
	case layout.Overview:
		return []Do{DoOpen, DoNextPane, DoNextJudge, DoNextPolicy, DoNextSplit}
	case layout.Instances:
		return []Do{DoSearch, DoFilterMenu, DoNextSort, DoMarkMenu, DoOpen, DoBack}
	case layout.Instance:
		if s.inStrip() {
			return []Do{DoLowest, DoBack, DoNextInstance}
		}
		return []Do{DoNextInstance, DoTokens, DoMarkMenu, DoBack, DoNextPane, DoOpen}
	case layout.Points:
		return []Do{DoOpen, DoEdit, DoBack}
	case layout.Slices:
		return []Do{DoOpen, DoNextSplit, DoBack}
	case layout.Judges:
		return []Do{DoOpen, DoBack, DoNextJudge}
	case layout.Help, layout.Problems, layout.Checks, layout.Compare, layout.Published, layout.Runs, layout.Mapping:
	}
	return []Do{DoOpen, DoBack}
}
