package tui_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/triage"
	"github.com/confscope/confscope/tui"
)

// asRead is how the runs are read: refusals from their texts.
func asRead() data.Options {
	o := allLists()
	o.Refusing = o.Lists[0].Name
	return o
}

// followPath opens the screen on a run that is read anew when it has changed, or waits for
// one where there is none.
func followPath(t *testing.T, path string, o tui.Options) *follower {
	t.Helper()
	f := &follower{path: path, now: time.Unix(1000, 0)}
	read := asRead()
	read.Clock = func() time.Time { return f.now }
	o.Name, o.At = path, 200
	o.Watch = tui.Watch{
		Asked: true,
		Begin: func(run *data.Run) (*data.Following, error) { return data.Follow(run, path, read) },
		Await: func() (*data.Following, error) { return data.Await(path, read) },
		Tick: func(after time.Duration, fn func(time.Time) tea.Msg) tea.Cmd {
			f.after, f.due = after, fn
			return nil
		},
	}
	if loading, err := data.Start(path, read); err == nil {
		o.Loading = loading
	}
	f.desk = sit(t.Context(), t, o).resize(120, 36).read()
	return f
}

// answerRow is a row of a table of answers, without confidences for the last ones.
func answerRow(id, answer string, confidence float64) string {
	return fmt.Sprintf("%s,question %s,%s,%g\n", id, id, answer, confidence)
}

const answerHead = "prompt_id,prompt,response,confidence\n"

// A table grows within the instance that is open: the screen keeps its place, and the new
// answer is there. What a search finds in it is found, too.
func TestRereadWithinAnInstance(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.csv")
	content := answerHead
	for i := range 20 {
		content += answerRow(fmt.Sprint("p", i), "plain first", .5) + answerRow(fmt.Sprint("p", i), "plain second", .6)
	}
	put(t, path, content)
	f := followPath(t, path, tui.Options{})
	f.look().sees("such a file is read anew", "following, read anew · 20 so far")
	f.press("end", "left", "left", "enter", "/").write("needle").press("enter").sees("nothing holds it yet", "0 of 20")
	f.press("F", "home", "down", "down", "enter", "down").sees("the second answer of the third", "plain second", "question p2")
	before := *f.state()
	f.writes(t, answerRow("p7", "a needle", .7)+answerRow("p2", "the third answer", .4)+answerRow("p2", "a needle", .3)+answerRow("p20", "plain", .5))
	f.look().sees("the answer stays in sight", "plain second", "question p2", "of 4")
	after := f.state()
	if d := after.Opened.Detail; after.Opened.Instance != 2 || after.Opened.Trace != 1 || d == nil || len(d.Texts) != 4 || after.Slider.At != before.Slider.At {
		t.Fatalf("the view has changed: %+v", after.Opened)
	}
	f.press("down").sees("the new answer is there", "the third answer")
	f.writes(t, answerRow("p0", "needle", .1))
	f.look().sees("another instance has grown", "the third answer")
	f.press("esc", "/").write("needle").press("enter")
	f.sees("all are searched", "3 of 21")
	f.writes(t, answerRow("p19", "and a needle", .1))
	f.look().sees("an instance that was searched has one more answer", "4 of 21")
	if s := f.state(); s.Results.Sweep.Run().Traces() != 46 || s.Run.Traces() != 46 {
		t.Errorf("the figures are of %d traces", s.Results.Sweep.Run().Traces())
	}
}

// A measure of tokens is taken of what is there now: none of a reading before it.
func TestRereadMeasures(t *testing.T) {
	path := filepath.Join(t.TempDir(), "batch_output.jsonl")
	f := followPath(t, path, tui.Options{})
	f.look().sees("there is no file", "waiting for the first record")
	f.writes(t, chatAnswer("a", -1, -2)[:100])
	f.look()
	f.writes(t, chatAnswer("a", -1, -2)[100:])
	f.look().sees("a record is there", "following, read anew · 1 so far")
	f.writes(t, chatAnswer("b", -3, -5))
	f.look()
	f.press("c", "c").settle()
	f.writes(t, chatAnswer("c", -1, -1))
	f.look()
	loading, err := data.Start(path, asRead())
	if err != nil {
		t.Fatal(err)
	}
	plain := sit(t.Context(), t, tui.Options{Name: path, Loading: loading, Measure: f.state().Results.Taken.Measure}).resize(120, 36).read()
	got, want := f.state().Results.Sweep.Run(), plain.state().Results.Sweep.Run()
	if got.Instances() != 3 || !slices.Equal(got.Confidences(), want.Confidences()) {
		t.Errorf("%s of %d: %v, want %v", f.state().Results.Taken.Measure, got.Instances(), got.Confidences(), want.Confidences())
	}
}

// In a folder a file may come before others: the instance that is open and the mark on it
// have other numbers then, and stay where they are for the user.
func TestRereadMovesInstances(t *testing.T) {
	dir, kept := t.TempDir(), filepath.Join(t.TempDir(), "marks.jsonl")
	file := func(name, id, answer string) {
		put(t, filepath.Join(dir, name), answerHead+answerRow(id, answer, .5)+answerRow(id, answer+" again", .6))
	}
	file("q0.csv", "first", "answer A")
	file("q5.csv", "second", "answer B")
	file("q9.csv", "third", "answer C")
	f := followPath(t, dir, tui.Options{OpenMarks: func(*data.Run) (*triage.Journal, error) { return triage.Open(kept) }})
	f.look()
	f.press("enter", "down", "enter").sees("the second is open", "answer B", "question second")
	f.press("t", "down", "enter").sees("it is marked", "wrong judge")
	file("q3.csv", "late", "answer D")
	f.look().sees("the same is open", "answer B", "question second", "wrong judge")
	if s := f.state(); s.Opened.Instance != 2 || s.Run.ID(2) != "second" || s.Marks.Len() != 1 {
		t.Errorf("instance %d is open, %d marks", s.Opened.Instance, s.Marks.Len())
	}
	f.press("esc")
	if row := f.row(); !strings.Contains(row, "second") {
		t.Errorf("the cursor of the list is on %q", row)
	}
	if err := os.Remove(filepath.Join(dir, "q0.csv")); err != nil {
		t.Fatal(err)
	}
	f.look()
	f.look().sees("a file is gone", "holds other records than before", "following, read anew · 3 so far")
}

// What a search has found are instances, not numbers: they are found still when others come
// before them, also where the search is on its way just then.
func TestRereadMovesWhatIsFound(t *testing.T) {
	for _, way := range []string{"through", "stopped", "on its way"} {
		t.Run(way, func(t *testing.T) {
			dir := t.TempDir()
			file := func(name, id, answer string) {
				put(t, filepath.Join(dir, name), answerHead+answerRow(id, answer, .5)+answerRow(id, answer+" again", .6))
			}
			file("q0.csv", "first", "answer A")
			file("q5.csv", "second", "a needle")
			file("q9.csv", "third", "answer C")
			f := followPath(t, dir, tui.Options{})
			f.look()
			f.press("end", "left", "left", "enter", "/").write("needle").send(pressed("enter"))
			var held []tea.Cmd
			if way == "on its way" {
				held, f.waiting = f.waiting, nil
			} else {
				f.settle().sees("one holds it", "1 of 3")
			}
			f.state().List.Search.Ended = way == "stopped"
			file("q3.csv", "late", "answer D")
			f.look()
			f.waiting = append(f.waiting, held...)
			f.settle().sees("the same is found", "1 of 4")
			if row := f.row(); !strings.Contains(row, "second") {
				t.Errorf("found is %q", row)
			}
		})
	}
}

// What cannot be read for a moment leaves the screen as it is.
func TestRereadHalfWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.csv")
	put(t, path, answerHead+answerRow("a", "one", .5))
	f := followPath(t, path, tui.Options{})
	f.look()
	put(t, path, "PK\x03\x04 half of something else that is longer than the table was before it")
	f.look().sees("it cannot be read", "what was read stays", "cannot be read now · 1 so far")
	f.press("enter", "enter").sees("the run is still there", "one")
	f.look().look().sees("it stays so", "cannot be read now · 1 so far")
	f.press("P").sees("the reason is on the page of what was wrong", "The file cannot be read now, and what was read of it stays: ", "zip")
	put(t, path, answerHead+answerRow("a", "one", .5)+answerRow("b", "two", .5)+answerRow("c", "three, which is long enough", .5))
	f.look().misses("it can be read again", "cannot be read now")
	f.press("esc").sees("it can be read again", "following, read anew · 3 so far", "one")
}
