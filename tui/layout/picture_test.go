package layout_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/tui/layout"
)

// picture draws boxes with rulers: every edge of a box is named above or beside it by
// the cell that it begins at, so a picture says the exact place of everything although
// it is not to scale. A framed pane has its name in brackets.
func picture(size layout.Size, placed []layout.Placed) string {
	xs, ys := []int{0, size.W}, []int{0, size.H}
	for _, p := range placed {
		xs = append(xs, p.Rect.X, p.Rect.X+p.Rect.W)
		ys = append(ys, p.Rect.Y, p.Rect.Y+p.Rect.H)
	}
	xs, ys = distinct(xs), distinct(ys)
	const margin, column = 4, 13
	lines := make([][]rune, 1+2*len(ys))
	for i := range lines {
		lines[i] = []rune(strings.Repeat(" ", margin+column*len(xs)))
	}
	write := func(x, y int, text string) { copy(lines[y][x:], []rune(text)) }
	for k, x := range xs {
		write(margin+k*column, 0, fmt.Sprint(x))
	}
	for k, y := range ys {
		write(0, 1+2*k, fmt.Sprintf("%3d", y))
	}
	for _, p := range placed {
		left, right := margin+column*slices.Index(xs, p.Rect.X), margin+column*slices.Index(xs, p.Rect.X+p.Rect.W)
		upper, lower := 1+2*slices.Index(ys, p.Rect.Y), 1+2*slices.Index(ys, p.Rect.Y+p.Rect.H)
		for _, y := range []int{upper, lower} {
			write(left, y, "+"+strings.Repeat("-", right-left-1)+"+")
		}
		for y := upper + 1; y < lower; y++ {
			for _, x := range []int{left, right} {
				if lines[y][x] != '+' { // the corner of a neighbour
					write(x, y, "|")
				}
			}
		}
		name := nameOf(p.Pane)
		if p.Framed {
			name = "[" + name + "]"
		}
		write(left+1, upper+1, name)
	}
	var drawn strings.Builder
	for _, line := range lines[:len(lines)-1] {
		drawn.WriteString("\n" + strings.TrimRight(string(line), " "))
	}
	return drawn.String() + "\n"
}

func distinct(edges []int) []int {
	slices.Sort(edges)
	return slices.Compact(edges)
}

func nameOf(p layout.Pane) string {
	names := []string{"NoPane", "Header", "Meaning", "About", "Slider", "Operating", "Confusion", "Curves", "Spread",
		"Evolution", "Table", "Preview", "Prompt", "TraceChart", "Traces", "Text", "Page", "Footer", "Sheet", "Front", "Values"}
	return names[p]
}

// drawing is one row of a table of pictures.
type drawing struct {
	size    layout.Size
	want    layout.Want
	because string
	picture string
}

func checkDrawings(t *testing.T, drawings []drawing) {
	t.Helper()
	for _, d := range drawings {
		if got := picture(d.size, layout.Screen(d.size, d.want)); got != d.picture {
			t.Errorf("%dx%d, %+v, because %s:\nwant%s\ngot%s", d.size.W, d.size.H, d.want, d.because, d.picture, got)
		}
	}
}
