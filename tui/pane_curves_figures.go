package tui

import (
	"fmt"
	"strings"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data/curves"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

func publishedOperatingTitle(s *State) string {
	return "p" + number(s.publishedPoint().Percentile) + ", from its counts"
}

// viewPublishedOperating draws the rates that the published counts give, and what the file
// types for the rest.
func viewPublishedOperating(s *State, st theme.Styles, size layout.Size) string {
	p := s.publishedPoint()
	figure := func(name, value, more string) string {
		width := 8
		if size.W < narrow {
			width, value = 6, strings.Replace(value, " %", "%", 1)
		}
		return st.Text.Render(fmt.Sprintf(" %-11s", name)) + st.Strong.Render(fmt.Sprintf("%*s", width, value)) + st.Dim.Render(more)
	}
	rate := func(name string, r analysis.Rate) string {
		mark, interval := typedMark(p, name, size.W), intervalText(r, size.W)
		if size.W < narrow && mark != "" { // in the place of the blank: there is no other
			return figure(name, percent(r.Value()), "") + st.Warn.Render(mark) + st.Dim.Render(strings.TrimPrefix(interval, " "))
		}
		return figure(name, percent(r.Value()), interval) + st.Warn.Render(mark)
	}
	lines := []string{
		rate("accuracy", p.Accuracy()), rate("sensitivity", p.Sensitivity()),
		rate("specificity", p.Specificity()), rate("precision", p.Precision()),
	}
	lines = append(lines, publishedSavings(p, figure, size.W)...)
	if len(p.Disagree) > 0 {
		lines = append(lines, " "+st.Warn.Render(roomiest(size.W-1, "! the file types another rate", "! typed otherwise")))
	}
	lines = append(lines, majorityLine(p.Point, st, size.W))
	f1, okF1 := p.F1()
	lines = append(lines, figure("F1", percent(f1, okF1), "")+st.Warn.Render(typedMark(p, "F1", size.W)), rate("false alarm", p.FalseAlarm()))
	return fit(lines, size)
}

// typedMark stands behind a rate that the file types otherwise.
func typedMark(p *analysis.PublishedPoint, name string, w int) string {
	for _, d := range p.Disagree {
		switch {
		case d.Rate.String() != name:
		case w < narrow:
			return "!"
		default:
			return " !"
		}
	}
	return ""
}

// publishedSavings are the figures that only traces could give: as the file types them.
func publishedSavings(p *analysis.PublishedPoint, figure func(name, value, more string) string, w int) []string {
	typed := func(n curves.Number, digits int, unit string) string {
		if !n.Known {
			return undefined
		}
		return fmt.Sprintf("%.*f", digits, n.Value) + unit
	}
	says := "   as typed"
	if w < narrow {
		says = " typed"
	}
	more := says
	if n := p.Typed.ByTokens; n.Known && w >= narrow {
		more = " traces · " + typed(n, 1, " %") + " tokens"
	}
	return []string{
		figure("traces used", typed(p.Typed.Traces, 2, ""), says),
		figure("savings", typed(p.Typed.Savings, 1, " %"), more),
	}
}

func publishedConfusionTitle(s *State) string {
	if s.recheck() == nil {
		return "Confusion, as published"
	}
	return "Confusion, published and here"
}

// viewPublishedConfusion draws the published counts, and under them those of the run.
func viewPublishedConfusion(s *State, st theme.Styles, size layout.Size) string {
	p := s.publishedPoint()
	margin := matrixMargin(size.W)
	var own *analysis.Point
	if check := s.recheck(); check != nil {
		own = check.Rows[s.pointIndex()].Own
	}
	row := func(name string, left, right analysis.Outcome) []string {
		text := st.Text.Render(fitLine(name, margin))
		here := fitLine("   here", margin)
		for _, o := range []analysis.Outcome{left, right} {
			text += "  " + outcomeStyle(st, o).Render(fmt.Sprintf("%s %*s", o, cellWidth-6, thousands(countOf(p.Point, o)))) + " "
			if own != nil {
				here += fmt.Sprintf("%*s%s", cellWidth-1, thousands(countOf(own, o)), differs(countOf(own, o) != countOf(p.Point, o)))
			}
		}
		if own == nil {
			return []string{text, ""}
		}
		return []string{text, st.Dim.Render(here)}
	}
	lines := []string{st.Dim.Render(fitLine("", margin) + fmt.Sprintf("%*s%*s", cellWidth-1, "flagged", cellWidth, "allowed"))}
	lines = append(lines, row(" unsafe", analysis.TP, analysis.FN)...)
	lines = append(lines, row(" safe", analysis.FP, analysis.TN)...)
	if margin == 0 {
		lines = append(lines, "", st.Dim.Render(" TP, FN: unsafe prompts"), st.Dim.Render(" FP, TN: safe prompts"))
	}
	if size.H > confusionRows {
		lines = append([]string{""}, lines...)
	}
	return fit(lines, size)
}

// differs marks a count that is not the published one.
func differs(other bool) string {
	if other {
		return "!"
	}
	return " "
}
