package tui_test

import (
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui"
)

// Confidences of any size and sign stand whole in the list: with fewer decimals sooner
// than cut.
func TestWideConfidencesStandWhole(t *testing.T) {
	d := openFiles(t, []byte(`{"instance_id":"a","traces":["x","y"],"confidences":[15.0312,15.0312],"refused":[false,true]}`+"\n"), nil)
	d.press("enter").sees("two decimals are left", "50% 15.03 ").press("c").sees("and one behind a sign", "50% -15.0 ")
	d.press("enter").sees("there is room beside the trace", "-15.031")
}

// A run without any confidence is not said to have one of an unknown kind.
func TestNoConfidenceIsSaid(t *testing.T) {
	d := openFiles(t, []byte(`{"instance_id":"a","traces":["x","y"],"refused":[false,true]}`+"\n"), nil)
	d.sees("the frame says what the slider does", "no trace has a confidence: the slider changes nothing").misses("nothing is unknown", "unknown scale")
	d.press("enter", "enter").sees("nor is an axis drawn", "no trace here has a confidence").misses("made-up ends", ".050")
	d.press("W").sees("there are no groups either", "the file has no numbers for tokens, so there are no groups of them")
}

// Where the slider has no frame that says what the confidences are, the last line says
// what a key has made of them.
func TestMeasureIsSaidWithoutAFrame(t *testing.T) {
	d := openSpoken(t).resize(60, 16).press("c").sees("turned round", "recorded, inverted: -mean log-probability, higher is surer")
	d.press("c").sees("and measured", "confidence nll: -mean log-probability, higher is less sure")
	d.resize(120, 36).press("c").misses("a frame says it already", "\n confidence probability")
}

// A prompt that is not there is missed where it could have been.
func TestNoPromptSaysWhereItWasLookedFor(t *testing.T) {
	open := func(labels []byte) *desk {
		return openFiles(t, []byte(`{"instance_id":"a","traces":["x"],"confidences":[0.5],"refused":[false]}`+"\n"), labels).press("enter", "enter")
	}
	open(nil).sees("there is no label file", "no prompt: the run holds none, and no label file lies beside it")
	open([]byte("id,label\na,safe\n")).sees("there is one", "no prompt: neither the run nor", "has one for this instance")
}

// A token that is nearly sure, or nearly impossible, is not said to be quite.
func TestNearlySureTokens(t *testing.T) {
	answer := sampled{text: "abc", tokens: []string{"a", "b", "c"}, logprobs: []float64{-3.7742768e-05, -1e-9, 0}}
	d := openFiles(t, writeRecord(t, []sampled{answer}), nil).press("enter", "enter", "i")
	d.sees("the digits of the file are there", ">99.9 %", "log-probability -3.77e-05")
	d.press("right").sees("however few there are", ">99.9 %", "log-probability -1e-09")
	d.press("right").sees("a certain token is certain", "100.0 %", "log-probability 0")
}

// Without colours an unlikely token is reversed; the cursor on it is told by its line.
func TestCursorWithoutColours(t *testing.T) {
	answer := sampled{text: "abc", tokens: []string{"a", "b", "c"}, logprobs: []float64{-7, -7, -7}}
	o := tui.Options{Name: "rows", Loading: start(t, writeRecord(t, []sampled{answer}), nil), Appearance: tui.Appearance{Mono: true}}
	d := sit(t.Context(), t, o).resize(120, 36).read().press("enter", "enter", "i", "right")
	screen := d.app.View().Content
	if chosen := strings.Index(screen, "b\x1b[m"); chosen < 0 || !strings.Contains(screen[max(chosen-12, 0):chosen], "4;") {
		t.Errorf("the cursor is no other than the tokens around it: %q", screen[max(chosen-40, 0):min(chosen+20, len(screen))])
	}
}

// 100 % stands apart from its name where there is little room, with its interval whole.
func TestWholeSharesHaveRoom(t *testing.T) {
	var runs, labels strings.Builder
	labels.WriteString("id,label\n")
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		runs.WriteString(`{"instance_id":"` + id + `","traces":["x"],"confidences":[0.5],"refused":[true]}` + "\n")
		labels.WriteString(id + ",safe\n")
	}
	d := openFiles(t, []byte(runs.String()), []byte(labels.String())).resize(60, 16)
	d.sees("nothing is cut", "specificity  100% 56.6–100 │")
}

// What labels of one kind cannot tell is said each time a run is opened, sooner than that
// the user has been here before.
func TestLabelsNoteIsSaidAgain(t *testing.T) {
	run := []byte(`{"instance_id":"a","traces":["x"],"confidences":[0.5],"refused":[true]}` + "\n")
	labels := []byte("id,label\na,safe\n")
	const note = "every labelled prompt of this run is safe"
	first := openFiles(t, run, labels).sees("the first time", note)
	kept := tui.SessionOf(first.state())
	o := tui.Options{Name: "rows", Loading: start(t, run, labels), Resume: func(*data.Run) (tui.Session, bool) { return kept, true }}
	sit(t.Context(), t, o).resize(120, 36).read().sees("and the next", note)
}
