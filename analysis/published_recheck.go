package analysis

import (
	"fmt"
	"slices"

	"github.com/confscope/confscope/data"
)

// Recheck is a published sweep held against a run, position by position.
type Recheck struct {
	Published *Published
	Setup     Setup
	Rows      []Rechecked  // by position of the publication
	Equal     int          // rows in which nothing differs
	Bests     []Divergence // what is stated of the bests and is not so
	Methods   []string     // in what the stated method is another, in words
	Stated    int          // figures that are stated, at positions and as bests
	Unlike    int          // those of them that the run does not give
}

// Rechecked is one published position beside the run's own counts there.
type Rechecked struct {
	Published *PublishedPoint
	Own       *Point
	// Counts, Traces and Savings say whether the outcome counts are equal, and the mean
	// traces and the trace savings as far as rounding lets them be; a figure that the
	// publication does not state is as good as equal.
	Counts, Traces, Savings bool
	Differences             []Divergence // every stated figure that the run does not give
}

// Equal reports whether nothing differs.
func (r *Rechecked) Equal() bool { return len(r.Differences) == 0 }

// Off is by how much each count of the run is above the published one: TP, FN, FP, TN.
func (r *Rechecked) Off() [4]int {
	own, published := r.Own, r.Published
	return [4]int{own.TP - published.TP, own.FN - published.FN, own.FP - published.FP, own.TN - published.TN}
}

// NewRecheck holds a publication against a sweep. Percentiles between two positions of the
// slider are replayed.
func NewRecheck(p *Published, s *Sweep) (*Recheck, error) {
	check := &Recheck{Published: p, Setup: s.Setup()}
	for i := range p.Points {
		published := &p.Points[i]
		own, err := pointAt(s, published.Percentile)
		if err != nil {
			return nil, err
		}
		row := Rechecked{Published: published, Own: own}
		stated := 0
		row.Differences, stated = differing(published.Typed, published.Point, own)
		row.Counts = row.Off() == [4]int{}
		row.Traces, row.Savings = !row.has("avg_traces"), !row.has("token_savings_pct")
		check.Stated, check.Unlike = check.Stated+stated, check.Unlike+len(row.Differences)
		if row.Equal() {
			check.Equal++
		}
		check.Rows = append(check.Rows, row)
	}
	check.Methods = otherMethod(p.File, s)
	return check, check.holdBests(s)
}

// has reports whether a figure differs.
func (r *Rechecked) has(figure string) bool {
	return slices.ContainsFunc(r.Differences, func(d Divergence) bool { return d.Figure == figure })
}

// pointAt is what a sweep's method counts at a percentile, on or off the slider's grid.
func pointAt(s *Sweep, percentile float64) (*Point, error) {
	if at, ok := PositionOf(percentile); ok {
		return s.At(at), nil
	}
	replayed, err := Replay(s.Run(), s.Setup(), percentile)
	if err != nil {
		return nil, err
	}
	return &replayed.Point, nil
}

// Reproducing gives the setups, among all judges and policies that the run allows, under
// which it gives every published count: the one that was asked for first. Phrases that the
// run was not read for cannot be tried. It costs a sweep for each.
func Reproducing(p *Published, run *data.Run, asked Setup) []Setup {
	var found []Setup
	for _, policy := range Policies() {
		for _, judge := range Judges() {
			setup := asked
			setup.Judge, setup.Policy.Kind = judge, policy
			if judge.Missing(run) != "" || !onGrid(p) {
				continue
			}
			sweep, err := NewSweep(run, setup)
			if err != nil {
				continue
			}
			if check, err := NewRecheck(p, sweep); err == nil && check.countsEqual() {
				found = append(found, setup)
			}
		}
	}
	return found
}

func (r *Recheck) countsEqual() bool {
	for i := range r.Rows {
		if !r.Rows[i].Counts {
			return false
		}
	}
	return true
}

// onGrid reports whether every percentile is a position of the slider: else each setup
// that is tried would cost a replay for every point.
func onGrid(p *Published) bool {
	for i := range p.Points {
		if _, ok := PositionOf(p.Points[i].Percentile); !ok {
			return false
		}
	}
	return true
}

func positions(n int) string {
	if n == 1 {
		return "1 position"
	}
	return fmt.Sprintf("%d positions", n)
}

// OtherInstances says where the run's classes are not as large as those published: then no
// method can make them agree; "" where they are.
func (r *Recheck) OtherInstances() string {
	for i := range r.Rows {
		own, published := r.Rows[i].Own, r.Rows[i].Published
		if own.TP+own.FN != published.TP+published.FN || own.FP+own.TN != published.FP+published.TN {
			return fmt.Sprintf("not the same instances or labels: %d unsafe and %d safe are published at %s, and the run has %d and %d",
				published.TP+published.FN, published.FP+published.TN, atP(own.Percentile), own.TP+own.FN, own.FP+own.TN)
		}
	}
	return ""
}
