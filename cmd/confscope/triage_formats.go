package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"github.com/confscope/confscope/data"
)

// lines writes one JSON object a line.
func (r *triageReport) lines(w io.Writer) error {
	for i := range r.rows {
		if err := writeJSON(w, &r.rows[i], ""); err != nil {
			return err
		}
	}
	return nil
}

func (r *triageReport) csv(w io.Writer) error {
	all := [][]string{r.filed([]string{"outcome", "id", "label", "verdict", "mark", "note", "at", "line"}, "file")}
	for _, row := range r.rows {
		all = append(all, r.filed([]string{row.Outcome, csvText(row.ID), row.Label, orElse(row.Verdict, ""), orElse(row.Mark, ""),
			csvText(row.Note), orElse(row.At, ""), strconv.Itoa(row.Line)}, csvText(row.File)))
	}
	return csv.NewWriter(w).WriteAll(all)
}

func (r *triageReport) table(w io.Writer) error {
	t := newTable(r.filed([]string{"outcome", "id", "label", "verdict", "mark", "marked at", "note", "\tline"}, "file")...)
	for _, row := range r.rows {
		t.add(r.filed([]string{row.Outcome, row.ID, row.Label, orElse(row.Verdict, "—"), orElse(row.Mark, "—"), orElse(row.At, "—"), row.Note,
			strconv.Itoa(row.Line)}, row.File)...)
	}
	_, err := fmt.Fprintf(w, "%s\n%s, at p%s\n\n%s%s listed\n%s\n", data.PrintableLine(titleOf(r.viewer.run)), r.viewer.method(),
		plain(r.flags.percentile.get), t, grouped(len(r.rows)), r.tally())
	return err
}

// filed adds the file behind the line, where the run has several.
func (r *triageReport) filed(cells []string, file string) []string {
	if r.viewer.run.HasFiles() {
		return append(cells, file)
	}
	return cells
}

// orElse is the text, or what stands for none.
func orElse(text *string, none string) string {
	if text == nil {
		return none
	}
	return *text
}
