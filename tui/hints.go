package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"github.com/confscope/confscope/tui/layout"
)

// hints are the rows that the status line names now: what belongs to the screen first, then
// the rest in the table's order. What cannot be done with the run is not named.
func (k keymap) hints(s *State) []key.Binding {
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
	var shown []key.Binding
	for _, b := range rows {
		shown = append(shown, key.NewBinding(key.WithKeys(b.Keys...), key.WithHelp(strings.Fields(b.Show)[0], b.Short)))
	}
	after := 0 // the screen's own keys
	for after < len(rows) && rank(rows[after]) < len(own) {
		after++
	}
	before, behind := s.pairedHints(all)
	return slices.Concat(before, shown[:after], behind, shown[after:])
}

// pairedHints are pairs of keys that read as one: those before the screen's own keys, and
// those behind them.
func (s *State) pairedHints(all Where) (before, behind []key.Binding) {
	pair := func(keys, what string) key.Binding { return key.NewBinding(key.WithHelp(keys, what)) }
	scrub, flip := pair("←→", "scrub"), pair("[ ]", "flip")
	only := func(one key.Binding) ([]key.Binding, []key.Binding) { return []key.Binding{one}, nil }
	switch {
	case all&onTokens != 0:
		return only(pair("←→", "token"))
	case s.Nav.Screen == layout.Mapping && s.Nav.Focus == layout.Values:
		return only(pair("↑↓", "scroll"))
	case s.Nav.Screen == layout.Mapping:
		return only(pair("←→", "choose"))
	case s.Nav.Screen == layout.Published:
		return only(pair("←→", "point"))
	case s.Nav.Screen == layout.Overview && s.Nav.Zoom:
		return []key.Binding{pair("esc", "all panes"), scrub, flip}, nil
	case s.Nav.Screen == layout.Overview:
		return []key.Binding{scrub, flip}, nil
	case s.Nav.Screen == layout.Instances:
		return nil, []key.Binding{scrub, flip}
	case s.Nav.Screen == layout.Compare:
		return []key.Binding{scrub, pair("a b", "pin")}, []key.Binding{flip}
	case all&onSlider != 0:
		return []key.Binding{scrub}, []key.Binding{flip}
	}
	return nil, nil
}

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
