package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// recounted: a run that has grown has been counted, with all that the screen shows of it.
// So the screen steps from one whole picture to the next and never falls back to an empty
// one.
type recounted struct {
	gen     int
	from    *Results // what was on the screen when it began
	run     *data.Run
	results *Results
	reading reading
	asked   [studies]studyKey
	pins    [2]*Pin
	next    []tea.Cmd // goes on with studies that take long
	err     error
}

// recountBehind counts the newest run in the background where that is not what the screen
// shows. One recount runs at a time: it is the pace at which a large run is followed.
func (s *State) recountBehind() tea.Cmd {
	g := &s.Growth
	if g.newest == nil || g.counting || s.Method.Busy != "" || s.Results == nil || s.Results.Evolution == nil {
		return nil
	}
	if g.newest.SameReading(s.Run) && g.newest.Instances() == s.Run.Instances() && g.newest.Problems().Total() == s.Run.Problems().Total() {
		return nil
	}
	g.counting = true
	return recount(*s)
}

// recount counts the newest run of a state and begins what the screen shows of it.
func recount(s State) tea.Cmd {
	gen, from, shown := s.Method.Gen, s.Results, s
	s.Run = s.Growth.newest
	s.Run = s.asSaid(s.Run)
	return func() tea.Msg {
		s.usualConfidence() // the first records may have come without tokens
		reading := shown.readingOf(s.Run)
		if err := s.recountRun(shown.Run); err != nil {
			return recounted{gen: gen, from: from, err: err}
		}
		s.Slider.PinA, s.Slider.PinB = s.recountPin(s.Slider.PinA), s.recountPin(s.Slider.PinB)
		msg := recounted{gen: gen, from: from, reading: reading, pins: [2]*Pin{s.Slider.PinA, s.Slider.PinB}}
		for kind := range studies {
			s.restudy(kind, &msg)
		}
		msg.run, msg.results = s.Run, s.Results
		return msg
	}
}

// recountRun gives the state, which is a copy, the results of its run. What was measured of
// the run on the screen is not measured again.
func (s *State) recountRun(shown *data.Run) error {
	run, taken, err := measuredOn(s.Run, s.wanted(), shown, s.taken)
	if err != nil {
		return err
	}
	if list, marked := neededMarks(run, s.Method.Setup.Judge); !marked {
		if run, err = run.Mark(context.Background(), list); err != nil {
			return err
		}
	}
	results, err := newResults(run, s.Method.Setup, s.Method.Gen)
	if err != nil {
		return err
	}
	results.Taken = taken
	s.Run, s.taken, s.Results = run, taken, results.withDistributions(s.Over.Split)
	return nil
}

// measuredOn is withMeasure for a run that was read on from one that was measured as taken
// says.
func measuredOn(run *data.Run, want analysis.Measure, shown *data.Run, taken Taken) (*data.Run, Taken, error) {
	if isRecorded(want) || taken.Measure != want || !run.SameReading(shown) {
		return withMeasure(context.Background(), run, want, Taken{})
	}
	with, cuts, err := analysis.MeasuredOn(context.Background(), run, want, shown, taken.Cuts)
	return with, Taken{want, cuts}, err
}

// recountPin gives a pin a sweep of the run as it is now.
func (s *State) recountPin(p *Pin) *Pin {
	if p == nil {
		return nil
	}
	again := *p
	if again.Sweep = s.Results.Sweep; p.Setup != s.Results.Sweep.Setup() || p.Measure != s.Results.Taken.Measure {
		swept, ok := sweepPin(s.Run, p.Setup, p.Measure, s.taken)().(pinned)
		if !ok || swept.err != nil {
			return p
		}
		again.Sweep = swept.sweep
	}
	return &again
}

// restudy begins a study that the screen shows, and waits for what it finds first.
func (s *State) restudy(kind study, msg *recounted) {
	key, wanted := s.wants(kind)
	if !wanted {
		return
	}
	begun := s.begin(kind, key)
	if begun == nil {
		return
	}
	found, ok := begun().(learned)
	if !ok {
		return
	}
	results := *s.Results
	found.put(&results)
	s.Results = &results
	if found.run != nil {
		s.Run = found.run
	}
	msg.asked[kind] = key
	if found.next != nil {
		msg.next = append(msg.next, found.next)
	}
}

// receiveRecount puts a recount on the screen, unless something else has been asked for
// meanwhile.
func (s *State) receiveRecount(msg recounted) tea.Cmd {
	s.Growth.counting = false
	if msg.err != nil {
		s.tellOnce(msg.err.Error())
		return nil
	}
	if msg.gen != s.Method.Gen || s.Method.job != nil || s.Results == nil || s.Results.Sweep != msg.from.Sweep || !s.mayTake(msg.reading) {
		return s.recountBehind()
	}
	more := s.searchOn(msg.run)
	s.Run, s.taken = msg.run, msg.results.Taken
	if isRecorded(s.Method.measure()) {
		s.Method.Confidence = s.taken.Measure.Kind
	}
	s.keepMeasure()
	s.Growth.marked = msg.run
	s.replaceResults(msg.results)
	for kind, key := range msg.asked {
		if key != (studyKey{}) || msg.reading.other { // a key holds the run that it is of
			s.Asked[kind] = key
		}
	}
	for n, pin := range []**Pin{&s.Slider.PinA, &s.Slider.PinB} {
		if p, with := *pin, msg.pins[n]; p != nil && with != nil && p.At == with.At && p.Setup == with.Setup && p.Measure == with.Measure {
			*pin = with
		}
	}
	if msg.reading.other {
		more = tea.Batch(more, s.takeReading(msg.reading))
	}
	return tea.Batch(append(msg.next, more, s.sweepPins())...)
}
