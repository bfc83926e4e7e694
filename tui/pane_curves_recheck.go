package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/theme"
)

// waitingPoints lists the points before the run has been counted at them.
func waitingPoints(s *State, st theme.Styles) sheet {
	words := "counting the run at these points …"
	if s.Results == nil {
		words = loadWords(s)
	}
	t := sheet{head: []string{st.Dim.Render(words)}}
	for i := range s.publication().Points {
		one := &s.publication().Points[i]
		text := fmt.Sprintf("p%s  TP %d FN %d FP %d TN %d", number(one.Percentile), one.TP, one.FN, one.FP, one.TN)
		t.rows = append(t.rows, sheetRow{[]string{st.Text.Render(text)}, Action{Do: DoOpen}})
	}
	return t
}

// recheckSheet holds each point against what the run gives there.
func recheckSheet(p *Publication, check *RecheckFound, st theme.Styles, w int) sheet {
	columns, cellsOf := fitting([]sheetColumn{
		{"p", 6, false}, {"counts", 7, true}, {"run less published", 24, true}, {"traces", 6, false}, {"here", 6, false},
		{"saved", 6, false}, {"here", 6, false}, {"published TP FN FP TN", 23, true}, {"acc", 6, false}, {"here", 6, false},
	}, w), recheckCells
	verdict := broken(check.Verdict(), w)
	if w < tightSheet {
		columns, cellsOf = fitting([]sheetColumn{{"p", 4, false}, {"run less published", tightWords, true}}, w), tightRecheckCells
		verdict = broken(check.Brief(), w)
	}
	style := func(equal bool) lipgloss.Style {
		if equal {
			return st.Text
		}
		return st.Warn
	}
	t := sheet{}
	for _, line := range verdict {
		t.head = append(t.head, style(check.Reproduced()).Render(line))
	}
	t.head = append(t.head, st.Strong.Render(heads(columns)))
	for i := range check.Rows {
		row := &check.Rows[i]
		t.rows = append(t.rows, sheetRow{[]string{style(row.Equal()).Render(inColumns(columns, cellsOf(row)))},
			Action{DoGoTo, int(positionNext(row.Own.Percentile))}})
	}
	return t.with(append(append(methodRows(check, st, w), divergenceRows(check, st, w)...), remarkRows(p, st, w)...))
}

// recheckCells are the cells of one point.
func recheckCells(row *analysis.Rechecked) []string {
	published, own := row.Published, row.Own
	word := "equal"
	if !row.Counts {
		word = "DIFFER"
	}
	saved, ok := own.TraceSavings()
	return []string{
		number(own.Percentile), word, offWords(row), typedText(published.Typed.Traces, 2), meanTraces(own) + differs(!row.Traces),
		typedText(published.Typed.Savings, 1), strings.TrimSuffix(percent(saved, ok), " %") + differs(!row.Savings),
		fmt.Sprintf("%d %d %d %d", published.TP, published.FN, published.FP, published.TN), bareShare(published.Accuracy()), bareShare(own.Accuracy()),
	}
}

// tightWords is the width of the words on a point where there is little room.
const tightWords = 19

func tightRecheckCells(row *analysis.Rechecked) []string {
	words := "equal"
	if !row.Equal() {
		words = clipped(offWords(row), tightWords)
	}
	return []string{number(row.Own.Percentile), words}
}

// offWords say by how much the run's counts are off the published ones.
func offWords(row *analysis.Rechecked) string {
	var words []string
	for n, off := range row.Off() {
		if off != 0 {
			words = append(words, fmt.Sprintf("%s %+d", analysis.TP+analysis.Outcome(n), off))
		}
	}
	switch {
	case len(words) > 0:
	case !row.Traces && !row.Savings:
		return "other traces, saved"
	case !row.Traces:
		return "other traces"
	case !row.Savings:
		return "other savings"
	case len(row.Odd()) > 0:
		return "other " + strings.Join(row.Odd(), ", ")
	}
	return strings.Join(words, " ")
}

// methodRows say what else could be tried where the run gives other counts.
func methodRows(check *RecheckFound, st theme.Styles, w int) []sheetRow {
	text := ""
	switch other := check.OtherInstances(); {
	case other != "":
		text = other + ": no method can make them agree"
	case check.Given():
		return nil
	case !check.Tried:
		text = "trying the other judges and policies …"
	case len(check.Others) == 0:
		text = "no other judge or policy that this run is read for gives all the published counts"
	default:
		text = "the published counts are those of " + methodWords(check.Others) + ": j and y take them"
	}
	var rows []sheetRow
	for _, line := range broken(text, w) {
		rows = append(rows, read(st.Strong.Render(line)))
	}
	return rows
}

// divergenceRows name the method that the file states, where it is another one, and each
// figure that differs.
func divergenceRows(check *RecheckFound, st theme.Styles, w int) []sheetRow {
	list := check.List()
	if other := check.OtherMethod(); other != "" {
		list = append([]string{other}, list...)
	}
	var rows []sheetRow
	for _, text := range list {
		mark := "! "
		for _, line := range broken(text, w-len(mark)) {
			rows = append(rows, read(st.Warn.Render(mark+line)))
			mark = "  "
		}
	}
	return rows
}

// methodWords name a few methods.
func methodWords(setups []analysis.Setup) string {
	const most = 3
	var words []string
	for _, setup := range setups[:min(len(setups), most)] {
		words = append(words, "judge "+setup.Judge.String()+" with policy "+setup.Policy.Kind.String())
	}
	if more := len(setups) - most; more > 0 {
		words = append(words, fmt.Sprintf("%d more", more))
	}
	return strings.Join(words, ", or ")
}
