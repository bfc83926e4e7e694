package tui

import (
	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/layout"
)

// ViewName names what a state shows, for whoever writes the command that prints the same.
type ViewName uint8

// The views that a command prints.
const (
	ViewOther ViewName = iota
	ViewInstances
	ViewChecks
	ViewJudges
	ViewCompare
	ViewPublished
	ViewPoints
	ViewSlices
	ViewRuns
)

// View names what the state shows.
func (s *State) View() ViewName {
	switch s.Nav.Screen {
	case layout.Instances:
		return ViewInstances
	case layout.Checks:
		return ViewChecks
	case layout.Judges:
		return ViewJudges
	case layout.Compare:
		return ViewCompare
	case layout.Published:
		return ViewPublished
	case layout.Points:
		return ViewPoints
	case layout.Slices:
		return ViewSlices
	case layout.Runs:
		return ViewRuns
	case layout.Overview, layout.Instance, layout.Help, layout.Problems, layout.Mapping:
	}
	return ViewOther
}

// Sides are A and B as the state compares them; false where nothing is compared, and
// until both are counted.
func (s *State) Sides() (a, b analysis.Side, ok bool) { return s.sides() }
