//go:build unix

package main_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/confscope/confscope/data/runtest"
)

// recordsOf gives lines of a synthetic run.
func recordsOf(t *testing.T, bytesOfRun int64) []string {
	t.Helper()
	var run bytes.Buffer
	if _, err := (runtest.Synthetic{Bytes: bytesOfRun, Text: 30}).Write(&run, nil); err != nil {
		t.Fatal(err)
	}
	return strings.SplitAfter(strings.TrimSuffix(run.String(), "\n"), "\n")
}

// A thousand records a second come to the screen while keys keep working, and none is lost.
func TestFollowOnScreen(t *testing.T) {
	t.Parallel()
	lines := recordsOf(t, 4<<20)
	path := filepath.Join(t.TempDir(), "run.jsonl")
	c := start(t, setup{args: []string{"-f", path}})
	c.shows("waiting for the first record")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	clock := time.NewTicker(50 * time.Millisecond)
	defer clock.Stop()
	written := 0
	for ; written+50 <= min(len(lines), 3000); written += 50 {
		text := strings.Join(lines[written:written+50], "")
		for _, part := range []string{text[:len(text)-7], text[len(text)-7:]} {
			if _, err := file.WriteString(part); err != nil {
				t.Fatal(err)
			}
		}
		switch written {
		case 1000:
			c.scrub(right, "p21.0")
		case 2000:
			c.press(enter, "▸ Instances")
			c.leaves("▸ Instances", "▸ Operating point")
		}
		<-clock.C
	}
	c.shows(fmt.Sprintf("%d,%03d so far", written/1000, written%1000))
	c.at("p21.0")
	pictures := c.replayed(func(p picture) bool { return p.has("following · ", " so far", "savings ") })
	t.Logf("%d records, %d pictures with figures while they came", written, pictures)
	if pictures < 5 {
		t.Errorf("the screen stood still while the file grew: %d pictures", pictures)
	}
	if err := os.Truncate(path, int64(len(lines[0]))); err != nil {
		t.Fatal(err)
	}
	c.shows("1 so far", "was truncated")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	c.shows("file deleted")
	if err := os.WriteFile(path, []byte(strings.Join(lines[:5], "")), 0o600); err != nil {
		t.Fatal(err)
	}
	c.shows("5 so far", "was replaced by another file")
	c.send("q")
	c.ends(0)
}

// Marks are kept by content, and those on a run that has grown are kept for what it is when
// the screen is left.
func TestMarksOutliveGrowth(t *testing.T) {
	t.Parallel()
	predictions, labels := tiny(t)
	run := put(t, "predictions.jsonl", string(predictions), "labels.jsonl", string(labels))
	user := newPlaces(t)
	c := start(t, setup{places: user, args: []string{"-f", run}})
	c.shows("following · 4 so far", "accuracy")
	file, err := os.OpenFile(filepath.Join(run, "predictions.jsonl"), os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.WriteString(recordsOf(t, 1)[0] + "\n"); err != nil {
		t.Fatal(err)
	}
	c.shows("following · 5 so far", "accuracy")
	c.press(enter, "1 of 5")
	c.press("t", " is ─", "take the mark off")
	c.press(down, "▸ wrong judge")
	c.press(enter, ": wrong judge", "judge ")
	c.send("q")
	c.ends(0)

	c = start(t, setup{places: user, args: []string{run}})
	c.shows("5 instances", "accuracy")
	c.press(enter, "1 of 5", " judge ")
	c.press(enter, "marked wrong judge", "Answer 1 of")
	c.send("q")
	c.ends(0)
}
