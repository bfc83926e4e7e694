package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/theme"
)

// studyTheChecks makes all checks, and what belongs to them: what the run's own early
// stopping hides, and what other ways of stopping come to. The phrase lists that a check
// holds the run against are read for first.
func studyTheChecks(run *data.Run, key studyKey) tea.Cmd {
	return func() tea.Msg {
		sweep, marked := key.sweep, withLists(run, analysis.SweepRefusals())
		if marked != run && marked.Instances() == sweep.Run().Instances() {
			if again, err := analysis.NewSweep(marked, sweep.Setup()); err == nil {
				sweep = again
			}
		}
		checkup, censoring, baselines := analysis.Check(sweep), analysis.NewCensoring(sweep), analysis.NewBaselines(sweep)
		overlays := newOverlays(baselines)
		return learned{study: studyChecks, key: key, run: marked, put: func(r *Results) {
			r.Checkup, r.Censoring, r.Baselines, r.Overlays = checkup, censoring, baselines, overlays
		}}
	}
}

// checksSheet lists what the checks have found, then those that found nothing, those that
// could not be made, and what was wrong with the file.
func checksSheet(s *State, st theme.Styles, w int) sheet {
	if s.Results == nil || s.Results.Checkup == nil {
		return waiting(st.Dim, "checking …")
	}
	checkup := s.Results.Checkup
	t := sheet{head: []string{st.Strong.Render(findingsText(checkup)) + st.Dim.Render(judgedText(s)), ""}}
	for _, finding := range checkup.Findings {
		t.rows = append(t.rows, findingRow(finding, st, w))
	}
	t.rows = append(t.rows, quietRows(checkup, st, w)...)
	problems := s.Run.Problems()
	words := "file  every record was read as it stands"
	if problems.Total() > 0 || s.Run.Source().Cut {
		words = fmt.Sprintf("file  %s, %s noted and kept: enter lists them", skippedText(problems), counted(problems.Noted, "fault"))
	}
	t.rows = append(t.rows, sheetRow{[]string{st.Text.Render(words)}, Action{DoProblems, 0}})
	return t
}

// findingsText counts what was found.
func findingsText(c *analysis.Checkup) string {
	warnings := 0
	for _, finding := range c.Findings {
		if finding.Severity == analysis.SeverityWarning {
			warnings++
		}
	}
	if len(c.Findings) == 0 {
		return "No check fires."
	}
	return fmt.Sprintf("%s, %s", counted(warnings, "warning"), counted(len(c.Findings)-warnings, "note"))
}

// judgedText says under which method the checks were made.
func judgedText(s *State) string {
	setup := s.Results.Sweep.Setup()
	words := fmt.Sprintf("  under judge %s, policy %s", setup.Judge, setup.Policy.Kind)
	if setup.Invert {
		words += ", confidence inverted"
	}
	return words
}

// findingRow is a finding: what it is called and says, and what to do.
func findingRow(f analysis.Finding, st theme.Styles, w int) sheetRow {
	name, style := "note     "+string(f.Check), st.Strong
	if f.Severity == analysis.SeverityWarning {
		name, style = "warning  "+string(f.Check), st.Warn
	}
	hint := ""
	action := Action{Do: DoNothing}
	switch {
	case f.Example >= 0:
		hint, action = "enter opens an example", Action{DoOpenInstance, f.Example}
	case f.At >= 0:
		hint, action = "enter goes to "+atPercentile(f.At), Action{DoGoTo, int(f.At)}
	}
	row := sheetRow{[]string{spread(style.Render(name), st.Dim.Render(hint), w)}, action}
	for _, line := range broken(f.Message, w-checkIndent) {
		row.lines = append(row.lines, strings.Repeat(" ", checkIndent)+st.Text.Render(line))
	}
	for _, line := range broken(f.Advice, w-checkIndent) {
		row.lines = append(row.lines, strings.Repeat(" ", checkIndent)+st.Dim.Render(line))
	}
	row.lines = append(row.lines, "")
	return row
}

// checkIndent is how far the words of a finding stand in from its name.
const checkIndent = 2

// quietRows name the checks that found nothing and those that could not be made.
func quietRows(c *analysis.Checkup, st theme.Styles, w int) []sheetRow {
	var rows []sheetRow
	var quiet []string
	for _, q := range c.Quiet {
		if q.NotRun == "" {
			quiet = append(quiet, string(q.Check))
			continue
		}
		for n, line := range broken(string(q.Check)+" was not made: "+q.NotRun, w-checkIndent) {
			rows = append(rows, read(st.Dim.Render(strings.Repeat(" ", min(n, 1)*checkIndent)+line)))
		}
	}
	if quiet != nil {
		for n, line := range broken("nothing found by "+strings.Join(quiet, ", "), w-checkIndent) {
			rows = append(rows, read(st.Dim.Render(strings.Repeat(" ", min(n, 1)*checkIndent)+line)))
		}
	}
	return append(rows, read(""))
}
