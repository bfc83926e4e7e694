package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/tui"
	"github.com/confscope/confscope/tui/layout"
)

// screens are one of each mode, all of the demo.
func screens(t *testing.T) map[layout.Mode]*desk {
	t.Helper()
	return map[layout.Mode]*desk{
		layout.Overview:  openDemo(t),
		layout.Instances: openDemo(t).press("enter"),
		layout.Instance:  openDemo(t).press("enter", "enter"),
		layout.Help:      openDemo(t).press("?"),
		layout.Problems:  openDemo(t).press("P"),
		layout.Checks:    openDemo(t).press("!"),
		layout.Judges:    openDemo(t).press("J"),
		layout.Compare:   openDemo(t).press("a", "v"),
		layout.Points:    openDemo(t).press("o"),
		layout.Slices:    openDemo(t).press("d"),
		layout.Runs:      openDemo(t).press("R"),
		layout.Mapping:   openOdd(t),
		layout.Published: openPublished(t),
	}
}

// No key means two things on one screen.
func TestNoKeyTwice(t *testing.T) {
	table := tui.Bindings()
	for i, a := range table {
		for _, b := range table[:i] {
			for _, key := range a.Keys {
				if a.Where&b.Where != 0 && slices.Contains(b.Keys, key) {
					t.Errorf("%q is bound to %+v and to %+v", key, b.Action, a.Action)
				}
			}
		}
	}
}

// The keys of the documentation are there, and do what it says.
func TestDocumentedKeys(t *testing.T) {
	documented := map[string]tui.Action{
		"left": {Do: tui.DoScrub, Arg: -10}, "right": {Do: tui.DoScrub, Arg: 10},
		"shift+left": {Do: tui.DoScrub, Arg: -100}, "shift+right": {Do: tui.DoScrub, Arg: 100},
		"H": {Do: tui.DoScrub, Arg: -100}, "L": {Do: tui.DoScrub, Arg: 100},
		",": {Do: tui.DoScrub, Arg: -1}, ".": {Do: tui.DoScrub, Arg: 1},
		"[": {Do: tui.DoNextFlip, Arg: -1}, "]": {Do: tui.DoNextFlip, Arg: 1},
		"0": {Do: tui.DoDigit, Arg: 0}, "9": {Do: tui.DoDigit, Arg: 9}, "%": {Do: tui.DoGoToTyped},
		"home": {Do: tui.DoFirst}, "g": {Do: tui.DoFirst}, "end": {Do: tui.DoLast}, "G": {Do: tui.DoLast},
		"a": {Do: tui.DoPinA}, "b": {Do: tui.DoPinB}, "x": {Do: tui.DoSwapPins}, "o": {Do: tui.DoPoints},
		"!": {Do: tui.DoChecks}, ":": {Do: tui.DoCommandMenu}, "?": {Do: tui.DoHelp},
		"enter": {Do: tui.DoOpen}, "esc": {Do: tui.DoBack},
		"tab": {Do: tui.DoNextPane, Arg: 1}, "shift+tab": {Do: tui.DoNextPane, Arg: -1},
		"/": {Do: tui.DoSearch}, "f": {Do: tui.DoFilterMenu}, "s": {Do: tui.DoNextSort}, "S": {Do: tui.DoReverseSort},
		"j": {Do: tui.DoNextJudge}, "c": {Do: tui.DoNextConfidence}, "y": {Do: tui.DoNextPolicy}, "h": {Do: tui.DoNextSplit},
		"r": {Do: tui.DoReveal}, "w": {Do: tui.DoWrite}, "C": {Do: tui.DoCopyCommand},
		"q": {Do: tui.DoQuit}, "ctrl+c": {Do: tui.DoQuit}, "m": {Do: tui.DoMouse},
		"n": {Do: tui.DoNextInstance, Arg: 1}, "N": {Do: tui.DoNextInstance, Arg: -1}, "ctrl+z": {Do: tui.DoSuspend},
	}
	for key, want := range documented {
		found := slices.IndexFunc(tui.Bindings(), func(b tui.Binding) bool { return slices.Contains(b.Keys, key) && b.Action == want })
		if found < 0 {
			t.Errorf("%q does not do %+v", key, want)
		}
	}
}

// Every key that is not a digit is told on the help page of every size, in full.
func TestHelpTellsEveryKey(t *testing.T) {
	for _, size := range []layout.Size{{W: 120, H: 36}, {W: 60, H: 16}} {
		d := openDemo(t).resize(size.W, size.H).press("?")
		var page strings.Builder
		for range 300 {
			page.WriteString(strings.Join(strings.Fields(strings.ReplaceAll(d.screen(), "│", " ")), " ") + "\n")
			d.press("down")
		}
		for _, b := range tui.Bindings() {
			if b.Action.Do == tui.DoDigit || b.Group == "" && toldElsewhere(b) {
				continue
			}
			if b.Help == "" || b.Show == "" || b.Group == "" {
				t.Errorf("%q has no help, no spelling or no group", b.Keys)
			}
			if line := strings.Join(strings.Fields(b.Show+" "+b.Help), " "); !strings.Contains(page.String(), line) {
				t.Errorf("the help at %dx%d does not say %q", size.W, size.H, line)
			}
		}
	}
}

// toldElsewhere reports whether another row with a help text has the same keys.
func toldElsewhere(b tui.Binding) bool {
	return slices.ContainsFunc(tui.Bindings(), func(other tui.Binding) bool {
		return other.Group != "" && other.Action == b.Action && slices.Equal(other.Keys, b.Keys)
	})
}

// A page scrolls to its end and no further: from there, one press up moves it.
func TestHelpScrolls(t *testing.T) {
	for _, keys := range [][]string{{"end"}, slices.Repeat([]string{"pgdown"}, 50), slices.Repeat([]string{"down"}, 200)} {
		d := openDemo(t).resize(80, 24).press("?")
		first := d.screen()
		end := d.press(keys...).sees("the page ends with the words on the search field", "│ expression.").screen()
		if d.press("up"); d.screen() == end {
			t.Errorf("after %q, up does not move", keys[0])
		}
		if d.press("home"); d.screen() != first {
			t.Errorf("home does not lead to the top:\n%s", d.screen())
		}
	}
}

// A page that is scrolled to its end stays there when the window grows, and up moves it.
func TestHelpScrollsAfterResize(t *testing.T) {
	d := openTokens(t).resize(60, 16).press("?", "end").resize(120, 36)
	end := d.screen()
	if d.press("up"); d.screen() == end {
		t.Error("up does not move a page that was scrolled to its end on a smaller screen")
	}
}

// The hints of the status line fit the line, are never cut within a word, and always tell
// how to get help and how to quit.
func TestHintsFit(t *testing.T) {
	for mode, d := range screens(t) {
		for w := layout.MinWidth; w <= 200; w++ {
			lines := d.resize(w, 30).lines()
			hints := lines[len(lines)-1]
			if ansi.StringWidth(hints) > w || strings.Contains(hints, "…") {
				t.Errorf("screen %d, width %d: the hints are cut: %q", mode, w, hints)
			}
			if !strings.Contains(hints, "q quit") || mode != layout.Help && !strings.Contains(hints, "? help") {
				t.Errorf("screen %d, width %d: the hints do not tell the way out: %q", mode, w, hints)
			}
		}
	}
}

// Every action can be got at by a key or by a menu, and every one of the command menu's
// names is a key's or a method's.
func TestCommandMenuFindsByName(t *testing.T) {
	d := openDemo(t)
	d.press(":").write("juan") // judge answered, by some of its letters
	shown := d.state().Menu.Shown()
	if len(shown) == 0 || shown[0].Label != "judge answered" {
		t.Fatalf("juan finds %+v", shown)
	}
	d.press("backspace", "backspace", "backspace", "backspace").write("refused").press("enter")
	d.sees("the judge has been taken by its name", "(judge refused)")
	d.press(":").write("qqqq").sees("no name is like that", "nothing is called that").press("enter", "esc")
	d.press(":").write("quit").press("enter")
	if !d.quits() {
		t.Error("quit by name does not quit")
	}
}

// Before the run is there, the command menu says what cannot be done yet.
func TestCommandMenuBeforeTheRun(t *testing.T) {
	d := unread(t).press(":")
	for _, item := range d.state().Menu.Items {
		method := strings.HasPrefix(item.Label, "judge") || strings.HasPrefix(item.Label, "policy")
		if needs := method || item.Label == "search" || item.Label == "next flip"; needs && item.Off == "" {
			t.Errorf("%q can be chosen although nothing is read", item.Label)
		}
	}
}

// Every action does something to a state, a terminal or a file: none is forgotten in
// Apply. Those of the terminal leave the state alone.
func TestEveryActionIsApplied(t *testing.T) {
	terminal := []tui.Do{tui.DoNothing, tui.DoWrite, tui.DoCopyCommand, tui.DoExportMarks, tui.DoSuspend, tui.DoQuit}
	d := openDemo(t).press("a", "L", "b", "5", "enter", "down", "down", "f", "down", "space", "esc")
	instances := *d.state()
	instance := *d.press("enter", "tab").state()
	overview := *d.press("esc", "esc").state()
	overview.Slider.Typed = "5"
	instance.Nav.Focus = layout.Traces
	sliced := *openDemo(t).press("d").state()
	two := *openTwo(t).state()
	points, beside := *openDemo(t).toRow(rowFloor).state(), *openChecked(t).state()
	tokens := *openStrip(t).press("i").state()
	opened := openShelf(t, &shelf{}).press("enter")
	columns := *openOdd(t).toColumn("label").state()
	growing := overview
	growing.Growth.On = true
	for do := tui.DoNothing; do <= tui.DoQuit; do++ {
		changed := false
		for _, from := range []tui.State{growing, overview, beside, instances, instance, sliced, two, points, tokens, columns, *opened.state()} {
			for _, arg := range []int{0, 1, 2} {
				before := shape(from)
				after, cmd := from.Apply(tui.Action{Do: do, Arg: arg})
				changed = changed || after.Slider.Typed > from.Slider.Typed || shape(after) != before || cmd != nil && do != tui.DoNothing
			}
		}
		if want := !slices.Contains(terminal, do); changed != want {
			t.Errorf("action %d changes the state: %v", do, changed)
		}
	}
}

// shape is all that an action can change of a state, but for notices and typed digits,
// which every action takes away.
func shape(s tui.State) (fields struct {
	look   tui.Look
	method tui.Method
	at     int
	pins   [2]int
	screen layout.Mode
	focus  layout.Pane
	zoom   bool
	scroll int
	over   tui.Over
	filter tui.Filter
	sort   tui.Sort
	row    int
	typing tui.Field
	trace  int
	line   int
	token  int
	steps  bool
	menu   bool
	column string
	paused bool
}) {
	fields.look, fields.method, fields.at, fields.over = s.Look, s.Method, int(s.Slider.At), s.Over
	for n, pin := range []*tui.Pin{s.Slider.PinA, s.Slider.PinB} {
		fields.pins[n] = -1
		if pin != nil {
			fields.pins[n] = int(pin.At)
		}
	}
	fields.screen, fields.focus, fields.zoom, fields.scroll = s.Nav.Screen, s.Nav.Focus, s.Nav.Zoom, s.Nav.Scroll
	fields.filter, fields.sort, fields.row, fields.typing = s.List.Filter, s.List.Sort, s.List.Selected, s.Typing
	fields.paused = s.Growth.Paused
	fields.trace, fields.line, fields.menu = s.Opened.Trace, s.Opened.Scroll, s.Menu != nil
	fields.token, fields.steps = s.Opened.Token, s.Opened.Stepping
	fields.column = fmt.Sprintf("%+v", s.Columns.Mapping)
	return fields
}
