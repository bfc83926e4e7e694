package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// viewHeader draws the first line: which run this is and how large it is.
func viewHeader(s *State, st theme.Styles, size layout.Size) string {
	left := st.Title.Render(" confscope ")
	if s.Run == nil || s.Columns.Waiting { // nothing of a table is read before its columns are known
		return fit([]string{left + st.Text.Render(" "+data.PrintableLine(s.Look.Path))}, size)
	}
	name := data.PrintableLine(s.Run.Source().Title)
	room := size.W - lipgloss.Width(left) - 4
	right := roomiest(room-lipgloss.Width(name), headerCounts(s)...)
	right = ansi.Truncate(right, max(room-1, 0), "…")
	if right != "" { // of what is wrong with a run the header speaks, however long the name
		name = ansi.Truncate(name, max(room-lipgloss.Width(right), 1), "…")
	}
	left += st.Header.Render(" " + name)
	return fit([]string{spread(left, st.Dim.Render(right)+" ", size.W)}, size)
}

// viewMeaning says in words what flagged means and when sampling stops: the two things
// without which no figure below can be read.
func viewMeaning(s *State, st theme.Styles, size layout.Size) string {
	if s.Results == nil {
		return fit([]string{" " + st.Dim.Render(loadWords(s))}, size)
	}
	setup := s.Results.Sweep.Setup()
	meaning := fmt.Sprintf(" %s (judge %s)", setup.Judge.Meaning(), setup.Judge)
	rule := spelt(setup.Policy.Sentence(s.Slider.At.Percentile()), s.Look.Glyphs)
	policy := fmt.Sprintf("%s (policy %s)", rule, setup.Policy.Kind)
	for _, shorter := range []string{rule, "policy " + setup.Policy.Kind.String()} {
		if size.H < 2 && lipgloss.Width(meaning)+lipgloss.Width(policy)+2 > size.W {
			policy = shorter
		}
	}
	if name := confidenceName(s); name != data.Recorded && !sliderFramed(s) {
		policy += " · " + name
	}
	if size.H < 2 {
		return fit([]string{spread(st.Strong.Render(meaning), st.Dim.Render(policy)+" ", size.W)}, size)
	}
	return fit([]string{st.Strong.Render(meaning), " " + st.Dim.Render(policy)}, size)
}

// loadWords say what is being waited for.
func loadWords(s *State) string {
	switch {
	case s.Load.Stage == Failed:
		return "nothing could be read"
	case s.Method.Busy != "":
		return s.Method.Busy + " …"
	case s.Run == nil && s.Growth.Waits != "":
		return "waiting for the first record …"
	}
	return "reading …"
}

// viewAbout says what a built-in run is, for as long as it is on the screen.
func viewAbout(s *State, st theme.Styles, size layout.Size) string {
	return fit([]string{" " + st.Dim.Render(wholeSentences(s.Run.Source().About, size.W-1))}, size)
}

// wholeSentences is as much of a text as fits, cut between sentences where it can be.
func wholeSentences(text string, w int) string {
	short := text
	for lipgloss.Width(short) > w {
		at := strings.LastIndex(strings.TrimSuffix(short, "."), ". ")
		if at < 0 {
			return text
		}
		short = short[:at+1]
	}
	return short
}
