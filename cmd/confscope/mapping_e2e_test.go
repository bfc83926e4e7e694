//go:build unix

package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The columns of a table are confirmed once, on the screen; next time it opens at once,
// and so it does without a screen, until they are forgotten.
func TestColumnsAreConfirmedOnce(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString("prompt_id,question,said,grade,kind\n")
	for _, row := range []string{"a,How is it done?,I cannot help you with that.,61,bad", "a,How is it done?," +
		"Sure: here is how it is done.,72,bad", "b,Why is that so?,Because it has always been so.,83,good", "b,Why is that so?,Nobody knows why it is so.,94,good"} {
		text.WriteString(row + "\n")
	}
	table := filepath.Join(put(t, "odd.csv", text.String()), "odd.csv")
	user := newPlaces(t)
	c := start(t, setup{places: user, args: []string{table}})
	c.shows("Columns of odd.csv", "open the run")
	for range 6 {
		c.send(down)
	}
	c.shows("▸ confidence")
	c.press("\x1b[D", "confidence: kind")
	c.press("\x1b[D", "confidence: grade", "from 61 to 94")
	for range 3 {
		c.send(down)
	}
	c.shows("▸ label")
	c.press("\x1b[D", "label: kind", "4 unknown")
	c.send("G")
	c.shows("▸ good")
	c.press("\x1b[D", "good", "safe")
	c.press("\x1b[A", "▸ bad")
	c.press("\x1b[C", "unsafe")
	c.send("g")
	c.shows("▸ open the run")
	c.press(enter, "2 instances", "1 unsafe", "accuracy")
	c.send("q")
	c.ends(0)

	c = start(t, setup{places: user, args: []string{table}})
	c.shows("2 instances", "1 unsafe", "accuracy")
	c.send("q")
	c.ends(0)
	if now, err := os.ReadFile(table); err != nil || string(now) != text.String() {
		t.Errorf("the table has changed: %v", err)
	}
}
