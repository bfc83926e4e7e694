package tui

import (
	"fmt"
	"strings"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data/curves"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// publishedTitle names the sheet of a published sweep.
func (s *State) publishedTitle() string {
	if s.standsAlone() {
		return "Published points"
	}
	return roomiest(paneRoom(s, layout.Sheet)-sheetMargin, "Published "+s.publication().title()+" against this run", "Published against this run", "Published")
}

// publishedNote says what enter does there.
func (s *State) publishedNote(more bool) string {
	words := []string{"enter goes there in the run, more below", "enter goes there, more below", "more below"}
	switch {
	case s.standsAlone() && more:
		words = words[2:]
	case s.standsAlone():
		return ""
	case !more:
		words = []string{"enter goes there in the run", "enter goes there"}
	}
	return roomiest(paneRoom(s, layout.Sheet), words...)
}

// publishedSheet has a row for each point, and under them what they must be read with.
func publishedSheet(s *State, st theme.Styles, w int) sheet {
	if s.standsAlone() {
		return aloneSheet(s.publication(), st, w)
	}
	check := s.recheck()
	if check == nil {
		return waitingPoints(s, st)
	}
	return recheckSheet(s.publication(), check, st, w)
}

// aloneSheet lists the points of a published sweep that no run stands beside.
func aloneSheet(p *Publication, st theme.Styles, w int) sheet {
	columns, cellsOf := fitting([]sheetColumn{
		{"p", 6, false}, {"TP", 5, false}, {"FN", 5, false}, {"FP", 5, false}, {"TN", 5, false}, {"acc", 5, false},
		{"sens", 5, false}, {"spec", 5, false}, {"saved", 5, false}, {"traces", 6, false}, {"typed otherwise", 16, true},
	}, w), pointCells
	if w < tightSheet {
		columns, cellsOf = fitting([]sheetColumn{{"p", 4, false}, {"acc", 5, false}, {"sens", 5, false}, {"spec", 5, false}}, w), tightCells
	}
	if n := len(columns); n > 0 && columns[n-1].left {
		columns[n-1].width += w - lineWidth(columns)
	}
	t := sheet{head: []string{fitLine(st.Strong.Render(heads(columns)), w)}}
	for i := range p.Points {
		one := &p.Points[i]
		style := st.Text
		if len(one.Disagree) > 0 {
			style = st.Warn
		}
		t.rows = append(t.rows, sheetRow{[]string{fitLine(style.Render(inColumns(columns, cellsOf(one))), w)}, Action{Do: DoOpen}})
	}
	return t.with(remarkRows(p, st, w))
}

// lineWidth is the cells that columns take side by side.
func lineWidth(columns []sheetColumn) int {
	width := -columnGap
	for _, c := range columns {
		width += c.width + columnGap
	}
	return width
}

// tightSheet is the width below which a sheet has the most important columns only.
const tightSheet = 36

func pointCells(p *analysis.PublishedPoint) []string {
	return []string{
		number(p.Percentile), thousands(p.TP), thousands(p.FN), thousands(p.FP), thousands(p.TN),
		bareShare(p.Accuracy()), bareShare(p.Sensitivity()), bareShare(p.Specificity()),
		typedText(p.Typed.Savings, 1), typedText(p.Typed.Traces, 2), otherwise(p),
	}
}

func tightCells(p *analysis.PublishedPoint) []string {
	return []string{number(p.Percentile), bareShare(p.Accuracy()), bareShare(p.Sensitivity()), bareShare(p.Specificity())}
}

// bareShare is a rate in percent, without the sign for it.
func bareShare(r analysis.Rate) string { return strings.TrimSuffix(percent(r.Value()), " %") }

// typedText is a figure as the file types it.
func typedText(n curves.Number, digits int) string {
	if !n.Known {
		return undefined
	}
	return fmt.Sprintf("%.*f", digits, n.Value)
}

// otherwise names the rates that are typed otherwise than the counts have them.
func otherwise(p *analysis.PublishedPoint) string {
	var names []string
	for _, d := range p.Disagree {
		names = append(names, d.Rate.String()+" "+fmt.Sprintf("%.4g", d.Typed))
	}
	return strings.Join(names, ", ")
}

// remarkRows are the sentences that the points must be read with; what warns has a mark.
func remarkRows(p *Publication, st theme.Styles, w int) []sheetRow {
	var rows []sheetRow
	for _, remark := range p.Remarks() {
		style, mark := st.Text, "  "
		if remark.Warn {
			style, mark = st.Warn, "! "
		}
		for n, line := range broken(remark.Text, w-len(mark)) {
			if n > 0 {
				mark = "  "
			}
			rows = append(rows, read(style.Render(mark+line)))
		}
	}
	return rows
}
