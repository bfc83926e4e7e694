package tui_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/demo"
	"github.com/confscope/confscope/tui"
)

// A key that does nothing on a screen says where it does something.
func TestKeysOfOtherScreens(t *testing.T) {
	for _, row := range []struct {
		keys    []string
		want    string
		because string
	}{
		{[]string{"s"}, "s works on the list of instances (enter on the figures): sort by the next column", "the list sorts"},
		{[]string{"n"}, "n works on an instance (enter, enter opens one): open the next instance", "there is a next one only then"},
		{[]string{"e"}, "e works on the operating points (o): change", "conditions stand there"},
		{[]string{"enter", "B"}, "B works on the overview: lay the next baseline", "the curves are there"},
		{[]string{"enter", "l"}, "l works in the tokens of an answer: go to the lowest group", "no answer is open"},
		{[]string{"?", "j"}, "j works on the overview: take the next judge", "the help is a page"},
	} {
		openTokens(t).press(row.keys...).sees(row.because, row.want)
	}
	if d := openTokens(t).press("z"); d.state().Notice.Text != "" {
		t.Errorf("z is bound nowhere, and the screen says %q", d.state().Notice.Text)
	}
	openTokens(t).resize(60, 16).press("u").sees("there is little room", "u works on the list of instances (enter on the figures)")
}

// Where no trace has a confidence, c says that there is no other.
func TestNoConfidenceToTake(t *testing.T) {
	openFiles(t, []byte(`{"instance_id": "a", "traces": ["x"], "refused": [true]}`), nil).press("c").
		sees("nothing can be turned round", "no trace has a confidence, so there is no other one to take")
}

// The status line names first what belongs to the screen.
func TestOwnKeysComeFirst(t *testing.T) {
	for _, row := range []struct {
		open    func(testing.TB) *desk
		keys    []string
		w, h    int
		want    string
		because string
	}{
		{openTokens, []string{"enter"}, 60, 16, " / search  f filter  s sort  t mark  ? help  q quit", "a list is searched and sorted"},
		{openTokens, []string{"enter"}, 80, 24, " / search  f filter  s sort  t mark  enter open  esc back  ", "as on wider screens"},
		{openTokens, []string{"enter", "enter"}, 80, 24, "←→ scrub  n next  i tokens  t mark  esc back", "an instance has a next one, and tokens"},
		{openTokens, []string{"o"}, 80, 24, "enter open  e edit  esc back", "a condition can be changed"},
		{openTokens, []string{"d"}, 80, 24, "enter open  h split  esc back", "it can be sliced otherwise"},
		{openTokens, []string{"tab", "tab", "enter"}, 60, 16, " esc all panes  ", "one pane fills the screen"},
		{openTokens, []string{"tab", "tab", "enter"}, 80, 24, " esc all panes  ", "on this size, too"},
		{openOdd, []string{"down"}, 60, 16, " ←→ choose  enter open  esc back  ? help  q quit", "a column is chosen"},
	} {
		d := row.open(t).resize(row.w, row.h).press(row.keys...)
		if lines := d.lines(); !strings.Contains(lines[len(lines)-1]+"  ", row.want) {
			t.Errorf("%q at %dx%d ends in %q, want %q: %s", row.keys, row.w, row.h, lines[len(lines)-1], row.want, row.because)
		}
	}
}

// ctrl+c leaves from everywhere; in a field or a menu, too.
func TestCtrlCQuitsEverywhere(t *testing.T) {
	for _, keys := range [][]string{{"/", "a"}, {":", "j"}, {"f"}, {"?"}, {"enter", "T"}} {
		if d := openTokens(t).press(keys...); !d.press("ctrl+c").quits() {
			t.Errorf("after %q, ctrl+c does not quit", keys)
		}
	}
}

// A search that is on its way shows how far it is, at every size; esc stops it first, and
// leaves the list only when it is pressed again.
func TestSearchIsStopped(t *testing.T) {
	for _, w := range []int{60, 80, 120} {
		d := openBuiltIn(t, demo.Run2).resize(w, 24)
		d.state().Notice = tui.Notice{Text: "something long", Then: "and its rest"} // which must not lie over the search
		d.press("/").write("a rather long text that nobody has ever written")
		d.send(pressed("enter")).sees("it has begun", "of 1,725 · searched 0 %", "searching, 0 %: esc stops", "nothing found yet")
		d.send(pressed("esc")).sees("it is stopped, and the list stays", "stopped: 0 % of the run was searched", "· searched 0 %")
		d.settle().misses("what was on its way is dropped", "searched 100 %", "esc stops")
		d.press("down").sees("that it is not whole stays said", "searched 0 %")
		d.press("esc").sees("now the list is left", "Operating point")
		d.press("/").press("enter").misses("a new search goes through", "searched ")
	}
}

// The menu of windows goes to its ends, takes a number, and marks the window of now where
// that is none of the usual ones.
func TestWindowMenu(t *testing.T) {
	d := openStrip(t).press("i", "W", "end").sees("the last item", "▸ another number").press("g").sees("the first", "▸ 64 tokens")
	d.press("G").sees("the last again", "▸ another number").press("home").sees("the first again", "▸ 64 tokens")
	d.press("5").sees("a digit begins a number", "tokens in a group (100 now): 5").press("0", "enter").sees("it is taken", "groups are 50 tokens long now")
	d.press("W").sees("it is marked among the others", "▸ 50 tokens").sees("it comes before them", "the window now", "  64 tokens")
}

// Ids that begin alike are cut in their middle where they do not fit.
func TestLongIDs(t *testing.T) {
	var rows strings.Builder
	for i := range 5 {
		fmt.Fprintf(&rows, `{"instance_id": "wildguardmix_test_%04d", "traces": ["x"], "confidences": [0.5], "refused": [true]}`+"\n", i)
	}
	d := openFiles(t, []byte(rows.String()), nil).resize(60, 16).press("enter")
	d.sees("the ends tell them apart", " wildg…_test_0000 ", " wildg…_test_0004 ").resize(80, 24).sees("here they fit", "wildguardmix_test_0003")
	apart := openFiles(t, []byte(`{"instance_id": "one_that_is_long_enough", "traces": ["x"], "confidences": [0.5], "refused": [true]}`), nil)
	apart.resize(60, 16).press("enter").sees("its beginning tells what it is", "one_that_is_lon…")
}
