package layout

// Mode is which screen is laid out.
type Mode uint8

// The screens.
const (
	Overview Mode = iota
	Instances
	Instance
	Help
	Problems
	Checks
	Judges
	Compare
	Published // a published sweep, alone or against the run
	Points
	Slices
	Runs
	Mapping // which column of a table holds what
)

// Pane names a box on the screen.
type Pane uint8

// The panes of all screens. Slider is part of every screen that moves with it.
const (
	NoPane Pane = iota
	Header
	Meaning
	About
	Slider
	Operating
	Confusion
	Curves
	Spread
	Evolution
	Table
	Preview
	Prompt
	TraceChart
	Traces
	Text
	Page
	Footer
	Sheet
	Front
	Values // of the chosen column
)

// Want is what a layout depends on beside the size.
type Want struct {
	Mode  Mode
	Focus Pane // decides who gets a slot that several panes share
	Zoom  bool // the focused pane takes the whole body
	About bool // the run needs a sentence on what it is
}

// Placed is a pane and where it is.
type Placed struct {
	Pane   Pane
	Rect   Rect
	Framed bool // whether a border is drawn around it
}

// Shared lists the panes that a screen can show at any size, in the order in which
// focus visits them: tab reaches a pane that waits for its slot, too.
func Shared(m Mode) []Pane {
	switch m {
	case Overview:
		return []Pane{Operating, Confusion, Curves, Spread, Evolution}
	case Instances:
		return []Pane{Table}
	case Instance:
		return []Pane{Traces, Text, TraceChart, Prompt}
	case Checks, Judges, Compare, Slices, Runs:
		return []Pane{Sheet}
	case Published:
		return []Pane{Sheet, Operating, Confusion, Curves}
	case Points:
		return []Pane{Sheet, Front}
	case Mapping:
		return []Pane{Sheet, Values}
	case Help, Problems:
	}
	return []Pane{Page}
}

// Find gives the box of a pane, and whether the screen shows it.
func Find(placed []Placed, pane Pane) (Placed, bool) {
	for _, p := range placed {
		if p.Pane == pane {
			return p, true
		}
	}
	return Placed{}, false
}

// At gives the pane under the cell x,y; NoPane where there is none.
func At(placed []Placed, x, y int) Placed {
	for _, p := range placed {
		if p.Rect.Contains(x, y) {
			return p
		}
	}
	return Placed{}
}
