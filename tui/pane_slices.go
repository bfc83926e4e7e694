package tui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/theme"
)

// studyTheSlices groups the instances.
func studyTheSlices(key studyKey) tea.Cmd {
	by := key.by
	return func() tea.Msg {
		slices := analysis.NewSlices(key.sweep, by)
		return learned{study: studySlices, key: key, put: func(r *Results) { r.Slices, r.SlicedBy = slices, by }}
	}
}

// wholeRun stands for the row of the whole run among the slices.
const wholeRun = -1

// slicesSheet shows the metrics of the whole run and of every slice.
func slicesSheet(s *State, st theme.Styles, w int) sheet {
	slices := s.sliced(s.Over.Slicing)
	if slices == nil {
		return waiting(st.Dim, "slicing …")
	}
	table := sliceTable{point: s.point(), wide: w >= sliceNameLeast+widthOf(sliceColumns(true)), st: st}
	table.columns = sliceColumns(table.wide)
	for !table.wide && len(table.columns) > leastColumns && w < sliceNameLeast+widthOf(table.columns) {
		table.columns = table.columns[:len(table.columns)-1]
	}
	name := sheetColumn{head: s.Over.Slicing.String(), width: max(w-widthOf(table.columns), 1), left: true}
	table.columns = append([]sheetColumn{name}, table.columns...)

	t := sheet{head: []string{st.Dim.Render(heads(table.columns))}}
	t.rows = append(t.rows, table.row("the whole run", s.Results.Sweep.Run().Instances(), table.point, wholeRun))
	for g := range slices.Len() {
		t.rows = append(t.rows, table.row(data.PrintableLine(slices.Name(g)), slices.Size(g), slices.At(g, s.Slider.At), g))
	}
	return t
}

// sliced are the slices of the present results; nil until they are there.
func (s *State) sliced(by analysis.SliceBy) *analysis.Slices {
	if s.Results == nil || s.Results.SlicedBy != by {
		return nil
	}
	return s.Results.Slices
}

// sliceNameLeast is the least room for the name of a slice, and leastColumns are those
// that are never given up for it.
const (
	sliceNameLeast = 18
	leastColumns   = 4
)

// sliceColumns are those behind the name, the most important first, with room for an
// interval behind each rate, or without.
func sliceColumns(intervals bool) []sheetColumn {
	rate := 6
	if intervals {
		rate = 18
	}
	return []sheetColumn{
		{"n", 6, false}, {" acc% ", rate, intervals}, {"sens% ", rate, intervals}, {"spec% ", rate, intervals},
		{"unsafe%", 7, false}, {"traces", 6, false}, {"saved%", 6, false},
	}
}

// widthOf is what columns take, the gap in front of each counted.
func widthOf(columns []sheetColumn) int {
	w := 0
	for _, c := range columns {
		w += columnGap + c.width
	}
	return w
}

// sliceTable is what all rows of the slices have in common.
type sliceTable struct {
	columns []sheetColumn
	point   *analysis.Point // of the whole run
	wide    bool            // there is room for intervals
	st      theme.Styles
}

// row is one slice at the slider's position; enter lists its instances.
func (t sliceTable) row(name string, n int, p *analysis.Point, group int) sheetRow {
	traces, saved := undefined, undefined
	if mean, ok := p.MeanTraces(); ok {
		traces = strconv.FormatFloat(mean, 'f', 2, 64)
	}
	if share, ok := p.TraceSavings(); ok {
		saved = inPercent(share)
	}
	unsafe := undefined
	if share, ok := (analysis.Rate{Num: p.TP + p.FN, Den: p.Labelled()}).Value(); ok {
		unsafe = inPercent(share)
	}
	cells := []string{
		t.st.Strong.Render(fitLine(name, t.columns[0].width)), thousands(n),
		t.rate(p.Accuracy(), t.point.Accuracy()), t.rate(p.Sensitivity(), t.point.Sensitivity()),
		t.rate(p.Specificity(), t.point.Specificity()), unsafe, traces, saved,
	}
	return sheetRow{[]string{inColumns(t.columns, cells)}, Action{DoListSlice, group}}
}

// rate writes a rate of a slice in percent, with its interval where there is room, and a
// sign where that lies wholly above or below the interval of the whole run.
func (t sliceTable) rate(r, whole analysis.Rate) string {
	value, ok := r.Value()
	if !ok {
		if t.wide {
			return "    " + undefined
		}
		return undefined + " "
	}
	text, style := inPercent(value), t.st.Text
	lo, hi, _ := r.Wilson()
	from, to, _ := whole.Wilson()
	switch {
	case lo > to:
		text, style = text+"▲", t.st.Warn
	case hi < from:
		text, style = text+"▼", t.st.Warn
	default:
		text += " "
	}
	if !t.wide {
		return style.Render(text)
	}
	text = strings.Repeat(" ", max(6-ansi.StringWidth(text), 0)) + text
	return style.Render(text) + t.st.Dim.Render(" "+inPercent(lo)+"–"+inPercent(hi))
}

// inPercent writes a share in percent where the head of the column says so.
func inPercent(share float64) string { return strconv.FormatFloat(share*100, 'f', 1, 64) }

// slicesNote says what enter does, or that there is more, and what the signs mean.
func slicesNote(room int, more bool) string {
	does := "enter lists it"
	if more {
		does = "more below"
	}
	return roomiest(room, does+" · ▲ ▼ interval wholly above, below that of the whole run",
		does+" · ▲ ▼ clearly above, below the run", does)
}

// sliceFilter lets in one slice of those on the screen.
func (s *State) sliceFilter(group int) SliceFilter {
	slices := s.sliced(s.Over.Slicing)
	if slices == nil || group < 0 || group >= slices.Len() {
		return SliceFilter{}
	}
	return SliceFilter{true, s.Over.Slicing, group, slices.Name(group)}
}
