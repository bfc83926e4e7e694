package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
)

// RecheckFound is what became of a published sweep on a run.
type RecheckFound struct {
	*analysis.Recheck
	of     *Publication
	Tried  bool             // other methods have been tried
	Others []analysis.Setup // those that give every published count
}

// recheck is the published sweep that is shown, held against the run; nil until it is.
func (s *State) recheck() *RecheckFound {
	if s.Results == nil || s.Results.Recheck == nil || s.Results.Recheck.of != s.publication() {
		return nil
	}
	return s.Results.Recheck
}

// studyTheRecheck holds a published sweep against the run, and where they differ looks for
// a method that gives what is published.
func studyTheRecheck(key studyKey) tea.Cmd {
	return func() tea.Msg {
		check, err := analysis.NewRecheck(key.published.Published, key.sweep)
		if err != nil {
			return nil // a sweep that stands has a method that replays
		}
		found := &RecheckFound{Recheck: check, of: key.published}
		msg := learned{study: studyRecheck, key: key, put: func(r *Results) { r.Recheck = found }}
		if !check.Given() && check.OtherInstances() == "" {
			msg.next = studyOtherMethods(key, *found)
		}
		return msg
	}
}

// studyOtherMethods tries every judge and policy that the run has been read for.
func studyOtherMethods(key studyKey, found RecheckFound) tea.Cmd {
	return func() tea.Msg {
		found.Tried = true
		for _, setup := range analysis.Reproducing(key.published.Published, key.sweep.Run(), key.sweep.Setup()) {
			if setup != key.sweep.Setup() {
				found.Others = append(found.Others, setup)
			}
		}
		return learned{study: studyRecheck, key: key, put: func(r *Results) { r.Recheck = &found }}
	}
}
