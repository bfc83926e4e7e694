package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/confscope/confscope/analysis"
)

// countedNote says where the figures of a published sweep come from.
const countedNote = "rates are computed from the counts; traces, saved, tokens and cheaper are as the file types them"

// text writes the published sweep for people.
func (r *publishedReport) text(w io.Writer) error {
	text := r.from.heading() + "\n"
	for _, remark := range r.from.Remarks() {
		text += mark(remark) + strings.TrimLeft(paragraph(remark.Text, "  "), " ")
	}
	_, err := fmt.Fprintf(w, "%s\n%s%s", text, r.table(), countedNote+"\n")
	return err
}

// mark stands before a remark, so that what warns is told from what explains.
func mark(remark analysis.Remark) string {
	if remark.Warn {
		return "! "
	}
	return "- "
}

// markdown writes it for a report.
func (r *publishedReport) markdown(w io.Writer) error {
	text := "## " + markdownText(r.from.heading()) + "\n\n"
	for _, remark := range r.from.Remarks() {
		text += "- " + markdownText(remark.Text) + "\n"
	}
	_, err := io.WriteString(w, text+"\n"+r.table().markdown()+"\n"+markdownText(countedNote)+"\n")
	return err
}

func (r *publishedReport) table() *table {
	head := []string{"\tp", "\tTP", "\tFN", "\tFP", "\tTN", "\tsens %", "\tspec %", "\tprec %", "\tacc %", "\tF1 %",
		"\ttraces", "\tsaved %", "\ttokens %", "\tcheaper"}
	odd := slices.ContainsFunc(r.Results, func(one publishedResult) bool { return len(one.Typed) > 0 })
	if odd {
		head = append(head, "typed otherwise")
	}
	t := newTable(head...)
	for i := range r.Results {
		one := &r.Results[i]
		c := one.ConfusionMatrix
		cells := []string{plain(one.Percentile), strconv.Itoa(c.TP), strconv.Itoa(c.FN), strconv.Itoa(c.FP), strconv.Itoa(c.TN),
			one.Sensitivity.percent().fixed(1), one.Specificity.percent().fixed(1), one.Precision.percent().fixed(1),
			one.Accuracy.percent().fixed(1), one.F1.percent().fixed(1),
			one.AvgTraces.fixed(2), one.TraceSavings.fixed(1), one.TokenSavings.fixed(1), markdownSafe(one.cheaper("—"))}
		if odd {
			cells = append(cells, one.disagreeing())
		}
		t.add(cells...)
	}
	return t
}

// markdownSafe is a short text of the file in a cell that Markdown may read: a reduction is
// a number and an x, and anything else is no reduction.
func markdownSafe(text string) string {
	for _, c := range text {
		if !(c >= '0' && c <= '9' || c == '.' || c == 'x' || c == '—') {
			return "?"
		}
	}
	return text
}

// csv writes one row a position, figures in full, under the names of the JSON.
func (r *publishedReport) csv(w io.Writer) error {
	columns := sweepColumns()
	rows := [][]string{append(columns[:len(columns)-2:len(columns)-2], "typed_otherwise")} // unlabelled and ran_out are of traces
	for i := range r.Results {
		rows = append(rows, r.Results[i].cells())
	}
	return csv.NewWriter(w).WriteAll(rows)
}

func (r *publishedResult) cells() []string {
	return append(r.positionReport.cells(), r.disagreeing())
}
