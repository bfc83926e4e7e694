package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// measure is what stands for the confidence of a trace: --window fills in a window that
// --confidence leaves open.
func (in inputs) measure(a *app) (analysis.Measure, error) {
	m, window := in.confidence.get, in.window.get
	switch {
	case window == 0 || !m.Kind.Windowed():
		return m, nil
	case m.Window != 0 && m.Window != window:
		return m, badUsage("%s says %s and %s says %d: leave one of the two windows out", a.origin["confidence"], m, a.origin["window"], window)
	}
	m.Window = window
	return m, nil
}

// measured gives the run with the confidences that are asked for, or else with those that
// are usual for it. A run that lacks what they are made of is the user's mistake.
func (in inputs) measured(ctx context.Context, a *app, run *data.Run) (*data.Run, analysis.Cuts, error) {
	m, err := in.measure(a)
	if err == nil && a.origin["confidence"] == "" {
		m = analysis.Measure{Kind: analysis.UsualMeasure(run)} // none of them has a window
	}
	if err == nil && in.window.get > 0 && !m.Kind.Windowed() && a.origin["window"] == "--window" {
		err = badUsage("--window does nothing here: the confidence %s looks at no groups of tokens: leave it out, or choose another with --confidence, such as %s", m, windowed())
	}
	if err != nil || m.Kind == analysis.MeasureRecorded {
		return run, analysis.Cuts{}, err
	}
	if missing := m.Missing(run); missing != "" {
		return nil, analysis.Cuts{}, badUsage("%s: the confidence %s is not offered for %s: %s: leave it out%s",
			a.origin["confidence"], m, run.Source().Name, missing, instead(run))
	}
	shown := a.newProgress()
	with, cuts, err := analysis.Measured(ctx, run, m, func(done, total int) {
		shown.show(m.String()+" of the tokens", int64(done), int64(total))
	})
	shown.clear()
	if err != nil {
		return nil, cuts, badInput("%w", err)
	}
	if whole := cuts.Whole(with); whole != "" {
		a.say(whole)
	}
	return with, cuts, nil
}

// instead says what is taken where no confidence is asked for; "" where the run has none.
func instead(run *data.Run) string {
	usual := analysis.Measure{Kind: analysis.UsualMeasure(run)}
	switch {
	case usual.Missing(run) != "":
		return ""
	case usual.Kind == analysis.MeasureRecorded:
		return ", and the file's own numbers are taken"
	}
	return fmt.Sprintf(", and %s is taken", usual)
}

// windowed names the confidences that look at groups of tokens.
func windowed() string {
	return alternatives(wordsOf(slices.DeleteFunc(analysis.Measures(), func(k analysis.MeasureKind) bool { return !k.Windowed() })))
}

// confidenceReport says what the confidences are and what was cut to compute them.
type confidenceReport struct {
	Name          string `json:"name"`
	Scale         string `json:"scale"`
	Of            string `json:"of,omitempty"`    // what the numbers are made from, where the format says so
	HigherIsSurer *bool  `json:"higher_is_surer"` // before --invert; null where it is not known
	Basis         string `json:"basis"`
	Window        int    `json:"window,omitempty"`
	Tokens        int    `json:"tokens,omitempty"`
	Clipped       int    `json:"clipped,omitempty"`
	NotFinite     int    `json:"not_finite,omitempty"`
	Absent        int    `json:"absent,omitempty"`
	Undefined     int    `json:"undefined,omitempty"`
}

func (s study) confidence() confidenceReport {
	c := s.run.Confidence()
	report := confidenceReport{
		Name: c.Name, Scale: c.Scale.String(), Of: c.Of, Basis: basisWord(c.Basis), Tokens: s.cuts.Tokens,
		Clipped: s.cuts.Clipped, NotFinite: s.cuts.NotFinite, Absent: s.cuts.Absent, Undefined: s.cuts.Undefined,
	}
	if m, err := analysis.ParseMeasure(c.Name); err == nil {
		report.Window = m.Window
	}
	if surer := c.Scale.HigherIsSurer(); surer != data.FlagAbsent {
		higher := surer == data.FlagTrue
		report.HigherIsSurer = &higher
	}
	return report
}

// basisWord is how it is known what the confidences measure.
func basisWord(basis data.Basis) string {
	switch basis {
	case data.BasisDeclared:
		return "declared"
	case data.BasisGuessed:
		return "guessed"
	case data.BasisChosen:
		return "chosen"
	case data.BasisComputed:
		return "computed"
	case data.BasisNone:
	}
	return "unknown"
}
