package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/triage"
	"github.com/confscope/confscope/tui/layout"
)

// A file that cannot be read on in comes as another reading of the run each time: instances
// may have more traces than before, and in a folder of files other numbers. What the user
// looks at stays; nothing that was found in the texts or traces of before is used again.

// reading is what has to be known of a new reading before the screen shows it.
type reading struct {
	other   bool  // it is not the one on the screen, read on
	numbers []int // of the instances on the screen; nil where they have kept theirs
	open    *detailRead
}

// readingOf prepares to show another reading of the run: where the open instance has other
// traces now, its texts come with them.
func (s *State) readingOf(run *data.Run) reading {
	if run.SameReading(s.Run) {
		return reading{}
	}
	r := reading{other: true, numbers: s.Run.NumbersIn(run)}
	was := s.Opened.Instance
	now := r.numberOf(was)
	if s.isOpen() && s.Opened.Detail != nil && now >= 0 && spanOf(run, now) != len(s.Opened.Detail.Texts) {
		detail, err := run.DetailContext(context.Background(), now)
		r.open = &detailRead{run, now, detail, err}
	}
	return r
}

// numberOf is the number that an instance has in the new reading.
func (r reading) numberOf(i int) int {
	if r.numbers == nil {
		return i
	}
	if i >= len(r.numbers) {
		return -1
	}
	return r.numbers[i]
}

func spanOf(run *data.Run, i int) int {
	first, end := run.Span(i)
	return end - first
}

// mayTake reports whether the screen can go over to the reading now: marks are on their way
// to instances by the numbers that these have had.
func (s *State) mayTake(r reading) bool {
	return r.numbers == nil || len(s.Keeping.Waiting) == 0 && !s.Keeping.Opening && !s.Keeping.Target.On
}

// takeReading brings what hangs on the readings of before over to the one that is on the
// screen now.
func (s *State) takeReading(r reading) tea.Cmd {
	s.kept = keptMeasure{}
	s.keepMeasure()
	var again tea.Cmd
	if r.numbers != nil {
		s.renumber(r)
		again = s.renumberFound(r)
	}
	return tea.Batch(again, s.readAgain(r.open))
}

// renumber finds what the user looks at under its new numbers.
func (s *State) renumber(r reading) {
	s.Opened.Instance = max(r.numberOf(s.Opened.Instance), 0)
	rows := make([]uint32, 0, len(s.List.Rows))
	for _, row := range s.List.Rows {
		rows = append(rows, uint32(max(r.numberOf(int(row)), 0)))
	}
	s.List.Rows, s.List.made, s.List.Prompts = rows, rowsKey{}, nil
	if s.Marks.Len() == 0 {
		return
	}
	var marks *triage.Marks
	for _, mark := range s.Marks.All() {
		mark.Instance = r.numberOf(mark.Instance)
		marks = marks.With(mark)
	}
	s.Marks = marks
	// The journal knows the numbers of before: App keeps the marks when the screen is left.
	s.Keeping.Later, s.Keeping.Journal = s.Keeping.Journal != nil || s.Keeping.Later, nil
}

// renumberFound keeps what a search has found under its new numbers. A search that is on its
// way would tell more by those of before: it begins again.
func (s *State) renumberFound(r reading) tea.Cmd {
	q := &s.List.Search
	if q.Hits == nil {
		return nil
	}
	hits := make([]uint64, (s.Run.Instances()+63)/64)
	for was, now := range r.numbers {
		if now >= 0 && hasBit(q.Hits, was) {
			hits = withBit(hits, now)
		}
	}
	q.Hits = hits
	if q.Ended || q.of.SameReading(s.Run) {
		return nil
	}
	q.Gen, q.failed = q.Gen+1, true
	return s.searchOn(s.Run)
}

// isOpen reports whether an instance is open, on the screen or under it.
func (s *State) isOpen() bool {
	return s.Nav.Screen == layout.Instance || slices.ContainsFunc(s.Nav.Under, func(n Nav) bool { return n.Screen == layout.Instance })
}

// readAgain sees to it that the open instance has the texts of all its traces.
func (s *State) readAgain(open *detailRead) tea.Cmd {
	if !s.isOpen() {
		return nil
	}
	i, detail := s.Opened.Instance, s.Opened.Detail
	switch {
	case open != nil && open.instance == i && open.err == nil:
		s.Opened.Detail, s.Opened.Err, s.Opened.Lines = &open.detail, nil, nil
		return nil
	case detail != nil && len(detail.Texts) == spanOf(s.Run, i):
		return nil
	}
	s.Opened.Detail, s.Opened.Err, s.Opened.Again, s.Opened.Lines = nil, nil, nil, nil
	return readDetail(s.Run, i)
}
