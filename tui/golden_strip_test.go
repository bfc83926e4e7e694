package tui_test

import "testing"

// The tokens of an answer at the sizes that the documentation names: marks beside the
// text, the cursor's words and the legend are in the picture, the shades are not.
func TestGoldenStrip(t *testing.T) {
	d := openStrip(t).press("i", "right", "right", "right")
	for _, size := range []struct {
		name string
		w, h int
	}{{"120x36", 120, 36}, {"80x24", 80, 24}, {"60x16", 60, 16}} {
		d.resize(size.w, size.h).golden("strip-" + size.name)
		d.press("l").golden("strip-lowest-"+size.name).press("home", "right", "right", "right")
		d.press("enter").golden("strip-full-" + size.name).press("esc")
	}
}
