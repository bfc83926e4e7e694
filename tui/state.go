package tui

import (
	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/triage"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
)

// State is everything on the screen that can change, as one value. Apply and the
// message handlers make the next one; views only read it. What it points at (a run,
// results, a detail) is immutable and replaced whole.
type State struct {
	Size      layout.Size
	Look      Look
	Load      Load
	Run       *data.Run // the newest snapshot; nil until the first bite
	Method    Method
	taken     Taken       // what the confidences of Run were computed as
	kept      keptMeasure // the last ones that were
	Results   *Results    // of the last finished sweep; it may lag behind Method
	Slider    Slider
	Nav       Nav
	Over      Over
	List      List
	Opened    Opened
	Others    []Other // further runs, in the order of the command line
	nth       int     // place of Run on the command line
	Rival     int     // which of them is B, counted from 1; 0: none
	Points    Conditions
	Columns   Columns
	Published []*Publication // published sweeps beside the run, or in its place
	Marks     *triage.Marks  // those that are kept; nil while there are none
	Keeping   Keeping
	Growth    Growth
	Asked     [studies]studyKey // what each study was last asked for: its key
	Typing    Field
	Menu      *Menu
	Notice    Notice
}

// Look is how the screen presents itself.
type Look struct {
	Glyphs chart.Glyphs
	Mouse  bool
	Veiled bool // safe screen: texts of prompts and answers are blurred
	Path   string
}

// LoadStage is how far the run has been read.
type LoadStage uint8

// The stages of a load.
const (
	Loading LoadStage = iota
	Failed
	Ready
)

// Load is the stage of the load, with what belongs to it.
type Load struct {
	Stage       LoadStage
	Done, Total int64 // bytes; Total 0 when it cannot be known
	Err         error // why the load failed
}

// Method is what has been asked for. Each change of it takes a new generation, and
// results of an older one are dropped.
type Method struct {
	Setup analysis.Setup
	Gen   int
	Chose bool // the judge was chosen by the user, not by the file's columns
	Busy  string

	Confidence analysis.MeasureKind // the measure that is asked for
	Window     int                  // tokens of a group; 0 for the usual number
	Scale      data.Scale           // what the user says that the numbers in the file measure
	filed      data.Confidence
	job        *measuring // the measure that is being computed
}

// Slider is the position and the pins on it.
type Slider struct {
	At         analysis.Position
	Typed      string // digits typed towards a percentile
	PinA, PinB *Pin
}

// Conditions are what the operating points are asked to keep.
type Conditions struct {
	Floor float64 // sensitivity, 0..1
	Costs analysis.Costs
}

// Field is what is being typed into the field in the last line.
type Field uint8

// What can be typed there.
const (
	NoField Field = iota
	SearchField
	NoteField
	FloorField
	CostsField
	WindowField
)

// Nav is where the user is.
type Nav struct {
	Screen layout.Mode
	Under  []Nav // the screens that esc goes back to as they were left, the nearest last
	Focus  layout.Pane
	Zoom   bool
	Scroll int // first line of a page or a sheet
	Row    int // chosen row of a sheet
}

// Over is what is chosen on the overview.
type Over struct {
	Cell        analysis.Outcome
	Split       analysis.Split
	Bin         Bin
	Slicing     analysis.SliceBy
	Overlay     Overlay
	Publication int // which published sweep is shown, or laid over the curves
}

// Bin is the bin of the histograms that is chosen; none while On is false.
type Bin struct {
	On         bool
	Group, Bin int
}

// Overlay is what is laid over the trade-off curves.
type Overlay uint8

// The overlays, in the order in which a key steps through them.
const (
	NoOverlay Overlay = iota
	AlwaysOverlay
	RandomOverlay
	ConsistencyOverlay
	BandOverlay
	PublishedOverlay // there is one with a published sweep only
)

// List is the instances table: what is let in, in which order, and where the cursor is.
type List struct {
	Filter   Filter
	Sort     Sort
	Search   Search
	Rows     []uint32 // instances shown, in order
	made     rowsKey  // what Rows was made from
	making   bool     // a command is making the next ones
	Selected int      // index into Rows
	top      int      // the first row shown, as long as the cursor is in sight then
	Prompts  map[int]string
}

// Column is a column of the instances table.
type Column uint8

// The columns, in the order of the table; ByFile is the order of the file.
const (
	ByFile Column = iota
	ByOutcome
	ByID
	ByLabel
	ByTraces
	ByAgreement
	ByConfidence
	ByCategory
	ByMark
)

// Sort is the order of the list.
type Sort struct {
	By   Column
	Down bool
}

// Search is the text looked for in prompts and answers, and what it has found so far.
type Search struct {
	Query  Query
	Gen    int
	Hits   []uint64 // bit set by instance; nil when nothing is searched for
	Done   int      // instances searched
	Ended  bool     // the user has stopped it before it was through
	of     *data.Run
	failed bool // the texts of that run cannot be read
}

// Query is a text or a regular expression, matched whatever the case.
type Query struct {
	Text   string
	Regexp bool
}

// Opened is the instance that is open.
type Opened struct {
	Instance int
	Trace    int // which of its traces is chosen, from 0
	Scroll   int // first line of the text shown
	Detail   *data.Detail
	Err      error
	Again    *data.Rereading // how far the texts are, where the file is unpacked again
	Lines    []textLine      // the chosen text, wrapped once for a width
	Matched  []string        // the judge's phrases that are in it
	wrapped  wrapKey         // what Lines was made for
	Strip    *strip          // its tokens; nil where the file has none
	Stepping bool            // keys move through the tokens while the text has the focus
	Token    int             // the chosen one
}

// NewState is the state before anything is read.
func NewState(setup analysis.Setup, at analysis.Position) State {
	return State{
		Method: Method{Setup: setup},
		Slider: Slider{At: at},
		Nav:    Nav{Screen: layout.Overview, Focus: layout.Operating},
		Over:   Over{Cell: analysis.FN},
		Points: NewConditions(),
	}
}

// Placed gives the boxes of the screen that the state shows.
func (s *State) Placed() []layout.Placed {
	return layout.Screen(s.Size, layout.Want{
		Mode:  s.Nav.Screen,
		Focus: s.Nav.Focus,
		Zoom:  s.Nav.Zoom,
		About: s.Run != nil && s.Run.Source().About != "",
	})
}

// point is what is counted at the slider's position; nil before the first sweep.
func (s *State) point() *analysis.Point {
	if s.Results == nil {
		return nil
	}
	return s.Results.Sweep.At(s.Slider.At)
}
