package report

import (
	"fmt"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/cmd/confscope/wording"
	"github.com/confscope/confscope/data"
)

// measured says which confidence the figures rest on: its name with the window, what it
// measures, which way it points as it stands, and how that is known.
func (c *chapter) measured() string {
	said := c.Sweep.Run().Confidence()
	return fmt.Sprintf("`%s`: %s, %s. %s", said.Name, made(said), said.Scale.Direction(false), basis(said.Basis))
}

// made says what a confidence is made of.
func made(said data.Confidence) string {
	m, err := analysis.ParseMeasure(said.Name)
	if err != nil || m.Kind == analysis.MeasureRecorded {
		return "the number that stands in the file, " + said.Measures()
	}
	window := wording.Things(m.Window, "token")
	switch m.Kind {
	case analysis.MeasureTail, analysis.MeasureDeepConfTail:
		return said.Measures() + " of the last " + window
	case analysis.MeasureLowestGroup, analysis.MeasureDeepConfLowestGroup:
		return said.Measures() + " of those " + window + " in a row where it is lowest"
	case analysis.MeasureBottomGroup, analysis.MeasureDeepConfBottomGroup:
		return said.Measures() + " of every " + window + " in a row, the mean of the lowest tenth"
	case analysis.MeasureRecorded, analysis.MeasureNLL, analysis.MeasureProbability, analysis.MeasureDeepConfMean:
	}
	return said.Measures() + " of all tokens"
}

// axisOf is the title of an axis of confidence.
func (c *chapter) axisOf(what string) string {
	said, invert := c.Sweep.Run().Confidence(), c.Sweep.Setup().Invert
	return fmt.Sprintf("%s (%s, %s)", what, c.measure(), said.Scale.Direction(invert))
}

// measure is what the confidence is called.
func (c *chapter) measure() string {
	name := c.Sweep.Run().Confidence().Name
	if c.Sweep.Setup().Invert {
		name += ", negated"
	}
	return name
}

// basis says how it is known what the numbers measure.
func basis(b data.Basis) string {
	switch b {
	case data.BasisDeclared:
		return "The format says so."
	case data.BasisGuessed:
		return "That is guessed from the range of the numbers."
	case data.BasisChosen:
		return "The user said so."
	case data.BasisComputed:
		return "It is computed from the tokens of each answer."
	case data.BasisNone:
	}
	return "Nothing in the file says what it measures."
}
