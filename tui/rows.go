package tui

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data/triage"
	"github.com/confscope/confscope/tui/layout"
)

// rowsKey is everything that decides which rows the list shows and in which order:
// two equal keys mean equal rows, so nothing need be filtered or sorted again.
type rowsKey struct {
	sweep    *analysis.Sweep
	at       analysis.Position // only when the filter or the order depends on it
	a, b     analysis.Side     // only when the filter asks what turns between them
	slices   *analysis.Slices
	bins     *analysis.Distribution
	marks    *triage.Marks
	turned   *analysis.Comparison // of two runs
	filter   Filter
	sort     Sort
	search   int // generation of the search
	searched int // instances that it has been through
}

// wantRows is the key of the rows that the state ought to show.
func (s *State) wantRows() rowsKey {
	k := rowsKey{filter: s.List.Filter, sort: s.List.Sort}
	if s.Results != nil {
		k.sweep = s.Results.Sweep
		s.wantFilters(&k)
	}
	if k.filter.Outcomes != 0 || k.sort.moves() || k.filter.Bin.moves() {
		k.at = s.Slider.At
	}
	if s.List.Search.Hits != nil {
		k.search, k.searched = s.List.Search.Gen, s.List.Search.Done
	}
	return k
}

// wantFilters adds what the filters of the list are to be held against. A filter whose
// ground is not there yet, or no longer, lets everything in.
func (s *State) wantFilters(k *rowsKey) {
	if k.filter.Turned != TurnedOrNot {
		if a, b, ok := s.sides(); ok && s.Rival > 0 {
			k.turned = s.Results.Comparison
		} else if ok {
			k.a, k.b = a, b
		}
	}
	if by := k.filter.Slice; by.On && s.Results.Slices != nil && s.Results.SlicedBy == by.By {
		k.slices = s.Results.Slices
	}
	if k.filter.Bin.On {
		k.bins = s.Results.Spreads[k.filter.Bin.Split]
	}
	if k.filter.Marks != 0 || k.sort.By == ByMark {
		k.marks = s.Marks
	}
}

// moves reports whether the order changes as the slider moves.
func (o Sort) moves() bool {
	return o.By == ByOutcome || o.By == ByTraces || o.By == ByAgreement
}

// rowsAtOnce is the number of instances up to which rows are made while the user waits.
// Filtering and sorting that many takes a few milliseconds; a run of a million takes
// most of a second, so there a command does it and the old rows stay on screen meanwhile.
const rowsAtOnce = 20_000

// refreshRows sees to it that the list's rows are made again where something that
// decides them has changed: at once, or by the command that it gives.
func (s *State) refreshRows() tea.Cmd {
	want := s.wantRows()
	if s.Results == nil || s.List.made == want || s.List.making {
		return nil
	}
	if s.Results.Sweep.Run().Instances() > rowsAtOnce {
		s.List.making = true
		return sortRows(want, s.List.Search.Hits)
	}
	s.takeRows(want, makeRows(want, s.List.Search.Hits))
	return nil
}

// takeRows puts rows into the list and keeps the cursor on the instance that it was on,
// where that is still there.
func (s *State) takeRows(made rowsKey, rows []uint32) {
	chosen, had := s.chosenRow()
	if s.Nav.Screen == layout.Instance { // it may have left the list, and come back now
		chosen, had = s.Opened.Instance, true
	}
	s.List.Rows, s.List.made = rows, made
	s.List.Selected = min(s.List.Selected, max(len(s.List.Rows)-1, 0))
	if had {
		if at := slices.Index(s.List.Rows, uint32(chosen)); at >= 0 {
			s.List.Selected = at
		}
	}
}

// receiveRows takes rows that a command has made. Those that nobody wants any more are
// dropped, but for those that lag behind a moving slider only: while it moves, all do.
func (s *State) receiveRows(msg rowsMade) {
	s.List.making = false
	lagging := msg.key
	lagging.at = s.wantRows().at
	if lagging == s.wantRows() {
		s.takeRows(msg.key, msg.rows)
	}
}

// chosenRow is the instance that the list's cursor is on.
func (s *State) chosenRow() (instance int, ok bool) {
	if s.List.Selected < 0 || s.List.Selected >= len(s.List.Rows) {
		return 0, false
	}
	return int(s.List.Rows[s.List.Selected]), true
}

// makeRows filters and sorts the instances.
func makeRows(k rowsKey, hits []uint64) []uint32 {
	sweep := k.sweep
	rows := make([]uint32, 0, sweep.Run().Instances())
	all := k.filter == Filter{} && hits == nil
	for i := range sweep.Run().Instances() {
		if all || lets(k, sweep, i) && (hits == nil || hasBit(hits, i)) {
			rows = append(rows, uint32(i))
		}
	}
	sortBy(k, sweep, rows)
	return rows
}

// sortBy sorts rows that stand in the order of the file. Equal ones stay in that order,
// whichever way the sort goes, and undefined values come last.
func sortBy(k rowsKey, sweep *analysis.Sweep, rows []uint32) {
	switch k.sort.By {
	case ByFile:
		if k.sort.Down {
			slices.Reverse(rows)
		}
	case ByID:
		sortKeyed(rows, k.sort.Down, sweep.Run().ID)
	default:
		sortKeyed(rows, k.sort.Down, numberOf(k, sweep))
	}
}

// keyed is a row with the value that it is sorted by: looked up once a row, not once a
// comparison.
type keyed[K any] struct {
	row   uint32
	last  bool // its value is undefined
	value K
}

func sortKeyed[K cmp.Ordered](rows []uint32, down bool, value func(i int) K) {
	list := make([]keyed[K], len(rows))
	for n, row := range rows {
		v := value(int(row))
		list[n] = keyed[K]{row, v != v, v}
	}
	slices.SortFunc(list, func(a, b keyed[K]) int {
		order := cmp.Compare(a.value, b.value)
		if down {
			order = -order
		}
		switch {
		case a.last && !b.last:
			return 1
		case b.last && !a.last:
			return -1
		}
		return cmp.Or(order, cmp.Compare(a.row, b.row))
	})
	for n := range list {
		rows[n] = list[n].row
	}
}

// lets reports whether the filter lets instance i in.
func lets(k rowsKey, sweep *analysis.Sweep, i int) bool {
	f := k.filter
	if f.Outcomes != 0 && f.Outcomes&(1<<sweep.Outcome(i, k.at)) == 0 {
		return false
	}
	if f.Categories != 0 && f.Categories&(1<<analysis.CategoryOf(sweep.Run(), i)) == 0 {
		return false
	}
	return k.turns(i) && k.inSlice(i) && k.inBin(i) && k.marked(i)
}

// numberOf is what a column sorts instance i by, as a number.
func numberOf(k rowsKey, sweep *analysis.Sweep) func(i int) float64 {
	run := sweep.Run()
	return func(i int) float64 {
		switch k.sort.By {
		case ByOutcome:
			return float64(sweep.Outcome(i, k.at))
		case ByLabel:
			return float64(run.Labels()[i])
		case ByTraces:
			return float64(sweep.Stop(i, k.at).K)
		case ByAgreement:
			return sweep.Agreement(i, k.at)
		case ByConfidence:
			return sweep.Mean(i)
		case ByCategory:
			return float64(sweep.CategoryBeside(i))
		case ByMark:
			return float64(k.mark(i))
		case ByFile, ByID:
		}
		return 0
	}
}

func hasBit(bits []uint64, i int) bool {
	return i/64 < len(bits) && bits[i/64]&(1<<(i%64)) != 0
}
