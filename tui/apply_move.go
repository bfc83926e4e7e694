package tui

import (
	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

func (s *State) applyMove(a Action) {
	switch s.Nav.Screen {
	case layout.Overview:
		s.moveOverview(a)
	case layout.Published:
		s.movePublished(a)
	case layout.Instances:
		s.List.Selected = moved(a, s.List.Selected, len(s.List.Rows), s.listPage())
	case layout.Instance:
		s.moveInstance(a)
	case layout.Checks, layout.Judges, layout.Compare, layout.Points, layout.Slices, layout.Runs:
		s.moveSheet(a)
	case layout.Mapping:
		s.moveMapping(a)
	case layout.Help, layout.Problems:
		last := s.lastPageLine()
		s.Nav.Scroll = moved(a, min(s.Nav.Scroll, last), last+1, s.pageHeight())
	}
}

// moved is an index after a movement within n rows, shown page at a time.
func moved(a Action, at, n, page int) int {
	switch a.Do {
	case DoMove, DoSelect:
		at += a.Arg
	case DoPage:
		at += a.Arg * max(page-1, 1)
	case DoFirst:
		at = 0
	case DoLast:
		at = n - 1
	default:
	}
	return max(min(at, n-1), 0)
}

// moveOverview moves between the cells of the confusion matrix, between the histograms
// where they have the focus, or to an end of the slider.
func (s *State) moveOverview(a Action) {
	if s.Nav.Focus == layout.Spread && s.moveBin(a) {
		return
	}
	switch a.Do {
	case DoFirst:
		s.goTo(0)
	case DoLast:
		s.goTo(analysis.Positions - 1)
	case DoMove:
		s.Nav.Focus = layout.Confusion
		cells := cellOrder()
		for i, cell := range cells {
			if cell == s.Over.Cell {
				s.Over.Cell = cells[(i+a.Arg+len(cells))%len(cells)]
				return
			}
		}
	case DoSelect:
		s.Nav.Focus = layout.Confusion
		s.Over.Cell = analysis.Outcome(a.Arg)
	default:
	}
}

// cellOrder is the order in which the arrow keys visit the confusion matrix: as it is
// read, row by row.
func cellOrder() []analysis.Outcome {
	return []analysis.Outcome{analysis.TP, analysis.FN, analysis.FP, analysis.TN}
}

// moveInstance moves through the traces, or scrolls the text.
func (s *State) moveInstance(a Action) {
	if s.inStrip() {
		s.moveStrip(a)
		return
	}
	if s.Nav.Focus == layout.Text || a.Do == DoPage {
		s.Opened.Scroll = moved(a, min(s.Opened.Scroll, s.lastTextLine()), s.lastTextLine()+1, s.textHeight())
		return
	}
	if to := moved(a, s.Opened.Trace, s.openedTraces(), 1); to != s.Opened.Trace {
		s.Opened.Trace, s.Opened.Scroll, s.Opened.Lines = to, 0, nil
		s.Opened.Strip, s.Opened.Token = nil, 0
	}
}

// openedTraces is the number of traces of the open instance that are replayed.
func (s *State) openedTraces() int { return s.Results.Sweep.Replayed(s.Opened.Instance) }

// lastTextLine is the furthest that the text scrolls: its end at the pane's foot.
func (s *State) lastTextLine() int { return max(len(s.Opened.Lines)-s.textHeight(), 0) }

// lastPageLine is the furthest that a page scrolls.
func (s *State) lastPageLine() int {
	placed, ok := layout.Find(s.Placed(), layout.Page)
	if !ok {
		return s.Nav.Scroll
	}
	return max(len(pageLines(s, theme.Styles{}, placed.Rect.Inner().W))-s.pageHeight(), 0)
}

// textHeight, listPage and pageHeight are the rows that a pane shows at a time.
func (s *State) textHeight() int {
	h := s.innerHeight(layout.Text, 0)
	return max(h-s.footOf(h).rows(), 1)
}

func (s *State) listPage() int { return s.innerHeight(layout.Table, tableHeadRows) }

func (s *State) pageHeight() int { return s.innerHeight(layout.Page, 0) }

// innerHeight is the rows of a pane within its border, less those above its content.
func (s *State) innerHeight(pane layout.Pane, above int) int {
	placed, ok := layout.Find(s.Placed(), pane)
	if !ok {
		return 1
	}
	return max(placed.Rect.Inner().H-above, 1)
}
