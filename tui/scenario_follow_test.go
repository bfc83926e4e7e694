package tui_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/runtest"
	"github.com/confscope/confscope/tui"
)

// follower is a desk with a file that grows under it, and a clock that the test moves on.
type follower struct {
	*desk
	path  string
	lines []string // of a run of which the file has the first few
	wrote int
	now   time.Time
	after time.Duration // until the next look
	due   func(time.Time) tea.Msg
}

// followRun opens the screen on a file with the first instances of a run.
func followRun(t *testing.T, first int, asked bool) *follower {
	t.Helper()
	var predictions, labels bytes.Buffer
	if _, err := (runtest.Synthetic{Bytes: 1 << 20, Text: 60}).Write(&predictions, &labels); err != nil {
		t.Fatal(err)
	}
	f := &follower{lines: strings.SplitAfter(predictions.String(), "\n"), path: filepath.Join(t.TempDir(), "run.jsonl"), now: time.Unix(1000, 0)}
	put(t, filepath.Join(filepath.Dir(f.path), "labels.jsonl"), labels.String())
	options := tui.Options{Name: f.path, At: 200, Watch: tui.Watch{
		Asked: asked,
		Begin: func(run *data.Run) (*data.Following, error) { return data.Follow(run, f.path, allLists()) },
		Tick: func(after time.Duration, fn func(time.Time) tea.Msg) tea.Cmd {
			f.after, f.due = after, fn
			return nil
		},
	}}
	if asked {
		options.Watch.Await = func() (*data.Following, error) { return data.Await(f.path, allLists()) }
	}
	if first > 0 {
		f.grow(t, first)
		loading, err := data.Start(f.path, allLists())
		if err != nil {
			t.Fatal(err)
		}
		options.Loading = loading
	}
	f.desk = sit(t.Context(), t, options).resize(120, 36).read()
	return f
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// grow appends instances to the file.
func (f *follower) grow(t *testing.T, n int) {
	t.Helper()
	f.writes(t, strings.Join(f.lines[f.wrote:f.wrote+n], ""))
	f.wrote += n
}

func (f *follower) writes(t *testing.T, content string) {
	t.Helper()
	file, err := os.OpenFile(f.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = file.WriteString(content)
	}
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// look lets the clock come to the next look, and to those that follow at once.
func (f *follower) look() *follower {
	f.tb.Helper()
	for n := 0; f.due != nil && (n == 0 || f.after == 0); n++ {
		due := f.due
		f.due, f.now = nil, f.now.Add(f.after)
		f.send(due(f.now)).settle()
		if n > 1000 {
			f.tb.Fatal("the screen does not come to rest")
		}
	}
	return f
}

// A file that grows is followed by itself: figures come, and all that the user has chosen
// stays where it is.
func TestFollowedByItself(t *testing.T) {
	f := followRun(t, 40, false)
	f.look()
	f.misses("nothing is known of a file that has ended", "following", "so far")
	f.press("a", "L", "b", "enter", "down", "down", "down")
	before := *f.state()
	chosen := before.List.Rows[before.List.Selected]
	f.grow(t, 100)
	f.look()
	f.sees("the file has grown", "following · 140 so far", "instances arrive in the order in which they finish")
	after := f.state()
	if after.Slider.At != before.Slider.At || after.Nav.Screen != before.Nav.Screen || after.List.Filter != before.List.Filter ||
		after.List.Rows[after.List.Selected] != chosen {
		t.Errorf("the view has changed: %+v", after.List)
	}
	if after.Results.Sweep.Run().Instances() != 140 || after.Results.Checkup == nil || after.Results.Evolution == nil {
		t.Errorf("the figures are of %d instances", after.Results.Sweep.Run().Instances())
	}
	for name, pin := range map[string]*tui.Pin{"A": after.Slider.PinA, "B": after.Slider.PinB} {
		if pin == nil || pin.Sweep.Run().Instances() != 140 {
			t.Errorf("pin %s stands on other instances", name)
		}
	}
	if f.after != 250*time.Millisecond {
		t.Errorf("the next look is due in %v", f.after)
	}
}

// What stands on the screen in the end is what opening the file then shows, with every judge
// and measure that was taken on the way.
func TestFollowedToTheEnd(t *testing.T) {
	f := followRun(t, 30, true)
	f.sees("it was asked for", "following · 30 so far", "quick ones first")
	for n := 0; f.wrote < 230; n++ {
		line := f.lines[f.wrote]
		f.writes(t, line[:len(line)/2])
		f.look()
		f.writes(t, line[len(line)/2:])
		f.wrote++
		f.grow(t, 7)
		switch n {
		case 5:
			f.press("j")
		case 9:
			f.press("j", "!")
		case 12:
			f.press("esc", "J")
		case 15:
			f.press("esc", "B", "B", "B", "B")
		}
		f.look()
	}
	loading, err := data.Start(f.path, allLists())
	if err != nil {
		t.Fatal(err)
	}
	plain := sit(t.Context(), t, tui.Options{Name: f.path, At: 200, Loading: loading, Setup: f.state().Method.Setup, JudgeChosen: true}).resize(120, 36).read()
	got, want := f.state().Results, plain.state().Results
	for at := range analysis.Position(analysis.Positions) {
		if a, b := got.Sweep.At(at), want.Sweep.At(at); fmt.Sprintf("%+v", *a) != fmt.Sprintf("%+v", *b) {
			t.Fatalf("at %d the figures are %+v, want %+v", at, *a, *b)
		}
	}
	if p := f.state().Run.Problems().Skipped; p != 0 || f.state().Run.Instances() != f.wrote {
		t.Errorf("%d records skipped, %d instances of %d", p, f.state().Run.Instances(), f.wrote)
	}
}

// A screen under which nothing happens says so after a while, and is not drawn meanwhile.
func TestFollowedInSilence(t *testing.T) {
	f := followRun(t, 30, true)
	f.look()
	for f.now.Sub(time.Unix(1000, 0)) < time.Second {
		f.look().misses("writers pause for a second", "nothing new")
	}
	for f.now.Sub(time.Unix(1000, 0)) < 2*time.Second {
		f.look()
	}
	f.sees("nothing was written for two seconds", "nothing new for a moment")
	for f.now.Sub(time.Unix(1000, 0)) < 23*time.Second {
		f.look()
	}
	f.sees("nothing was written for twenty-three seconds", "nothing new for 20 s")
	f.grow(t, 1)
	f.look().misses("something was written", "nothing new").sees("", "31 so far")
}

// A pause holds the screen where it is, and what is written meanwhile comes after it.
func TestFollowedWithAPause(t *testing.T) {
	f := followRun(t, 30, true)
	f.look()
	f.grow(t, 10)
	f.press("p").sees("the user wants it so", "paused at 30")
	f.grow(t, 10)
	f.look().sees("the screen is held", "paused at 30")
	if f.due != nil {
		t.Error("the file is looked at during the pause")
	}
	f.press("p")
	f.look().sees("the pause is over", "following · 50 so far")
	if n := f.state().Results.Sweep.Run().Instances(); n != 50 {
		t.Errorf("the figures are of %d instances", n)
	}
}

// What happens to the file is said, and a run that begins again takes the place of the one
// before, wherever the user is.
func TestFollowedThroughRestarts(t *testing.T) {
	f := followRun(t, 60, true)
	f.look()
	f.press("L", "enter", "enter", "n", "n", "!") // checks, from an open instance
	if err := os.Remove(f.path); err != nil {
		t.Fatal(err)
	}
	f.look().sees("the file is gone", "was deleted", "file deleted · 60 so far").misses("nothing comes", "following ·")
	f.wrote = 0
	f.grow(t, 20)
	f.look().sees("another file has its name", "was replaced by another file")
	f.press("esc").sees("the new run is there", "following · 20 so far")
	f.look()
	if s := f.state(); s.Results == nil || s.Results.Sweep.Run().Instances() != 20 || s.Slider.At != 300 || s.Load.Stage != tui.Ready {
		t.Errorf("the figures are %+v", s.Results)
	}
	if err := os.Truncate(f.path, 0); err != nil {
		t.Fatal(err)
	}
	f.look().sees("the file is empty now", "was truncated", "cannot be read now · 20 so far")
	f.wrote = 0
	f.grow(t, 5)
	f.look().sees("the run has begun again", "following · 5 so far")
	f.press("enter", "enter", "esc", "esc")
}

// Nobody has asked for another run in the place of one that had ended: it is offered.
func TestFollowedOnlyWhenAsked(t *testing.T) {
	f := followRun(t, 60, false)
	f.look()
	other := f.path + ".new"
	put(t, other, strings.Join(f.lines[:10], ""))
	if err := os.Rename(other, f.path); err != nil {
		t.Fatal(err)
	}
	f.look().sees("the file is another", "was replaced by another file", "p shows what the file holds now", "paused at 60")
	f.press("p")
	f.look().sees("it was asked for", "following · 10 so far")
}

// A run that is not there yet is waited for.
func TestFollowedFromNothing(t *testing.T) {
	f := followRun(t, 0, true)
	f.look().sees("there is no file", "waiting for run.jsonl", "waiting for the first record")
	f.writes(t, f.lines[0][:20])
	f.look()
	f.press("right", "enter", ":", "esc").sees("there is no record", "waiting for the first record")
	f.writes(t, f.lines[0][20:])
	f.wrote = 1
	f.look()
	f.grow(t, 4)
	f.look().sees("records have come", "following · 5 so far")
	if s := f.state(); s.Load.Stage != tui.Ready || s.Results == nil || s.Results.Sweep.Run().Instances() != 5 {
		t.Errorf("stage %d, results %+v", s.Load.Stage, s.Results)
	}
}

// A run whose last line is cut was being written: what happens to its file needs no asking.
func TestFollowedWhereCut(t *testing.T) {
	f := followRun(t, 20, false)
	f.writes(t, f.lines[20][:30])
	loading, err := data.Start(f.path, allLists())
	if err != nil {
		t.Fatal(err)
	}
	f.desk = sit(t.Context(), t, tui.Options{Name: f.path, Loading: loading, Watch: tui.Watch{
		Begin: func(run *data.Run) (*data.Following, error) { return data.Follow(run, f.path, allLists()) },
		Tick: func(after time.Duration, fn func(time.Time) tea.Msg) tea.Cmd {
			f.after, f.due = after, fn
			return nil
		},
	}}).resize(120, 36).read()
	f.look().sees("nothing is written now", "20 instances", "in progress").misses("nothing is written now", "following")
	if f.after != 250*time.Millisecond {
		t.Errorf("the next look is due in %v", f.after)
	}
	f.writes(t, f.lines[20][30:])
	f.look().sees("the line has ended", "following · 21 so far")
}

// What the first records of a run that is followed from its beginning are like need not be
// true of the next: nothing is said of it.
func TestNoGreetingForABeginning(t *testing.T) {
	f := followRun(t, 0, true)
	put(t, filepath.Join(filepath.Dir(f.path), "labels.jsonl"), "")
	f.grow(t, 1)
	f.look().look()
	f.sees("it is followed", "following · 1 so far", "so rates move").misses("one record tells nothing of a run", "every labelled prompt", "no label file")
}
