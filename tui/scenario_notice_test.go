package tui_test

import (
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui"
)

// reopen opens the bytes of a run again, as it was left.
func reopen(tb testing.TB, predictions []byte, left *desk) *desk {
	tb.Helper()
	kept := tui.SessionOf(left.state())
	resume := func(*data.Run) (tui.Session, bool) { return kept, true }
	return sit(tb.Context(), tb, tui.Options{Name: "rows", Loading: start(tb, predictions, nil), At: 200, Resume: resume})
}

// A run that is opened again says what of the view is not as it would be without last time.
func TestBackWhereYouWere(t *testing.T) {
	predictions, _ := spoken(t, 20)
	left := openFiles(t, predictions, nil).press("y", ":").write("judge refused").press("enter", ":").write("confidence probability").press("enter")
	again := reopen(t, predictions, left).resize(120, 36).read().sees("that comes first", "no label file").press("esc")
	again.sees("all three were changed", "p20.0, judge refused, policy running-mean, confidence probability")
	again.press("down").misses("it is said once", "back where")
	small := reopen(t, predictions, left).resize(60, 16).read().press("esc")
	small.sees("there is less room", "back: p20.0, refused, running-mean, probability")
	same := reopen(t, predictions, openFiles(t, predictions, nil)).resize(120, 36).read()
	same.sees("only the position can be another", "back where you were last time: p20.0").misses("nothing was changed", "p20.0, ")
}

// What is wrong with a file is said before what was kept of last time, and both are.
func TestProblemsComeBeforeTheSession(t *testing.T) {
	predictions, _ := spoken(t, 20)
	bad := append([]byte("{\"instance_id\": 3\n"), predictions...)
	left := openFiles(t, bad, nil).press("y")
	wide := reopen(t, bad, left).resize(120, 36).read()
	wide.sees("there is room for both", "1 problem with this file: P lists them · back where you were", "policy running-mean")
	narrow := reopen(t, bad, left).resize(60, 16).read().sees("the problem is first", "1 problem with this file: P lists them")
	narrow.press("down").sees("the rest comes after it", "back where you were last time: p20.0, policy running-mean")
	if narrow.press("down"); narrow.state().Notice.Text != "" {
		t.Errorf("the notice stays: %q", narrow.state().Notice.Text)
	}
}

// However long the name of a run is, its checks and problems are counted beside it.
func TestHeaderKeepsWarnings(t *testing.T) {
	predictions, _ := spoken(t, 20)
	bad := append([]byte("{\"instance_id\": 3\n"), predictions...)
	loading, err := data.StartReader(strings.Repeat("a_long_name_", 9), strings.NewReader(string(bad)), nil, allLists())
	if err != nil {
		t.Fatal(err)
	}
	d := openLoading(t, loading)
	for _, w := range []int{60, 80, 120} {
		head := d.resize(w, 24).lines()[0]
		if !strings.Contains(head, "a_long_name_") || !strings.Contains(head, "…") || !strings.Contains(head, "  P 1 problem") || !strings.Contains(head, "! ") {
			t.Errorf("at width %d the header is %q", w, head)
		}
	}
}

// Where the slider has no frame, it still says that the confidences are not those in the
// file, and that less of them is surer.
func TestMeasureOnSmallScreens(t *testing.T) {
	d := openSpoken(t).resize(60, 16).sees("the file's own count the other way", " p20.0   lower is surer 0 ├")
	d.press("c").sees("turned round, they count as usual", " p20.0   inverted 0 ├")
	d.press("c").sees("the measure is named", " p20.0   nll, lower is surer 0 ├")
	d.press("c").sees("a probability counts as usual", " p20.0   probability 0 ├")
	d.press("W", "up", "enter", ":").write("confidence tail").press("enter").sees("with its window", " p20.0   tail:64 0 ├")
	d.press("m").click(45, 2)
	if at := d.at(); at < 400 || at > 800 {
		t.Errorf("a click on the rail goes to %d", at)
	}
}

// While a run is being read its labels are joined behind its instances: they are not counted
// beside each other before both are whole.
func TestLabelsWhileReading(t *testing.T) {
	d := partial(t)
	named := d.state().Run.Source().LabelsName != "" // their file is opened beside the load, and may come later
	if head := d.lines()[0]; strings.Contains(head, "labels joining") != named || strings.Contains(head, "unsafe") {
		t.Errorf("while it is read the header says %q, and that labels are known is %t", head, named)
	}
	openDemo(t).sees("all is there", "754 unsafe · 971 safe").misses("nothing is joined any more", "joining")
}

// A notice that is too long for the last line goes on with the next key: what there is to do
// may stand at its end.
func TestLongNoticeGoesOn(t *testing.T) {
	short := openFiles(t, writeRecord(t, strips()), nil).resize(120, 36).press("enter", "enter", "down", "i")
	if got := short.state().Notice; got.Then != "" || strings.Contains(got.Text, "…") {
		t.Errorf("there is room for all, and it is told as %+v", got)
	}
	d := openFiles(t, writeRecord(t, strips()), nil).resize(60, 16).press("enter", "enter", "down", "i")
	d.sees("its beginning is there", "the tokens do not spell the answer: shown as the file has …").misses("not all of it fits", " them")
	d.press("right").sees("the rest comes with the next key", "… them ")
	if d.press("right"); d.state().Notice.Text != "" {
		t.Errorf("it does not end: %q", d.state().Notice.Text)
	}
}
