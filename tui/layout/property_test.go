package layout_test

import (
	"testing"

	"github.com/confscope/confscope/tui/layout"
)

func modes() []layout.Mode {
	return []layout.Mode{layout.Overview, layout.Instances, layout.Instance, layout.Help, layout.Problems,
		layout.Published, layout.Checks, layout.Judges, layout.Compare, layout.Points, layout.Slices, layout.Runs, layout.Mapping}
}

// wants are all that a screen can be asked for: every mode with the focus on each pane
// that it can show, zoomed or not, with a sentence on the run or without one.
func wants() []layout.Want {
	var all []layout.Want
	for _, mode := range modes() {
		for _, focus := range layout.Shared(mode) {
			for bits := range 4 {
				all = append(all, layout.Want{Mode: mode, Focus: focus, Zoom: bits&1 != 0, About: bits&2 != 0})
			}
		}
	}
	return all
}

// At every size the boxes lie inside the screen, do not overlap and leave no cell out;
// and there are none exactly where the screen is too small for them.
func TestBoxesCoverTheScreen(t *testing.T) {
	everything := wants()
	for w := range 221 {
		for h := range 71 {
			size := layout.Size{W: w, H: h}
			for _, want := range everything {
				placed := layout.Screen(size, want)
				if small := w < layout.MinWidth || h < layout.MinHeight; small != (placed == nil) {
					t.Fatalf("%dx%d, %+v: there are %d boxes", w, h, want, len(placed))
				}
				if placed != nil {
					checkCover(t, size, want, placed)
				}
			}
		}
	}
}

// checkCover needs no picture of the screen: boxes that lie inside it, do not overlap
// and have its area together cover it.
func checkCover(t *testing.T, size layout.Size, want layout.Want, placed []layout.Placed) {
	t.Helper()
	area := 0
	for i, p := range placed {
		r := p.Rect
		if r.Empty() || r.X < 0 || r.Y < 0 || r.X+r.W > size.W || r.Y+r.H > size.H {
			t.Fatalf("%dx%d, %+v: %s at %+v is empty or not on the screen", size.W, size.H, want, nameOf(p.Pane), r)
		}
		if p.Framed && (r.Inner().Empty() || r.Inner().W < 20) {
			t.Fatalf("%dx%d, %+v: %s at %+v has no room within its frame", size.W, size.H, want, nameOf(p.Pane), r)
		}
		for _, q := range placed[:i] {
			if overlap(r, q.Rect) {
				t.Fatalf("%dx%d, %+v: %s at %+v overlaps %s at %+v", size.W, size.H, want, nameOf(p.Pane), r, nameOf(q.Pane), q.Rect)
			}
		}
		area += r.W * r.H
	}
	if area != size.W*size.H {
		t.Fatalf("%dx%d, %+v: the boxes cover %d cells of %d", size.W, size.H, want, area, size.W*size.H)
	}
}

func overlap(a, b layout.Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

// A pane that the focus can reach is shown when it is there: tab never leads to a pane
// that cannot be seen. No pane is shown twice.
func TestFocusLeadsToItsPane(t *testing.T) {
	for w := layout.MinWidth; w <= 220; w++ {
		for h := layout.MinHeight; h <= 70; h++ {
			for _, want := range wants() {
				seen := map[layout.Pane]int{}
				for _, p := range layout.Screen(layout.Size{W: w, H: h}, want) {
					seen[p.Pane]++
					if seen[p.Pane] > 1 {
						t.Fatalf("%dx%d, %+v: %s is shown twice", w, h, want, nameOf(p.Pane))
					}
				}
				if seen[want.Focus] != 1 {
					t.Fatalf("%dx%d, %+v: %s has the focus and is not shown", w, h, want, nameOf(want.Focus))
				}
			}
		}
	}
}

// The pane found under a cell is the one whose box holds the cell; beyond the screen
// there is none.
func TestAt(t *testing.T) {
	for _, want := range wants() {
		for _, size := range []layout.Size{{W: 120, H: 36}, {W: 60, H: 16}} {
			placed := layout.Screen(size, want)
			for x := -1; x <= size.W; x++ {
				for y := -1; y <= size.H; y++ {
					outside := x < 0 || y < 0 || x == size.W || y == size.H
					p := layout.At(placed, x, y)
					if outside != (p.Pane == layout.NoPane) || !outside && !p.Rect.Contains(x, y) {
						t.Fatalf("%+v, %+v: cell %d,%d belongs to %s at %+v", size, want, x, y, nameOf(p.Pane), p.Rect)
					}
				}
			}
		}
	}
}

// Find gives the box that a pane was placed in, and nothing for a pane that is not shown.
func TestFind(t *testing.T) {
	placed := layout.Screen(layout.Size{W: 120, H: 36}, layout.Want{Mode: layout.Instances, Focus: layout.Table})
	if p, ok := layout.Find(placed, layout.Table); !ok || p.Rect != (layout.Rect{X: 0, Y: 5, W: 120, H: 22}) || !p.Framed {
		t.Errorf("the table is found at %+v, %v", p, ok)
	}
	if p, ok := layout.Find(placed, layout.Curves); ok {
		t.Errorf("the list of instances has a trade-off chart at %+v", p)
	}
}
