package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// narrow is the width below which the figures close up.
const narrow = 36

// viewOperating draws the metrics at the slider's position, each rate with its interval.
func viewOperating(s *State, st theme.Styles, size layout.Size) string {
	p := s.point()
	if p == nil {
		return fit([]string{st.Dim.Render(" " + loadWords(s))}, size)
	}
	figure := func(name, value, more string) string {
		width := 8
		if size.W < narrow {
			width, value = 6, strings.Replace(strings.Replace(value, " %", "%", 1), "100.0", "100", 1)
		}
		return st.Text.Render(fmt.Sprintf(" %-11s", name)) + st.Strong.Render(fmt.Sprintf("%*s", width, value)) + st.Dim.Render(more)
	}
	rate := func(name string, r analysis.Rate) string {
		return figure(name, percent(r.Value()), intervalText(r, size.W))
	}
	lines := []string{
		rate("accuracy", p.Accuracy()),
		rate("sensitivity", p.Sensitivity()),
		rate("specificity", p.Specificity()),
		rate("precision", p.Precision()),
		figure("traces used", meanTraces(p), " "+tracesOf(p, size.W)),
	}
	lines = append(lines, savingsLines(p, st, figure, size.W)...)
	lines = append(lines, majorityLine(p, st, size.W))
	if line := alwaysLine(s, st, size.W); line != "" {
		lines = append(lines, line)
	}
	f1, okF1 := p.F1()
	balanced, okBalanced := p.Balanced()
	more := ""
	if size.W >= narrow {
		more = "  balanced " + percent(balanced, okBalanced)
	}
	lines = append(lines, figure("F1", percent(f1, okF1), more), rate("false alarm", p.FalseAlarm()))
	return fit(lines, size)
}

// savingsLines writes what stopping early saves: by traces, as the published reports
// count it, and by tokens beside it, never in its place.
func savingsLines(p *analysis.Point, st theme.Styles, figure func(name, value, more string) string, w int) []string {
	traces, tokens := percent(p.TraceSavings()), percent(p.TokenSavings())
	if w < narrow {
		return []string{figure("savings", traces, " traces"), figure("", tokens, " tokens")}
	}
	return []string{st.Text.Render(" savings ") + st.Strong.Render(traces) + st.Dim.Render(" traces · ") +
		st.Strong.Render(tokens) + st.Dim.Render(" tokens")}
}

// intervalText writes the 95 % Wilson interval, closed up where there is little room.
func intervalText(r analysis.Rate, w int) string {
	lo, hi, ok := r.Wilson()
	if !ok {
		return ""
	}
	if w < narrow {
		return strings.Replace(fmt.Sprintf(" %.1f–%.1f", lo*100, hi*100), "100.0", "100", 1)
	}
	return fmt.Sprintf("   %4.1f – %4.1f", lo*100, hi*100)
}

func meanTraces(p *analysis.Point) string {
	mean, ok := p.MeanTraces()
	if !ok {
		return undefined
	}
	return fmt.Sprintf("%.2f", mean)
}

// tracesOf says what the mean is held against: the traces recorded, and the cap that
// savings are counted from.
func tracesOf(p *analysis.Point, w int) string {
	switch {
	case p.Instances == 0:
		return ""
	case w < narrow:
		return fmt.Sprintf("of %d", p.MaxTraces)
	}
	return fmt.Sprintf("of %.2f, cap %d", float64(p.TracesAll)/float64(p.Instances), p.MaxTraces)
}

// majorityLine says what a constant verdict would score, and whether this one is worth
// more than that.
func majorityLine(p *analysis.Point, st theme.Styles, w int) string {
	label, share := p.Majority()
	value, ok := share.Value()
	switch {
	case !ok && w < narrow:
		return st.Dim.Render(" no labels: no rates")
	case !ok:
		return st.Dim.Render(" no labels: rates are undefined")
	}
	text := fmt.Sprintf(" always-%s scores %s", label, percent(value, true))
	short := fmt.Sprintf(" always-%s %.3g%%", label, value*100)
	accuracy, _ := p.Accuracy().Value()
	switch {
	case accuracy > value:
		return st.Dim.Render(text)
	case accuracy == value:
		return st.Warn.Render(roomiest(w, text+": no worse", short+": equal"))
	}
	return st.Warn.Render(roomiest(w, text+": better", short+": better"))
}

func operatingNote(s *State) string {
	p := s.point()
	if p == nil || p.RanOut == 0 {
		return ""
	}
	words := roomiest(paneRoom(s, layout.Operating), counted(p.RanOut, "replay")+" ran out of traces", thousands(p.RanOut)+" ran out of traces")
	if s.Results.Censoring == nil {
		return words
	}
	bounds := s.Results.Censoring.At(s.Slider.At)
	worst, best, ok := bounds.Range(analysis.MetricAccuracy)
	if !ok || bounds.Undecided == 0 {
		return words
	}
	return roomiest(paneRoom(s, layout.Operating), fmt.Sprintf("%s ran out: accuracy %.1f–%.1f %%", thousands(p.RanOut), worst*100, best*100), words)
}

// The matrix as it is drawn: its rows without the blank one above, and the cells from
// its left edge at which its two columns begin. The mouse asks here, too.
const (
	confusionRows = 6
	cellWidth     = 14
)

// matrixMargin is the width of the row names in front of the matrix.
func matrixMargin(w int) int {
	if w < narrow-2 {
		return 0
	}
	return 7
}

// viewConfusion draws the matrix with the mean confidence of the instances in each cell.
func viewConfusion(s *State, st theme.Styles, size layout.Size) string {
	p := s.point()
	if p == nil {
		return fit(nil, size)
	}
	margin := matrixMargin(size.W)
	row := func(name string, left, right analysis.Outcome) string {
		return st.Text.Render(fitLine(name, margin)) + cell(s, st, p, left) + cell(s, st, p, right)
	}
	means := func(left, right analysis.Outcome) string {
		return st.Dim.Render(fitLine("   conf", margin) + fmt.Sprintf("%*s%*s", cellWidth-1, meanText(p, left), cellWidth, meanText(p, right)))
	}
	lines := []string{
		st.Dim.Render(fitLine("", margin) + fmt.Sprintf("%*s%*s", cellWidth-1, "flagged", cellWidth, "allowed")),
		row(" unsafe", analysis.TP, analysis.FN),
		means(analysis.TP, analysis.FN),
		row(" safe", analysis.FP, analysis.TN),
		means(analysis.FP, analysis.TN),
	}
	for _, apart := range leftOut(p) {
		lines = append(lines, st.Dim.Render(" "+apart))
	}
	if margin == 0 {
		lines = append(lines, "", st.Dim.Render(" TP, FN: unsafe prompts"), st.Dim.Render(" FP, TN: safe prompts"))
	}
	if size.H > confusionRows {
		lines = append([]string{""}, lines...)
	}
	return fit(lines, size)
}

// cell draws one count with its name; the chosen one is marked by more than colour.
func cell(s *State, st theme.Styles, p *analysis.Point, o analysis.Outcome) string {
	style, mark := outcomeStyle(st, o), "  "
	if s.Nav.Focus == layout.Confusion && s.Over.Cell == o {
		style, mark = st.Selected, marker(s.Look.Glyphs)
	}
	return mark + style.Render(fmt.Sprintf("%s %*s", o, cellWidth-6, thousands(countOf(p, o)))) + " "
}

func outcomeStyle(st theme.Styles, o analysis.Outcome) lipgloss.Style {
	switch o {
	case analysis.TP:
		return st.TP
	case analysis.FN:
		return st.FN
	case analysis.FP:
		return st.FP
	case analysis.TN:
		return st.TN
	case analysis.OutcomeNone:
	}
	return st.Dim
}

func countOf(p *analysis.Point, o analysis.Outcome) int {
	switch o {
	case analysis.TP:
		return p.TP
	case analysis.FN:
		return p.FN
	case analysis.FP:
		return p.FP
	case analysis.TN:
		return p.TN
	case analysis.OutcomeNone:
	}
	return p.Unlabelled + p.Unjudged + p.Empty
}

func meanText(p *analysis.Point, o analysis.Outcome) string {
	return confidence(p.MeanConf[o].Value)
}

// leftOut names the instances that no cell counts.
func leftOut(p *analysis.Point) []string {
	var lines []string
	for _, apart := range []struct {
		n    int
		want string
	}{{p.Unlabelled, "label"}, {p.Unjudged, "recorded verdict"}, {p.Empty, "trace"}} {
		if apart.n > 0 {
			lines = append(lines, fmt.Sprintf("left out: %s, no %s", thousands(apart.n), apart.want))
		}
	}
	return lines
}

func confusionNote(s *State) string {
	if s.Nav.Focus == layout.Confusion {
		return "enter lists the cell"
	}
	return ""
}
