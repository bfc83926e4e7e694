package tui_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui"
)

// spoken are instances whose recorded confidences say the contrary of their tokens: by the
// one the third trace stops, by the other the last.
func spoken(tb testing.TB, n int) (predictions []byte, nll [][]float64) {
	tb.Helper()
	var lines bytes.Buffer
	for i := range n {
		var texts []string
		var confs []float64
		var tokens [][]string
		var logprobs [][]float64
		var refused []bool
		var expected []float64
		for j := range 6 {
			l := -0.1 * float64(j+1)
			tokens = append(tokens, []string{"ye", "s ", fmt.Sprint(j)})
			logprobs = append(logprobs, []float64{l, 2 * l, 3 * l})
			texts, refused = append(texts, fmt.Sprintf("yes %d", j)), append(refused, j > 2)
			confs, expected = append(confs, 0.9-0.1*float64(j)), append(expected, -2*l)
		}
		nll = append(nll, expected)
		line, err := json.Marshal(map[string]any{
			"instance_id": fmt.Sprintf("row_%d", i), "traces": texts, "confidences": confs, "refused": refused,
			"tokens": tokens, "logprobs": logprobs,
		})
		if err != nil {
			tb.Fatal(err)
		}
		lines.Write(append(line, '\n'))
	}
	return lines.Bytes(), nll
}

func openSpoken(tb testing.TB) *desk {
	tb.Helper()
	predictions, _ := spoken(tb, 40)
	return openFiles(tb, predictions, nil)
}

// c steps from the file's numbers through the same turned round to those computed from
// the tokens, and back: the figures follow.
func TestConfidenceSteps(t *testing.T) {
	predictions, want := spoken(t, 40)
	d := openFiles(t, predictions, nil).sees("the file's own numbers come first", "recorded: -mean log-probability, higher is less sure")
	recorded := used(d)
	d.press("c").sees("then the same turned round", "recorded, inverted", "higher is surer")
	d.press("c").sees("then what the tokens say", "confidence nll: -mean log-probability, higher is less sure (computed from the tokens)")
	got := d.state().Results.Sweep.Run().Confidences()
	for t0, c := range got {
		if math.Abs(c-want[t0/6][t0%6]) > 1e-12 {
			t.Fatalf("trace %d has %v, and its tokens come to %v", t0, c, want[t0/6][t0%6])
		}
	}
	if nll := used(d); nll == recorded {
		t.Errorf("%s traces are used under both", nll)
	}
	d.press("c").sees("probability is the next", "confidence probability: higher is surer")
	for range 8 {
		if d.press("c"); d.state().Method.Confidence == analysis.MeasureRecorded {
			break
		}
	}
	if d.sees("the file's own numbers come back", "confidence recorded: "); used(d) != recorded {
		t.Errorf("%s traces are used as recorded, and %s were", used(d), recorded)
	}
}

// used is how many traces the policy uses, as the overview says it.
func used(d *desk) string {
	for _, line := range d.lines() {
		if _, rest, found := strings.Cut(line, "traces used"); found {
			return strings.Join(strings.Fields(rest)[:3], " ")
		}
	}
	return ""
}

// A measure that is being computed shows how far it is; esc calls it off, and what comes
// of it later is dropped.
func TestMeasuringIsCalledOff(t *testing.T) {
	d := openSpoken(t).press("c")
	before := used(d)
	d.send(pressed("c"))
	d.sees("it takes a while", "nll of log-probabilities: 0 %, esc calls it off").sees("the figures stand", "recorded, inverted")
	d.send(pressed("esc")).sees("nothing is asked for any more", "called off")
	if d.settle(); used(d) != before || d.state().Method.Confidence != analysis.MeasureRecorded || !d.state().Method.Setup.Invert {
		t.Errorf("%s traces are used, and %s were; the method is %+v", used(d), before, d.state().Method)
	}
	d.sees("the figures stand", "recorded, inverted").press("c").sees("it can be asked for again", "confidence nll")
}

// What is computed for long says how far it is, more than once. The work goes on beside the
// screen and may be done before it is asked, so it is given more than one chance.
func TestMeasuringShowsHowFar(t *testing.T) {
	predictions, _ := spoken(t, 640)
	d := openFiles(t, predictions, nil)
	for range 20 {
		d.send(pressed("c"))
		for len(d.waiting) > 0 {
			d.step()
			if busy := d.state().Method.Busy; strings.Contains(busy, " %, esc calls it off") && !strings.Contains(busy, ": 0 %") {
				d.settle()
				return
			}
		}
	}
	t.Error("no measure ever said that some of it is done")
}

// While a measure is computed the judge can be changed, and both come to hold.
func TestMeasuringAndJudging(t *testing.T) {
	d := openSpoken(t).press("c")
	d.send(pressed("c")).send(pressed("j"))
	if d.settle(); d.state().Results.Sweep.Setup() != d.state().Method.Setup {
		t.Errorf("the sweep is under %+v, asked for is %+v", d.state().Results.Sweep.Setup(), d.state().Method.Setup)
	}
	d.sees("the measure holds", "confidence nll")
}

// A run without token log-probabilities says why its tokens cannot be measured.
func TestNothingToMeasure(t *testing.T) {
	d := openDemo(t).press("c", "c").sees("only its own numbers are there", "confidence recorded: ")
	d.press(":").write("confidence nll").press("enter")
	if got := d.state().Notice.Text; !strings.Contains(got, "log-prob") {
		t.Errorf("the user is told %q", got)
	}
}

// The window of a group is chosen from a menu, or typed.
func TestWindow(t *testing.T) {
	d := openStrip(t).press("i", "W").sees("the menu has the usual ones", "64 tokens", "4,096 tokens").press("up", "enter", "l")
	d.sees("the groups are shorter", "group of 64 tokens (W): 201–264", "t tail: from token 337")
	d.press("W").sees("the menu stands on the window of now", "▸ 64 tokens")
	for range 9 {
		d.press("down")
	}
	d.press("enter").sees("the window of now is said, and not to be erased", "tokens in a group (64 now):")
	d.write("50").press("enter").sees("a number can be typed", "group of 50 tokens (W)")
	d.press("W")
	for range 9 {
		d.press("down")
	}
	d.press("enter").write("x").press("enter")
	if d.state().Notice.Kind != tui.Wrong || d.state().Method.Window != 50 {
		t.Errorf("50x is taken: %+v", d.state().Notice)
	}
}

// The user knows better than a range what the numbers in a file measure.
func TestScaleIsSaid(t *testing.T) {
	d := openSpoken(t).press(":").write("recorded confidence is DeepConf").press("enter")
	d.sees("the header follows", "confidence recorded: DeepConf confidence, higher is surer (as you said)")
	d.press("c", "c").sees("it is not said of what is computed", "confidence nll: -mean log-probability")
	d.press(":").write("recorded confidence is what").press("enter", ":").write("confidence recorded").press("enter")
	d.sees("it can be taken back", "confidence recorded: -mean log-probability")
}

// The measure, its window and what the user says of the file come back next time.
func TestMeasureComesBack(t *testing.T) {
	predictions, _ := spoken(t, 20)
	first := openFiles(t, predictions, nil).press("c", "c", "a", "W", "up", "enter", ":").write("recorded confidence is DeepConf").press("enter", "c")
	kept := tui.SessionOf(first.state())
	resume := func(*data.Run) (tui.Session, bool) { return kept, true }
	o := tui.Options{Name: "rows", Loading: start(t, predictions, nil), Resume: resume}
	again := sit(t.Context(), t, o).resize(120, 36).read().sees("the measure is computed again", "confidence probability")
	if got := tui.SessionOf(again.state()); got.Confidence != kept.Confidence || got.Window != 64 || got.Scale != kept.Scale || *got.PinA != *kept.PinA {
		t.Errorf("%+v comes back of %+v", got, kept)
	}
	if pin := again.state().Slider.PinA; pin.Sweep == nil || pin.Sweep.Run().Confidence().Name != "nll" {
		t.Errorf("the pin is not counted by its own measure: %+v", pin)
	}
}

// Two runs whose confidences measure different things say so.
func TestScalesApart(t *testing.T) {
	predictions, _ := spoken(t, 10)
	d := openFiles(t, predictions, nil).press("a", ":").write("confidence probability").press("enter", "v")
	d.sees("A is in nats, B a share", "A's confidence is recorded (-mean log-probability), B's probability", "two scales, so no curve of")
}

// A measure that the command line asks for is computed once the run is there.
func TestMeasureFromTheCommandLine(t *testing.T) {
	predictions, _ := spoken(t, 10)
	o := tui.Options{Name: "rows", Loading: start(t, predictions, nil), Measure: analysis.Measure{Kind: analysis.MeasureNLL}}
	d := sit(context.Background(), t, o).resize(120, 36).read()
	d.sees("it was asked for", "confidence nll").send(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.sees("it is said where there is less room", "nll")
}

// A window that no answer fills is said where the measure is taken: its groups are means.
func TestWindowBeyondEveryAnswer(t *testing.T) {
	d := openTokens(t)
	for range 12 {
		if d.press("c"); strings.HasPrefix(d.state().Results.Sweep.Run().Confidence().Name, "tail") {
			d.sees("the answers are short", "shorter than the window of 100 tokens: tail is their mean")
			return
		}
	}
	t.Error("c never comes to tail")
}
