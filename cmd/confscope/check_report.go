package main

import (
	"encoding/json"

	"github.com/confscope/confscope/analysis"
)

// checkReport is the output of the command check. Field names and their order are a
// contract with scripts.
type checkReport struct {
	subject
	Checks []checkResult `json:"checks"`
	Quiet  []quietResult `json:"quiet"`
	Bounds *boundsReport `json:"bounds"` // null where no replay ran out of traces

	viewer *viewer
}

// checkResult is a check that fired.
type checkResult struct {
	ID          string         `json:"id"`
	Severity    string         `json:"severity"`
	Message     string         `json:"message"`
	Evidence    evidenceReport `json:"evidence"`
	Example     *string        `json:"example"` // null where no instance shows it
	ExampleLine int            `json:"example_line,omitempty"`
	ExampleFile string         `json:"example_file,omitempty"` // that the line is of, where the run is a folder of several
	Advice      string         `json:"advice"`
	At          number         `json:"at"` // the percentile to look at; null where it holds everywhere
}

// quietResult is a check that found nothing, or that could not be made.
type quietResult struct {
	ID     string `json:"id"`
	NotRun string `json:"not_run,omitempty"` // why it could not be made
}

// evidenceReport is the numbers behind a finding, in the order in which it gives them.
type evidenceReport []analysis.Evidence

// MarshalJSON writes an object whose keys keep their order.
func (e evidenceReport) MarshalJSON() ([]byte, error) {
	text := []byte{'{'}
	for i, one := range e {
		if i > 0 {
			text = append(text, ',')
		}
		name, errName := json.Marshal(one.Name)
		figure, errFigure := json.Marshal(maybe(one.Value, true))
		if err := firstOf([]error{errName, errFigure}); err != nil {
			return nil, err
		}
		text = append(append(append(text, name...), ':'), figure...)
	}
	return append(text, '}'), nil
}

// boundsReport is what the missing traces leave open at one percentile.
type boundsReport struct {
	Percentile float64        `json:"percentile"`
	RanOut     int            `json:"ran_out"`
	Undecided  int            `json:"undecided"`
	Metrics    []boundsResult `json:"metrics"`
}

// boundsResult is one metric as it is, and between which values it may lie.
type boundsResult struct {
	Metric string `json:"metric"`
	Value  number `json:"value"`
	Worst  number `json:"worst"`
	Best   number `json:"best"`

	of analysis.Metric
}

func newCheckReport(v *viewer, checkup *analysis.Checkup, at analysis.Position) *checkReport {
	report := &checkReport{subject: v.subject(), Checks: []checkResult{}, Quiet: []quietResult{}, Bounds: v.bounds(at), viewer: v}
	for i := range checkup.Findings {
		report.Checks = append(report.Checks, v.checkResult(&checkup.Findings[i]))
	}
	for _, quiet := range checkup.Quiet {
		report.Quiet = append(report.Quiet, quietResult{string(quiet.Check), quiet.NotRun})
	}
	return report
}

func (v *viewer) checkResult(f *analysis.Finding) checkResult {
	result := checkResult{
		ID:       string(f.Check),
		Severity: f.Severity.String(),
		Message:  f.Message,
		Evidence: f.Evidence,
		Advice:   f.Advice,
		At:       maybe(f.At.Percentile(), f.At >= 0),
	}
	if f.Example >= 0 && f.Example < v.run.Instances() {
		id := v.run.ID(f.Example)
		result.Example, result.ExampleLine, result.ExampleFile = &id, v.run.Line(f.Example), v.run.File(f.Example)
	}
	return result
}

// bounds is nil where no replay ran out of traces at the position.
func (v *viewer) bounds(at analysis.Position) *boundsReport {
	bounds := analysis.NewCensoring(v.sweep).At(at)
	if bounds.RanOut == 0 {
		return nil
	}
	report := &boundsReport{Percentile: at.Percentile(), RanOut: bounds.RanOut, Undecided: bounds.Undecided}
	for _, metric := range analysis.Metrics() {
		worst, best, ok := bounds.Range(metric)
		if !ok {
			continue
		}
		report.Metrics = append(report.Metrics, boundsResult{
			Metric: metricKey(metric),
			Value:  maybe(metric.Of(v.sweep.At(at))),
			Worst:  maybe(worst, true),
			Best:   maybe(best, true),
			of:     metric,
		})
	}
	return report
}
