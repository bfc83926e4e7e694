package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/theme"
)

// PointsFound are the operating points of a sweep under some conditions, and the front
// that they lie on.
type PointsFound struct {
	Conditions Conditions
	HeldOut    []*analysis.HeldOut // one for each criterion
	Front      []analysis.ParetoPoint
	chart      frontChart
}

// studyThePoints chooses by every criterion, on all instances and held out.
func studyThePoints(key studyKey) tea.Cmd {
	conditions := key.conditions
	return func() tea.Msg {
		found := &PointsFound{Conditions: conditions, Front: key.sweep.Pareto()}
		for _, criterion := range conditions.criteria() {
			found.HeldOut = append(found.HeldOut, key.sweep.HoldOut(criterion))
		}
		found.chart = newFrontChart(key.sweep, found.Front, conditions.Floor)
		return learned{study: studyPoints, key: key, put: func(r *Results) { r.Points = found }}
	}
}

// criteria are those that the screen chooses by, in the order of its rows.
func (c Conditions) criteria() []analysis.Criterion {
	return []analysis.Criterion{
		{Kind: analysis.CriterionAccuracy},
		{Kind: analysis.CriterionSensitivity},
		{Kind: analysis.CriterionSavings},
		{Kind: analysis.CriterionFloor, Floor: c.Floor},
		{Kind: analysis.CriterionFloor, Floor: c.Floor, OnLower: true},
		{Kind: analysis.CriterionCost, Costs: c.Costs},
	}
}

// pointsSheet lists the operating points: the rows of the criteria first, one each.
func pointsSheet(s *State, st theme.Styles, w int) sheet {
	if s.Results == nil || s.Results.Points == nil {
		return waiting(st.Dim, "choosing …")
	}
	found := s.Results.Points
	var t sheet
	if found.Conditions != s.Points {
		t.head = []string{st.Notice.Render("choosing under the new condition …")}
	}
	for _, held := range found.HeldOut {
		t.rows = append(t.rows, pointRow(s, st, held, w))
	}
	for _, line := range broken(alwaysSentence(s), w) {
		t.rows = append(t.rows, read(st.Text.Render(line)))
	}
	for _, line := range broken(othersSentence(s), w) {
		t.rows = append(t.rows, read(st.Text.Render(line)))
	}
	const heldOut = "Held out: chosen on four fifths of the instances and scored on the last, five times over. " +
		"What is better on all of them than held out is luck."
	t.rows = append(t.rows, read(""))
	for _, line := range broken(heldOut, w) {
		t.rows = append(t.rows, read(st.Dim.Render(line)))
	}
	return t
}

// pointIndent is how far the words on a point stand in from what it is best in.
const pointIndent = 2

// pointRow is one criterion: where it leads, what it is worth there and elsewhere, and
// what the keys do.
func pointRow(s *State, st theme.Styles, held *analysis.HeldOut, w int) sheetRow {
	chosen := held.Apparent
	name, hint := criterionName(chosen.Criterion), pointHint(s, chosen)
	row := sheetRow{action: pointAction(chosen)}
	say := func(style lipgloss.Style, text string, indent int) {
		for _, line := range broken(text, w-indent) {
			row.lines = append(row.lines, strings.Repeat(" ", indent)+style.Render(line))
		}
	}
	if len(name)+len(hint)+2 <= w {
		row.lines = []string{spread(st.Strong.Render(name), st.Dim.Render(hint), w)}
		hint = ""
	} else {
		say(st.Strong, name, 0)
	}
	if held.At == nil {
		say(st.Warn, chosen.Why, pointIndent)
	} else {
		say(st.Text, atPercentile(chosen.Position)+": "+pointFigures(chosen.Criterion, held.At), pointIndent)
		say(st.Text, tieText(chosen.Choice), pointIndent)
		style, text := st.Dim, heldText(held)
		if !keepsHeldOut(held) {
			style = st.Warn
		}
		say(style, text, pointIndent)
	}
	if hint != "" {
		say(st.Dim, hint, pointIndent)
	}
	row.lines = append(row.lines, "")
	return row
}

// pointAction is what enter does on a row: it goes to the position, or where there is
// none changes the condition that nothing meets.
func pointAction(chosen analysis.Chosen) Action {
	switch {
	case chosen.Found:
		return Action{DoGoTo, int(chosen.Position)}
	case conditionField(chosen.Criterion) != NoField:
		return Action{Do: DoEdit}
	}
	return Action{}
}

// conditionField is where the condition of a criterion is typed; NoField where it has none.
func conditionField(c analysis.Criterion) Field {
	switch c.Kind {
	case analysis.CriterionFloor:
		return FloorField
	case analysis.CriterionCost:
		return CostsField
	case analysis.CriterionAccuracy, analysis.CriterionSensitivity, analysis.CriterionSavings:
	}
	return NoField
}

// pointHint says what enter and e do on a row.
func pointHint(s *State, chosen analysis.Chosen) string {
	var hints []string
	switch {
	case chosen.Found && slices.ContainsFunc(chosen.Ties, func(in analysis.Interval) bool {
		return in.From <= s.Slider.At && s.Slider.At <= in.To
	}):
		hints = append(hints, "the slider is here")
	case chosen.Found:
		hints = append(hints, "enter goes to "+atPercentile(chosen.Position))
	}
	switch conditionField(chosen.Criterion) {
	case FloorField:
		hints = append(hints, "e changes the floor")
	case CostsField:
		hints = append(hints, "e changes the costs")
	case NoField, SearchField, NoteField, WindowField:
	}
	return strings.Join(hints, ", ")
}
