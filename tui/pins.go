package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// Pin is a position and the method under which it was pinned.
type Pin struct {
	At      analysis.Position
	Setup   analysis.Setup
	Measure analysis.Measure
	Sweep   *analysis.Sweep // of the run under the setup; nil until it is computed
}

// Side is the pin as a side of a comparison; false until its sweep is there.
func (p *Pin) Side() (analysis.Side, bool) {
	if p == nil || p.Sweep == nil {
		return analysis.Side{}, false
	}
	return analysis.Side{Sweep: p.Sweep, At: p.At}, true
}

// pinned: the sweep of a pin whose method is not the present one.
type pinned struct {
	setup   analysis.Setup
	measure analysis.Measure
	run     *data.Run
	sweep   *analysis.Sweep
	err     error
}

// sides are A and B: the pins, and the slider in the place of one that is not set; another
// run at the slider, where one was chosen, is B. False where none of these is set, and
// until both are counted.
func (s *State) sides() (a, b analysis.Side, ok bool) {
	if s.Results == nil || s.Slider.PinA == nil && s.Slider.PinB == nil && s.Rival == 0 {
		return a, b, false
	}
	here := analysis.Side{Sweep: s.Results.Sweep, At: s.Slider.At}
	a, okA := here, true
	if s.Slider.PinA != nil {
		a, okA = s.Slider.PinA.Side()
	}
	b, okB := here, true
	switch {
	case s.Rival > 0:
		rival := s.Others[s.Rival-1].Sweep
		b, okB = analysis.Side{Sweep: rival, At: s.Slider.At}, rival != nil
	case s.Slider.PinB != nil:
		b, okB = s.Slider.PinB.Side()
	}
	return a, b, okA && okB
}

// sweepPins sees to it that the pins have sweeps of the whole run: the present one where
// the method is the same, else one that a command makes.
func (s *State) sweepPins() tea.Cmd {
	var cmds []tea.Cmd
	for _, pin := range []**Pin{&s.Slider.PinA, &s.Slider.PinB} {
		p := *pin
		if p == nil || s.Results == nil || p.Sweep != nil && sameTraces(p.Sweep.Run(), s.Run) {
			continue
		}
		again := *p
		again.Sweep = nil
		if s.Results.Sweep.Setup() == p.Setup && s.Results.Taken.Measure == p.Measure {
			again.Sweep = s.Results.Sweep
		} else {
			cmds = append(cmds, sweepPin(s.Run, p.Setup, p.Measure, s.taken))
		}
		*pin = &again
	}
	return tea.Batch(cmds...)
}

// sweepPin sweeps the run under the method of a pin.
func sweepPin(run *data.Run, setup analysis.Setup, measure analysis.Measure, taken Taken) tea.Cmd {
	return func() tea.Msg {
		run, _, err := withMeasure(context.Background(), run, measure, taken)
		if err != nil {
			return pinned{err: err}
		}
		if list, needs := setup.Judge.List(); needs {
			run = withLists(run, list)
		}
		sweep, err := analysis.NewSweep(run, setup)
		return pinned{setup, measure, run, sweep, err}
	}
}

// receivePinned gives a sweep to the pins that wait for it.
func (s *State) receivePinned(msg pinned) {
	if msg.err != nil {
		s.tell(Wrong, "a pin cannot be counted: "+msg.err.Error())
		return
	}
	if !sameTraces(msg.run, s.Run) { // it was read on meanwhile: another is on its way
		return
	}
	for _, pin := range []**Pin{&s.Slider.PinA, &s.Slider.PinB} {
		if p := *pin; p != nil && p.Sweep == nil && p.Setup == msg.setup && p.Measure == msg.measure {
			with := *p
			with.Sweep = msg.sweep
			*pin = &with
		}
	}
}
