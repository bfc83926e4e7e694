package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// Session is what comes back when a run is opened again: where the slider stood and how
// the run was looked at. It holds no text of the run.
type Session struct {
	At         float64  `json:"at"` // percentile
	PinA       *KeptPin `json:"a,omitempty"`
	PinB       *KeptPin `json:"b,omitempty"`
	Judge      string   `json:"judge,omitempty"` // "" when the user had chosen none
	Policy     string   `json:"policy"`
	Invert     bool     `json:"invert,omitempty"`
	Confidence string   `json:"confidence,omitempty"` // a measure; "" for the numbers in the file
	Window     int      `json:"window,omitempty"`
	Scale      uint8    `json:"scale,omitempty"` // what the user says of the numbers in the file
	Split      string   `json:"split"`
	Outcomes   uint8    `json:"outcomes,omitempty"`
	Categories uint8    `json:"categories,omitempty"`
	SortBy     uint8    `json:"sort_by,omitempty"`
	SortDown   bool     `json:"sort_down,omitempty"`
	// Conditions are those of the operating points; nil when the user had changed none.
	Conditions *KeptConditions `json:"conditions,omitempty"`
}

// KeptPin is a pin as it is kept: a percentile and the method.
type KeptPin struct {
	At     float64 `json:"at"`
	Judge  string  `json:"judge"`
	Policy string  `json:"policy"`
	Invert bool    `json:"invert,omitempty"`
	// Confidence is a measure with its window; "" for the numbers in the file.
	Confidence string `json:"confidence,omitempty"`
}

// kept is the pin without its sweep; nil for none.
func (p *Pin) kept() *KeptPin {
	if p == nil {
		return nil
	}
	return &KeptPin{
		At: p.At.Percentile(), Judge: p.Setup.Judge.String(), Policy: p.Setup.Policy.Kind.String(), Invert: p.Setup.Invert,
		Confidence: p.Measure.String(),
	}
}

// pin is the pin that was kept, on top of the rest of a setup; nil where this run or this
// version cannot have it.
func (k *KeptPin) pin(s *State) *Pin {
	if k == nil {
		return nil
	}
	at, ok := analysis.PositionOf(k.At)
	judge, badJudge := analysis.ParseJudge(k.Judge)
	policy, badPolicy := analysis.ParsePolicy(k.Policy)
	if !ok || badJudge != nil || badPolicy != nil || judge.Missing(s.Run) != "" {
		return nil
	}
	setup := s.Method.Setup
	setup.Judge, setup.Policy.Kind, setup.Invert = judge, policy, k.Invert
	measure, ok := keptConfidence(s, k.Confidence)
	if !ok {
		return nil
	}
	return &Pin{At: at, Setup: setup, Measure: measure}
}

// session is what of the state is worth keeping.
func (s *State) session() Session {
	kept := Session{
		At: s.Slider.At.Percentile(), Policy: s.Method.Setup.Policy.Kind.String(), Invert: s.Method.Setup.Invert,
		Split: s.Over.Split.String(), Outcomes: s.List.Filter.Outcomes, Categories: s.List.Filter.Categories,
		SortBy: uint8(s.List.Sort.By), SortDown: s.List.Sort.Down,
	}
	if s.Method.Chose {
		kept.Judge = s.Method.Setup.Judge.String()
	}
	kept.Confidence, kept.Window, kept.Scale = s.Method.Confidence.String(), s.Method.Window, uint8(s.Method.Scale)
	kept.Conditions = s.Points.kept()
	kept.PinA, kept.PinB = s.Slider.PinA.kept(), s.Slider.PinB.kept()
	return kept
}

// restore brings a session back. What it names and this run or this version does not
// know is left as it is: a session is a convenience, never a reason to fail.
func (kept Session) restore(s State) (State, tea.Cmd) {
	if at, ok := analysis.PositionOf(kept.At); ok {
		s.Slider.At = at
	}
	s.Slider.PinA, s.Slider.PinB = kept.PinA.pin(&s), kept.PinB.pin(&s)
	for _, split := range analysis.Splits() {
		if split.String() == kept.Split {
			s.Over.Split = split
		}
	}
	s.Points = kept.Conditions.conditions()
	s.List.Filter = Filter{Outcomes: kept.Outcomes, Categories: kept.Categories}
	if kept.SortBy <= uint8(ByMark) {
		s.List.Sort = Sort{Column(kept.SortBy), kept.SortDown}
	}
	before := s.Method
	setup := s.Method.Setup
	if policy, err := analysis.ParsePolicy(kept.Policy); err == nil {
		setup.Policy.Kind = policy
	}
	if judge, err := analysis.ParseJudge(kept.Judge); err == nil && judge.Missing(s.Run) == "" {
		setup.Judge, s.Method.Chose = judge, true
	}
	setup.Invert = kept.Invert
	changed := kept.restoreMeasure(&s) || setup != s.Method.Setup
	s.Method.Setup = setup
	if s.Notice.Kind != Warned { // of what is wrong with the file the user has to hear first
		s.Notice = Notice{}
	}
	s.tellToo(s.backWords(before))
	if !changed {
		return s, tea.Batch(s.sweepPins(), s.follow())
	}
	return s, tea.Batch(s.recompute(), s.follow())
}

// backWords say where the user is back, and what of the method is not as it would have been
// without the session: as fully as the last line has room for.
func (s *State) backWords(before Method) string {
	now, at := s.Method, atPercentile(s.Slider.At)
	var full, short []string
	add := func(changed bool, what, name string) {
		if changed {
			full, short = append(full, what+name), append(short, name)
		}
	}
	add(now.Setup.Judge != before.Setup.Judge, "judge ", now.Setup.Judge.String())
	add(now.Setup.Policy.Kind != before.Setup.Policy.Kind, "policy ", now.Setup.Policy.Kind.String())
	measure := now.measure().String()
	if now.Setup.Invert {
		measure += " inverted"
	}
	add(now.measure() != before.measure() || now.Setup.Invert != before.Setup.Invert, "confidence ", measure)
	add(now.Scale != before.Scale, "recorded confidence taken as ", now.Scale.String())
	if words := filterWords(s); len(words) > 0 {
		full, short = append(full, "list of "+strings.Join(words, ", ")), append(short, strings.Join(words, ", "))
	}
	long := strings.Join(append([]string{at}, full...), ", ")
	return roomiest(s.Size.W-2, "back where you were last time: "+long, "back where you were: "+long, "back: "+long,
		"back: "+strings.Join(append([]string{at}, short...), ", "))
}

// keptConfidence is the measure that was kept; false where this run or this version cannot
// have it.
func keptConfidence(s *State, name string) (analysis.Measure, bool) {
	if name == "" {
		return analysis.Measure{Kind: analysis.UsualMeasure(s.Run)}, true
	}
	m, err := analysis.ParseMeasure(name)
	return m, err == nil && s.measureOff(m.Kind) == ""
}

// restoreMeasure brings back what stands for the confidence, and reports whether that is
// another than now.
func (kept Session) restoreMeasure(s *State) bool {
	before := s.Method
	if m, ok := keptConfidence(s, kept.Confidence); ok {
		s.Method.Confidence = m.Kind
	}
	if kept.Window > 0 && kept.Window <= mostWindow {
		s.Method.Window = kept.Window
	}
	if scale := data.Scale(kept.Scale); scale <= data.ScaleAgreement {
		s.Method.Scale = scale
	}
	return s.Method != before
}

// chooseJudge takes the judge that the file's columns call for, until the user has
// chosen one.
func (s *State) chooseJudge() {
	if s.Method.Chose {
		return
	}
	s.Method.Setup.Judge = analysis.DefaultJudge(s.Run)
}
