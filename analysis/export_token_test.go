package analysis

import "github.com/confscope/confscope/data"

// Measurer measures one list of tokens after another, as Measured does.
type Measurer struct{ one measurer }

// Of is the measure of values as they stand in a file, whose window is set;
// AbsentConfidence where it is not defined.
func (m *Measurer) Of(measure Measure, values []float64) float64 {
	kept := m.one.take(values, measure.Kind.OfPeaks())
	if len(kept) == 0 {
		return data.AbsentConfidence()
	}
	return m.one.groups.measure(measure, kept)
}

// Four is the mean, the tail, the lowest and the bottom group at once.
func (m *Measurer) Four(values []float64, w int) [4]float64 {
	kept := m.one.take(values, false)
	lowest, bottom := m.one.groups.lowestAndBottom(kept, w, -leastLogprob)
	return [4]float64{mean(kept), tailMean(kept, w), lowest, bottom}
}
