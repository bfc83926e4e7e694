package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/analysis"
)

// slicesFlags are the flags of the command slices.
type slicesFlags struct {
	inputs
	at     *value[analysis.Position]
	by     *value[analysis.SliceBy]
	format *value[string]
}

const slicesLong = `slices prints the metrics of RUN at one percentile for groups of its instances, with 95 % intervals: by refusal category,
by the label file's topic, by label, by how far all traces of an instance agree, by the mean length of its traces in
quarters of the run, or by how many traces it has. Of more than 64 groups the smallest are taken together.`

func newSlices(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "slices [RUN]",
		Short:   "Print the metrics for groups of instances",
		Long:    slicesLong,
		Example: "confscope slices results --by topic -p 20\nconfscope slices results --by agreement --format csv",
		Args:    noMoreThan(1, "one RUN"),
		PreRunE: func(cmd *cobra.Command, _ []string) error { return a.settle(cmd) },
	}
	flags := slicesFlags{inputs: declareInputs(cmd)}
	flags.at = declarePosition(cmd, "percentile of the verdicts")
	flags.by = declare(cmd.Flags(), spec[analysis.SliceBy]{name: "by", kind: "way", words: sliceWords(), parse: sliceWay, initial: "category",
		usage: "what the groups have in common: " + alternatives(sliceWords())})
	flags.format = declareFormat(cmd, "table", "json", "csv", "md")
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.slices(cmd, args, flags) }
	return cmd
}

// sliceWords are the ways to slice as a user types them, by analysis.SliceBy.
func sliceWords() []string {
	return []string{"category", "topic", "label", "agreement", "length", "traces"}
}

func sliceWay(text string) (analysis.SliceBy, error) {
	at := slices.Index(sliceWords(), text)
	if at < 0 {
		return 0, errors.New("choose " + alternatives(sliceWords()))
	}
	return analysis.SliceBy(at), nil
}

func (a *app) slices(cmd *cobra.Command, args []string, flags slicesFlags) error {
	return a.studying(cmd, runPath(args), flags.inputs, nil, func(v *viewer) error {
		report := newSlicesReport(v, flags.by, flags.at.get)
		switch flags.format.get {
		case "json":
			return writeJSON(a.out, report, "  ")
		case "csv":
			return report.csv(a.out)
		case "md":
			_, err := io.WriteString(a.out, v.prefaceMarkdown()+report.sentence()+"\n\n"+report.table(markdownText).markdown())
			return err
		}
		_, err := fmt.Fprintf(a.out, "%s%s\n\n%s", v.preface(), report.sentence(), report.table(asIs))
		return err
	})
}

// slicesReport is the output of the command slices. Field names and their order are a
// contract with scripts.
type slicesReport struct {
	subject
	By     string        `json:"by"`
	Slices []sliceResult `json:"slices"`

	at analysis.Position
}

// sliceResult is one group.
type sliceResult struct {
	Name      string      `json:"name"`
	Instances int         `json:"instances"`
	Result    sweepResult `json:"result"`
}

func newSlicesReport(v *viewer, by *value[analysis.SliceBy], at analysis.Position) *slicesReport {
	report := &slicesReport{subject: v.subject(), By: by.text, Slices: []sliceResult{}, at: at}
	groups := analysis.NewSlices(v.sweep, by.get)
	for g := range groups.Len() {
		report.Slices = append(report.Slices, sliceResult{groups.Name(g), groups.Size(g), newSweepResult(groups.At(g, at))})
	}
	return report
}

func (r *slicesReport) sentence() string {
	return fmt.Sprintf("at p%s, %s by %s", plain(r.at.Percentile()), things(len(r.Slices), "group"), r.By)
}

func (r *slicesReport) table(clean func(string) string) *table {
	t := newTable(r.By, "\tinstances", "\tTP", "\tFN", "\tFP", "\tTN", "\tacc %", "95 % interval", "\tsens %", "95 % interval",
		"\tspec %", "95 % interval", "\ttraces", "\tsaved %")
	for i := range r.Slices {
		one := &r.Slices[i]
		at, c := &one.Result, one.Result.ConfusionMatrix
		t.add(clean(one.Name), grouped(one.Instances), strconv.Itoa(c.TP), strconv.Itoa(c.FN), strconv.Itoa(c.FP), strconv.Itoa(c.TN),
			at.Accuracy.percent().fixed(1), between(at.Intervals.Accuracy, 100, 1),
			at.Sensitivity.percent().fixed(1), between(at.Intervals.Sensitivity, 100, 1),
			at.Specificity.percent().fixed(1), between(at.Intervals.Specificity, 100, 1),
			at.AvgTraces.fixed(2), at.TraceSavings.fixed(1))
	}
	return t
}

// csv writes one row a group, figures in full, under the names of the sweep.
func (r *slicesReport) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	rows := [][]string{append([]string{"slice", "instances"}, sweepColumns()...)}
	for i := range r.Slices {
		one := &r.Slices[i]
		rows = append(rows, append([]string{csvText(one.Name), strconv.Itoa(one.Instances)}, one.Result.cells()...))
	}
	return out.WriteAll(rows)
}
