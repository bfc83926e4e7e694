package main

import (
	"slices"
	"strings"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// instanceRow is one instance as the command instances prints it. Field names and their
// order are a contract with scripts.
type instanceRow struct {
	Outcome    string  `json:"outcome"` // TP, FN, FP, TN or none
	ID         string  `json:"id"`
	Label      string  `json:"label"`   // unsafe, safe or unknown
	Verdict    *string `json:"verdict"` // flagged or allowed; null where there is none
	Used       int     `json:"k"`
	Traces     int     `json:"n"`
	Met        bool    `json:"met"` // the threshold was met, and the traces did not run out
	Agreement  number  `json:"agreement"`
	Confidence number  `json:"mean_confidence"`
	Threshold  number  `json:"threshold"`
	Category   string  `json:"category"`
	Topic      string  `json:"topic"`
	Line       int     `json:"line"`
	File       string  `json:"file,omitempty"` // that the line is of, where the run is a folder of several
	Flip       *flip   `json:"flip,omitempty"`
}

// flip is a verdict at two percentiles.
type flip struct {
	From string `json:"from"`
	To   string `json:"to"`
}

func (v *viewer) rows(flags instanceFlags) ([]instanceRow, error) {
	at, err := v.at(flags.percentile.get)
	if err != nil {
		return nil, err
	}
	flipped, err := v.flips(flags.flips)
	if err != nil {
		return nil, err
	}
	rows := []instanceRow{} // not nil: JSON wants [] where no instance is left
	for i := range v.run.Instances() {
		stop := at.stop(i)
		outcome := v.sweep.OutcomeOf(i, stop)
		change, keep := flipped(i)
		if keep && (flags.outcome.text == "" || slices.Contains(flags.outcome.get, outcome)) {
			row := v.row(i, at, outcome)
			row.Flip = change
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// flips gives a filter that keeps the instances whose verdict differs between the two
// percentiles of the flag, or all of them where it is not given.
func (v *viewer) flips(flag *value[pair]) (func(i int) (*flip, bool), error) {
	if flag.text == "" {
		return func(int) (*flip, bool) { return nil, true }, nil
	}
	a, errA := v.at(flag.get.a)
	b, errB := v.at(flag.get.b)
	if err := firstOf([]error{errA, errB}); err != nil {
		return nil, err
	}
	return func(i int) (*flip, bool) {
		from, to := a.stop(i), b.stop(i)
		if from.Flagged == to.Flagged {
			return nil, false
		}
		return &flip{verdictWord(from), verdictWord(to)}, true
	}, nil
}

func verdictWord(stop analysis.Stop) string {
	if stop.Flagged {
		return "flagged"
	}
	return "allowed"
}

func (v *viewer) row(i int, at view, outcome analysis.Outcome) instanceRow {
	stop := at.stop(i)
	row := instanceRow{
		Outcome:    outcomeWord(outcome),
		ID:         v.run.ID(i),
		Label:      v.run.Labels()[i].String(),
		Used:       stop.K,
		Traces:     v.sweep.Replayed(i),
		Met:        stop.Met,
		Agreement:  maybe(v.sweep.AgreementAfter(i, stop.K), true),
		Confidence: maybe(v.sweep.Mean(i), true),
		Threshold:  maybe(v.sweep.Threshold(i, at.Percentile), true),
		Category:   v.category(i),
		Topic:      v.run.Topic(i),
		Line:       v.run.Line(i),
		File:       v.run.File(i),
	}
	if v.sweep.Judged(i) {
		word := verdictWord(stop)
		row.Verdict = &word
	}
	return row
}

func outcomeWord(o analysis.Outcome) string {
	if o == analysis.OutcomeNone {
		return "none"
	}
	return o.String()
}

// category is the instance's refusal category, the file's own where it states one, in the
// words of the file; "" where there is none.
func (v *viewer) category(i int) string {
	category := v.sweep.CategoryBeside(i)
	if category == data.CategoryAbsent {
		return ""
	}
	return strings.ReplaceAll(analysis.CategoryName(category), " ", "_")
}
