package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/confscope/confscope/data/triage"
)

// markRow is one instance as the command triage prints it. Field names and their order are
// a contract with scripts.
type markRow struct {
	Outcome string  `json:"outcome"` // TP, FN, FP, TN or none
	ID      string  `json:"id"`
	Label   string  `json:"label"`   // unsafe, safe or unknown
	Verdict *string `json:"verdict"` // the judge's: flagged or allowed; null where there is none
	Mark    *string `json:"mark"`    // the user's; null where there is none
	Note    string  `json:"note"`
	At      *string `json:"at"` // RFC 3339 in UTC; null where there is no mark, or its time is not known
	Line    int     `json:"line"`
	File    string  `json:"file,omitempty"` // that the line is of, where the run is a folder of several
}

// triageReport is what the command triage prints.
type triageReport struct {
	viewer *viewer
	marks  *triage.Marks
	flags  triageFlags
	rows   []markRow
	counts map[triage.Verdict]int // the marks of the run's instances, listed or not
	strays int                    // marks of instances that the run does not have
}

func (v *viewer) triage(marks *triage.Marks, flags triageFlags) (*triageReport, error) {
	at, err := v.at(flags.percentile.get)
	if err != nil {
		return nil, err
	}
	// rows is not nil: JSON wants [] where no instance is left.
	report := &triageReport{viewer: v, marks: marks, flags: flags, rows: []markRow{}, counts: map[triage.Verdict]int{}, strays: marks.Len()}
	for i := range v.run.Instances() {
		mark, marked := marks.Of(i, v.run.ID(i))
		if marked {
			report.counts[mark.Verdict]++
			report.strays--
		}
		stop := at.stop(i)
		outcome := v.sweep.OutcomeOf(i, stop)
		if !flags.wants(mark.Verdict) || flags.outcome.text != "" && !slices.Contains(flags.outcome.get, outcome) {
			continue
		}
		row := markRow{Outcome: outcomeWord(outcome), ID: v.run.ID(i), Label: v.run.Labels()[i].String(), Line: v.run.Line(i), File: v.run.File(i)}
		if v.sweep.Judged(i) {
			word := verdictWord(stop)
			row.Verdict = &word
		}
		row.put(mark)
		report.rows = append(report.rows, row)
	}
	return report, nil
}

// wants reports whether an instance with the mark is listed; None stands for no mark.
func (f *triageFlags) wants(mark triage.Verdict) bool {
	if f.unmarked.get || mark == triage.None {
		return f.unmarked.get && mark == triage.None
	}
	return f.verdict.text == "" || slices.Contains(f.verdict.get, mark)
}

func (r *markRow) put(mark triage.Mark) {
	if mark.Verdict == triage.None {
		return
	}
	word := mark.Verdict.Word()
	r.Mark, r.Note = &word, mark.Note
	if !mark.At.IsZero() {
		at := mark.At.UTC().Format(time.RFC3339)
		r.At = &at
	}
}

// nothing says why the list is empty.
func (r *triageReport) nothing() string {
	name, marked := titleOf(r.viewer.run), r.marked()
	switch {
	case r.flags.unmarked.get && r.flags.outcome.text != "":
		return fmt.Sprintf("%s: no instance of the outcome %s is without a mark", name, r.flags.outcome.text)
	case r.flags.unmarked.get:
		return fmt.Sprintf("%s: every instance is marked", name)
	case marked == 0:
		return fmt.Sprintf("%s: no instance is marked: marks are made on the screen, and stay with the run when its file is moved", name)
	}
	return fmt.Sprintf("%s: none of its %s is of that verdict and outcome: ask for fewer with --verdict and --outcome", name, things(marked, "mark"))
}

// marked is the number of the run's instances that have a mark.
func (r *triageReport) marked() int { return r.marks.Len() - r.strays }

// tally counts the marks of the run in words, listed or not.
func (r *triageReport) tally() string {
	var words []string
	for _, v := range triage.Verdicts() {
		words = append(words, grouped(r.counts[v])+" "+v.String())
	}
	return fmt.Sprintf("%s of %s marked: %s", grouped(r.marked()), things(r.viewer.run.Instances(), "instance"), strings.Join(words, ", "))
}
