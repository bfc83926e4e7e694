package tui_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/demo"
	"github.com/confscope/confscope/tui"
)

// counts are those of the matrix at the slider.
func (d *desk) counts() string {
	p := d.state().Results.Sweep.At(d.at())
	return fmt.Sprint(p.TP, p.FN, p.FP, p.TN)
}

// j goes round the judges that the file allows, and each has its own counts and meaning.
func TestJudgesGoRound(t *testing.T) {
	d := openDemo(t)
	want := map[analysis.Judge]string{analysis.JudgeAnswered: "695 59 951 20", analysis.JudgeRefused: "51 703 16 955"}
	var round []analysis.Judge
	for {
		judge := d.state().Method.Setup.Judge
		if len(round) > 0 && judge == round[0] {
			break
		}
		round = append(round, judge)
		d.sees("the meaning of flagged follows the judge", judge.Meaning()+" (judge "+judge.String()+")")
		if counts, known := want[judge]; known && d.counts() != counts {
			t.Errorf("judge %s counts %s, want %s", judge, d.counts(), counts)
		}
		d.press("j")
	}
	for _, judge := range analysis.Judges() {
		offered := judge.Missing(d.state().Run) == ""
		if offered != slices.Contains(round, judge) {
			t.Errorf("judge %s is offered: %v; j goes round %s", judge, offered, round)
		}
	}
}

// A judge whose phrases the answers have not been searched for is offered all the same:
// they are searched then, and the figures are those of a run that was read for it.
func TestJudgeWhosePhrasesAreReadFirst(t *testing.T) {
	loading, err := demo.Start(demo.Run2, data.Options{Lists: []data.PhraseList{analysis.SweepRefusals()}})
	if err != nil {
		t.Fatal(err)
	}
	d, read := openLoading(t, loading), openDemo(t)
	for read.state().Method.Setup.Judge != analysis.JudgeKeywords {
		read.press("j")
	}
	for d.state().Method.Setup.Judge != analysis.JudgeKeywords {
		if d.send(pressed("j")); d.state().Method.Setup.Judge == analysis.JudgeKeywords {
			d.sees("it takes a while, and the screen says what is going on", "reading the answers for the phrases of judge keywords")
		}
		d.settle()
	}
	if d.misses("they have been read", "reading the answers").counts() != read.counts() {
		t.Errorf("judge keywords counts %s, want %s", d.counts(), read.counts())
	}
}

// y goes round the policies, c inverts the confidence, and both say so above the figures.
func TestPolicyAndConfidence(t *testing.T) {
	d := openDemo(t).resize(150, 36)
	for range analysis.Policies() {
		kind := d.state().Method.Setup.Policy.Kind
		d.sees("the rule follows the policy", "(policy "+kind.String()+")")
		replayed, err := analysis.Replay(d.state().Run, d.state().Method.Setup, d.at().Percentile())
		if err != nil {
			t.Fatal(err)
		}
		if p := replayed.Point; d.counts() != fmt.Sprint(p.TP, p.FN, p.FP, p.TN) {
			t.Errorf("policy %s counts %s, want %d %d %d %d", kind, d.counts(), p.TP, p.FN, p.FP, p.TN)
		}
		d.press("y")
	}
	if d.state().Method.Setup.Policy.Kind != analysis.PolicySweep {
		t.Error("after a round the policy is another one")
	}
	before := d.screen()
	d.press("c").sees("c inverts", "recorded, inverted").press("c").misses("c turns back", "recorded, inverted")
	if d.screen() != before {
		t.Error("inverting twice is not the same as not at all")
	}
}

// Results of an older generation are dropped, in whatever order they come in.
func TestStaleResultsAreDropped(t *testing.T) {
	d := openDemo(t)
	d.send(pressed("y")).send(pressed("c")).send(pressed("y"))
	for n := len(d.waiting); n > 0; n-- { // the newest first
		d.waiting[0], d.waiting[n-1] = d.waiting[n-1], d.waiting[0]
		d.step()
	}
	d.settle()
	if got, want := d.state().Results.Sweep.Setup(), d.state().Method.Setup; got != want {
		t.Errorf("results are of %+v, and %+v was asked for", got, want)
	}
	if d.state().Method.Busy != "" || d.state().Results.Evolution == nil {
		t.Errorf("the screen still waits: %q", d.state().Method.Busy)
	}
}

// A session brings back where the user was; what this run does not know is left alone.
func TestSessionRoundTrip(t *testing.T) {
	d := openDemo(t).press("5", "7", "%", ".", ".", ".", "a", "L", "b", "j", "y", "c", "h", "tab", "enter", "s", "S")
	d.toggle("uncertain compliance")
	kept := tui.SessionOf(d.state())
	loading, err := demo.Start(demo.Run2, allLists())
	if err != nil {
		t.Fatal(err)
	}
	again := sit(t.Context(), t, tui.Options{Name: demo.Run2, Loading: loading, Resume: func(*data.Run) (tui.Session, bool) { return kept, true }})
	again.resize(120, 36).read().sees("a word says why the screen is not at its start", "back: p67.3, judge ")
	if got := tui.SessionOf(again.state()); fmt.Sprintf("%+v", spelled(got)) != fmt.Sprintf("%+v", spelled(kept)) {
		t.Errorf("the session comes back as\n%+v, want\n%+v", spelled(got), spelled(kept))
	}
	again.press("right")
	d.press("esc", "shift+tab", "right") // a session keeps no focus
	if a, b := d.lines(), again.lines(); fmt.Sprint(a[:16]) != fmt.Sprint(b[:16]) {
		t.Errorf("the screens differ:\n%s\n%s", d.screen(), again.screen())
	}
}

// spelled writes a session with its pins as values.
func spelled(s tui.Session) string {
	a, b := *s.PinA, *s.PinB
	s.PinA, s.PinB = nil, nil
	return fmt.Sprintf("%+v %v %v", s, a, b)
}

// A session from another version or another run does no harm.
func TestForeignSession(t *testing.T) {
	bad := tui.KeptPin{At: -3.14, Judge: "answered", Policy: "sweep"}
	for _, kept := range []tui.Session{
		{}, {At: 1e9, PinA: &bad, Judge: "oracle", Policy: "luck", Split: "hairs", Outcomes: 255, Categories: 255, SortBy: 200},
		{At: 12.34567, Judge: "wildguard", Policy: "sweep"},
	} {
		loading, err := demo.Start(demo.Run2Tokens, allLists())
		if err != nil {
			t.Fatal(err)
		}
		d := sit(t.Context(), t, tui.Options{Loading: loading, At: 200, Resume: func(*data.Run) (tui.Session, bool) { return kept, true }})
		d.resize(80, 24).read().press("enter").fits(80, 24)
		if s := d.state(); s.Method.Setup.Judge != analysis.JudgeAnswered || s.Slider.PinA != nil || s.List.Sort.By > tui.ByCategory {
			t.Errorf("%+v leads to %+v, %+v", kept, s.Method, s.Slider)
		}
	}
}

// A window may be dragged to any size at any moment, and nothing gets lost by it.
func TestResizeAtAnyMoment(t *testing.T) {
	d := openDemo(t).press("tab", "enter", "down", "enter", "down", "down")
	before := d.screen()
	d.resize(40, 10).press("right", "down").fits(40, 10)
	d.press("left", "up").resize(60, 16).fits(60, 16).resize(200, 60).fits(200, 60).resize(0, 0).resize(120, 36)
	if after := d.screen(); after != before {
		t.Errorf("the screen does not come back:\n%s\n%s", before, after)
	}
	d.send(pressed("n")).resize(80, 24)
	d.settle().resize(120, 36).misses("texts come in although the size has changed", "reading …")
}
