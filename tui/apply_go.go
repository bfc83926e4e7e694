package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/tui/layout"
)

func (s *State) applyGo(a Action) tea.Cmd {
	switch a.Do {
	case DoOpen:
		return s.open()
	case DoBack:
		if s.Nav.Screen == layout.Mapping && s.Columns.Waiting && !s.Nav.Zoom {
			return tea.Quit // there is nothing behind it
		}
		s.back()
	case DoNextPane:
		s.nextPane(a.Arg)
	case DoFocus:
		s.Nav.Focus = layout.Pane(a.Arg)
	case DoHelp:
		s.show(layout.Help)
	case DoOpenInstance:
		if a.Arg < 0 || a.Arg >= s.Results.Sweep.Run().Instances() {
			return nil
		}
		s.show(layout.Instance)
		return s.openInstance(a.Arg)
	case DoProblems:
		s.show(layout.Problems)
	case DoChecks:
		s.show(layout.Checks)
	case DoJudges:
		s.show(layout.Judges)
	case DoCompare:
		s.show(layout.Compare)
	case DoPoints:
		s.show(layout.Points)
	case DoSlices:
		s.show(layout.Slices)
	case DoRuns:
		s.show(layout.Runs)
	case DoPublished:
		s.showPublished(a.Arg)
	case DoNextInstance:
		return s.nextInstance(a.Arg)
	default:
	}
	return nil
}

// open goes into what is chosen: a confusion cell's instances, a row's instance, a pane
// to its full size.
func (s *State) open() tea.Cmd {
	switch {
	case s.Nav.Screen == layout.Instances:
		i, ok := s.chosenRow()
		if !ok {
			s.tell(Told, "no instance is in the list; F takes the filter off")
			return nil
		}
		s.show(layout.Instance)
		return s.openInstance(i)
	case s.Nav.Focus == layout.Sheet:
		action := s.chosenAction()
		if action.Do == DoOpen {
			return nil
		}
		cmd := s.apply(action)
		switch {
		case action.Do == DoGoTo && s.Nav.Screen == layout.Published:
			s.show(layout.Overview)
		case action.Do == DoGoTo:
			s.arrive()
		}
		return cmd
	case s.Nav.Screen == layout.Instance && s.Nav.Focus == layout.Text && s.Opened.Strip != nil && !s.inStrip():
		s.enterStrip()
	case s.Nav.Screen != layout.Overview:
		s.Nav.Zoom = !s.Nav.Zoom
	case s.Run == nil:
		s.tell(Told, "the run is still being read")
	case s.Nav.Focus == layout.Spread && s.Over.Bin.On:
		s.List.Filter = Filter{Bin: BinFilter{true, s.Over.Split, s.Over.Bin.Group, s.Over.Bin.Bin}}
		s.show(layout.Instances)
	case s.Nav.Focus == layout.Confusion && !s.Nav.Zoom:
		s.List.Filter = Filter{Outcomes: 1 << s.Over.Cell}
		s.show(layout.Instances)
	case s.Nav.Focus == layout.Operating && !s.Nav.Zoom:
		s.List.Filter = Filter{}
		s.show(layout.Instances)
	default:
		s.Nav.Zoom = !s.Nav.Zoom
	}
	return nil
}

// show goes to a screen and remembers the one it leaves.
func (s *State) show(screen layout.Mode) {
	if s.Nav.Screen == screen {
		return
	}
	left, under := s.Nav, s.Nav.Under
	left.Under = nil
	s.Nav = Nav{Screen: screen, Under: append(under[:len(under):len(under)], left), Focus: layout.Shared(screen)[0]}
}

// back gives up the innermost thing: what is being computed, a chosen bin, a zoomed pane, then the screen.
func (s *State) back() {
	if s.Method.job != nil {
		s.callOff()
		s.tell(Told, "called off: the figures stand as they were")
		return
	}
	if s.Nav.Screen == layout.Instances && s.searching() {
		s.stopSearch()
		s.tell(Told, "stopped: "+s.searchedShare()+" of the run was searched; / searches again")
		return
	}
	if s.Nav.Focus == layout.Spread && s.Over.Bin.On {
		s.Over.Bin = Bin{}
		return
	}
	if s.Nav.Zoom {
		s.Nav.Zoom = false
		return
	}
	if s.inStrip() {
		s.leaveStrip()
		return
	}
	if len(s.Nav.Under) == 0 {
		return
	}
	last := len(s.Nav.Under) - 1
	under := s.Nav.Under[:last]
	s.Nav = s.Nav.Under[last]
	s.Nav.Under = under
}

// nextPane moves the focus along the screen's ring of panes.
func (s *State) nextPane(step int) {
	ring := layout.Shared(s.Nav.Screen)
	for i, pane := range ring {
		if pane == s.Nav.Focus {
			s.Nav.Focus = ring[(i+step+len(ring))%len(ring)]
			return
		}
	}
	s.Nav.Focus = ring[0]
}

// nextInstance opens the neighbour of the open instance in the list behind it.
func (s *State) nextInstance(step int) tea.Cmd {
	to := s.List.Selected + step
	if i, ok := s.chosenRow(); ok && i != s.Opened.Instance && step > 0 {
		to-- // the open one has left the list, and the next one stands in its place
	}
	if to < 0 || to >= len(s.List.Rows) {
		s.tell(Told, "that is the end of the list")
		return nil
	}
	s.List.Selected = to
	i, _ := s.chosenRow()
	return s.openInstance(i)
}

// openInstance makes instance i the open one and asks for its texts.
func (s *State) openInstance(i int) tea.Cmd {
	s.Opened = Opened{Instance: i}
	return readDetail(s.Run, i)
}
