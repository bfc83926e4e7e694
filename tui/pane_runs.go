package tui

import (
	"fmt"
	"math"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/theme"
)

// Widths of the columns of the runs.
const (
	runNameWidth   = 18
	runColumnWidth = 22
	runNarrowWidth = 14 // without intervals
)

// runsSheet shows all runs in columns, at one position: the first is what the others are
// held against.
func runsSheet(s *State, st theme.Styles, w int) sheet {
	switch {
	case len(s.Others) == 0:
		return sheet{rows: []sheetRow{read(st.Text.Render("One run is open. More than one are shown side by side:")), read(""), read(st.Strong.Render("  confscope RUN RUN"))}}.with(s.publishedChoices(st))
	case s.Results == nil:
		return waiting(st.Dim, loadWords(s))
	}
	all := s.runColumns()
	width := runColumnWidth
	if w < runNameWidth+len(all)*(width+columnGap) {
		width = runNarrowWidth
	}
	shown := all[:max(min((w-runNameWidth)/(width+columnGap), len(all)), 1)]
	columns := []sheetColumn{{"", runNameWidth, true}}
	for n := range shown {
		shown[n].narrow = width == runNarrowWidth
		columns = append(columns, sheetColumn{shown[n].letter + "  " + shown[n].title, width, true})
	}
	t := sheet{head: []string{st.Strong.Render(heads(columns))}}
	for _, line := range runLines() {
		cells := []string{st.Text.Render(line.name)}
		for _, one := range shown {
			cells = append(cells, line.cell(one, shown[0], s))
		}
		t.rows = append(t.rows, read(inColumns(columns, cells)))
	}
	t.rows = append(t.rows, apartRows(all, st, w)...)
	if hidden := len(all) - len(shown); hidden > 0 {
		t.rows = append(t.rows, read(st.Dim.Render(fmt.Sprintf("%s more: there is no room for them here", counted(hidden, "run")))))
	}
	mark := differenceMark(s.Look.Glyphs, 1) + " or " + differenceMark(s.Look.Glyphs, -1)
	for _, line := range broken(mark+": the interval lies wholly above or below that of A. Savings are of each run's own cap.", w) {
		t.rows = append(t.rows, read(st.Dim.Render(line)))
	}
	return sheet{t.head, append(append(t.rows, read("")), s.runChoices(st, w)...)}.with(s.publishedChoices(st))
}

// apartRows name the runs whose confidences are of another scale than those of the first.
func apartRows(all []runColumn, st theme.Styles, w int) []sheetRow {
	var rows []sheetRow
	for _, one := range all[1:] {
		if one.sweep == nil {
			continue
		}
		sentence := apart(all[0].letter, one.letter, all[0].sweep.Run().Confidence(), one.sweep.Run().Confidence())
		if sentence == "" {
			continue
		}
		for _, line := range broken(sentence, w) {
			rows = append(rows, read(st.Warn.Render(line)))
		}
	}
	return rows
}

// runColumn is one run as a column.
type runColumn struct {
	letter, title string
	words         string // what stands in the place of figures: it is being read, or cannot be
	sweep         *analysis.Sweep
	at            analysis.Position
	narrow        bool // there is no room for intervals
}

// point is what is counted for the run at the slider; nil until it is.
func (c runColumn) point() *analysis.Point {
	if c.sweep == nil {
		return nil
	}
	return c.sweep.At(c.at)
}

func (s *State) runColumns() []runColumn {
	columns := []runColumn{{letter: "A", title: data.PrintableLine(s.Run.Source().Title), sweep: s.Results.Sweep, at: s.Slider.At}}
	for n, other := range s.Others {
		c := runColumn{letter: string(rune('B' + n)), title: data.PrintableLine(other.Name), words: "reading …", sweep: other.Sweep, at: s.Slider.At}
		if other.Run != nil {
			c.title, c.words = data.PrintableLine(other.Run.Source().Title), "counting …"
		}
		if other.Err != nil {
			c.words = "cannot be read"
		}
		columns = append(columns, c)
	}
	return columns
}

// runLine is one row of the table of runs.
type runLine struct {
	name string
	cell func(one, first runColumn, s *State) string
}

func runLines() []runLine {
	count := func(name string, of func(*analysis.Sweep, *analysis.Point) int) runLine {
		return runLine{name, func(one, _ runColumn, _ *State) string {
			if p := one.point(); p != nil {
				return thousands(of(one.sweep, p))
			}
			return one.words
		}}
	}
	lines := []runLine{
		count("instances", func(s *analysis.Sweep, _ *analysis.Point) int { return s.Run().Instances() }),
		count("unsafe", func(_ *analysis.Sweep, p *analysis.Point) int { return p.TP + p.FN }),
		count("safe", func(_ *analysis.Sweep, p *analysis.Point) int { return p.FP + p.TN }),
		count("traces", func(s *analysis.Sweep, _ *analysis.Point) int { return s.Run().Traces() }),
		{"judge", func(one, _ runColumn, _ *State) string {
			if one.sweep == nil {
				return ""
			}
			return one.sweep.Setup().Judge.String()
		}},
	}
	for _, m := range analysis.Metrics() {
		lines = append(lines, runLine{m.String(), func(one, first runColumn, s *State) string { return metricCell(m, one, first, s) }})
	}
	for o := analysis.TP; o <= analysis.TN; o++ {
		lines = append(lines, runLine{o.String() + ", confidence", func(one, _ runColumn, _ *State) string {
			p := one.point()
			if p == nil {
				return ""
			}
			return fmt.Sprintf("%8s %s", thousands(countOf(p, o)), meanText(p, o))
		}})
	}
	return lines
}

// metricCell is a metric of a run, with its interval where it is a rate, and marked where
// it differs from the first run's by more than both intervals.
func metricCell(m analysis.Metric, one, first runColumn, s *State) string {
	p, base := one.point(), first.point()
	if p == nil {
		return ""
	}
	value, ok := m.Of(p)
	if !m.Share() {
		if !ok {
			value = math.NaN()
		}
		return fmt.Sprintf("%8s", traceCount(value))
	}
	text := fmt.Sprintf("%8s", percent(value, ok))
	rate, counted := m.Rate(p)
	lo, hi, ok := rate.Wilson()
	if !counted || !ok {
		return text
	}
	if !one.narrow {
		text += fmt.Sprintf(" %4.1f–%4.1f", lo*100, hi*100)
	}
	other, _ := m.Rate(base)
	baseLo, baseHi, ok := other.Wilson()
	switch {
	case !ok || one.letter == first.letter:
		return text
	case lo > baseHi:
		return text + " " + differenceMark(s.Look.Glyphs, 1)
	case hi < baseLo:
		return text + " " + differenceMark(s.Look.Glyphs, -1)
	}
	return text
}

// differenceMark says that something is higher or lower than what it is held against.
func differenceMark(g chart.Glyphs, sign int) string {
	switch {
	case g == chart.ASCII && sign > 0:
		return "^"
	case g == chart.ASCII:
		return "v"
	case sign > 0:
		return "▲"
	}
	return "▼"
}

// runChoices are what can be done with the other runs.
func (s *State) runChoices(st theme.Styles, w int) []sheetRow {
	var rows []sheetRow
	for n, one := range s.runColumns()[1:] {
		if other := s.Others[n]; other.Err != nil {
			for _, line := range broken(one.letter+"  "+data.PrintableLine(other.Err.Error()), w) {
				rows = append(rows, read(st.Error.Render(line)))
			}
			continue
		}
		rows = append(rows,
			sheetRow{[]string{st.Text.Render("hold " + one.letter + " against A, instance by instance: " + one.title)}, Action{DoVersus, n}},
			sheetRow{[]string{st.Text.Render("look at " + one.letter + " on all screens")}, Action{DoTakeRun, n}})
	}
	return rows
}
