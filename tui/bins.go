package tui

import (
	"strconv"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
)

// The bins of the histograms as things to choose. A bin is one of the data and not one of
// the columns that are drawn, so that its instances are those that its count says.

// nextBin chooses the next bin to one side that holds a trace; without a choice it begins
// at the other end. The histograms get the focus.
func (s *State) nextBin(step int) {
	s.Nav.Focus = layout.Spread
	groups, back := s.spreadGroups(), step < 0
	if groups == nil {
		s.tell(Told, "the histograms are still being counted")
		return
	}
	at := s.Over.Bin
	if !at.On {
		at = Bin{On: true, Group: firstCounted(groups), Bin: -1}
		if back {
			at.Bin = analysis.Bins
		}
	}
	at.Group = min(at.Group, len(groups)-1)
	if step = 1; back {
		step = -1
	}
	for bin := at.Bin + step; bin >= 0 && bin < analysis.Bins; bin += step {
		if used, unused := binCounts(groups[at.Group], bin); used+unused > 0 {
			s.Over.Bin = Bin{true, at.Group, bin}
			return
		}
	}
	s.tell(Told, "no trace of this group lies further that way")
}

// moveBin moves the choice to the histogram above or below, or where a click says; false
// where the action is not about bins.
func (s *State) moveBin(a Action) bool {
	groups := s.spreadGroups()
	switch {
	case groups == nil:
		return a.Do == DoMove
	case a.Do == DoSelect && a.Arg < 0:
	case a.Do == DoSelect:
		s.Over.Bin = Bin{true, min(a.Arg/analysis.Bins, len(groups)-1), a.Arg % analysis.Bins}
	case a.Do == DoMove && !s.Over.Bin.On:
		s.nextBin(1)
	case a.Do == DoMove:
		s.Over.Bin.Group = (s.Over.Bin.Group + a.Arg%len(groups) + len(groups)) % len(groups)
	default:
		return false
	}
	return true
}

// spreadGroups are the groups that the histograms show; nil until they are counted.
func (s *State) spreadGroups() []analysis.Group {
	if d := currentSpread(s); d != nil {
		return d.At(s.Slider.At)
	}
	return nil
}

// firstCounted is the first group that has a trace.
func firstCounted(groups []analysis.Group) int {
	for i, g := range groups {
		if g.N > 0 {
			return i
		}
	}
	return 0
}

func binCounts(g analysis.Group, bin int) (used, unused int) {
	return int(g.Used[bin]), int(g.Unused[bin])
}

// binNote says what the chosen bin holds; "" where none is chosen.
func (s *State) binNote() string {
	groups, at := s.spreadGroups(), s.Over.Bin
	if !at.On || at.Group >= len(groups) {
		return ""
	}
	used, unused := binCounts(groups[at.Group], at.Bin)
	short := binRange(currentSpread(s), at.Bin) + ": " + counted(used+unused, "trace")
	long := short + ", " + groups[at.Group].Name + " · " + thousands(used) + " used"
	return roomiest(paneRoom(s, layout.Spread), long+" · enter lists", long, short+" · enter lists", short)
}

// binRange writes the ends of a bin with as many decimals as tell them apart.
func binRange(d *analysis.Distribution, bin int) string {
	lo, hi := d.Range(bin)
	from, to := confidence(lo), confidence(hi)
	for digits := 4; from == to && digits <= 9; digits++ {
		from, to = strconv.FormatFloat(lo, 'f', digits, 64), strconv.FormatFloat(hi, 'f', digits, 64)
	}
	return from + "–" + to
}

// binAt is the bin drawn at a cell of the pane's inside; of several bins in one column it
// is the fullest.
func (s *State) binAt(size layout.Size, x, y int) Bin {
	groups := s.spreadGroups()
	for i, top := 0, 0; i < len(groups); i++ {
		rows := spreadRows(len(groups), i, size.H)
		if y < top+rows {
			return binInColumn(groups[i], i, size.W, rows, x, y-top)
		}
		top += rows
	}
	return Bin{}
}

// clickedBin is the action of a click on the histograms, and whether it opens the bin that
// was chosen before already.
func (s *State) clickedBin(size layout.Size, x, y int) (action Action, open bool) {
	bin := s.binAt(size, x, y)
	if !bin.On {
		return Action{}, false
	}
	return Action{DoSelect, bin.Group*analysis.Bins + bin.Bin}, s.Nav.Focus == layout.Spread && s.Over.Bin == bin
}

// binInColumn is the bin in a column of one group's lines; none on its figures.
func binInColumn(g analysis.Group, group, w, rows, x, y int) Bin {
	if rows < 2 {
		room := besideRoom(w)
		x, w = x-room, w-room
	} else if y == 0 {
		return Bin{}
	}
	if x < 0 || x >= w {
		return Bin{}
	}
	found, least, most := Bin{}, w, -1
	for bin := range analysis.Bins {
		away := chart.BinColumn(bin, analysis.Bins, w) - x
		away = max(away, -away)
		used, unused := binCounts(g, bin)
		if away < least || away == least && used+unused > most {
			found, least, most = Bin{true, group, bin}, away, used+unused
		}
	}
	return found
}
