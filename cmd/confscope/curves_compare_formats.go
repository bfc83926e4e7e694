package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// text writes the recheck for people.
func (r *recheckReport) text(w io.Writer) error {
	var text strings.Builder
	text.WriteString(strings.TrimLeft(paragraph(r.Verdict, "  "), " "))
	text.WriteString("published   " + r.from.heading() + "\n")
	text.WriteString("recomputed  " + data.PrintableLine(r.viewer.heading()) + "\n")
	text.WriteString("            " + r.viewer.method() + "\n")
	for _, note := range r.notes() {
		text.WriteString("- " + strings.TrimLeft(paragraph(note, "  "), " "))
	}
	_, err := io.WriteString(w, text.String()+"\n"+r.table().String()+recheckNote+"\n")
	return err
}

// markdown writes it for a report.
func (r *recheckReport) markdown(w io.Writer) error {
	var text strings.Builder
	text.WriteString("## Published against recomputed\n\n" + markdownText(r.Verdict) + "\n\n")
	text.WriteString("- published: " + markdownText(r.from.heading()) + "\n")
	text.WriteString("- recomputed: " + markdownText(r.viewer.heading()) + "; " + markdownText(r.viewer.method()) + "\n")
	for _, note := range r.notes() {
		text.WriteString("- " + markdownText(note) + "\n")
	}
	_, err := io.WriteString(w, text.String()+"\n"+r.table().markdown()+"\n"+recheckNote+"\n")
	return err
}

// recheckNote explains the cells of the table.
const recheckNote = "one figure: published and recomputed alike; two: published → recomputed"

// notes are what the table must be read with.
func (r *recheckReport) notes() []string {
	notes := r.viewer.aboutNotes()
	if other := r.check.OtherMethod(); other != "" {
		notes = append(notes, other)
	}
	notes = append(notes, r.check.List()...)
	if len(r.ReproducedBy) > 0 {
		notes = append(notes, r.reproducedWords())
	} else if !r.check.Given() && r.check.OtherInstances() == "" {
		notes = append(notes, "no other judge or policy that this run allows gives all the published counts")
	}
	return append(notes, r.Remarks...)
}

// reproducedWords names the methods that give the published counts.
func (r *recheckReport) reproducedWords() string {
	const most = 4
	by, used := r.ReproducedBy, r.viewer.setup
	var words []string
	for _, one := range by[:min(len(by), most)] {
		text := fmt.Sprintf("--judge %s --policy %s", one.Judge, one.Policy)
		if one.Warmup != used.Policy.Warmup {
			text += fmt.Sprintf(" --warmup %d", one.Warmup)
		}
		if one.Most != used.Policy.MaxTraces {
			text += fmt.Sprintf(" --max-traces %d", one.Most)
		}
		if one.Invert != used.Invert {
			text += fmt.Sprintf(" --invert=%v", one.Invert)
		}
		words = append(words, text)
	}
	if more := len(by) - most; more > 0 {
		words = append(words, things(more, "more method"))
	}
	return "the published counts are those of " + strings.Join(words, ", and of ")
}

// aboutNotes say what the run is and what is left out of its rates.
func (v *viewer) aboutNotes() []string {
	var notes []string
	for _, note := range []string{v.run.Source().About, v.note, leftOut(v.sweep.At(0))} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	return notes
}

func (r *recheckReport) table() *table {
	t := newTable("\tp", "\tTP", "\tFN", "\tFP", "\tTN", "\taccuracy %", "\ttraces", "\tsaved %", "")
	for i := range r.Results {
		one, row := &r.Results[i], &r.check.Rows[i]
		count := func(published, own int) string {
			if published == own {
				return strconv.Itoa(own)
			}
			return fmt.Sprintf("%d → %d", published, own)
		}
		figure := func(equal bool, published, own number, digits int) string {
			if equal {
				return own.fixed(digits)
			}
			return published.fixed(digits) + " → " + own.fixed(digits)
		}
		p, q := one.Published, one.Recomputed
		before, after := accuracyOf(row.Published.Point), accuracyOf(row.Own)
		t.add(plain(one.Percentile), count(p.TP, q.TP), count(p.FN, q.FN), count(p.FP, q.FP), count(p.TN, q.TN),
			figure(before == after, before, after, 1),
			figure(one.TracesEqual, p.AvgTraces, q.AvgTraces, 2), figure(one.SavingsEqual, p.TraceSavings, q.TraceSavings, 1), equalWord(row))
	}
	return t
}

func accuracyOf(p *analysis.Point) number { return maybe(p.Accuracy().Value()).percent() }

// equalWord says whether anything differs.
func equalWord(row *analysis.Rechecked) string {
	switch {
	case row.Equal():
		return "equal"
	case row.Counts && row.Traces && row.Savings:
		return "counts equal, not " + strings.Join(row.Odd(), ", ")
	case row.Counts:
		return "counts equal"
	}
	return "DIFFERS"
}

// csv writes one row a position and side.
func (r *recheckReport) csv(w io.Writer) error {
	rows := [][]string{{"percentile", "tp_published", "tp_recomputed", "tn_published", "tn_recomputed", "fp_published", "fp_recomputed",
		"fn_published", "fn_recomputed", "avg_traces_published", "avg_traces_recomputed", "token_savings_pct_published", "token_savings_pct_recomputed",
		"counts_equal", "traces_equal", "savings_equal", "differing"}}
	for i := range r.Results {
		one := &r.Results[i]
		p, q := one.Published, one.Recomputed
		row := []string{plain(one.Percentile)}
		for _, pair := range [][2]int{{p.TP, q.TP}, {p.TN, q.TN}, {p.FP, q.FP}, {p.FN, q.FN}} {
			row = append(row, strconv.Itoa(pair[0]), strconv.Itoa(pair[1]))
		}
		row = append(row, p.AvgTraces.cell(), q.AvgTraces.cell(), p.TraceSavings.cell(), q.TraceSavings.cell(),
			strconv.FormatBool(one.CountsEqual), strconv.FormatBool(one.TracesEqual), strconv.FormatBool(one.SavingsEqual), strings.Join(r.check.Rows[i].Odd(), "; "))
		rows = append(rows, row)
	}
	return csv.NewWriter(w).WriteAll(rows)
}
