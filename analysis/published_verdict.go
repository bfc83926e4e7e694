package analysis

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Reproduced reports whether everything that the file states agrees: each figure, each
// best and the method, and nothing in it was unreadable or contradicts the rest.
func (r *Recheck) Reproduced() bool {
	file := r.Published.File
	return r.Unlike == 0 && len(r.Methods) == 0 && len(file.Faults) == 0 && file.More == 0
}

// Given reports whether the run gives every count, and every figure that only its traces
// could give: whatever is wrong then, no other method would mend it.
func (r *Recheck) Given() bool {
	for i := range r.Rows {
		if !r.Rows[i].Counts || slices.ContainsFunc(r.Rows[i].Differences, func(d Divergence) bool { return !d.Derived }) {
			return false
		}
	}
	return true
}

// Verdict says in a sentence whether a run gives what is published.
func (r *Recheck) Verdict() string {
	all, file := len(r.Rows), r.Published.File
	text := ""
	switch {
	case !r.Given():
		text = fmt.Sprintf("NOT REPRODUCED: %d of %d figures differ, at %s", r.Unlike, r.Stated, r.where())
	case r.Unlike > 0:
		text = "counts reproduced, but the file contradicts itself: " + r.firstWords()
	case len(r.Methods) > 0:
		text = "NOT REPRODUCED AS STATED: the run gives the figures, but the file states another method: " + strings.Join(r.Methods, "; ")
	case file.Out > 0:
		return fmt.Sprintf("NOT REPRODUCED AS A WHOLE: %s of the file cannot be used; at the other %s the run gives the published figures", results(file.Out), positions(all))
	case len(file.Faults) > 0:
		return "counts reproduced, but the file has a fault: " + file.Faults[0].Error()
	default:
		return fmt.Sprintf("REPRODUCED: the run gives every published figure, at all %s", positions(all))
	}
	if file.Out > 0 {
		text += fmt.Sprintf("; %s of the file cannot be used", results(file.Out))
	}
	return text
}

// where says at which positions figures differ.
func (r *Recheck) where() string {
	all, differ := len(r.Rows), len(r.Rows)-r.Equal
	if differ == all {
		return "all " + positions(all)
	}
	first := slices.IndexFunc(r.Rows, func(row Rechecked) bool { return !row.Equal() })
	return fmt.Sprintf("%d of %s, first at %s", differ, positions(all), atP(r.Rows[first].Own.Percentile))
}

// firstWords say what is wrong in a file whose counts are right, and how much more is.
func (r *Recheck) firstWords() string {
	first := r.All()[0]
	text := first.words()
	if r.Unlike > 1 {
		text += fmt.Sprintf(" (and %d more)", r.Unlike-1)
	}
	return text
}

// All are the differences of every position, and then those of the bests.
func (r *Recheck) All() []Divergence {
	var all []Divergence
	for i := range r.Rows {
		all = append(all, r.Rows[i].Differences...)
	}
	return append(all, r.Bests...)
}

// Label names the figure, with the best that it is stated of.
func (d *Divergence) Label() string {
	if d.Best != "" {
		return "best " + d.Best + ", " + d.Figure
	}
	return d.Figure
}

// words say what is stated and what is so.
func (d *Divergence) words() string {
	own := "the run has none"
	typed, given := apart(d.Published, d.Own)
	switch {
	case d.Defined && d.Contradicts:
		own = "the counts give " + given
	case d.Defined:
		own = "the run gives " + given
	}
	if d.Best != "" && d.Figure == "percentile" {
		if d.Defined {
			own = "by the run's figures it is " + atP(d.Own)
		}
		return fmt.Sprintf("%s is named as the best %s, and %s", atP(d.Published), d.Best, own)
	}
	return fmt.Sprintf("%s is stated as %s at %s, and %s", d.Label(), typed, atP(d.Percentile), own)
}

// apart writes two figures with as many digits as it takes to tell them apart, four at
// the least; a count is written in full.
func apart(x, y float64) (a, b string) {
	for digits := 4; digits <= 17; digits++ {
		a, b = figureText(x, digits), figureText(y, digits)
		if a != b {
			break
		}
	}
	return a, b
}

func figureText(x float64, digits int) string {
	const exact = 1 << 53
	if x == math.Trunc(x) && math.Abs(x) < exact {
		digits = -1
	}
	return strconv.FormatFloat(x, 'g', digits, 64)
}

// told reports whether a difference is known without being listed: it follows from counts
// that differ, is a remark on the file alone, or repeats that of a position.
func (r *Recheck) told(d *Divergence) bool {
	switch {
	case d.Best == "" && d.Derived:
		return !d.Contradicts || !strings.HasPrefix(d.Figure, "interval")
	case d.Best == "":
		return false
	case d.Derived && !d.Contradicts && !r.Given():
		return true
	}
	return slices.ContainsFunc(r.Rows, func(row Rechecked) bool {
		return slices.ContainsFunc(row.Differences, func(other Divergence) bool {
			return other.Figure == d.Figure && other.Percentile == d.Percentile && other.Published == d.Published
		})
	})
}

// List says each figure that differs once, with how often it does, but for those that
// follow from others in it and those that Published.Remarks names.
func (r *Recheck) List() []string {
	var order []string
	words, times := map[string]string{}, map[string]int{}
	for _, d := range r.All() {
		if r.told(&d) {
			continue
		}
		label := d.Label()
		if times[label]++; times[label] == 1 {
			order = append(order, label)
			words[label] = d.words()
		}
	}
	var list []string
	for _, label := range order {
		text := words[label]
		if more := times[label] - 1; more > 0 {
			text += fmt.Sprintf(" (and so at %d more)", more)
		}
		list = append(list, text)
	}
	return list
}

// Odd names the figures that differ at a position where the counts, traces and savings do
// not, as their keys.
func (r *Rechecked) Odd() []string {
	var names []string
	for i := range r.Differences {
		names = append(names, r.Differences[i].Figure)
	}
	return names
}

// Brief is the verdict where there is little room.
func (r *Recheck) Brief() string {
	switch {
	case r.Reproduced():
		return fmt.Sprintf("REPRODUCED: all %d alike", r.Equal)
	case !r.Given():
		return fmt.Sprintf("%d of %d DIFFER", len(r.Rows)-r.Equal, len(r.Rows))
	case r.Unlike > 0:
		return "FILE CONTRADICTS ITSELF"
	case len(r.Methods) > 0:
		return "OTHER METHOD STATED"
	case r.Published.File.Out > 0:
		return results(r.Published.File.Out) + " UNUSABLE"
	}
	return "FILE HAS FAULTS"
}

func results(n int) string {
	if n == 1 {
		return "1 result"
	}
	return fmt.Sprintf("%d results", n)
}
