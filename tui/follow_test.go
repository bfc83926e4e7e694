package tui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
)

// A look at the file that has found nothing draws nothing, until the screen has to say that
// nothing comes any more, and then at every ten seconds.
func TestLimitOfLooks(t *testing.T) {
	app := NewApp(t.Context(), Options{Name: "run.jsonl"})
	l := newLimit(app, time.Hour)
	app.State.Growth.On, app.State.Run, app.State.Load.Stage = true, &data.Run{}, Ready
	start := time.Unix(1000, 0)
	drawn := 0
	for n := range 4 * 60 {
		l.pending, l.dirty = false, false
		l.Update(looked{at: start.Add(time.Duration(n) * lookOften)})
		if l.dirty {
			drawn++
		}
	}
	if drawn != 6 {
		t.Errorf("a minute of silence draws %d times, want once for a moment, and once for each ten seconds", drawn)
	}
	l.dirty = false
	if l.Update(tea.KeyPressMsg{Code: tea.KeyRight}); !l.dirty {
		t.Error("a key draws nothing")
	}
}
