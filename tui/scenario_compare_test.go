package tui_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/demo"
	"github.com/confscope/confscope/data/triage"
	"github.com/confscope/confscope/tui"
)

// v without a pin says how to set one; with one pin the slider is the other side.
func TestCompareFollowsTheSlider(t *testing.T) {
	d := openDemo(t)
	d.press("v").sees("nothing is pinned", "a pins A where the slider stands")
	d.press("a").sees("A is pinned, the slider is B, and they are the same place", "A p20.0", "B p20.0", "accuracy             41.4 %    41.4 %    +0.00")
	d.press("9", "0", "%").sees("B has moved with the slider", "B p90.0", "sensitivity          92.2 %    92.4 %    +0.27")
	d.sees("who pays is counted", "fixed: right under B, wrong under A", "broken: right under A, wrong under B")
}

// Judges are compared by pinning one and taking another.
func TestCompareJudges(t *testing.T) {
	d := openDemo(t).press("a", "j", "j", "j", "v")
	if setup := d.state().Method.Setup; setup == d.state().Slider.PinA.Setup {
		t.Fatal("the judge has not changed")
	}
	d.sees("each side names its judge", "A p20.0  judge answered", "B p20.0  judge refused", "6.8 %")
}

// What is fixed and broken is what the list shows: as many rows, each right and wrong as
// it says.
func TestTurnedLists(t *testing.T) {
	d := openDemo(t).press("a", "j", "j", "j", "v")
	c := d.state().Results.Comparison
	for _, list := range []struct {
		keys   []string
		want   []uint32
		turned tui.Turned
	}{{nil, c.Fixed, tui.TurnedRight}, {[]string{"down"}, c.Broken, tui.TurnedWrong}, {[]string{"down"}, c.Changed, tui.TurnedAny}} {
		d.press(list.keys...).press("enter")
		rows := d.state().List.Rows
		if d.state().List.Filter.Turned != list.turned || len(rows) != len(list.want) || len(rows) == 0 {
			t.Fatalf("enter lists %d of kind %d, %d are counted of kind %d", len(rows), d.state().List.Filter.Turned, len(list.want), list.turned)
		}
		for n, i := range rows {
			if c.Pairs.A[list.want[n]] != i {
				t.Fatalf("row %d is instance %d, the comparison has %d", n, i, c.Pairs.A[list.want[n]])
			}
		}
		d.press("esc")
	}
}

// openTwo opens the built-in run beside a part of itself.
func openTwo(tb testing.TB) *desk {
	tb.Helper()
	return openTwoWith(tb, tui.Options{})
}

// openTwoWith is openTwo with options of the test's own.
func openTwoWith(tb testing.TB, o tui.Options) *desk {
	tb.Helper()
	loading, err := demo.Start(demo.Run2Tokens, allLists())
	if err != nil {
		tb.Fatal(err)
	}
	other := func(ctx context.Context) (*data.Run, error) {
		run, err := demo.Open(ctx, demo.Run2, allLists())
		if err == nil {
			tb.Cleanup(func() {
				if err := run.Close(); err != nil {
					tb.Error(err)
				}
			})
		}
		return run, err
	}
	broken := func(context.Context) (*data.Run, error) { return nil, errors.New("nowhere\x1b[2J: no such file") }
	o.Name, o.Loading, o.At = demo.Run2Tokens, loading, 200
	if o.Others == nil {
		o.Others = []tui.OtherRun{{Name: demo.Run2, Open: other}, {Name: "nowhere", Open: broken}}
	}
	return sit(tb.Context(), tb, o).resize(120, 36).read()
}

// R shows the runs in columns, live, and says which cannot be read.
func TestRunsSideBySide(t *testing.T) {
	d := openTwo(t).press("R")
	d.sees("both runs have their own counts", "60 ", "1,725", "754", "41.4 %")
	d.sees("a run that cannot be read says why, and nothing of it reaches the terminal raw", `nowhere\x1b[2J`)
	before := d.screen()
	if d.press("L", "L", "L", "L"); d.screen() == before {
		t.Error("the columns do not move with the slider")
	}
}

// A run is held against another by id, and the other can be taken to all screens.
func TestOtherRuns(t *testing.T) {
	d := openTwo(t).resize(120, 40).press("R", "enter")
	d.sees("the 60 prompts of both are paired", "60 pairs by id; 1,665 only in B", "take Run 2 · WildGuardMix · Qwen3-0.6B out")
	d.press("end", "enter").sees("the other run is out again", "a pins A")
	d.press("esc", "down", "enter").press("esc")
	d.sees("the other run is on the screen", "1,725 instances", "695")
	d.press("R").sees("the first one waits in its place", "look at B")
	if names := d.state().Others[0].Name; !strings.Contains(names, "tokens") {
		t.Errorf("the other run is %q now", names)
	}
}

// Marks belong to the run that is on the screen: after another was taken they are kept in
// its journal, and the first run's come back with it.
func TestMarksOfATakenRun(t *testing.T) {
	dir := t.TempDir()
	d := openTwoWith(t, tui.Options{OpenMarks: func(run *data.Run) (*triage.Journal, error) {
		return triage.Open(triage.Path(dir, run.Source().Fingerprint))
	}})
	mark := func() { d.press("enter", "enter", "t", "enter", "esc", "esc") }
	kept := func() (n int) { return d.state().Marks.Len() }
	mark()
	first := d.state().Run.Source().Fingerprint
	if d.press("R", "down", "enter", "esc"); kept() != 0 || d.state().Run.Source().Fingerprint == first {
		t.Fatalf("%d marks of the first run are shown on the other", kept())
	}
	mark()
	d.press("n").press("R", "down", "enter", "esc")
	if kept() != 1 || d.state().Run.Source().Fingerprint != first {
		t.Fatalf("the first run comes back with %d marks", kept())
	}
	files, err := filepath.Glob(filepath.Join(dir, "confscope", "triage", "*.jsonl"))
	if err != nil || len(files) != 2 {
		t.Errorf("the marks of two runs are kept in %q, %v", files, err)
	}
}

// The same path may be given twice: each is a run of its own.
func TestTheSameRunTwice(t *testing.T) {
	other := func(ctx context.Context) (*data.Run, error) { return demo.Open(ctx, demo.Run2Tokens, allLists()) }
	d := openTwoWith(t, tui.Options{Others: []tui.OtherRun{{Name: "twin", Open: other}, {Name: "twin", Open: other}}})
	for n, run := range d.press("R").state().Others {
		if run.Sweep == nil || run.Err != nil {
			t.Errorf("twin %d is not counted: %v", n, run.Err)
		}
		if err := run.Run.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestGoldenCompare(t *testing.T) {
	d := openDemo(t).press("a", "9", "0", "%", "v")
	two := openTwo(t).press("R")
	for _, size := range []struct {
		name string
		w, h int
	}{{"120x36", 120, 36}, {"80x24", 80, 24}, {"60x16", 60, 16}} {
		d.resize(size.w, size.h).golden("compare-" + size.name)
		two.resize(size.w, size.h).golden("runs-" + size.name)
	}
}

// Two runs without a common id are not compared: the reason comes first, and there is no
// figure of no pairs.
func TestNoCommonIDs(t *testing.T) {
	other := func(ctx context.Context) (*data.Run, error) {
		loading, err := data.StartReader("others", strings.NewReader(`{"instance_id": "elsewhere", "traces": ["x"], "confidences": [0.5], "refused": [true]}`), nil, allLists())
		if err != nil {
			return nil, err
		}
		t.Cleanup(func() {
			if err := loading.Close(); err != nil {
				t.Error(err)
			}
		})
		for {
			p, err := loading.Next(ctx)
			if err != nil || p.Finished {
				return p.Run, err
			}
		}
	}
	d := openTwoWith(t, tui.Options{Others: []tui.OtherRun{{Name: "others", Open: other}}}).press("R", "enter")
	d.sees("why is said", "Nothing can be compared: the two runs share no id", "60 only in A; 1 only in B", "take others out")
	d.misses("there is no pair to count", "mid-p", "metric")
	d.press("enter").sees("B can be taken out again", "a pins A where the slider stands")
}
