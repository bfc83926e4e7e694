package analysis

import (
	"context"
	"math"
	"sync"

	"github.com/confscope/confscope/data"
)

// leastLogprob is where log-probabilities are cut: below it stand -9999 and its like,
// which mean "too unlikely to say", and one of them would ruin a mean.
const leastLogprob = -100

// measureBatch is the most instances that are measured at a time. Within a batch records
// are read in order, and progress is told after each.
const measureBatch = 128

// Cuts counts what a measure did not take as it stands in the file.
type Cuts struct {
	Tokens    int // of all traces, before anything was cut
	Clipped   int // log-probabilities outside -100..0, moved to the nearer end
	NotFinite int // NaN and infinities, left out
	Absent    int // tokens without a number, left out
	Undefined int // traces of which nothing was left, or nothing was there
	Longest   int // tokens of the longest trace
}

func (c *Cuts) add(o Cuts) {
	c.Tokens += o.Tokens
	c.Clipped += o.Clipped
	c.NotFinite += o.NotFinite
	c.Absent += o.Absent
	c.Undefined += o.Undefined
	c.Longest = max(c.Longest, o.Longest)
}

// Measured gives the run with the confidences that the measure makes of its tokens, which
// are read for it, on all cores. Run.Confidence names the measure, with its window; traces
// that it is not defined for have AbsentConfidence. The result does not depend on the
// number of cores. MeasureRecorded gives the file's own confidences back, and cuts nothing.
//
// The progress, which may be nil, is told instances, one call at a time, from any goroutine.
// An error is the context's, or says why the tokens could not be read.
func Measured(ctx context.Context, run *data.Run, m Measure, progress func(done, total int)) (*data.Run, Cuts, error) {
	if err := m.validate(); err != nil {
		return nil, Cuts{}, err
	}
	if m.Kind == MeasureRecorded {
		return run.AsRecorded(), Cuts{}, ctx.Err()
	}
	job := newMeasuring(ctx, run, m.For(run), progress)
	if err := job.run(); err != nil {
		return nil, Cuts{}, err
	}
	with, cuts := job.measured()
	return with, cuts, nil
}

// measuring is one call of Measured.
type measuring struct {
	ctx      context.Context //nolint:containedctx // of the call: workers are started without arguments
	of       *data.Run
	from     int         // the first instance that is measured
	measures []Measure   // two where the window is still open: the short one and the long one
	conf     [][]float64 // by measure, then trace; each trace is written by one worker
	progress func(done, total int)
	batch    int

	mu   sync.Mutex
	done int
	long bool // a trace is as long as the long window
	cuts Cuts
	err  error
}

func newMeasuring(ctx context.Context, run *data.Run, m Measure, progress func(done, total int)) *measuring {
	job := &measuring{ctx: ctx, of: run, measures: []Measure{m}, progress: progress}
	if m.Kind.Windowed() && m.Window == 0 {
		job.measures = []Measure{{m.Kind, ShortWindow}, {m.Kind, LongWindow}}
	}
	for range job.measures {
		conf := make([]float64, run.Traces())
		for t := range conf {
			conf[t] = data.AbsentConfidence()
		}
		job.conf = append(job.conf, conf)
	}
	return job
}

// run measures what has to be.
func (j *measuring) run() error {
	j.done = j.from
	n := j.of.Instances() - j.from
	// Instances may be few and long: their batches must still be more than the cores.
	j.batch = max(1, min(measureBatch, n/64))
	share((n+j.batch-1)/j.batch, j.work)
	if j.err != nil {
		return j.err
	}
	return j.ctx.Err()
}

// result is the measure whose window has turned out to be the usual one.
func (j *measuring) result() (Measure, []float64) {
	if j.long {
		last := len(j.measures) - 1
		return j.measures[last], j.conf[last]
	}
	return j.measures[0], j.conf[0]
}

func (j *measuring) work(batches <-chan int) {
	one := &measurer{}
	for b := range batches {
		if j.failed() {
			continue // drains what is left
		}
		one.cuts, one.longest = Cuts{}, 0
		from := j.from + b*j.batch
		to := min(from+j.batch, j.of.Instances())
		err := j.of.EachSeries(j.ctx, from, to, func(trace int, s data.Series) bool {
			values := one.take(j.measures[0].Kind.pick(s), j.measures[0].Kind.OfPeaks())
			for i, m := range j.measures {
				if len(values) > 0 {
					j.conf[i][trace] = one.groups.measure(m, values)
				}
			}
			return true
		})
		j.note(to-from, one, err)
	}
}

func (j *measuring) failed() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.err != nil
}

// note takes over what a batch has come to.
func (j *measuring) note(instances int, one *measurer, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err != nil {
		if j.err == nil {
			j.err = err
		}
		return
	}
	j.done += instances
	one.cuts.Longest = one.longest
	j.cuts.add(one.cuts)
	j.long = j.long || one.longest >= LongWindow
	if j.progress != nil {
		j.progress(j.done, j.of.Instances())
	}
}

// pick is the list of the series that the kind is made of.
func (k MeasureKind) pick(s data.Series) []float64 {
	if k.OfPeaks() {
		return s.Peaks
	}
	return s.Logprobs
}

// measurer measures traces one after another, in memory that it uses again.
type measurer struct {
	groups  grouping
	kept    []float64
	cuts    Cuts
	longest int
}

// take gives the values that count: log-probabilities cut to -100..0, and those that are
// no number left out. It gives the list itself where nothing has to be done.
func (o *measurer) take(values []float64, peaks bool) []float64 {
	o.cuts.Tokens += len(values)
	o.longest = max(o.longest, len(values))
	clean := usual(values, peaks)
	if clean == len(values) {
		return values
	}
	o.kept = append(o.kept[:0], values[:clean]...)
	for _, x := range values[clean:] {
		if x, ok := o.cuts.cut(x, peaks); ok {
			o.kept = append(o.kept, x)
		}
	}
	return o.kept
}

// usual is how many values from the first on can be taken as they are.
func usual(values []float64, peaks bool) int {
	for i, x := range values {
		if peaks && !finite(x) || !peaks && !(x >= leastLogprob && x <= 0) {
			return i
		}
	}
	return len(values)
}

// cut gives the value as it counts, and whether it does.
func (c *Cuts) cut(x float64, peaks bool) (float64, bool) {
	switch {
	case data.IsAbsentConfidence(x):
		c.Absent++
		return x, false
	case !finite(x):
		c.NotFinite++
		return x, false
	case peaks || x >= leastLogprob && x <= 0:
		return x, true
	}
	c.Clipped++
	return math.Max(leastLogprob, math.Min(0, x)), true
}

// measure is the confidence of a trace, of values that have been cut and of which there is
// at least one.
func (g *grouping) measure(m Measure, x []float64) float64 {
	switch m.Kind {
	case MeasureNLL:
		return -mean(x)
	case MeasureProbability:
		return math.Exp(mean(x))
	case MeasureTail, MeasureDeepConfTail:
		return tailMean(x, m.Window)
	case MeasureLowestGroup, MeasureDeepConfLowestGroup:
		return g.lowest(x, m.Window, m.Kind.largest(x))
	case MeasureBottomGroup, MeasureDeepConfBottomGroup:
		_, bottom := g.lowestAndBottom(x, m.Window, m.Kind.largest(x))
		return bottom
	case MeasureDeepConfMean, MeasureRecorded:
	}
	return mean(x)
}

// largest bounds how far any of the values is from 0.
func (k MeasureKind) largest(x []float64) float64 {
	if !k.OfPeaks() {
		return -leastLogprob
	}
	largest := 0.0
	for _, v := range x {
		largest = max(largest, math.Abs(v))
	}
	return largest
}
