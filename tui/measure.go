package tui

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// Taken is what the confidences of a run were computed as.
type Taken struct {
	Measure analysis.Measure // as it was asked for: its window may be left open
	Cuts    analysis.Cuts
}

// keptMeasure is the last measure that was computed: to look at the file's own numbers and
// come back costs nothing.
type keptMeasure struct {
	Taken
	run *data.Run
}

// isRecorded reports whether a measure is the number in the file.
func isRecorded(m analysis.Measure) bool { return m.Kind == analysis.MeasureRecorded }

// measure is what the method asks for.
func (m Method) measure() analysis.Measure {
	if !m.Confidence.Windowed() {
		return analysis.Measure{Kind: m.Confidence}
	}
	return analysis.Measure{Kind: m.Confidence, Window: m.Window}
}

// wanted is the measure to be computed for the present run: the file's own numbers while
// it is being read, and where it does not allow another.
func (s *State) wanted() analysis.Measure {
	m := s.Method.measure()
	if s.Run == nil || s.Load.Stage == Loading || m.Missing(s.Run) != "" {
		return analysis.Measure{}
	}
	return m
}

// marked is the measure by which the tokens of an answer are shaded and grouped: the one
// that is asked for, with its window filled in.
func (s *State) marked(tokens int) analysis.Measure {
	open := analysis.Measure{Kind: analysis.MeasureTail, Window: s.Method.Window}
	usual := analysis.ShortWindow
	if tokens >= analysis.LongWindow {
		usual = analysis.LongWindow
	}
	return analysis.Measure{Kind: s.wanted().Kind, Window: cmp.Or(open.For(s.Run).Window, usual)}
}

// nextConfidence steps through the file's own numbers, the same turned round, and every
// measure that the run allows.
func (s *State) nextConfidence() tea.Cmd {
	now := s.Method.Confidence
	if now == analysis.UsualMeasure(s.Run) && !s.Method.Setup.Invert {
		return s.takeConfidence(now, true)
	}
	for range analysis.Measures() {
		now = after(analysis.Measures(), now)
		if s.measureOff(now) == "" {
			break
		}
	}
	return s.takeConfidence(now, false)
}

// usualConfidence takes what stands for the confidence of a run without numbers of its own.
func (s *State) usualConfidence() {
	if isRecorded(s.Method.measure()) {
		s.Method.Confidence = analysis.UsualMeasure(s.Run)
	}
}

// takeConfidence takes a measure, as it is or turned round.
func (s *State) takeConfidence(kind analysis.MeasureKind, invert bool) tea.Cmd {
	if why := s.measureOff(kind); why != "" {
		s.tell(Told, why)
		return nil
	}
	s.Method.Confidence, s.Method.Setup.Invert = kind, invert
	return s.recompute()
}

// measureOff says why a measure cannot be taken; "" when it can. The numbers in the file
// are what a run without any confidence is shown by, too.
func (s *State) measureOff(kind analysis.MeasureKind) string {
	if why := needRun(s); why != "" || kind == analysis.UsualMeasure(s.Run) {
		return why
	}
	return analysis.Measure{Kind: kind}.Missing(s.Run)
}

// takeWindow takes another window for the measures and the marks that have one.
func (s *State) takeWindow(tokens int) tea.Cmd {
	before := s.wanted()
	s.Method.Window = tokens
	if s.wanted() == before { // nothing that is counted hangs on it; the marks beside a text do
		s.tell(Told, "groups are "+counted(tokens, "token")+" long now")
		return nil
	}
	return s.recompute()
}

// takeScale says what the numbers of the file measure; ScaleUnknown: what the file itself
// says, or its range suggests.
func (s *State) takeScale(scale data.Scale) tea.Cmd {
	s.Method.Scale = scale
	return s.recompute()
}

// asSaid gives the run with what the user says of the numbers in its file.
func (s *State) asSaid(run *data.Run) *data.Run {
	filed := run.AsRecorded()
	said := filed.Confidence()
	switch {
	case s.Method.Scale != data.ScaleUnknown:
		if said.Basis != data.BasisChosen {
			s.Method.filed = said
		}
		said = data.Confidence{Name: data.Recorded, Scale: s.Method.Scale, Basis: data.BasisChosen}
	case said.Basis == data.BasisChosen:
		said = s.Method.filed
	}
	if said == filed.Confidence() {
		return run
	}
	again := filed.WithConfidences(filed.Confidences(), said)
	if run != filed {
		again = again.WithConfidences(run.Confidences(), run.Confidence())
	}
	return again
}

// measuredAs gives the present run with the confidences of a measure, where they are at
// hand.
func (s *State) measuredAs(want analysis.Measure) (*data.Run, Taken, bool) {
	kept := s.kept
	switch {
	case isRecorded(want):
		return s.Run.AsRecorded(), Taken{}, true
	case s.taken.Measure == want && s.Run.Confidence().Name != data.Recorded:
		return s.Run, s.taken, true
	case kept.run != nil && kept.Measure == want && sameTraces(kept.run, s.Run):
		return s.Run.AsRecorded().WithConfidences(kept.run.Confidences(), kept.run.Confidence()), kept.Taken, true
	}
	return nil, Taken{}, false
}

// keepMeasure keeps the confidences of the run, where they were computed.
func (s *State) keepMeasure() {
	if !isRecorded(s.taken.Measure) {
		s.kept = keptMeasure{s.taken, s.Run}
	}
}

// sameTraces reports whether two runs are one reading of a file, equally far.
func sameTraces(a, b *data.Run) bool {
	return a.Traces() == b.Traces() && a.Instances() == b.Instances() && a.Source().Path == b.Source().Path && a.SameReading(b)
}
