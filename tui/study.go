package tui

import (
	"context"
	"maps"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
)

// study is something that takes time to find out about a sweep. What the screen shows says
// which studies are wanted; each is asked for once, by a command, and answers with learned.
type study uint8

// The studies.
const (
	studySpread study = iota // the histograms by one split
	studyChecks              // checks, censoring and baselines: always wanted
	studyPanel
	studySlices
	studyPoints
	studyBand
	studyComparison
	studyRecheck // of the published sweep that is shown
	studies      // how many there are
)

// studyKey is what decides what a study finds: as long as it stays the same, nothing need
// be asked again.
type studyKey struct {
	sweep      *analysis.Sweep
	split      analysis.Split   // of studySpread
	by         analysis.SliceBy // of studySlices
	conditions Conditions       // of studyPoints
	a, b       analysis.Side    // of studyComparison
	published  *Publication     // of studyRecheck
}

// study asks for what the screen wants and nobody has asked for yet. A run that is still
// being read is not judged.
func (s *State) study() tea.Cmd {
	if s.Results == nil || s.Results.Evolution == nil {
		return nil
	}
	var cmds []tea.Cmd
	for kind := range studies {
		key, wanted := s.wants(kind)
		if s.Load.Stage == Loading && kind != studySpread {
			continue
		}
		if !wanted || s.Asked[kind] == key {
			continue
		}
		s.Asked[kind] = key
		cmds = append(cmds, s.begin(kind, key))
	}
	return tea.Batch(cmds...)
}

// wants says whether the screen shows a study, and with which key.
func (s *State) wants(kind study) (studyKey, bool) {
	key := studyKey{sweep: s.Results.Sweep}
	switch kind {
	case studySpread:
		key.split = s.Over.Split
		if filter := s.List.Filter.Bin; filter.On && s.Nav.Screen != layout.Overview {
			key.split = filter.Split
		}
		return key, s.Results.Spreads[key.split] == nil && (s.Nav.Screen == layout.Overview || s.List.Filter.Bin.On)
	case studyChecks:
		return key, true
	case studyPanel:
		return key, s.Nav.Screen == layout.Judges
	case studySlices:
		by := s.Over.Slicing
		if filter := s.List.Filter.Slice; filter.On && s.Nav.Screen != layout.Slices {
			by = filter.By
		}
		key.by = by
		return key, s.Nav.Screen == layout.Slices || s.List.Filter.Slice.On
	case studyPoints:
		key.conditions = s.Points
		return key, s.Nav.Screen == layout.Points
	case studyBand:
		return key, s.Over.Overlay == BandOverlay
	case studyComparison:
		var ok bool
		key.a, key.b, ok = s.sides()
		return key, ok && (s.Nav.Screen == layout.Compare || s.List.Filter.Turned != TurnedOrNot && s.Rival > 0)
	case studyRecheck:
		key.published = s.publication()
		return key, key.published != nil && s.Nav.Screen == layout.Published
	case studies:
	}
	return key, false
}

// begin is the command of a study.
func (s *State) begin(kind study, key studyKey) tea.Cmd {
	switch kind {
	case studySpread:
		return studyTheSpread(key)
	case studyChecks:
		return studyTheChecks(s.Run, key)
	case studyPanel:
		return studyThePanel(s.Run, key)
	case studySlices:
		return studyTheSlices(key)
	case studyPoints:
		return studyThePoints(key)
	case studyBand:
		return studyTheBand(key, s.Results.Band)
	case studyComparison:
		return studyTheComparison(key, s.Results.Comparison)
	case studyRecheck:
		return studyTheRecheck(key)
	case studies:
	}
	return nil
}

// studyTheSpread counts the histograms by a split that has not been looked at yet.
func studyTheSpread(key studyKey) tea.Cmd {
	return func() tea.Msg {
		spread := analysis.NewDistribution(key.sweep, key.split)
		return learned{study: studySpread, key: key, put: func(r *Results) {
			spreads := maps.Clone(r.Spreads)
			spreads[key.split] = spread
			r.Spreads = spreads
		}}
	}
}

// receiveLearned takes in what a study has found, unless something else has been asked
// of it meanwhile.
func (s *State) receiveLearned(msg learned) tea.Cmd {
	if s.Asked[msg.study] != msg.key || s.Results == nil || s.Results.Sweep != msg.key.sweep {
		return nil
	}
	if msg.run != nil {
		s.Growth.marked = msg.run
	}
	if msg.run != nil && sameTraces(msg.run, s.Run) {
		s.Run = msg.run
	}
	results := *s.Results
	msg.put(&results)
	s.replaceResults(&results)
	if _, wanted := s.wants(msg.study); msg.next != nil && !wanted {
		s.Asked[msg.study] = studyKey{} // it goes on where it is when it is wanted again
		return nil
	}
	return msg.next
}

// replaceResults takes results that say more. The rows of a sheet may be of another height
// then: a chosen one that was in sight stays there.
func (s *State) replaceResults(with *Results) {
	before := s.window()
	s.Results = with
	if after := s.window(); before.chosen() >= 0 && after.chosen() < 0 {
		s.raiseRow()
	}
}

// withLists gives the run read for all of some phrase lists; the run itself where it is
// so already, and where its texts cannot be read.
func withLists(run *data.Run, lists ...data.PhraseList) *data.Run {
	for _, list := range lists {
		if _, marked := run.MarkBit(list.Name); marked || !run.Has(data.FieldText) {
			continue
		}
		if with, err := run.Mark(context.Background(), list); err == nil {
			run = with
		}
	}
	return run
}
