package tui

import (
	"fmt"

	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// viewPage draws a page of text from the line that it is scrolled to.
func viewPage(s *State, st theme.Styles, size layout.Size) string {
	lines := pageLines(s, st, size.W)
	from := min(s.Nav.Scroll, max(len(lines)-size.H, 0))
	return fit(lines[from:], size)
}

func pageTitle(s *State) string {
	if s.Nav.Screen == layout.Problems {
		return "What was wrong with the file"
	}
	return "Help"
}

func pageLines(s *State, st theme.Styles, w int) []string {
	if s.Nav.Screen == layout.Problems {
		return problemLines(s, st, w)
	}
	return helpLines(s, st, w)
}

// helpLines are the key table, group by group, and what the words on the screen mean.
func helpLines(s *State, st theme.Styles, w int) []string {
	var lines []string
	for _, group := range []Group{groupSlider, groupGo, groupMethod, groupWorth, groupList, groupOther} {
		lines = append(lines, " "+st.Strong.Render(string(group)))
		for _, b := range Bindings() {
			if b.Group != group {
				continue
			}
			lines = append(lines, entry(st, b.Show, b.Help, w)...)
		}
		lines = append(lines, "")
	}
	lines = append(lines, " "+st.Strong.Render("Judges: what flagged means"))
	for _, j := range analysis.Judges() {
		text := j.Meaning()
		if s.Run != nil {
			if why := j.Missing(s.Run); why != "" {
				text += " — not with this file: " + why
			}
		}
		lines = append(lines, entry(st, j.String(), text, w)...)
	}
	lines = append(lines, "", " "+st.Strong.Render("Policies: when sampling stops"))
	for _, kind := range analysis.Policies() {
		policy := s.Method.Setup.Policy
		policy.Kind = kind
		text := spelt(policy.Sentence(s.Slider.At.Percentile()), s.Look.Glyphs)
		lines = append(lines, entry(st, kind.String(), text, w)...)
	}
	const field = "In the search field: enter searches, esc gives up, ctrl+r takes a regular expression."
	return append(append(lines, ""), wrapped(st.Dim, field, w)...)
}

// entry is a word and what there is to say of it, each in its own column.
func entry(st theme.Styles, word, text string, w int) []string {
	lines := broken(text, w-entryIndent-1)
	for n, line := range lines {
		lines[n] = st.Strong.Render(fmt.Sprintf("   %-*s", entryIndent-3, word)) + st.Text.Render(line)
		word = ""
	}
	return lines
}

// entryIndent is the column in which the texts of entries begin.
const entryIndent = 16

// skippedText counts what was left out of a run.
func skippedText(p data.Problems) string {
	text := counted(p.Records(), "record") + " skipped"
	if files := p.Count(data.KindFile); files > 0 {
		text += ", " + counted(files, "file") + " left out"
	}
	return text
}

// problemLines list what was skipped and what was noted while the file was read.
func problemLines(s *State, st theme.Styles, w int) []string {
	if s.Run == nil {
		return nil
	}
	p := s.Run.Problems()
	var lines []string
	if why := unreadWords(s); why != "" {
		lines = append(wrapped(st.Warn, why, w), "")
	}
	lines = append(lines,
		" "+st.Strong.Render(fmt.Sprintf("%s, %s noted and kept", skippedText(p), thousands(p.Noted))), "")
	if s.Run.Source().Cut {
		lines = append(lines, wrapped(st.Text, "The last line is cut: the run is still being written, or was stopped. What is complete is shown.", w)...)
		lines = append(lines, "")
	}
	for _, problem := range p.List {
		lines = append(lines, wrapped(st.Text, data.PrintableLine(problem.Error()), w)...)
	}
	if more := p.Total() - len(p.List); more > 0 {
		lines = append(lines, "", " "+st.Dim.Render(fmt.Sprintf("and %s more", thousands(more))))
	}
	if p.Total() == 0 {
		lines = append(lines, " "+st.Text.Render("Nothing: every record was read as it stands."))
	}
	return lines
}

// wrapped breaks a text into lines that stand one cell off the frame.
func wrapped(style lipgloss.Style, text string, w int) []string {
	lines := broken(text, w-2)
	for n := range lines {
		lines[n] = " " + style.Render(lines[n])
	}
	return lines
}

// broken breaks a clean text without styles into lines.
func broken(text string, w int) []string {
	wrapped := wrapClassed(classed{text, make([]textClass, len(text))}, max(w, 1))
	lines := make([]string, len(wrapped))
	for n, line := range wrapped {
		for _, run := range line {
			lines[n] += run.text
		}
	}
	return lines
}
