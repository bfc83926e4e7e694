package tui

import (
	"context"
	"fmt"
	"sync"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// measuring is a measure that is being computed for a run.
type measuring struct {
	run     *data.Run
	measure analysis.Measure
	back    analysis.Measure // what the figures that stand meanwhile were computed from
	invert  bool             // and in which direction
	begin   func()
	cancel  context.CancelFunc
	share   chan float64 // of the work that is done: the newest only
	end     chan measured
}

// measured: a measure has been computed, or some of it.
type measured struct {
	of    *measuring
	share float64
	run   *data.Run // nil until the work is done
	cuts  analysis.Cuts
	err   error
}

// newMeasuring prepares to compute; its first command begins.
func newMeasuring(run *data.Run, m analysis.Measure) *measuring {
	ctx, cancel := context.WithCancel(context.Background())
	job := &measuring{run: run, measure: m, cancel: cancel, share: make(chan float64, 1), end: make(chan measured, 1)}
	var once sync.Once
	job.begin = func() {
		once.Do(func() { go job.do(ctx) })
	}
	return job
}

func (m *measuring) do(ctx context.Context) {
	defer m.cancel()
	run, cuts, err := analysis.Measured(ctx, m.run, m.measure, func(done, total int) { m.tell(float64(done) / float64(total)) })
	m.end <- measured{of: m, share: 1, run: run, cuts: cuts, err: err}
}

// tell replaces the share that nobody has looked at yet.
func (m *measuring) tell(share float64) {
	select {
	case <-m.share:
	default:
	}
	select {
	case m.share <- share:
	default:
	}
}

// next waits for more of the work to be done.
func (m *measuring) next() tea.Cmd {
	return func() tea.Msg {
		m.begin()
		select {
		case share := <-m.share:
			return measured{of: m, share: share}
		case end := <-m.end:
			return end
		}
	}
}

// words are what the status line says meanwhile.
func (m *measuring) words(share float64) string {
	from := "log-probabilities"
	if m.measure.Kind.OfPeaks() {
		from = "DeepConf's confidences"
	}
	return fmt.Sprintf("%s of %s: %.0f %%, esc calls it off", m.measure, from, share*100)
}

// withMeasure gives a run, whose confidences were computed as taken says, with those of a
// measure. It takes as long as that takes.
func withMeasure(ctx context.Context, run *data.Run, want analysis.Measure, taken Taken) (*data.Run, Taken, error) {
	switch {
	case isRecorded(want):
		return run.AsRecorded(), Taken{}, nil
	case taken.Measure == want && run.Confidence().Name != data.Recorded:
		return run, taken, nil
	}
	with, cuts, err := analysis.Measured(ctx, run, want, nil)
	return with, Taken{want, cuts}, err
}

// receiveMeasured goes on with a measure that is being computed, unless it was called off.
func (s *State) receiveMeasured(msg measured) tea.Cmd {
	job := s.Method.job
	switch {
	case msg.of != job:
		msg.of.cancel()
		return nil
	case msg.err != nil:
		s.callOff()
		s.tell(Wrong, msg.err.Error())
		return nil
	case msg.run == nil:
		s.Method.Busy = job.words(msg.share)
		return job.next()
	}
	s.Method.job = nil
	run := msg.run
	if sameTraces(run, s.Run) { // it may have been read for more phrases meanwhile
		run = s.Run.AsRecorded().WithConfidences(run.Confidences(), run.Confidence())
	}
	return s.count(run, s.Method.Setup, Taken{job.measure, msg.cuts})
}

// measureInstead computes the measure that is wanted. The figures that stand keep standing
// meanwhile, and follow the judge and the policy.
func (s *State) measureInstead(want analysis.Measure) tea.Cmd {
	job := s.Method.job
	var next tea.Cmd
	if job == nil || job.measure != want {
		s.dropJob()
		again := newMeasuring(s.Run, want)
		if job != nil {
			again.back, again.invert = job.back, job.invert
		} else if s.Results != nil {
			again.back, again.invert = s.Results.Taken.Measure, s.Results.Sweep.Setup().Invert
		}
		job, s.Method.job, next = again, again, again.next()
	}
	setup := s.Method.Setup
	setup.Invert = job.invert
	var meanwhile tea.Cmd
	if s.Results == nil || s.Results.Sweep.Setup() != setup {
		meanwhile = s.count(s.Run, setup, s.taken)
	}
	s.Method.Busy = job.words(0)
	return tea.Batch(next, meanwhile)
}

// dropJob ends what is being computed, where anything is.
func (s *State) dropJob() {
	if s.Method.job != nil {
		s.Method.job.cancel()
		s.Method.job = nil
	}
}

// callOff ends what is being computed and takes back that it was asked for.
func (s *State) callOff() {
	job := s.Method.job
	s.dropJob()
	s.Method.Busy = ""
	s.Method.Confidence, s.Method.Setup.Invert = job.back.Kind, job.invert
	if job.back.Window > 0 {
		s.Method.Window = job.back.Window
	}
}
