package analysis

import (
	"math"
	"slices"
)

// bottomShare is one over the share of windows that make the bottom group.
const bottomShare = 10

// bottomCount is how many of n windows make the bottom group.
func bottomCount(n int) int { return max(1, n/bottomShare) }

// grouping finds what the windows of a trace come to, in memory that it uses again.
//
// What comes out is, to the last bit, what summing each window afresh gives. A running sum
// is only used to see which windows can matter; those are then summed anew. Its error has
// a bound, and every window within the bound is one that can matter.
type grouping struct {
	running     []float64 // sums of all windows, nearly
	least, most float64   // of them
	far         float64   // how far a running sum may be from a fresh one
	fresh       []float64 // sums of the windows that matter
	bins        [256]uint32
}

// tailMean is the mean of the last w values, or of all where there are fewer.
func tailMean(x []float64, w int) float64 { return mean(x[max(0, len(x)-w):]) }

// lowest is the least mean of w values in a row; the mean of all where there are fewer.
// None of the values may be further from 0 than the largest.
func (g *grouping) lowest(x []float64, w int, largest float64) float64 {
	if len(x) <= w {
		return mean(x)
	}
	g.slide(x, w, largest)
	g.sumBelow(x, w, g.least+2*g.far)
	return slices.Min(g.fresh) / float64(w)
}

// lowestAndBottom is lowest and, at the price of both, the mean of the lowest tenth, and of
// at least one, of the means of w values in a row; the mean of all where there are fewer.
func (g *grouping) lowestAndBottom(x []float64, w int, largest float64) (lowest, bottom float64) {
	if len(x) <= w {
		m := mean(x)
		return m, m
	}
	g.slide(x, w, largest)
	k := bottomCount(len(g.running))
	g.sumBelow(x, w, g.reach(k))
	slices.Sort(g.fresh)
	for i := range k {
		g.fresh[i] /= float64(w)
	}
	return g.fresh[0], mean(g.fresh[:k])
}

// reach is a limit that the running sums of the k lowest windows do not exceed.
func (g *grouping) reach(k int) float64 { return g.kth(k) + 2*g.far }

// slide runs a sum of w values over x, of which none is further from 0 than the largest.
// Each step rounds the difference and the sum once, and a fresh sum rounds fewer than w
// times; the unit of the bound on their distance is doubled for what rounds in the bound.
func (g *grouping) slide(x []float64, w int, largest float64) {
	const unit = 0x1p-52
	g.far = unit * largest * (float64(len(x))*float64(w+2) + 2*float64(w)*float64(w))
	s := total(x[:w])
	in := x[w:]
	out := x[:len(in)]
	g.running = slices.Grow(g.running[:0], len(in)+1)[:len(in)+1]
	g.running[0] = s
	sums := g.running[1:][:len(in)]
	for i := range in {
		s += in[i] - out[i]
		sums[i] = s
	}
	least, most := g.running[0], g.running[0]
	for _, s := range g.running {
		if s < least {
			least = s
		}
		if s > most {
			most = s
		}
	}
	g.least, g.most = least, most
}

// kth is a bound that at least k of the running sums do not exceed, and few more: the
// upper edge of the bin that the k-th is in, of bins that grow narrow round it. Edges are
// pushed up by the error of the sums, which is more than that of the edges themselves.
func (g *grouping) kth(k int) float64 {
	const narrowings = 6
	if !finite(g.most-g.least) || !finite(g.far) {
		return math.Inf(1) // sums overflowed: nothing is known of them
	}
	lo, hi := g.least, g.most
	for range narrowings {
		scale := float64(len(g.bins)-1) / (hi - lo)
		if !finite(scale) {
			return hi // they are all the same
		}
		below, bin := g.count(lo, hi, scale), 0
		for bin < len(g.bins)-1 && below+int(g.bins[bin]) < k {
			below += int(g.bins[bin])
			bin++
		}
		lo, hi = lo+float64(bin)/scale, min(hi, lo+float64(bin+1)/scale+g.far)
		if int(g.bins[bin]) <= 8+k/4 {
			break
		}
	}
	return hi
}

// count fills the bins with the running sums from lo to hi, and gives how many are below.
func (g *grouping) count(lo, hi, scale float64) (below int) {
	clear(g.bins[:])
	for _, s := range g.running {
		switch {
		case s < lo:
			below++
		case s <= hi:
			g.bins[uint8((s-lo)*scale)]++
		}
	}
	return below
}

// sumBelow sums the windows afresh whose running sum does not exceed the limit.
func (g *grouping) sumBelow(x []float64, w int, limit float64) {
	g.fresh = g.fresh[:0]
	for i, s := range g.running {
		if !(s > limit) { // also where it is not a number: then nothing is known
			g.fresh = append(g.fresh, total(x[i:i+w]))
		}
	}
}
