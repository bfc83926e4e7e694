package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
)

// OtherRun is a further run that the screen is opened with.
type OtherRun struct {
	Name string // as the user wrote it
	// Open reads the run whole; whoever gave it closes the run.
	Open func(context.Context) (*data.Run, error)
}

// Other is a further run that was opened beside the first, to be compared with it.
type Other struct {
	Name  string    // the same path may be given twice
	nth   int       // tells runs apart, wherever they stand: its place on the command line
	Run   *data.Run // nil until it is read
	Err   error     // why it cannot be read or judged
	Sweep *analysis.Sweep
	open  func(context.Context) (*data.Run, error)
	asked *askedOther // what it is being counted under; nil while it is read
	taken Taken       // what the confidences of Run were computed as
}

// otherRead: a further run has been read, or counted under a method.
type otherRead struct {
	nth   int
	run   *data.Run
	asked *askedOther // nil after reading
	taken Taken
	sweep *analysis.Sweep
	err   error
}

// callOthers reads the next of the other runs once the first is whole, and counts those
// that are read under the present method. One is read at a time: each takes all cores.
func (s *State) callOthers(ctx context.Context) tea.Cmd {
	if s.Load.Stage == Loading || s.Results == nil {
		return nil
	}
	for n, other := range s.Others {
		if other.Err != nil {
			continue
		}
		if other.Run == nil {
			if other.open == nil { // it is being read
				return nil
			}
			open := other.open
			s.changeOther(n, func(o *Other) { o.open = nil })
			return func() tea.Msg {
				run, err := open(ctx)
				return otherRead{nth: other.nth, run: run, err: err}
			}
		}
		if asked := (askedOther{s.otherSetup(other.Run), s.otherMeasure(other.Run)}); other.asked == nil || *other.asked != asked {
			s.changeOther(n, func(o *Other) { o.asked = &asked })
			return tea.Batch(sweepOther(ctx, other, asked), s.callOthers(ctx))
		}
	}
	return nil
}

// askedOther is the method that another run is counted under.
type askedOther struct {
	setup   analysis.Setup
	measure analysis.Measure
}

// otherMeasure is the measure for another run: that of the screen where the run allows it,
// else the numbers in its file.
func (s *State) otherMeasure(run *data.Run) analysis.Measure {
	if m := s.Results.Taken.Measure; m.Missing(run) == "" {
		return m
	}
	return analysis.Measure{}
}

// otherSetup is the method for another run: that of the screen, but with the judge that
// its own columns call for, until the user has chosen one that it allows.
func (s *State) otherSetup(run *data.Run) analysis.Setup {
	setup := s.Method.Setup
	if !s.Method.Chose || setup.Judge.Missing(run) != "" {
		setup.Judge = analysis.DefaultJudge(run)
	}
	return setup
}

func sweepOther(ctx context.Context, other Other, asked askedOther) tea.Cmd {
	return func() tea.Msg {
		answer := otherRead{nth: other.nth, asked: &asked}
		answer.run, answer.taken, answer.err = withMeasure(ctx, other.Run, asked.measure, other.taken)
		if answer.err != nil {
			return answer
		}
		if list, needs := asked.setup.Judge.List(); needs {
			answer.run = withLists(answer.run, list)
		}
		answer.sweep, answer.err = analysis.NewSweep(answer.run, asked.setup)
		return answer
	}
}

// changeOther replaces the n-th other run: states of before keep theirs.
func (s *State) changeOther(n int, change func(*Other)) {
	others := append([]Other(nil), s.Others...)
	change(&others[n])
	s.Others = others
}

// receiveOther takes in what has become of another run.
func (s *State) receiveOther(msg otherRead) {
	for n, other := range s.Others {
		switch {
		case other.nth != msg.nth:
		case msg.asked != nil && (other.asked == nil || *other.asked != *msg.asked):
		case msg.err != nil:
			s.changeOther(n, func(o *Other) { o.Err = msg.err })
			s.tell(Wrong, msg.err.Error())
			return
		default:
			s.changeOther(n, func(o *Other) { o.Run, o.Sweep, o.taken = msg.run, msg.sweep, msg.taken })
			return
		}
	}
}

// versus makes one of the other runs B, or none.
func (s *State) versus(n int) {
	if n < 0 || n >= len(s.Others) {
		s.Rival = 0
		return
	}
	if s.Others[n].Err != nil {
		s.tell(Told, "that run cannot be compared: "+s.Others[n].Err.Error())
		return
	}
	s.Rival = n + 1
	s.show(layout.Compare)
}

// rivalName is the run that is B.
func (s *State) rivalName() string {
	other := s.Others[s.Rival-1]
	if other.Run != nil {
		return data.PrintableLine(other.Run.Source().Title)
	}
	return data.PrintableLine(other.Name)
}

// takeRun puts another run on all screens, and the present one in its place. What was
// chosen of the present one's instances has no meaning for the other.
func (s *State) takeRun(n int) tea.Cmd {
	if n < 0 || n >= len(s.Others) || s.Others[n].Run == nil {
		s.tell(Told, "that run is not there yet")
		return nil
	}
	if s.Keeping.Opening || len(s.Keeping.Waiting) > 0 {
		s.tell(Told, "the marks of this run are still being kept")
		return nil
	}
	taken := s.Others[n]
	s.dropJob()
	asked := askedOther{s.Results.Sweep.Setup(), s.Results.Taken.Measure}
	left := Other{Name: s.Look.Path, nth: s.nth, Run: s.Run, Sweep: s.Results.Sweep, asked: &asked, taken: s.taken}
	if left.Name == "" {
		left.Name = s.Run.Source().Name
	}
	s.changeOther(n, func(o *Other) { *o = left })
	s.Run, s.nth, s.Look.Path = taken.Run, taken.nth, taken.Name
	s.taken, s.kept = taken.taken, keptMeasure{}
	s.Method.Setup = s.otherSetup(taken.Run)
	s.Marks, s.Keeping = nil, Keeping{} // App opens those of the other run
	s.List, s.Opened, s.Rival = List{Search: Search{Gen: s.List.Search.Gen + 1}}, Opened{}, 0
	s.Slider.PinA, s.Slider.PinB = nil, nil
	s.Results = nil
	return s.recompute()
}
