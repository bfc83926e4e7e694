package report

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/plotter"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/cmd/confscope/wording"
)

// evolution is confidence by trace number, safe prompts on the left and unsafe ones on
// the right.
func (c *chapter) evolution() {
	if !c.labelled() {
		return
	}
	c.heading("Evolution of confidence")
	e := analysis.NewEvolution(c.Sweep)
	series := e.At(c.At)
	lo, hi := reach(series)
	if !drawable(lo, hi) {
		c.page.say("It is not drawn: no labelled instance has a finite confidence, or they span too wide a range.")
		return
	}
	caption := fmt.Sprintf("Mean confidence by trace number, with the 10th to 90th percentile as bands: right verdicts at %s solid with circles, wrong ones dashed with triangles. Safe prompts on the left, unsafe ones on the right.", at(c.At))
	if e.Omitted > 0 {
		caption += fmt.Sprintf(" The last %s are left out.", wording.Things(e.Omitted, "trace number"))
	}
	c.figure("evolution", "Evolution of confidence by trace number", caption, c.evolving(series, lo, hi))
	g := newGrid("group", "\tinstances with a first trace", "\tmean of first traces", "\tmean of last traces")
	for _, s := range series {
		if len(s.N) > 0 {
			g.add(s.Name, wording.Count(s.N[0]), maybe(s.Mean[0], s.N[0] > 0).fixed(3), lastOf(s).fixed(3))
		}
	}
	c.page.table(g)
}

// reach is the least and the greatest value that is drawn.
func reach(series [4]analysis.Series) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, s := range series {
		for i, n := range s.N {
			if n > 0 {
				lo, hi = min(lo, s.Low[i], s.Mean[i]), max(hi, s.High[i], s.Mean[i])
			}
		}
	}
	if lo == hi {
		lo, hi = lo-0.5, hi+0.5
	}
	return lo, hi
}

// evolving draws two groups for each of the two labels.
func (c *chapter) evolving(series [4]analysis.Series, lo, hi float64) *figure {
	most := min(float64(max(c.Sweep.Run().MaxTraces(), 2)), 128)
	side := func(prompts string) *figure {
		return newFigure(axis{title: "trace number, " + prompts, min: 1, max: most}, axis{title: c.axisOf("mean confidence"), min: lo, max: hi})
	}
	left, right := side("safe prompts"), side("unsafe prompts")
	left.right = right
	for i, s := range series {
		side, in := left, blue()
		if i%2 == 1 {
			side = right
		}
		if i >= 2 {
			in = vermilion()
		}
		side.band(in, numbered(s, s.Low), numbered(s, s.High))
		side.curve(s.Name, in, numbered(s, s.Mean), 1)
	}
	left.key = newKey()
	left.sample("right verdicts at "+at(c.At), blue())
	left.sample("wrong verdicts", vermilion())
	return left
}

// numbered are the values of a series by trace number, from 1.
func numbered(s analysis.Series, values []float64) plotter.XYs {
	points := make(plotter.XYs, len(values))
	for i, v := range values {
		points[i] = place(float64(i+1), maybe(v, s.N[i] > 0), 1)
	}
	return points
}

// lastOf is the mean at the last trace number that any instance of the group reaches.
func lastOf(s analysis.Series) number {
	for i := len(s.N) - 1; i >= 0; i-- {
		if s.N[i] > 0 {
			return maybe(s.Mean[i], true)
		}
	}
	return number{}
}
