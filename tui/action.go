package tui

// Do is what a user can do, whatever key, click or command line it came from.
type Do uint8

// The actions. Imperative, because State.Apply is told to do them.
const (
	DoNothing Do = iota

	// the slider
	DoScrub    // Arg: steps of 0.1, signed
	DoGoTo     // Arg: position 0..1000
	DoNextFlip // Arg: +1 or -1
	DoDigit    // Arg: 0..9, typed towards a percentile
	DoGoToTyped
	DoPinA
	DoPinB
	DoSwapPins

	// the method
	DoNextJudge
	DoSetJudge // Arg: analysis.Judge
	DoNextPolicy
	DoSetPolicy // Arg: analysis.PolicyKind
	DoNextConfidence
	DoSetConfidence // Arg: 2 * the place of the measure, 0 being the file's own numbers; +1 to turn it round
	DoSetScale      // Arg: data.Scale
	DoWindowMenu
	DoSetWindow // Arg: tokens, 0 to type them
	DoNextSplit

	// getting about
	DoOpen
	DoBack
	DoNextPane // Arg: +1 or -1
	DoFocus    // Arg: layout.Pane
	DoMove     // Arg: rows, signed
	DoPage     // Arg: pages, signed
	DoFirst
	DoLast
	DoSelect       // Arg: row of the focused list, counted from its first visible one
	DoNextInstance // Arg: +1 or -1
	DoHelp
	DoProblems
	DoChecks
	DoJudges
	DoCompare
	DoPoints
	DoSlices
	DoRuns
	DoPublished    // Arg: which of the published sweeps
	DoOpenInstance // Arg: instance
	DoTokens       // step through the tokens of the answer, or stop it
	DoNextToken    // Arg: tokens, signed
	DoLowest
	DoEdit // change the number that the chosen row of a screen hangs on

	// the list of instances
	DoSearch
	DoFilterMenu
	DoToggleOutcome // Arg: analysis.Outcome
	DoToggleFlips
	DoListTurned     // Arg: Turned, between A and B
	DoListSlice      // Arg: group of the slices
	DoNextBin        // Arg: +1 or -1, among the bins of the focused histogram
	DoQueue          // the instances that nobody has marked yet
	DoToggleMark     // Arg: triage.Verdict
	DoToggleCategory // Arg: data.Category
	DoClearFilter
	DoNextSort
	DoReverseSort
	DoSortBy // Arg: Column

	// marks on instances
	DoMarkMenu
	DoMark // Arg: triage.Verdict
	DoNote
	DoExportMarks

	// other runs, and what lies over the curves
	DoVersus // Arg: which of the other runs becomes B
	DoTakeRun
	DoNextOverlay

	// the columns of a table
	DoColumns     // show them
	DoTurnColumn  // Arg: +1 or -1, among the choices of the chosen row
	DoPickColumn  // open the menu of those choices
	DoSetColumn   // Arg: which of them
	DoTakeColumns // open the run by the columns as they are chosen

	// menus and the rest
	DoCommandMenu
	DoPause // stop following the file, or go on
	DoReveal
	DoWrite
	DoCopyCommand
	DoMouse
	DoSuspend
	DoQuit
)

// Action is one thing to do, with the number that it takes, if it takes one.
type Action struct {
	Do  Do
	Arg int
}
