package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
)

// point routes the mouse. It reads the rectangles that the screen was drawn with and
// turns what happens there into the same actions as keys do.
func (a *App) point(msg tea.MouseMsg) tea.Cmd {
	if _, released := msg.(tea.MouseReleaseMsg); released {
		a.drag = false
	}
	if !a.State.Look.Mouse || a.State.Menu != nil || a.State.Typing != NoField {
		return nil
	}
	at := msg.Mouse()
	under := layout.At(a.State.Placed(), at.X, at.Y)
	switch msg.(type) {
	case tea.MouseClickMsg:
		if at.Button == tea.MouseLeft {
			return a.click(under, at.X, at.Y)
		}
	case tea.MouseMotionMsg:
		if a.drag {
			return a.dragTo(at.X)
		}
	case tea.MouseWheelMsg:
		return a.wheel(under, at.Button)
	}
	return nil
}

// click takes hold of the slider, or chooses what lies under the mouse; a second click
// on the chosen row or cell opens it.
func (a *App) click(under layout.Placed, x, y int) tea.Cmd {
	if under.Pane == layout.Slider {
		a.drag = true
		return a.dragTo(x)
	}
	action, open := a.State.clicked(under, x, y)
	if open {
		return a.act(Action{DoOpen, 0})
	}
	if under.Framed && under.Pane != layout.Page {
		cmd := a.act(Action{DoFocus, int(under.Pane)})
		if action.Do == DoNothing {
			return cmd
		}
	}
	return a.act(action)
}

// clicked is the action of a click inside a pane, and whether it opens what was chosen
// before already.
func (s *State) clicked(under layout.Placed, x, y int) (action Action, open bool) {
	row := y - under.Rect.Inner().Y
	if !under.Rect.Inner().Contains(x, y) { // the frame: it gives the focus, and no more
		return Action{}, false
	}
	if s.Nav.Screen == layout.Published && under.Pane != layout.Sheet {
		return Action{}, false // its figures are of no instances that could be listed
	}
	switch under.Pane {
	case layout.Table:
		step := s.listOffset(s.listPage()) + row - tableHeadRows - s.List.Selected
		switch {
		case row < tableHeadRows:
			return s.clickedHead(under, x), false
		case s.List.Selected+step >= len(s.List.Rows):
			return Action{}, false
		}
		return Action{DoSelect, step}, step == 0
	case layout.Sheet:
		step, ok := s.sheetRowAt(under, row)
		if !ok {
			return Action{}, false
		}
		return Action{DoSelect, step}, step == 0 && s.Nav.Focus == layout.Sheet
	case layout.Traces:
		rows := under.Rect.Inner().H - 1
		from := s.firstTrace(rows)
		to := from + row - 1
		if row < 1 || to >= s.openedTraces() {
			return Action{}, false
		}
		return Action{DoMove, to - s.Opened.Trace}, false
	case layout.Spread:
		return s.clickedBin(under.Rect.Inner().Size(), x-under.Rect.Inner().X, row)
	case layout.Confusion:
		cell := s.cellAt(under, x, row)
		if cell == analysis.OutcomeNone {
			return Action{}, false
		}
		return Action{DoSelect, int(cell)}, s.Nav.Focus == layout.Confusion && s.Over.Cell == cell
	default:
		return Action{}, false
	}
}

// clickedHead sorts by the column whose head was clicked.
func (s *State) clickedHead(under layout.Placed, x int) Action {
	at := under.Rect.Inner().X + 2
	for _, c := range tableColumns(s, under.Rect.Inner().W) {
		if x >= at && (x < at+c.width || c.width == 0) {
			return Action{DoSortBy, int(c.by)}
		}
		at += c.width + 1
	}
	return Action{}
}

// cellAt is the cell of the confusion matrix at a row and column of its pane.
func (s *State) cellAt(under layout.Placed, x, row int) analysis.Outcome {
	if under.Rect.Inner().H > confusionRows {
		row-- // a blank line above the matrix
	}
	inner := under.Rect.Inner()
	column := (x - inner.X - matrixMargin(inner.W)) / cellWidth
	if row < 1 || row > 4 || column < 0 || column > 1 {
		return analysis.OutcomeNone
	}
	return cellOrder()[(row-1)/2*2+column]
}

// dragTo moves the slider to the column of the mouse.
func (a *App) dragTo(x int) tea.Cmd {
	placed, ok := layout.Find(a.State.Placed(), layout.Slider)
	if !ok {
		return nil
	}
	rail := sliderRail(&a.State, placed)
	x = min(max(x, rail.X), rail.X+rail.W-1)
	percentile, ok := chart.SliderAt(rail.W, x-rail.X)
	if !ok {
		return nil
	}
	return a.act(Action{DoGoTo, int(percentile*10 + 0.5)})
}

// wheelRows is how far one notch of the wheel moves.
const wheelRows = 3

// wheel scrolls the pane under the mouse.
func (a *App) wheel(under layout.Placed, button tea.MouseButton) tea.Cmd {
	step := wheelRows
	if button == tea.MouseWheelUp {
		step = -wheelRows
	}
	switch under.Pane {
	case layout.Slider:
		return a.act(Action{DoScrub, step})
	case layout.Table, layout.Page:
		return a.act(Action{DoMove, step})
	case layout.Sheet:
		return a.act(Action{DoMove, step / wheelRows})
	case layout.Text, layout.Values:
		a.State.Nav.Focus = under.Pane
		return a.act(Action{DoMove, step})
	case layout.Traces:
		a.State.Nav.Focus = under.Pane
		return a.act(Action{DoMove, step / wheelRows})
	default:
		return nil
	}
}
