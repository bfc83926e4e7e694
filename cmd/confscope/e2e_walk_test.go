//go:build unix

package main_test

import (
	"regexp"
	"testing"
)

// leaves sends escape alone and waits for texts of the screen behind.
func (c *terminal) leaves(gone string, texts ...string) picture {
	c.t.Helper()
	c.send(escape)
	return c.until("the end of "+gone, func(p picture) bool { return !p.has(gone) && p.has(texts...) })
}

// From the overview into the missed unsafe prompts, into one of them, along the list, and
// back: what the program is for.
func TestWalkToAnInstance(t *testing.T) {
	t.Parallel()
	c := overview(t, setup{})
	c.press(tab, "▸ Confusion", "▸ FN")
	c.press(up, "▸ TP")
	c.press(down, "▸ FN")
	list := c.press(enter, "59 of 1,725", "1 of 59")
	ids := regexp.MustCompile(`FN +(\S+) +unsafe`).FindAllStringSubmatch(list.String(), -1)
	if len(ids) < 2 {
		t.Fatalf("the list shows fewer than two instances:\n%s", list)
	}
	first, second := ids[0][1], ids[1][1]
	opened := c.press(enter, "FN · "+first, "Answer 1 of", "stops after", "stop", "right")
	if x, y := opened.find("Answer 1 of"); len(regexp.MustCompile(`[a-z]{3,}`).FindAllString(opened[y+1:].sub(x).String(), -1)) < 5 {
		t.Errorf("the answer's text is not there:\n%s", opened)
	}
	threshold := c.matched(`· threshold (\S+)`)
	c.shows("t " + threshold)
	c.scrub(right, "p21.0")
	if moved := c.matched(`· threshold (\S+)`); moved == threshold {
		t.Errorf("one percent further the threshold is %s still", moved)
	} else {
		c.shows("t " + moved)
	}
	c.scrub(left, "p20.0")
	c.press("n", "FN · "+second)
	c.press("N", "FN · "+first)
	c.leaves("Answer 1 of", "59 of 1,725")
	c.leaves("59 of 1,725", "▸ Confusion")
	c.send("q")
	c.ends(0)
}

// sub is the part of a screen from column x on.
func (p picture) sub(x int) picture {
	part := make(picture, len(p))
	for y := range p {
		part[y] = p[y][x:]
	}
	return part
}

// Help opens on every screen and leads back to it.
func TestHelpEverywhere(t *testing.T) {
	t.Parallel()
	c := overview(t, setup{})
	for _, screen := range []struct{ key, text string }{
		{"", "▸ Operating point"}, {enter, "1,725 of 1,725"}, {enter, "Answer 1 of"}, {"!", "can this run be believed?"}, {"P", "was wrong with the file"},
	} {
		c.press(screen.key, screen.text)
		c.press("?", "▸ Help", "move p down by 1", "pin A here")
		c.leaves("▸ Help", screen.text)
	}
}

// The command menu finds an action by a part of its name, and enter does it.
func TestCommandMenu(t *testing.T) {
	t.Parallel()
	c := overview(t, setup{})
	c.press(":", "▸ Do", "pin A")
	c.press("jrefused", ": jrefused_", "▸ judge refused")
	c.send(enter)
	c.until("the judge refused", func(p picture) bool { return p.has("flagged = the model REFUSED") && !p.has("▸ Do") })
	c.press(":", "▸ Do")
	c.press("no such thing", "nothing is called that")
	c.leaves("▸ Do")
}

// Search looks through prompts and answers, says how much it has found, and letters are
// only letters while it is typed, q among them.
func TestSearch(t *testing.T) {
	t.Parallel()
	c := overview(t, setup{})
	c.press("/", "search (text")
	c.press("q", "/ q")
	c.leaves("search (text", "1,725 of 1,725")
	c.press("/", "search (text")
	c.press("homework", "/ homework")
	c.send(enter)
	p := c.until("the whole run searched", func(p picture) bool { return p.has(`text "homework"`) && !p.has("searching, ") })
	found := c.matched(`Instances +([\d,]+) of 1,725`)
	if found == "0" || found == "1,725" {
		t.Errorf("%s instances were found, want some of them:\n%s", found, p)
	}
	c.press("F", "1,725 of 1,725")
	c.send("q")
	c.ends(0)
}

// The filter menu toggles outcomes while the list behind it follows.
func TestFilterMenu(t *testing.T) {
	t.Parallel()
	c := overview(t, setup{})
	c.press(enter, "1,725 of 1,725")
	c.press("f", "Show only", "[ ] TP")
	c.press(" ", "[x] TP", "695 of 1,725")
	c.press(down+" ", "[x] FN", "754 of 1,725")
	c.press(up+" ", "[ ] TP", "59 of 1,725")
	c.leaves("Show only", "59 of 1,725 · FN")
}

// Sorting goes from column to column, marks the one that it goes by, and turns round.
func TestSort(t *testing.T) {
	t.Parallel()
	c := overview(t, setup{})
	c.press(enter, "1,725 of 1,725")
	before := -1
	for range 7 { // as many columns as there are in front of the prompt before anything is marked
		c.send("s")
		c.until("the mark further to the right", func(p picture) bool {
			x, _ := p.find("▲")
			return x > before
		})
		before, _ = c.picture().find("▲")
	}
	c.press("s", "mark▲") // a column that comes with the first mark, and with this
	c.send("s")
	c.until("the order of the file", func(p picture) bool { return !p.has("▲") })
	c.press("s", "▲")
	c.press("g", "1 of 1,725")
	first := c.matched(`▸ ([TF][PN]) `)
	c.press("S", "▼")
	c.press("g", "1 of 1,725")
	c.until("another first row than "+first, func(p picture) bool {
		return regexp.MustCompile(`▸ [TF][PN] `).MatchString(p.String()) && !p.has("▸ "+first)
	})
}

// q leaves with status 0 from every screen, and the terminal is as it was.
func TestQuit(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ keys, text string }{{"", "▸ Operating point"}, {"?", "▸ Help"}, {"m", "the mouse drags"}} {
		t.Run(row.text, func(t *testing.T) {
			t.Parallel()
			c := overview(t, setup{})
			c.press(row.keys, row.text)
			c.send("q")
			c.ends(0)
		})
	}
}
