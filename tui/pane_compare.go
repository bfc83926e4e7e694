package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/theme"
)

// studyTheComparison holds A against B.
// Two runs that were compared before need not be paired by their ids again.
func studyTheComparison(key studyKey, before *analysis.Comparison) tea.Cmd {
	return func() tea.Msg {
		a, b := key.a.Sweep.Run(), key.b.Sweep.Run()
		var pairs *analysis.Pairs
		if before != nil && before.A.Sweep.Run() == a && before.B.Sweep.Run() == b {
			pairs = before.Pairs
		} else {
			pairs = analysis.PairRuns(a, b)
		}
		comparison := analysis.Compare(key.a, key.b, pairs)
		return learned{study: studyComparison, key: key, put: func(r *Results) { r.Comparison = comparison }}
	}
}

// compareSheet shows what differs between A and B: the metrics, which instances turn, and
// whether as many would by chance. While the slider moves, the last comparison stands
// until the next one is counted.
func compareSheet(s *State, st theme.Styles, w int) sheet {
	a, b, ok := s.sides()
	switch {
	case s.Results == nil:
		return waiting(st.Dim, loadWords(s))
	case !ok && s.Slider.PinA == nil && s.Slider.PinB == nil:
		return compareHelp(st, w)
	case !ok || s.Results.Comparison == nil:
		return waiting(st.Dim, "comparing …")
	}
	c := s.Results.Comparison
	t := sheet{head: []string{sideLine(s, st, "A", a, w), sideLine(s, st, "B", b, w), ""}}
	if !c.Pairs.SameInstances && len(c.Pairs.A) == 0 {
		return s.unpaired(t, c.Pairs, st, w)
	}
	if sentence := apart("A", "B", a.Sweep.Run().Confidence(), b.Sweep.Run().Confidence()); sentence != "" {
		for _, line := range broken(sentence, w) {
			t.rows = append(t.rows, read(st.Warn.Render(line)))
		}
		t.rows = append(t.rows, read(""))
	}
	t.rows = append(t.rows, differenceRows(c, st, w)...)
	t.rows = append(t.rows, turnRows(c, st, w)...)
	for _, line := range broken(pairWords(c.Pairs), w) {
		t.rows = append(t.rows, read(st.Dim.Render(line)))
	}
	return s.withRivalOut(t, st, w)
}

// withRivalOut adds the row that takes B out again, where it is another run.
func (s *State) withRivalOut(t sheet, st theme.Styles, w int) sheet {
	if s.Rival > 0 {
		t.rows = append(t.rows, sheetRow{[]string{st.Text.Render(roomiest(w, "take "+s.rivalName()+" out of the comparison", "take B out of the comparison"))}, Action{DoVersus, -1}})
	}
	return t
}

// unpaired says why two runs without a pair cannot be compared: there is no figure of none.
func (s *State) unpaired(t sheet, p *analysis.Pairs, st theme.Styles, w int) sheet {
	for _, line := range broken("Nothing can be compared: the two runs share no id that both label alike.", w) {
		t.rows = append(t.rows, read(st.Warn.Render(line)))
	}
	for _, line := range broken(pairWords(p)+". The screen R shows the two runs side by side.", w) {
		t.rows = append(t.rows, read(st.Text.Render(line)))
	}
	t.rows = append(t.rows, read(""))
	return s.withRivalOut(t, st, w)
}

// compareHelp says how A and B are set.
func compareHelp(st theme.Styles, w int) sheet {
	var t sheet
	for _, text := range []string{
		"a pins A where the slider stands, with the judge and the policy of the moment; b pins B.",
		"One pin is enough: the slider is the other side then, and the comparison follows it.",
		"To compare judges or policies, pin A, take another with j or y, and come back here.",
		"To compare runs, open them together (confscope RUN RUN) and choose one on the screen R.",
	} {
		for _, line := range broken(text, w) {
			t.rows = append(t.rows, read(st.Text.Render(line)))
		}
	}
	return t
}

// sideLine says what a side is.
func sideLine(s *State, st theme.Styles, name string, side analysis.Side, w int) string {
	setup := side.Sweep.Setup()
	style := st.PinA
	if name == "B" {
		style = st.PinB
	}
	words := fmt.Sprintf("judge %s, policy %s", setup.Judge, setup.Policy.Kind)
	measure := side.Sweep.Run().Confidence().Name
	if setup.Invert {
		measure += " inverted"
	}
	run := ""
	if s.Rival > 0 {
		run = " · " + data.PrintableLine(side.Sweep.Run().Source().Title)
	}
	at := atPercentile(side.At)
	short := fmt.Sprintf("%s, %s, %s", setup.Judge, setup.Policy.Kind, measure)
	words = roomiest(w-len(name+at)-3, words+", confidence "+measure+run, words+", "+measure+run, short+run)
	return style.Render(name) + " " + st.Strong.Render(at) + "  " + st.Text.Render(ansi.Truncate(words, w-len(name+at)-3, "…"))
}

func differenceColumns() []sheetColumn {
	return []sheetColumn{{"metric", 17, true}, {"A", 8, false}, {"B", 8, false}, {"B - A", 7, false}, {"95 % interval", 15, false}, {"", 7, true}}
}

// differenceRows are the metrics under A and under B. What is clear of 0 says so.
func differenceRows(c *analysis.Comparison, st theme.Styles, w int) []sheetRow {
	columns := fitting(differenceColumns(), w)
	rows := []sheetRow{read(st.Dim.Render(heads(columns)))}
	for _, d := range c.Differences {
		value, change := percentNaN, points
		if !d.Metric.Share() {
			value, change = traceCount, signed
		}
		cells := []string{st.Text.Render(d.Metric.String()), value(d.A), value(d.B), undefined, "", ""}
		if d.Defined {
			cells[3] = st.Strong.Render(change(d.Diff))
			cells[4] = st.Dim.Render(change(d.Lo) + " – " + change(d.Hi))
		}
		if d.Clear() {
			cells[5] = "clear"
		}
		rows = append(rows, read(inColumns(columns, cells)))
	}
	for _, line := range broken("B - A of shares in points of a percent; clear: mid-p below .05, or for the other metrics an interval without 0 over 10 pairs or more", w) {
		rows = append(rows, read(st.Dim.Render(line)))
	}
	return append(rows, read(""))
}

func percentNaN(share float64) string  { return percent(share, true) }
func points(share float64) string      { return fmt.Sprintf("%+.2f", share*100) }
func signed(difference float64) string { return fmt.Sprintf("%+.2f", difference) }
func traceCount(traces float64) string {
	if traces != traces {
		return undefined
	}
	return fmt.Sprintf("%.2f", traces)
}

// turnRows count the instances that turn, overall and by class, with the chance that as
// uneven a turning is luck.
func turnRows(c *analysis.Comparison, st theme.Styles, w int) []sheetRow {
	columns := fitting([]sheetColumn{{"verdicts", 17, true}, {"fixed", 8, false}, {"broken", 8, false}, {"of", 7, false}, {"mid-p", 6, false}}, w)
	rows := []sheetRow{read(st.Dim.Render(heads(columns)))}
	for _, class := range []struct {
		name  string
		turns analysis.Paired
	}{{"all", c.Overall}, {"unsafe prompts", c.Unsafe}, {"safe prompts", c.Safe}} {
		rows = append(rows, read(inColumns(columns, []string{
			st.Text.Render(class.name), thousands(class.turns.Fixed), thousands(class.turns.Broken), thousands(class.turns.N),
			st.Strong.Render(chanceText(class.turns.MidP())),
		})))
	}
	note := "mid-p: McNemar's chance of turns as uneven as these, were fixing as likely as breaking"
	for _, line := range broken(note, w) {
		rows = append(rows, read(st.Dim.Render(line)))
	}
	rows = append(rows, read(""))
	for _, list := range []struct {
		n     int
		words string
		kind  Turned
	}{
		{len(c.Fixed), "fixed: right under B, wrong under A", TurnedRight},
		{len(c.Broken), "broken: right under A, wrong under B", TurnedWrong},
		{len(c.Changed), "verdict differs, labelled or not", TurnedAny},
	} {
		action := Action{DoListTurned, int(list.kind)}
		if list.n == 0 {
			action = Action{}
		}
		rows = append(rows, sheetRow{[]string{st.Strong.Render(fmt.Sprintf("%7s", thousands(list.n))) + "  " + st.Text.Render(list.words)}, action})
	}
	return append(rows, read(""))
}

// chanceText writes a p value with four decimals, and no 0 that is not one.
func chanceText(p float64) string {
	if p < 0.00005 {
		return "<.0001"
	}
	return strings.TrimPrefix(fmt.Sprintf("%.4f", p), "0")
}

// pairWords say which instances stand behind the comparison and which are left out.
func pairWords(p *analysis.Pairs) string {
	words := counted(len(p.A), "pair")
	if p.SameInstances {
		words += " of the same run"
	} else {
		words += " by id"
	}
	for _, apart := range []struct {
		n    int
		what string
	}{{p.OnlyA, "only in A"}, {p.OnlyB, "only in B"}, {p.Repeated, "left out, their id stands twice"}, {p.LabelsDiffer, "left out, the runs label them differently"}} {
		if apart.n > 0 {
			words += fmt.Sprintf("; %s %s", thousands(apart.n), apart.what)
		}
	}
	return words
}

// turnedIn reports whether instance i of the first run is in a list of a comparison.
func turnedIn(c *analysis.Comparison, kind Turned, i int) bool {
	list := c.Changed
	switch kind {
	case TurnedRight:
		list = c.Fixed
	case TurnedWrong:
		list = c.Broken
	case TurnedAny, TurnedOrNot:
	}
	_, found := slices.BinarySearchFunc(list, uint32(i), func(pair, want uint32) int { return int(c.Pairs.A[pair]) - int(want) })
	return found
}
