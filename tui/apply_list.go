package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/tui/layout"
)

func (s *State) applyList(a Action) tea.Cmd {
	switch a.Do {
	case DoSearch:
		if s.Nav.Screen == layout.Overview {
			s.List.Filter = Filter{} // from there, the whole run is meant
		}
		s.show(layout.Instances)
		s.Typing = SearchField
	case DoToggleOutcome:
		s.List.Filter.Outcomes ^= 1 << a.Arg
	case DoToggleCategory:
		s.List.Filter.Categories ^= 1 << a.Arg
	case DoToggleFlips:
		s.toggleTurned()
	case DoListTurned:
		s.List.Filter = Filter{Turned: Turned(a.Arg)}
		s.show(layout.Instances)
	case DoListSlice:
		if a.Arg != wholeRun && !s.sliceFilter(a.Arg).On {
			return nil
		}
		s.List.Filter = Filter{Slice: s.sliceFilter(a.Arg)}
		s.show(layout.Instances)
	case DoQueue:
		s.toggleQueue()
	case DoToggleMark:
		s.List.Filter.Marks ^= 1 << a.Arg
	case DoClearFilter:
		s.List.Filter = Filter{}
		s.List.Search = Search{Gen: s.List.Search.Gen + 1}
	case DoNextSort:
		s.List.Sort.By = (s.List.Sort.By + 1) % (ByMark + 1)
	case DoSortBy:
		s.sortBy(Column(a.Arg))
	case DoReverseSort:
		s.List.Sort.Down = !s.List.Sort.Down
	default:
	}
	return nil
}

// toggleTurned lists only what turns between the pins, or no longer.
func (s *State) toggleTurned() {
	if s.Slider.PinA == nil || s.Slider.PinB == nil {
		s.tell(Warned, "flips lie between two pins: set them with a and b on the slider")
		return
	}
	if s.List.Filter.Turned == TurnedOrNot {
		s.List.Filter.Turned = TurnedAny
		return
	}
	s.List.Filter.Turned = TurnedOrNot
}

// sortBy sorts by a column, or turns the order round when it is sorted by it already.
func (s *State) sortBy(column Column) {
	if s.List.Sort.By == column {
		s.List.Sort.Down = !s.List.Sort.Down
		return
	}
	s.List.Sort = Sort{By: column}
}

// fetchPrompts asks for the prompts of the rows on screen that are not at hand yet.
func (s *State) fetchPrompts() tea.Cmd {
	if s.Run == nil {
		return nil
	}
	var missing []int
	for _, i := range s.visibleRows() {
		if _, at := s.List.Prompts[int(i)]; !at {
			missing = append(missing, int(i))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return readPrompts(s.Run, missing)
}

// visibleRows are the rows of the list that its pane shows.
func (s *State) visibleRows() []uint32 {
	page := s.listPage()
	from := s.listOffset(page)
	return s.List.Rows[from:min(from+page, len(s.List.Rows))]
}

// listOffset is the first row shown: that of last time, moved no further than the cursor
// and the end of the list ask for. So a row stays where it was clicked.
func (s *State) listOffset(page int) int {
	top := min(max(s.List.top, s.List.Selected-page+1), s.List.Selected)
	return max(min(top, len(s.List.Rows)-page), 0)
}
