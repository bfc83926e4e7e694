package tui

import (
	"sort"

	"github.com/confscope/confscope/analysis"
)

// grouped reports whether there are groups to mark: an answer no longer than the window is
// one group.
func (p *strip) grouped() bool { return p.kept > p.groups.Window }

// marks says what of the groups lies on the tokens from..to-1.
func (p *strip) marks(from, to int) lineMarks {
	var m lineMarks
	if !p.grouped() {
		return m
	}
	g := &p.groups
	if overlap(g.Lowest, from, to) {
		m |= markLowest
	}
	if n := sort.Search(len(g.Bottom), func(n int) bool { return g.Bottom[n].To > from }); n < len(g.Bottom) && overlap(g.Bottom[n], from, to) {
		m |= markBottom
	}
	if overlap(g.Tail, from, to) {
		m |= markTail
	}
	return m
}

func overlap(s analysis.TokenSpan, from, to int) bool { return from < s.To && s.From < to }

// windows is how many groups the answer has, and how many of them are its lowest tenth.
func (p *strip) windows() (all, bottom int) {
	all = p.kept - p.groups.Window + 1
	return all, max(1, all/10)
}
