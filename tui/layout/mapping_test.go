package layout_test

import (
	"testing"

	"github.com/confscope/confscope/tui/layout"
)

// The columns of a table stand beside the values of the chosen one, at any size.
func TestMapping(t *testing.T) {
	checkDrawings(t, []drawing{
		{layout.Size{W: 120, H: 36}, layout.Want{Mode: layout.Mapping, Focus: layout.Sheet}, "before a run is read there is no slider", `
    0            60           120
  0 +-------------------------+
    |Header                   |
  1 +------------+------------+
    |[Sheet]     |[Values]    |
 35 +-------------------------+
    |Footer                   |
 36 +-------------------------+
`},
		{layout.Size{W: 60, H: 16}, layout.Want{Mode: layout.Mapping, Focus: layout.Values}, "the smallest screen has both", `
    0            30           60
  0 +-------------------------+
    |Header                   |
  1 +------------+------------+
    |[Sheet]     |[Values]    |
 15 +-------------------------+
    |Footer                   |
 16 +-------------------------+
`},
		{layout.Size{W: 60, H: 16}, layout.Want{Mode: layout.Mapping, Focus: layout.Values, Zoom: true}, "long values have the whole body", `
    0            60
  0 +------------+
    |Header      |
  1 +------------+
    |[Values]    |
 15 +------------+
    |Footer      |
 16 +------------+
`},
	})
}
