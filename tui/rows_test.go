package tui

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/runtest"
	"github.com/confscope/confscope/data/triage"
)

// randomSweep is of a run with few different values, so that there are ties, with values
// that are not there, and with ids in another order than the file's.
func randomSweep(tb testing.TB, rng *rand.Rand, instances int) *analysis.Sweep {
	tb.Helper()
	rows := make([]string, instances)
	for i := range rows {
		row := []string{"unsafe:", "safe:", "unknown:"}[rng.IntN(3)]
		for range rng.IntN(6) {
			row += " " + string("RCH"[rng.IntN(3)]) + []string{".1", ".5", ".5", ".9", "nan", "?"}[rng.IntN(6)]
		}
		rows[i] = row
	}
	return sweepOf(tb, rows...)
}

func sweepOf(tb testing.TB, rows ...string) *analysis.Sweep {
	tb.Helper()
	run, _ := runtest.Run(tb, rows...)
	sweep, err := analysis.NewSweep(run, analysis.Setup{Judge: analysis.JudgeRefused})
	if err != nil {
		tb.Fatal(err)
	}
	return sweep
}

// randomKey asks for any filter and any order.
func randomKey(rng *rand.Rand, sweep *analysis.Sweep) rowsKey {
	position := func() analysis.Position { return analysis.Position(rng.IntN(analysis.Positions)) }
	side := func() analysis.Side { return analysis.Side{Sweep: sweep, At: position()} }
	k := rowsKey{sweep: sweep, at: position(), a: side(), b: side()}
	k.filter.Outcomes = uint8(rng.IntN(2) * rng.IntN(32))
	k.filter.Categories = uint8(rng.IntN(2) * rng.IntN(32))
	k.filter.Turned = Turned(max(rng.IntN(12)-8, 0))
	randomGround(rng, &k)
	k.sort = Sort{Column(rng.IntN(int(ByMark) + 1)), rng.IntN(2) == 0}
	return k
}

// randomGround adds filters that are held against slices, bins and marks.
func randomGround(rng *rand.Rand, k *rowsKey) {
	switch rng.IntN(6) {
	case 0:
		by := analysis.SliceWays()[rng.IntN(len(analysis.SliceWays()))]
		k.slices = analysis.NewSlices(k.sweep, by)
		g := rng.IntN(k.slices.Len())
		k.filter.Slice = SliceFilter{true, by, rng.IntN(9), k.slices.Name(g)}
	case 1:
		split := analysis.Splits()[rng.IntN(len(analysis.Splits()))]
		k.bins = analysis.NewDistribution(k.sweep, split)
		k.filter.Bin = BinFilter{true, split, rng.IntN(2), rng.IntN(analysis.Bins)}
	case 2:
		for range rng.IntN(20) {
			i := rng.IntN(k.sweep.Run().Instances())
			k.marks = k.marks.With(triage.Mark{Instance: i, ID: k.sweep.Run().ID(i), Verdict: triage.Verdict(rng.IntN(5))})
		}
		k.filter.Marks = uint8(rng.IntN(32))
	}
}

// plainlyIn reads the filters on slices, bins and marks out loud.
func plainlyIn(k rowsKey, i int) bool {
	if k.filter.Slice.On && k.slices.Name(k.slices.Of(i)) != k.filter.Slice.Name {
		return false
	}
	if k.filter.Bin.On && k.bins.Held(i, k.at, k.filter.Bin.Group, k.filter.Bin.Bin) == 0 {
		return false
	}
	for _, mark := range k.marks.All() {
		if mark.Instance == i {
			return k.filter.Marks == 0 || k.filter.Marks>>mark.Verdict%2 == 1
		}
	}
	return k.filter.Marks == 0 || k.filter.Marks%2 == 1
}

// The rows of the list are what a plain reading of filter and order gives: let in one
// instance after the other, and put each before the first that must come after it.
func TestRowsEqualThePlainOnes(t *testing.T) {
	const seed = 7
	rng := rand.New(rand.NewPCG(seed, 0))
	for n := range 40 {
		sweep := randomSweep(t, rng, 1+rng.IntN(60))
		for range 50 {
			k := randomKey(rng, sweep)
			var hits []uint64
			if rng.IntN(3) == 0 {
				hits = []uint64{rng.Uint64()}
			}
			if got, want := makeRows(k, hits), plainRows(k, hits); !slices.Equal(got, want) {
				t.Fatalf("seed %d, run %d, %+v, hits %x:\nwant %v\ngot  %v", seed, n, k, hits, want, got)
			}
		}
	}
}

func plainRows(k rowsKey, hits []uint64) []uint32 {
	sweep := k.sweep
	rows := []uint32{}
	for i := range sweep.Run().Instances() {
		outcome := sweep.Outcome(i, k.at)
		category := analysis.CategoryOf(sweep.Run(), i)
		switch {
		case k.filter.Outcomes != 0 && k.filter.Outcomes>>outcome%2 == 0:
		case k.filter.Categories != 0 && k.filter.Categories>>category%2 == 0:
		case !plainlyTurns(k, sweep, i) || !plainlyIn(k, i):
		case hits != nil && (i >= 64 || hits[0]>>i%2 == 0):
		default:
			at := slices.IndexFunc(rows, func(other uint32) bool { return comesBefore(k, sweep, i, int(other)) })
			if at < 0 {
				at = len(rows)
			}
			rows = slices.Insert(rows, at, uint32(i))
		}
	}
	return rows
}

// plainlyTurns reads the filter on A and B out loud.
func plainlyTurns(k rowsKey, sweep *analysis.Sweep, i int) bool {
	flips := slices.Contains(sweep.FlippedBetween(k.a.At, k.b.At), uint32(i))
	before, after := sweep.Outcome(i, k.a.At), sweep.Outcome(i, k.b.At)
	switch k.filter.Turned {
	case TurnedAny:
		return flips
	case TurnedRight:
		return flips && (after == analysis.TP || after == analysis.TN)
	case TurnedWrong:
		return flips && (before == analysis.TP || before == analysis.TN)
	case TurnedOrNot:
	}
	return true
}

// comesBefore reports whether instance i, the later one in the file, stands before j.
func comesBefore(k rowsKey, sweep *analysis.Sweep, i, j int) bool {
	a, b := plainValue(k, sweep, i), plainValue(k, sweep, j)
	switch {
	case a == undefined:
		return false
	case b == undefined:
		return true
	case k.sort.Down:
		return a > b
	}
	return a < b
}

// plainValue is what a column shows of an instance, as a text that compares as it does.
func plainValue(k rowsKey, sweep *analysis.Sweep, i int) string {
	number := func(v float64) string {
		if math.IsNaN(v) {
			return undefined
		}
		return fmt.Sprintf("%016x", math.Float64bits(v)) // none is negative: their bits stand in their order
	}
	switch k.sort.By {
	case ByOutcome:
		return fmt.Sprint(uint8(sweep.Outcome(i, k.at)))
	case ByID:
		return sweep.Run().ID(i)
	case ByLabel:
		return fmt.Sprint(uint8(sweep.Run().Labels()[i]))
	case ByTraces:
		return fmt.Sprintf("%03d", sweep.Stop(i, k.at).K)
	case ByAgreement:
		return number(sweep.Agreement(i, k.at))
	case ByConfidence:
		return number(sweep.Mean(i))
	case ByCategory:
		return fmt.Sprint(uint8(sweep.CategoryBeside(i)))
	case ByMark:
		mark, _ := k.marks.Of(i, sweep.Run().ID(i))
		return fmt.Sprint(uint8(mark.Verdict))
	default:
		return fmt.Sprintf("%09d", i)
	}
}

// Undefined values come last whichever way the sort goes, and equal ones stay in the
// order of the file.
func TestOrderOfTiesAndUndefined(t *testing.T) {
	sweep := sweepOf(t, "safe: C.2", "safe: Cnan", "safe: C.9", "safe: C.2", "safe:")
	for _, c := range []struct {
		order Sort
		want  []uint32
	}{
		{Sort{ByConfidence, false}, []uint32{0, 3, 2, 1, 4}},
		{Sort{ByConfidence, true}, []uint32{2, 0, 3, 1, 4}},
		{Sort{ByFile, true}, []uint32{4, 3, 2, 1, 0}},
		{Sort{ByLabel, true}, []uint32{0, 1, 2, 3, 4}},
	} {
		got := makeRows(rowsKey{sweep: sweep, sort: c.order}, nil)
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v gives %v, want %v", c.order, got, c.want)
		}
	}
}

// largeState shows a run that is too large to be sorted while the user waits.
func largeState(tb testing.TB) *State {
	tb.Helper()
	var predictions strings.Builder
	for i := range rowsAtOnce + 1 {
		fmt.Fprintf(&predictions, `{"instance_id": "i%d", "confidences": [%d], "refused": [%t]}`+"\n", i, i%7, i%2 == 0)
	}
	run, err := data.Read("large", strings.NewReader(predictions.String()), nil, data.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	results, err := newResults(run, analysis.Setup{Judge: analysis.JudgeRefused}, 1)
	if err != nil {
		tb.Fatal(err)
	}
	s := NewState(analysis.Setup{}, 0)
	s.Run, s.Results = run, results
	return &s
}

func madeRows(tb testing.TB, s *State) rowsMade {
	tb.Helper()
	cmd := s.refreshRows()
	if cmd == nil {
		tb.Fatal("no rows are asked for")
	}
	made, ok := cmd().(rowsMade)
	if !ok {
		tb.Fatal("the command makes no rows")
	}
	return made
}

// A large run's rows are made by a command: the old ones stay on screen meanwhile, and
// only one command runs at a time.
func TestRowsOfALargeRunAreMadeByACommand(t *testing.T) {
	s := largeState(t)
	made := madeRows(t, s)
	if len(s.List.Rows) != 0 {
		t.Error("the rows of a large run are made while the user waits")
	}
	if s.refreshRows() != nil {
		t.Error("a second command runs beside the first")
	}
	if s.receiveRows(made); len(s.List.Rows) != rowsAtOnce+1 {
		t.Errorf("%d rows are shown", len(s.List.Rows))
	}
	if s.refreshRows() != nil {
		t.Error("rows that are there are asked for again")
	}
}

// Rows that nobody wants any more are dropped and asked for anew. Those that only lag
// behind the slider are shown while it moves, and others come after them.
func TestStaleRowsAreDropped(t *testing.T) {
	s := largeState(t)
	s.receiveRows(madeRows(t, s))
	s.List.Selected = 5
	s.List.Sort = Sort{ByConfidence, true}
	stale := madeRows(t, s)
	s.List.Sort = Sort{ByTraces, true}
	if s.receiveRows(stale); s.List.made.sort.By != ByFile {
		t.Error("rows in an order that nobody wants any more are shown")
	}
	lagging := madeRows(t, s)
	s.Slider.At = 900
	if s.receiveRows(lagging); s.List.made != lagging.key {
		t.Error("rows that lag behind the slider are not shown while it moves")
	}
	if s.receiveRows(madeRows(t, s)); s.List.made.at != 900 {
		t.Error("the rows stay behind when the slider stands")
	}
	if i, _ := s.chosenRow(); i != 5 {
		t.Errorf("the cursor moves from instance 5 to %d", i)
	}
}

// The filter menu opened from the overview shows the list of a large run, too: the
// command that makes its rows is handed out, not lost.
func TestFilterMenuAsksForTheRowsOfALargeRun(t *testing.T) {
	s, cmd := largeState(t).Apply(Action{DoFilterMenu, 0})
	if s.Menu == nil || cmd == nil {
		t.Fatalf("menu %v, command %t", s.Menu, cmd != nil)
	}
	made := false
	var run func(tea.Cmd)
	run = func(cmd tea.Cmd) {
		switch msg := cmd().(type) {
		case tea.BatchMsg:
			for _, one := range msg {
				run(one)
			}
		case rowsMade:
			made = true
			s.receiveRows(msg)
		}
	}
	run(cmd)
	if !made || len(s.List.Rows) != rowsAtOnce+1 {
		t.Errorf("rows made: %t, %d shown", made, len(s.List.Rows))
	}
}
