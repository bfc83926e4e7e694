package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"github.com/confscope/confscope/data"
)

// writeRowLines writes one JSON object a line.
func writeRowLines(w io.Writer, rows []instanceRow) error {
	for i := range rows {
		if err := writeJSON(w, &rows[i], ""); err != nil {
			return err
		}
	}
	return nil
}

// columns are those that not every run or not every call has.
type columns struct{ flips, files bool }

// writeRowCSV writes one row an instance, with its verdicts at the two percentiles of
// --flips where these were asked for, and with its file where the run has several: columns
// that are always empty say nothing.
func writeRowCSV(w io.Writer, rows []instanceRow, with columns, titled bool) error {
	head := []string{"outcome", "id", "label", "verdict", "k", "n", "met", "agreement", "mean_confidence", "threshold",
		"category", "topic", "line"}
	if with.files {
		head = append(head, "file")
	}
	if with.flips {
		head = append(head, "flip_from", "flip_to")
	}
	var all [][]string
	if titled {
		all = append(all, head)
	}
	for i := range rows {
		row := &rows[i]
		cells := []string{row.Outcome, csvText(row.ID), row.Label, row.verdict(""), strconv.Itoa(row.Used),
			strconv.Itoa(row.Traces), strconv.FormatBool(row.Met), row.Agreement.cell(), row.Confidence.cell(),
			row.Threshold.cell(), row.Category, csvText(row.Topic), strconv.Itoa(row.Line)}
		if with.files {
			cells = append(cells, csvText(row.File))
		}
		if with.flips {
			change := row.change()
			cells = append(cells, change.From, change.To)
		}
		all = append(all, cells)
	}
	return csv.NewWriter(w).WriteAll(all)
}

func (v *viewer) writeRowTable(w io.Writer, rows []instanceRow) error {
	head := []string{"outcome", "id", "label", "verdict", "\tk of n", "\tagree %", "\tconf", "\tthreshold", "category", "topic", "\tline"}
	if v.run.HasFiles() {
		head = append(head, "file")
	}
	if len(rows) > 0 && rows[0].Flip != nil {
		head = append(head, "flip")
	}
	t := newTable(head...)
	for i := range rows {
		row := &rows[i]
		cells := []string{row.Outcome, row.ID, row.Label, row.verdict("—"), fmt.Sprintf("%d of %d", row.Used, row.Traces),
			row.Agreement.percent().fixed(0), row.Confidence.fixed(3), row.Threshold.fixed(3), row.Category, row.Topic,
			strconv.Itoa(row.Line)}
		if v.run.HasFiles() {
			cells = append(cells, row.File)
		}
		if row.Flip != nil {
			cells = append(cells, row.Flip.From+" → "+row.Flip.To)
		}
		t.add(cells...)
	}
	_, err := fmt.Fprintf(w, "%s\n%s\n\n%s%s of %s\n", data.PrintableLine(titleOf(v.run)), v.method(), t, grouped(len(rows)), things(v.run.Instances(), "instance"))
	return err
}

func (r *instanceRow) verdict(none string) string {
	if r.Verdict == nil {
		return none
	}
	return *r.Verdict
}

func (r *instanceRow) change() flip {
	if r.Flip == nil {
		return flip{}
	}
	return *r.Flip
}
