package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
)

// Apply gives the state after an action, and at most one command for what takes IO or
// time. It is pure: the same state and action give the same result.
func (s State) Apply(a Action) (State, tea.Cmd) {
	s.tellRest()
	if a.Do != DoDigit && a.Do != DoGoToTyped {
		s.Slider.Typed = ""
	}
	cmd := s.apply(a)
	follow := s.follow()
	return s, tea.Batch(cmd, follow)
}

// apply changes the state as the action says.
func (s *State) apply(a Action) tea.Cmd {
	if why := s.lacks(a.Do); why != "" {
		s.tell(Told, why)
		return nil
	}
	switch a.Do {
	case DoScrub, DoGoTo, DoNextFlip, DoDigit, DoGoToTyped, DoPinA, DoPinB, DoSwapPins:
		s.applySlider(a)
	case DoNextJudge, DoSetJudge, DoNextPolicy, DoSetPolicy, DoNextSplit:
		return s.applyMethod(a)
	case DoNextConfidence, DoSetConfidence, DoSetScale, DoWindowMenu, DoSetWindow:
		return s.applyMeasure(a)
	case DoOpen, DoBack, DoNextPane, DoFocus, DoNextInstance, DoOpenInstance,
		DoHelp, DoProblems, DoChecks, DoJudges, DoCompare, DoPoints, DoSlices, DoRuns, DoPublished:
		return s.applyGo(a)
	case DoTokens, DoNextToken, DoLowest:
		s.applyStrip(a)
	case DoMove, DoPage, DoFirst, DoLast, DoSelect:
		s.applyMove(a)
	case DoSearch, DoToggleOutcome, DoToggleFlips, DoToggleCategory, DoClearFilter, DoNextSort, DoReverseSort, DoSortBy,
		DoListTurned, DoListSlice, DoQueue, DoToggleMark:
		return s.applyList(a)
	case DoNextBin, DoNextOverlay, DoEdit, DoVersus, DoTakeRun:
		return s.applyWorth(a)
	case DoMarkMenu, DoMark, DoNote, DoExportMarks:
		return s.applyMarks(a)
	case DoColumns, DoTurnColumn, DoPickColumn, DoSetColumn, DoTakeColumns:
		return s.applyMapping(a)
	case DoFilterMenu:
		s.show(layout.Instances)
		s.Menu = s.menu(a.Do)
	case DoCommandMenu:
		s.Menu = s.menu(a.Do)
	case DoPause:
		s.togglePause()
	case DoReveal, DoMouse:
		s.applyLook(a)
	case DoWrite, DoCopyCommand, DoSuspend, DoQuit, DoNothing:
		// App does these: they concern the terminal, not the state.
	}
	return nil
}

// lacks says what an action needs that is not there yet; "" when nothing is missing. Keys
// and menus say so beforehand, but an action may come from anywhere.
func (s *State) lacks(do Do) string {
	if do == DoNextFlip && s.Nav.Screen == layout.Published {
		return "" // it goes to another point
	}
	switch do {
	case DoNextFlip, DoJudges, DoCompare, DoPoints, DoSlices, DoOpenInstance, DoNextBin, DoNextOverlay,
		DoListTurned, DoListSlice, DoEdit, DoTakeRun, DoVersus, DoQueue, DoMark, DoMarkMenu, DoNote:
		return needResults(s)
	case DoNextJudge, DoSetJudge, DoNextPolicy, DoSetPolicy, DoNextConfidence, DoSetConfidence, DoSetScale, DoWindowMenu, DoSetWindow, DoSearch, DoProblems, DoChecks, DoRuns, DoExportMarks:
		return needRun(s)
	default:
		return ""
	}
}

// follow brings what hangs on other parts of the state up to date: the rows of the
// list and the wrapped text. It gives the command that fetches what is not at hand.
func (s *State) follow() tea.Cmd {
	study := s.study()
	switch s.Nav.Screen {
	case layout.Instances:
		rows := s.refreshRows()
		s.List.top = s.listOffset(s.listPage())
		return tea.Batch(rows, s.fetchPrompts(), study)
	case layout.Instance:
		s.wrapText()
		return tea.Batch(s.refreshRows(), study)
	case layout.Published, layout.Overview, layout.Help, layout.Problems,
		layout.Checks, layout.Judges, layout.Compare, layout.Points, layout.Slices, layout.Runs, layout.Mapping:
	}
	return study
}

func (s *State) applyMethod(a Action) tea.Cmd {
	setup := s.Method.Setup
	switch a.Do {
	case DoNextSplit:
		s.nextSplit()
		return nil
	case DoNextJudge:
		setup.Judge = s.nextJudge()
		if setup.Judge == s.Method.Setup.Judge {
			s.tell(Told, "this file allows no other judge")
			return nil
		}
	case DoSetJudge:
		setup.Judge = analysis.Judge(a.Arg)
	case DoNextPolicy:
		setup.Policy.Kind = after(analysis.Policies(), setup.Policy.Kind)
	case DoSetPolicy:
		setup.Policy.Kind = analysis.PolicyKind(a.Arg)
	default:
	}
	s.Method.Chose = s.Method.Chose || setup.Judge != s.Method.Setup.Judge
	s.Method.Setup = setup
	return s.recompute()
}

// nextSplit groups what the screen shows another way: the histograms, or the slices.
func (s *State) nextSplit() {
	if s.Nav.Screen == layout.Slices {
		s.Over.Slicing = after(analysis.SliceWays(), s.Over.Slicing)
		s.Nav.Row = 0
		return
	}
	s.Over.Split = after(analysis.Splits(), s.Over.Split)
	s.Over.Bin = Bin{}
}

// nextJudge is the next judge, in METHOD's order, whose inputs the file has.
func (s *State) nextJudge() analysis.Judge {
	next := s.Method.Setup.Judge
	for range analysis.Judges() {
		next = after(analysis.Judges(), next)
		if next.Missing(s.Run) == "" {
			break
		}
	}
	return next
}

// recompute takes a new generation and asks for its results.
func (s *State) recompute() tea.Cmd {
	s.Run = s.asSaid(s.Run)
	want := s.wanted()
	run, taken, there := s.measuredAs(want)
	if !there {
		return s.measureInstead(want)
	}
	s.dropJob()
	return s.count(run, s.Method.Setup, taken)
}

// count asks for the results of a run under a setup.
func (s *State) count(run *data.Run, setup analysis.Setup, taken Taken) tea.Cmd {
	s.Method.Gen++
	s.Method.Busy = "counting"
	if _, marked := neededMarks(run, setup.Judge); !marked {
		s.Method.Busy = "reading the answers for the phrases of judge " + setup.Judge.String()
	}
	return compute(run, setup, s.Method.Gen, taken)
}

// neededMarks gives the phrase list that a judge needs and whether the run has been
// read for it. The user's own phrases can only come with the run.
func neededMarks(run *data.Run, judge analysis.Judge) (list data.PhraseList, marked bool) {
	list, needs := judge.List()
	if !needs || len(list.Phrases) == 0 {
		return list, true
	}
	_, marked = run.MarkBit(list.Name)
	return list, marked
}

func (s *State) applyLook(a Action) {
	switch a.Do {
	case DoReveal:
		s.Look.Veiled = !s.Look.Veiled
		if s.Look.Veiled {
			s.tell(Told, "texts are blurred; r shows them again")
		}
	case DoMouse:
		s.Look.Mouse = !s.Look.Mouse
		if s.Look.Mouse {
			s.tell(Told, "the mouse drags, clicks and scrolls; shift+drag selects text; m stops it")
		} else {
			s.tell(Told, "the mouse is the terminal's again")
		}
	default:
	}
}

// after is the element that follows x in a ring.
func after[T comparable](ring []T, x T) T {
	for i, y := range ring {
		if y == x {
			return ring[(i+1)%len(ring)]
		}
	}
	return ring[0]
}
