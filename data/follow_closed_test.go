package data_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/confscope/confscope/data"
)

// stolen is a file that has gone in the moment between being looked at and being opened,
// and is put back as it was: opening it fails, though nothing of it has changed.
type stolen struct {
	t     *testing.T
	path  string
	now   time.Time
	calls int // of the clock, until it goes
	away  bool
}

func (s *stolen) clock() time.Time {
	if s.calls--; s.calls == 0 {
		must(s.t, os.Rename(s.path, s.path+".away"))
		s.away = true
	}
	if s.away {
		s.now = s.now.Add(time.Second) // trying to open it takes that long
	}
	return s.now
}

func (s *stolen) putBack() {
	must(s.t, os.Rename(s.path+".away", s.path))
	s.away = false
}

// A file that could not be opened is tried again as it is, though not at once: nothing of it
// changes when the system lets it be opened.
func TestFollowWhatCannotBeOpened(t *testing.T) {
	const head, row = "prompt_id,prompt,response,confidence\n", "p,ask,one,.5\n"
	s := &stolen{t: t, path: write(t, "rows.csv", head+row), now: noTime()}
	f := follow(t, s.path, data.Options{Clock: s.clock})
	f.look()
	before := f.run
	appendTo(t, s.path, row)
	s.calls = 1
	f.look()
	if !s.away || f.run != before {
		t.Fatalf("it is opened although it has gone (%v)", s.away)
	}
	s.putBack()
	if f.look(); f.run != before {
		t.Error("it is tried again before the reader has rested")
	}
	s.now = s.now.Add(time.Minute)
	if f.look(); f.run == before || f.run.Traces() != 2 {
		t.Errorf("it is not tried again: %d traces, says %q", f.run.Traces(), f.said)
	}
	if len(f.said) != 1 || !strings.Contains(f.said[0], "cannot be read at the moment") {
		t.Errorf("says %q, want one sentence", f.said)
	}
}

// The same holds for a file of which nothing has been read yet.
func TestAwaitWhatCannotBeOpened(t *testing.T) {
	s := &stolen{t: t, path: filepath.Join(t.TempDir(), "rows.csv"), now: noTime(), calls: 1}
	f, err := data.Await(s.path, data.Options{Clock: s.clock})
	must(t, err)
	w := newFollower(t, f, nil)
	put(t, s.path, "prompt_id,prompt,response,confidence\np,ask,one,.5\n")
	if _, err := f.Look(t.Context()); err == nil || !s.away {
		t.Fatal("it is opened although it has gone")
	}
	s.putBack()
	s.now = s.now.Add(time.Minute)
	if w.look(); w.run == nil || w.run.Traces() != 1 {
		t.Errorf("it is not tried again: says %q", w.said)
	}
}
