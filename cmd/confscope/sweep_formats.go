package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
)

// text writes the sweep for people.
func (r *sweepReport) text(w io.Writer) error {
	_, err := fmt.Fprintf(w, "%s\n%s", r.viewer.preface(), r.table())
	return err
}

// markdown writes the sweep for a report.
func (r *sweepReport) markdown(w io.Writer) error {
	_, err := io.WriteString(w, r.viewer.prefaceMarkdown()+r.table().markdown())
	return err
}

func (r *sweepReport) table() *table {
	t := newTable("\tp", "\tTP", "\tFN", "\tFP", "\tTN", "\tsens %", "\tspec %", "\tprec %", "\tacc %", "\tF1 %",
		"\ttraces", "\tsaved %", "\ttokens %", "\tcheaper", "\tran out")
	for i := range r.Results {
		one := &r.Results[i]
		c := one.ConfusionMatrix
		t.add(plain(one.Percentile), strconv.Itoa(c.TP), strconv.Itoa(c.FN), strconv.Itoa(c.FP), strconv.Itoa(c.TN),
			one.Sensitivity.percent().fixed(1), one.Specificity.percent().fixed(1), one.Precision.percent().fixed(1),
			one.Accuracy.percent().fixed(1), one.F1.percent().fixed(1),
			one.AvgTraces.fixed(2), one.TraceSavings.fixed(1), one.TokenSavings.fixed(1), one.cheaper("—"), strconv.Itoa(one.RanOut))
	}
	return t
}

func (r *positionReport) cheaper(undefined string) string {
	if r.CostReduction == nil {
		return undefined
	}
	return *r.CostReduction
}

// csv writes one row a percentile, figures in full, under the names of the JSON.
func (r *sweepReport) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	rows := [][]string{sweepColumns()}
	for i := range r.Results {
		rows = append(rows, r.Results[i].cells())
	}
	return out.WriteAll(rows)
}

// sweepColumns names the cells of a sweepResult.
func sweepColumns() []string {
	return []string{"percentile", "tp", "tn", "fp", "fn", "sensitivity", "specificity", "precision", "accuracy", "f1_score",
		"total", "avg_traces", "token_savings_pct", "cost_reduction", "token_savings_by_tokens_pct",
		"accuracy_lo", "accuracy_hi", "sensitivity_lo", "sensitivity_hi", "specificity_lo", "specificity_hi",
		"precision_lo", "precision_hi", "unlabelled", "ran_out"}
}

func (r *sweepResult) cells() []string {
	return append(r.positionReport.cells(), strconv.Itoa(r.Unlabelled), strconv.Itoa(r.RanOut))
}

func (r *positionReport) cells() []string {
	c := r.ConfusionMatrix
	cells := []string{plain(r.Percentile), strconv.Itoa(c.TP), strconv.Itoa(c.TN), strconv.Itoa(c.FP), strconv.Itoa(c.FN),
		r.Sensitivity.cell(), r.Specificity.cell(), r.Precision.cell(), r.Accuracy.cell(), r.F1.cell(),
		strconv.Itoa(r.Total), r.AvgTraces.cell(), r.TraceSavings.cell(), csvText(r.cheaper("")), r.TokenSavings.cell()}
	for _, interval := range []*[2]float64{r.Intervals.Accuracy, r.Intervals.Sensitivity, r.Intervals.Specificity, r.Intervals.Precision} {
		cells = append(cells, endCells(interval)...)
	}
	return cells
}
