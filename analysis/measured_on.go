package analysis

import (
	"context"

	"github.com/confscope/confscope/data"
)

// MeasuredOn is Measured for a run that was read on from one that the same measure has been
// made of before: only the instances behind that are read. Cuts are those of before.
func MeasuredOn(ctx context.Context, run *data.Run, m Measure, before *data.Run, cuts Cuts) (*data.Run, Cuts, error) {
	window, ok := windowOf(m.For(run), before)
	if !ok || !run.SameReading(before) || run.Instances() < before.Instances() {
		return Measured(ctx, run, m, nil)
	}
	job := newMeasuring(ctx, run, window, nil)
	job.from, job.cuts = before.Instances(), cuts
	copy(job.conf[0], before.Confidences())
	if err := job.run(); err != nil {
		return nil, Cuts{}, err
	}
	if job.long && len(job.measures) > 1 { // the usual window is another one from now on
		return Measured(ctx, run, m, nil)
	}
	with, cuts := job.measured()
	return with, cuts, nil
}

// windowOf gives the measure, with its window still open where a longer trace may change
// it; false where the run of before was measured in another way.
func windowOf(m Measure, before *data.Run) (Measure, bool) {
	was := before.Confidence().Name
	if !m.Kind.Windowed() || m.Window > 0 {
		return m, m.String() == was
	}
	if long := (Measure{m.Kind, LongWindow}); long.String() == was {
		return long, true
	}
	return m, Measure{m.Kind, ShortWindow}.String() == was
}

// measured gives the run with what was found, and what was cut.
func (j *measuring) measured() (*data.Run, Cuts) {
	m, conf := j.result()
	cuts := j.cuts
	cuts.Undefined = 0
	for _, x := range conf {
		cuts.Undefined += index(data.IsAbsentConfidence(x))
	}
	return j.of.WithConfidences(conf, data.Confidence{Name: m.String(), Scale: m.Scale(), Basis: data.BasisComputed}), cuts
}
