package main

import (
	"github.com/spf13/cobra"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// recheckReport is the output of the command compare on a run and a published sweep.
type recheckReport struct {
	Run          subject          `json:"recomputed"`
	Published    publishedSubject `json:"published"`
	Positions    int              `json:"positions"`
	Equal        int              `json:"equal"`
	Verdict      string           `json:"verdict"`
	Results      []recheckResult  `json:"results"`
	ReproducedBy []reproducing    `json:"reproduced_by"` // other methods that give every published count
	Remarks      []string         `json:"remarks"`

	viewer *viewer
	from   *publication
	check  *analysis.Recheck
}

// recheckResult is one published position beside the run's own figures there.
type recheckResult struct {
	Percentile   float64       `json:"percentile"`
	Published    recheckFigure `json:"published"`
	Recomputed   recheckFigure `json:"recomputed"`
	CountsEqual  bool          `json:"counts_equal"`
	TracesEqual  bool          `json:"traces_equal"`
	SavingsEqual bool          `json:"savings_equal"`
}

type recheckFigure struct {
	TP           int    `json:"tp"`
	TN           int    `json:"tn"`
	FP           int    `json:"fp"`
	FN           int    `json:"fn"`
	AvgTraces    number `json:"avg_traces"`
	TraceSavings number `json:"token_savings_pct"`
}

// reproducing is a method that gives the published counts.
type reproducing struct {
	Judge  string `json:"judge"`
	Policy string `json:"policy"`
}

func newRecheckReport(v *viewer, from *publication) (*recheckReport, error) {
	check, err := analysis.NewRecheck(from.Published, v.sweep)
	if err != nil {
		return nil, badUsage("%w", err)
	}
	report := &recheckReport{
		Run:          v.subject(),
		Published:    publishedSubject{Name: from.title(), Run: from.File.Run, Policy: from.File.Policy},
		Positions:    len(check.Rows),
		Equal:        check.Equal,
		Verdict:      check.Verdict(),
		ReproducedBy: []reproducing{},
		Remarks:      []string{},
		viewer:       v,
		from:         from,
		check:        check,
	}
	for i := range check.Rows {
		row := &check.Rows[i]
		report.Results = append(report.Results, recheckResult{
			Percentile:  row.Own.Percentile,
			Published:   recheckFigure{row.Published.TP, row.Published.TN, row.Published.FP, row.Published.FN, typed(row.Published.Typed.Traces), typed(row.Published.Typed.Savings)},
			Recomputed:  recheckFigure{row.Own.TP, row.Own.TN, row.Own.FP, row.Own.FN, maybe(row.Own.MeanTraces()), maybe(row.Own.TraceSavings()).percent()},
			CountsEqual: row.Counts, TracesEqual: row.Traces, SavingsEqual: row.Savings,
		})
	}
	if other := check.OtherInstances(); other != "" {
		report.Remarks = append(report.Remarks, other)
	} else if check.Equal < len(check.Rows) {
		report.findMethods()
	}
	for _, remark := range from.Remarks() {
		report.Remarks = append(report.Remarks, remark.Text)
	}
	return report, nil
}

// findMethods looks for other methods that give the published counts.
func (r *recheckReport) findMethods() {
	for _, setup := range analysis.Reproducing(r.from.Published, r.viewer.run, r.viewer.setup) {
		if setup != r.viewer.setup {
			r.ReproducedBy = append(r.ReproducedBy, reproducing{setup.Judge.String(), setup.Policy.Kind.String()})
		}
	}
}

// recheck holds a published sweep against a run and exits with 1 where they differ.
func (a *app) recheck(cmd *cobra.Command, published []*publication, runs []string, flags compareFlags) error {
	if len(runs) == 0 || len(published) > 1 {
		return lonely(published)
	}
	one := published[0]
	for _, name := range []string{"at", "judges", "policies", "percentile", "list"} {
		if a.origin[name] == "--"+name {
			return badUsage("--%s does nothing here: %s is a published sweep, which is held against the run at the percentiles that it has: leave it out", name, one.title())
		}
	}
	lists := []data.PhraseList{analysis.SweepRefusals(), analysis.RiskWords()} // for the methods that are tried
	return a.studying(cmd, runs[0], flags.inputs, lists, func(v *viewer) error {
		report, err := newRecheckReport(v, one)
		if err != nil {
			return err
		}
		if report.Equal < report.Positions {
			a.settled = codeFindings
		}
		return a.show(report, flags.format.get)
	})
}

// summaryOfPublished writes what the screen would show, as plain text: the published sweep,
// or how a run stands to it.
func (a *app) summaryOfPublished(cmd *cobra.Command, published []*publication, runs []string, flags screenFlags) error {
	one := published[0]
	switch {
	case len(runs) == 0:
		for _, one := range published {
			if err := a.withoutMethod(cmd, one, "percentile"); err != nil {
				return err
			}
			if err := newPublishedReport(one, one.Points).text(a.out); err != nil {
				return err
			}
		}
		return nil
	case len(published) == 1 && len(runs) == 1:
		return a.studying(cmd, runs[0], flags.inputs, nil, func(v *viewer) error {
			report, err := newRecheckReport(v, one)
			if err != nil {
				return err
			}
			return report.text(a.out)
		})
	}
	return badUsage("as plain text one run stands beside one published sweep: name %s and one file of the others", runs[0])
}
