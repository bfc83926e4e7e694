package tui_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/tui"
)

// packed is a text as a .gz holds it.
func packed(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A run that was read on in may be replaced by something that nobody can read: that stays in
// sight until there is a run again.
func TestFollowedIntoTheUnreadable(t *testing.T) {
	f := followRun(t, 60, true)
	f.look()
	put(t, f.path+".new", "no record\x1b[2J, and another line\n"+strings.Repeat("nothing\n", 100))
	if err := os.Rename(f.path+".new", f.path); err != nil {
		t.Fatal(err)
	}
	f.look().sees("it is told", "was replaced by another file")
	for range 20 {
		f.look()
	}
	f.press("P").sees("the reason stays", "cannot be read now · 60 so far", "The file cannot be read now, and what was read of it stays: ")
	if lines := f.desk.lines(); !strings.Contains(lines[2], "cannot be read now") && !strings.Contains(lines[1], "cannot be read now") {
		t.Errorf("the reason is not at the top:\n%s", f.screen())
	}
	if err := os.Remove(f.path); err != nil {
		t.Fatal(err)
	}
	f.look().sees("that is gone, too", "file deleted · 60 so far").misses("there is nothing to read", "cannot be read now")
	f.wrote = 0
	f.grow(t, 7)
	f.look().look().misses("it is read again", "cannot be read now")
	f.press("esc").sees("it is read again", "following · 7 so far")
}

// A narrow header drops its parts one by one, and never the state or what is wrong.
func TestFollowedHeaderWhereNarrow(t *testing.T) {
	f := followRun(t, 230, true)
	f.look()
	f.sees("there is something wrong", "! ")
	_, rest, _ := strings.Cut(f.desk.lines()[0], "  ! ")
	checks := "! " + rest
	zipped := filepath.Join(t.TempDir(), "p.jsonl.gz")
	put(t, zipped, packed(t, strings.Join(f.lines[:230], "")))
	z := followPath(t, zipped, tui.Options{})
	z.look()
	for name, one := range map[string]*follower{"plain": f, "packed": z} {
		for w := 60; w <= 120; w++ {
			one.resize(w, 36)
			if head := one.desk.lines()[0]; !strings.Contains(head, "230 so far") || !strings.Contains(head, "! ") || len([]rune(head)) > w {
				t.Errorf("%s, %d columns: %q", name, w, head)
			}
		}
	}
	for w, want := range map[int]string{60: "  230 so far  " + checks, 68: "following · 230 so far  " + checks} {
		if head := f.resize(w, 36).lines()[0]; !strings.HasSuffix(head, want) {
			t.Errorf("%d columns: %q, want %q at the end", w, head, want)
		}
	}
	if err := os.Remove(f.path); err != nil {
		t.Fatal(err)
	}
	f.look()
	for _, w := range []int{60, 64, 68} {
		if head := f.resize(w, 36).lines()[0]; !strings.Contains(head, "file deleted") || !strings.HasSuffix(head, checks) {
			t.Errorf("%d columns: %q", w, head)
		}
	}
}

// What has been read and is not counted yet is not in the header either: its numbers are of
// one run.
func TestFollowedHeaderIsOfOneRun(t *testing.T) {
	f := followRun(t, 40, true)
	f.look()
	f.grow(t, 100)
	f.now = f.now.Add(f.after)
	f.send(f.due(f.now)).resize(160, 36)
	f.sees("it has been counted", "following · 140 so far")
	f.grow(t, 50)
	f.send(f.due(f.now))
	f.sees("the rest is being counted", "following · 140 so far", "1,400 traces")
	f.settle().sees("all is counted", "following · 190 so far", "1,900 traces")
}
