package report

import (
	"fmt"
	"strconv"

	"gonum.org/v1/plot/plotter"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/cmd/confscope/wording"
	"github.com/confscope/confscope/data"
)

// confidence says whether confidence tells right from wrong and safe from unsafe.
func (c *chapter) confidence() {
	c.heading("Confidence")
	c.separation()
	rows := [][]string{append([]string{"split", "group"}, statisticsHead()...)}
	g := newGrid("split", "group", "\ttraces", "\tmean", "\tsd", "\tused")
	for _, split := range analysis.Splits() {
		if split == analysis.SplitRecorded && !c.Sweep.Run().Has(data.FieldRecorded) {
			continue
		}
		d := analysis.NewDistribution(c.Sweep, split)
		for _, group := range d.At(c.At) {
			g.add(split.String(), group.Name, wording.Count(group.N), mean(group).fixed(3), sd(group).fixed(3), wording.Count(sum(group.Used)))
			rows = append(rows, append([]string{split.String(), group.Name}, statistics(group)...))
		}
		c.histogram(split, d)
	}
	c.page.say(fmt.Sprintf("Means and population standard deviations over recorded traces, whether %s uses them or not. Correctness is by this sweep's verdict, recorded correctness by the file's own.", at(c.At)))
	c.page.table(g)
	c.csv("statistics", "confidence of the traces by group", rows)
}

// separation is confidence as a detector of right verdicts.
func (c *chapter) separation() {
	area, ok := c.Sweep.AUROC(c.At)
	if !ok {
		c.page.say("All verdicts are right, or none is, or none is known: confidence has nothing to tell apart.")
		return
	}
	reading := "that is not told apart from chance, which is 0.5"
	switch {
	case area.Hi < 0.5:
		reading = "**confidence misleads: wrong verdicts are the more confident ones**"
	case area.Lo > 0.5:
		reading = "confidence tells right from wrong to that degree"
	}
	_, aurc := c.Sweep.RiskCoverage(c.At)
	c.page.say(fmt.Sprintf("AUROC of an instance's mean confidence for a right verdict at %s: %.3f (95%% interval %.3f–%.3f, %s right and %s wrong); %s. Area under the risk-coverage curve: %s.",
		at(c.At), area.Value, area.Lo, area.Hi, wording.Count(area.Correct), wording.Count(area.Wrong), reading, maybe(aurc, true).fixed(3)))
}

// histogram draws the splits that the study showed; the others stand in the table.
func (c *chapter) histogram(split analysis.Split, d *analysis.Distribution) {
	name, title, caption := "", "", ""
	switch split {
	case analysis.SplitCorrectness:
		name, title = "confidence-by-verdict", "Confidence by correctness of the verdict"
		caption = fmt.Sprintf("Confidence of all traces by whether this sweep's verdict at %s is right.", at(c.At))
	case analysis.SplitRecorded:
		name, title = "confidence-by-recorded", "Confidence by correctness of the recorded verdict"
		caption = "Confidence of all traces by whether the verdict that the file records is right."
	case analysis.SplitLabel:
		name, title = "confidence-by-label", "Confidence by label"
		caption = "Confidence of all traces by the label of their prompt."
	case analysis.SplitCategory, analysis.SplitOutcome, analysis.SplitUsed:
		return
	}
	f, drawn := densities(c.axisOf("confidence of a trace"), d, c.At)
	if !drawn {
		c.page.say(title + " is not drawn: no trace with a finite confidence is in any of its groups, or they span too wide a range.")
		return
	}
	c.figure(name, title, caption+" Each group adds up to 100 %, whatever its size.", f)
}

// densities draws the groups that have traces, each in shares of its own; false where
// there is nothing to draw.
func densities(title string, d *analysis.Distribution, p analysis.Position) (*figure, bool) {
	if !drawable(d.Lo, d.Hi) {
		return nil, false
	}
	f := newFigure(axis{title: title, min: d.Lo, max: d.Hi}, fittedShare("traces of the group (%)"))
	inks := []ink{blue(), vermilion(), grey()}
	drawn := false
	for g, group := range d.At(p) {
		if group.N == 0 {
			continue
		}
		var outline plotter.XYs
		for bin := range group.Used {
			outline = append(outline, plotter.XY{X: edge(d, bin), Y: 100 * float64(group.Used[bin]+group.Unused[bin]) / float64(group.N)})
		}
		outline = append(outline, plotter.XY{X: d.Hi, Y: 0})
		f.steps(fmt.Sprintf("%s, n %s", group.Name, wording.Count(group.N)), inks[g%len(inks)], outline)
		drawn = true
	}
	f.plot.Y.Min = 0
	f.headroom()
	return f, drawn
}

// edge is the left end of a bin.
func edge(d *analysis.Distribution, bin int) float64 {
	return d.Lo + (d.Hi-d.Lo)*float64(bin)/analysis.Bins
}

func mean(g analysis.Group) number { return maybe(g.Mean, g.N > 0) }
func sd(g analysis.Group) number   { return maybe(g.SD, g.N > 0) }

func sum(counts []uint32) int {
	total := 0
	for _, n := range counts {
		total += int(n)
	}
	return total
}

func statisticsHead() []string { return []string{"traces", "mean", "sd", "used", "not_used"} }

func statistics(g analysis.Group) []string {
	return []string{strconv.Itoa(g.N), mean(g).cell(), sd(g).cell(), strconv.Itoa(sum(g.Used)), strconv.Itoa(sum(g.Unused))}
}
