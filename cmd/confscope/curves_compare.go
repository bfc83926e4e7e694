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
	Reproduced   bool             `json:"reproduced"`
	Stated       int              `json:"figures_stated"` // at positions and of bests
	Unlike       int              `json:"figures_differing"`
	Unusable     int              `json:"results_unusable"` // of the file, left out here
	OtherMethod  []string         `json:"other_method"`     // in what the file's method is another
	Verdict      string           `json:"verdict"`
	Differences  []divergence     `json:"differences"`
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

// divergence is a figure that is stated and that the run does not give.
type divergence struct {
	Percentile float64 `json:"percentile"`
	Best       string  `json:"best,omitempty"` // of which best it is stated
	Figure     string  `json:"figure"`
	Published  number  `json:"published"`
	Recomputed number  `json:"recomputed"`
}

// reproducing is a method that gives the published counts.
type reproducing struct {
	Judge  string `json:"judge"`
	Policy string `json:"policy"`
	Warmup int    `json:"warmup"`
	Most   int    `json:"max_traces"` // 0: the most that any instance has
	Invert bool   `json:"invert"`
}

// newRecheckReport holds the publication against the run as the viewer has it; where that
// fails, methods beside the one that was asked for are tried, too.
func newRecheckReport(v *viewer, from *publication, asked analysis.Setup) (*recheckReport, error) {
	check, err := analysis.NewRecheck(from.Published, v.sweep)
	if err != nil {
		return nil, badUsage("%w", err)
	}
	report := &recheckReport{
		Run:          v.subject(),
		Published:    publishedSubject{Name: from.title(), Run: from.File.Run, Policy: from.File.Policy},
		Positions:    len(check.Rows),
		Equal:        check.Equal,
		Reproduced:   check.Reproduced(),
		Stated:       check.Stated,
		Unlike:       check.Unlike,
		Unusable:     from.File.Out,
		OtherMethod:  append([]string{}, check.Methods...),
		Verdict:      check.Verdict(),
		Differences:  []divergence{},
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
	} else if !check.Given() {
		report.findMethods(v.setup)
		if asked != v.setup {
			report.findMethods(asked)
		}
	}
	for _, d := range check.All() {
		report.Differences = append(report.Differences, divergence{d.Percentile, d.Best, d.Figure, maybe(d.Published, true), maybe(d.Own, d.Defined)})
	}
	for _, remark := range from.Remarks() {
		report.Remarks = append(report.Remarks, remark.Text)
	}
	return report, nil
}

// findMethods looks for methods, by every judge and policy, that give the published counts.
func (r *recheckReport) findMethods(beside analysis.Setup) {
	for _, setup := range analysis.Reproducing(r.from.Published, r.viewer.run, beside) {
		if setup != r.viewer.setup {
			r.ReproducedBy = append(r.ReproducedBy, reproducing{setup.Judge.String(), setup.Policy.Kind.String(), setup.Policy.Warmup, setup.Policy.MaxTraces, setup.Invert})
		}
	}
}

// recheck holds a published sweep against a run and exits with 1 where they differ.
func (a *app) recheck(cmd *cobra.Command, published []*publication, runs []string, flags compareFlags) (err error) {
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
	opened, err := a.studyOf(cmd, runs[0], flags.inputs, lists...)
	if err != nil {
		return err
	}
	defer func() { err = closing(opened.run, err) }()
	asked := opened.setup
	opened.setup = analysis.Adopt(one.File, opened.run, asked, a.byHand())
	opened.note = flags.phrasesNote(opened.setup.Judge)
	v, err := opened.viewer()
	if err != nil {
		return err
	}
	report, err := newRecheckReport(v, one, asked)
	if err != nil {
		return err
	}
	if !report.Reproduced {
		a.settled = codeFindings
	}
	return a.show(report, flags.format.get)
}

// byHand says which parts of the method stand on the command line: what a file says of its
// own method comes before settings, which are meant for any run.
func (a *app) byHand() analysis.ByHand {
	stands := func(name string) bool { return a.origin[name] == "--"+name }
	return analysis.ByHand{Judge: stands("judge"), Policy: stands("policy"), Warmup: stands("warmup"), MaxTraces: stands("max-traces"), Invert: stands("invert")}
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
			report, err := newRecheckReport(v, one, v.setup)
			if err != nil {
				return err
			}
			return report.text(a.out)
		})
	}
	return badUsage("as plain text one run stands beside one published sweep: name %s and one file of the others", runs[0])
}
