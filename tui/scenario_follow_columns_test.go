package tui_test

import (
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui"
)

// The columns of a table are changed while its following is still being prepared: what was
// prepared for the run of before is dropped, and the run on the screen is followed.
func TestColumnsChangedBeforeFollowing(t *testing.T) {
	s := &shelf{kept: &data.Mapping{ID: "prompt_id", Text: "said", Confidence: "grade", Refused: "dodged"}, path: filepath.Join(t.TempDir(), "odd.csv")}
	put(t, s.path, oddTable())
	f := &follower{path: s.path, now: time.Unix(1000, 0)}
	begun := 0
	watch := tui.Watch{
		Begin: func(run *data.Run) (*data.Following, error) {
			if begun++; begun == 1 {
				f.press(":").write("change the columns").press("enter").toColumn("label").turnTo("kind").press("home", "enter")
			}
			return data.Follow(run, s.path, tableOptions(s.kept))
		},
		Tick: func(after time.Duration, fn func(time.Time) tea.Msg) tea.Cmd {
			f.after, f.due = after, fn
			return nil
		},
	}
	loading, err := data.Start(s.path, tableOptions(nil))
	if err != nil {
		t.Fatal(err)
	}
	f.desk = sit(t.Context(), t, tui.Options{Name: "odd.csv", Loading: loading, Tables: s.tables(), Watch: watch, At: 200}).resize(120, 36)
	f.read()
	if begun != 2 || s.kept.Label != "kind" {
		t.Fatalf("followed %d times, label in %q", begun, s.kept.Label)
	}
	f.look()
	f.writes(t, "q99,one more,So.,50,good,false\n")
	f.look().sees("the run on the screen is followed", "13 so far")
}
