package tui

import (
	"slices"
	"strconv"

	"charm.land/bubbles/v2/key"

	"github.com/confscope/confscope/tui/layout"
)

// Where is a set of screens in which a key works.
type Where uint16

// The sets of screens that keys are bound in.
const (
	onOverview Where = 1 << iota
	onInstances
	onInstance
	onPage // help and problems
	onChecks
	onSheet  // judges, A against B, runs: rows under the slider
	onPoints // operating points
	onSlices
	onTokens  // an instance whose answer is gone through token by token
	onMapping // the columns of a table

	onSheets     = onSheet | onPoints | onSlices
	onSlider     = onOverview | onInstances | onInstance | onSheets
	onRun        = onSlider | onChecks
	onEverything = onRun | onPage | onMapping
)

// where gives the screen's own bit.
func where(m layout.Mode) Where {
	switch m {
	case layout.Overview:
		return onOverview
	case layout.Instances:
		return onInstances
	case layout.Instance:
		return onInstance
	case layout.Checks:
		return onChecks
	case layout.Judges, layout.Compare, layout.Published, layout.Runs:
		return onSheet
	case layout.Points:
		return onPoints
	case layout.Slices:
		return onSlices
	case layout.Mapping:
		return onMapping
	case layout.Help, layout.Problems:
	}
	return onPage
}

// Group is the heading under which help lists a key.
type Group string

// The headings, in the order of the help page.
const (
	groupSlider Group = "Slider"
	groupGo     Group = "Getting about"
	groupMethod Group = "Method"
	groupWorth  Group = "What it is worth"
	groupList   Group = "Instances"
	groupOther  Group = "Everything else"
)

// Binding is one row of the key table: keys, what they do, and how it is told.
type Binding struct {
	Action Action
	Keys   []string // as Bubble Tea names them; the first one is shown
	Show   string   // how help writes the keys
	Help   string   // what they do, as an imperative
	Short  string   // the word in the status line; "" keeps it out of there
	Group  Group
	Where  Where
	Name   string              // its name on the command line `:`; "" keeps it out of there
	Why    func(*State) string // why it cannot be done now; nil: it always can
}

// Bindings is the one table of keys: dispatch, help, the status line's hints, the
// command menu and the README are all derived from it.
func Bindings() []Binding {
	table := []Binding{
		{Action{DoScrub, -10}, []string{"left"}, "←", "move p down by 1", "", groupSlider, onSlider, "", nil},
		{Action{DoScrub, 10}, []string{"right"}, "→", "move p up by 1", "", groupSlider, onSlider, "", nil},
		{Action{DoScrub, -100}, []string{"shift+left", "H"}, "shift+← H", "move p down by 10", "", groupSlider, onSlider, "", nil},
		{Action{DoScrub, 100}, []string{"shift+right", "L"}, "shift+→ L", "move p up by 10", "", groupSlider, onSlider, "", nil},
		{Action{DoScrub, -1}, []string{","}, ",", "move p down by 0.1", "", groupSlider, onSlider, "", nil},
		{Action{DoScrub, 1}, []string{"."}, ".", "move p up by 0.1", "", groupSlider, onSlider, "", nil},
		{Action{DoNextFlip, -1}, []string{"["}, "[", "go to the previous flip (of this instance, when one is open)", "", groupSlider, onSlider, "previous flip", needFlips},
		{Action{DoNextFlip, 1}, []string{"]"}, "]", "go to the next flip (of this instance, when one is open)", "", groupSlider, onSlider, "next flip", needFlips},
		{Action{DoGoToTyped, 0}, []string{"%"}, "0..9 %", "go to the typed percentile", "", groupSlider, onSlider, "", nil},
		{Action{DoPinA, 0}, []string{"a"}, "a", "pin A here, or take it off", "", groupSlider, onSlider, "pin A", nil},
		{Action{DoPinB, 0}, []string{"b"}, "b", "pin B here, or take it off", "", groupSlider, onSlider, "pin B", nil},
		{Action{DoSwapPins, 0}, []string{"x"}, "x", "swap pins A and B", "", groupSlider, onSlider, "swap pins", needPins},

		{Action{DoMove, -1}, []string{"up"}, "↑", "move up: row, cell or line", "", groupGo, onEverything, "", nil},
		{Action{DoMove, 1}, []string{"down"}, "↓", "move down: row, cell or line", "", groupGo, onEverything, "", nil},
		{Action{DoPage, -1}, []string{"pgup", "ctrl+u"}, "pgup", "move up a page", "", groupGo, onEverything, "", nil},
		{Action{DoPage, 1}, []string{"pgdown", "ctrl+d"}, "pgdn", "move down a page", "", groupGo, onEverything, "", nil},
		{Action{DoFirst, 0}, []string{"g", "home"}, "home g", "go to the first: p 0, or the top of the list", "", groupGo, onEverything, "", nil},
		{Action{DoLast, 0}, []string{"G", "end"}, "end G", "go to the last: p 100, or the end of the list", "", groupGo, onEverything, "", nil},
		{Action{DoOpen, 0}, []string{"enter"}, "enter", "open what is chosen", "open", groupGo, onRun | onMapping, "", nil},
		{Action{DoBack, 0}, []string{"esc"}, "esc", "go back", "back", groupGo, onInstances | onInstance | onPage | onChecks | onSheets | onMapping, "", nil},
		{Action{DoNextPane, 1}, []string{"tab"}, "tab", "go to the next pane", "pane", groupGo, onSlider | onMapping, "", nil},
		{Action{DoNextPane, -1}, []string{"shift+tab"}, "shift+tab", "go to the previous pane", "", groupGo, onSlider | onMapping, "", nil},
		{Action{DoNextInstance, 1}, []string{"n"}, "n", "open the next instance of the list", "next", groupGo, onInstance, "next instance", nil},
		{Action{DoNextInstance, -1}, []string{"N"}, "N", "open the previous instance of the list", "", groupGo, onInstance, "previous instance", nil},

		{Action{DoTokens, 0}, []string{"i"}, "i", "step through the tokens of the answer, or stop it", "tokens", groupGo, onInstance, "tokens", needTokens},
		{Action{DoNextToken, -1}, []string{"left"}, "←", "in the tokens: go to the one before", "", groupGo, onTokens, "", nil},
		{Action{DoNextToken, 1}, []string{"right"}, "→", "in the tokens: go to the next one", "", groupGo, onTokens, "", nil},
		{Action{DoLowest, 0}, []string{"l"}, "l", "in the tokens: go to the lowest group, then to the other bottom groups", "lowest", groupGo, onTokens, "", nil},
		{Action{DoTurnColumn, -1}, []string{"left"}, "←", "on the columns of a table: take the column before", "", groupGo, onMapping, "", nil},
		{Action{DoTurnColumn, 1}, []string{"right"}, "→", "on the columns of a table: take the next column", "", groupGo, onMapping, "", nil},

		{Action{DoNextJudge, 0}, []string{"j"}, "j", "take the next judge that the file allows", "judge", groupMethod, onSlider, "judge", needRun},
		{Action{DoNextConfidence, 0}, []string{"c"}, "c", "take the next confidence: recorded, inverted, then what the tokens allow", "", groupMethod, onSlider, "confidence", needConfidence},
		{Action{DoWindowMenu, 0}, []string{"W"}, "W", "choose how many tokens a group has", "", groupMethod, onSlider, "window", needGroups},
		{Action{DoNextPolicy, 0}, []string{"y"}, "y", "take the next stopping policy", "policy", groupMethod, onSlider, "policy", needRun},
		{Action{DoNextSplit, 0}, []string{"h"}, "h", "split the histograms another way; on the slices: slice another way", "split", groupMethod, onOverview | onSlices, "split", nil},
		{Action{DoNextBin, -1}, []string{"<"}, "<", "choose the bin to the left in the histograms; enter lists its instances", "", groupMethod, onOverview, "previous bin", needResults},
		{Action{DoNextBin, 1}, []string{">"}, ">", "choose the bin to the right in the histograms", "", groupMethod, onOverview, "next bin", needResults},

		{Action{DoChecks, 0}, []string{"!"}, "!", "show the checks of the run and of the method", "checks", groupWorth, onSlider, "checks", needRun},
		{Action{DoJudges, 0}, []string{"J"}, "J", "show all judges side by side", "judges", groupWorth, onRun, "judges side by side", needResults},
		{Action{DoPoints, 0}, []string{"o"}, "o", "show which thresholds are best, and by what", "optimum", groupWorth, onRun, "operating points", needResults},
		{Action{DoCompare, 0}, []string{"v"}, "v", "hold A against B", "A v B", groupWorth, onRun, "compare A and B", needResults},
		{Action{DoSlices, 0}, []string{"d"}, "d", "divide the run into slices", "slices", groupWorth, onRun, "slices", needResults},
		{Action{DoRuns, 0}, []string{"R"}, "R", "show all runs side by side", "", groupWorth, onRun, "runs side by side", needRun},
		{Action{DoNextOverlay, 0}, []string{"B"}, "B", "lay the next baseline, or the order-luck band, over the curves", "", groupWorth, onOverview, "baselines", needResults},
		{Action{DoEdit, 0}, []string{"e"}, "e", "change the chosen row's condition", "edit", groupWorth, onPoints, "edit", nil},

		{Action{DoSearch, 0}, []string{"/"}, "/", "search in prompts and answers", "search", groupList, onSlider, "search", needRun},
		{Action{DoFilterMenu, 0}, []string{"f"}, "f", "filter by outcome, flips, category or mark", "filter", groupList, onOverview | onInstances, "filter", needRun},
		{Action{DoNextSort, 0}, []string{"s"}, "s", "sort by the next column", "sort", groupList, onInstances, "sort column", nil},
		{Action{DoReverseSort, 0}, []string{"S"}, "S", "turn the sort round", "", groupList, onInstances, "sort direction", nil},
		{Action{DoClearFilter, 0}, []string{"F"}, "F", "take every filter off", "", groupList, onInstances, "clear filter", nil},

		{Action{DoMarkMenu, 0}, []string{"t"}, "t", "mark the instance: wrong label, wrong judge, real miss, look again", "mark", groupList, onInstances | onInstance, "mark", needRun},
		{Action{DoNote, 0}, []string{"T"}, "T", "write a note on the instance", "", groupList, onInstances | onInstance, "note", needRun},
		{Action{DoQueue, 0}, []string{"u"}, "u", "list only what is unmarked, or all again", "", groupList, onInstances | onInstance, "queue of the unmarked", needRun},
		{Action{DoExportMarks, 0}, []string{"E"}, "E", "export the marks as JSONL and CSV", "", groupList, onInstances | onInstance, "export marks", needRun},

		{Action{DoReveal, 0}, []string{"r"}, "r", "blur or reveal the texts (safe screen)", "", groupOther, onSlider | onMapping, "safe screen", nil},
		{Action{DoPause, 0}, []string{"p"}, "p", "stop following a file that grows, or go on", "", groupOther, onRun, "pause following", nil},
		{Action{DoProblems, 0}, []string{"P"}, "P", "list what was wrong with the file", "", groupOther, onRun, "problems", needRun},
		{Action{DoWrite, 0}, []string{"w"}, "w", "write this view to a file", "", groupOther, onEverything, "write view", nil},
		{Action{DoCopyCommand, 0}, []string{"C"}, "C", "copy the command line that shows this view", "", groupOther, onRun, "copy command", needShown},
		{Action{DoMouse, 0}, []string{"m"}, "m", "let the mouse drag, click and scroll, or stop it", "", groupOther, onEverything, "mouse", nil},
		{Action{DoCommandMenu, 0}, []string{":"}, ":", "find any action by its name", "command", groupOther, onRun, "", nil},
		{Action{DoHelp, 0}, []string{"?"}, "?", "show this help", "help", groupOther, onEverything, "help", nil},
		{Action{DoSuspend, 0}, []string{"ctrl+z"}, "ctrl+z", "put confscope in the background", "", groupOther, onEverything, "", nil},
		{Action{DoQuit, 0}, []string{"q", "ctrl+c"}, "q ctrl+c", "quit", "quit", groupOther, onEverything, "quit", nil},
	}
	// On the overview esc closes a pane that fills the screen: too seldom to be a hint.
	table = append(table, Binding{Action: Action{DoBack, 0}, Keys: []string{"esc"}, Where: onOverview})
	for d := range 10 {
		table = append(table, Binding{Action: Action{DoDigit, d}, Keys: []string{strconv.Itoa(d)}, Where: onSlider})
	}
	return table
}

// keymap finds the row of the table that a key press means on a screen.
type keymap struct{ rows []Binding }

func newKeymap() keymap { return keymap{Bindings()} }

// places are the sets of screens whose keys work now, the nearest first.
func (s *State) places() []Where {
	if s.inStrip() {
		return []Where{onTokens, onInstance}
	}
	return []Where{where(s.Nav.Screen)}
}

// find gives the binding of a key, as Bubble Tea spells it, in the nearest of some places.
func (k keymap) find(pressed string, places []Where) (Binding, bool) {
	for _, place := range places {
		for _, b := range k.rows {
			if b.Where&place != 0 && slices.Contains(b.Keys, pressed) {
				return b, true
			}
		}
	}
	return Binding{}, false
}

// fieldKeys are the keys that a text field or a menu understands beside its letters.
type fieldKeys struct{ accept, cancel, quit, first, last, regexp, up, down, toggle, erase key.Binding }

func newFieldKeys() fieldKeys {
	bind := func(what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(keys[0], what))
	}
	return fieldKeys{
		accept: bind("accept", "enter"),
		cancel: bind("give up", "esc"),
		quit:   bind("quit", "ctrl+c"),
		first:  bind("first", "home"),
		last:   bind("last", "end"),
		regexp: bind("text or regular expression", "ctrl+r"),
		up:     bind("up", "up", "ctrl+p"),
		down:   bind("down", "down", "ctrl+n"),
		toggle: bind("toggle", "space"),
		erase:  bind("take the last letter away", "backspace"),
	}
}
