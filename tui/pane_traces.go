package tui

import (
	"fmt"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// Widths below which the list of traces closes up.
const (
	shortFlags = 44
	noTokens   = 36 // the token counts give way to the vote
)

// viewTraces lists the traces: which are used, what each says, and how the vote stands
// after it.
func viewTraces(s *State, st theme.Styles, size layout.Size) string {
	walk := s.walk()
	head := "    #   conf  refused unsafe tokens  vote"
	switch {
	case size.W < noTokens:
		head = "    #   conf ref uns vote"
	case size.W < shortFlags:
		head = "    #   conf  ref uns   tok vote"
	}
	lines := []string{st.Dim.Render(head)}
	rows := max(size.H-1, 0)
	from := s.firstTrace(rows)
	for j := from; j < min(from+rows, len(walk.Steps)); j++ {
		line := traceLine(s, walk.Steps[j], j, size.W)
		switch {
		case j == s.Opened.Trace:
			line = st.Selected.Render(marker(s.Look.Glyphs) + line)
		case walk.Steps[j].Used:
			line = st.Text.Render("  " + line)
		default:
			line = st.Dim.Render("  " + line)
		}
		lines = append(lines, line)
	}
	return fit(lines, size)
}

// firstTrace is the first trace that a list of so many rows shows, the chosen one in its
// middle: drawing and the mouse both ask here.
func (s *State) firstTrace(rows int) int {
	return max(min(s.Opened.Trace-rows/2, s.openedTraces()-rows), 0)
}

// traceLine writes one trace. Used and unused ones differ by a sign, not by colour only.
func traceLine(s *State, step analysis.WalkStep, j, w int) string {
	used, not, stop := "●", "○", "■"
	if s.Look.Glyphs == chart.ASCII {
		used, not, stop = "*", ".", "#"
	}
	sign := not
	switch {
	case step.Last:
		sign = stop
	case step.Used:
		sign = used
	}
	tokens := undefined
	if first, _ := s.Run.Span(s.Opened.Instance); s.Run.Tokens()[first+j] != data.AbsentTokens {
		tokens = fmt.Sprint(s.Run.Tokens()[first+j])
	}
	vote := verdict(step.Flagged)
	switch {
	case w < noTokens:
		return fmt.Sprintf("%s%2d %6s %-3s %-3s %s", sign, j+1, confidence(step.Confidence), yes(step.Refused), yes(step.Unsafe), vote)
	case w < shortFlags:
		return fmt.Sprintf("%s%2d %6s  %-3s %-3s %5s %s", sign, j+1, confidence(step.Confidence), yes(step.Refused), yes(step.Unsafe), tokens, vote)
	}
	return fmt.Sprintf("%s%2d %6s  %-7s %-6s %6s  %s", sign, j+1, confidence(step.Confidence), yes(step.Refused), yes(step.Unsafe), tokens, vote)
}

// verdict is the field's word for one.
func verdict(flagged bool) string {
	if flagged {
		return "flagged"
	}
	return "allowed"
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "·"
}

func tracesTitle(s *State) string {
	stop := s.Results.Sweep.Stop(s.Opened.Instance, s.Slider.At)
	words := fmt.Sprintf("%s after %d", verdict(stop.Flagged), stop.K)
	return roomiest(paneRoom(s, layout.Traces)-2, "Traces · "+words, words)
}

func tracesNote(s *State) string {
	if s.Look.Glyphs == chart.ASCII {
		return "* used  # stop  . not used"
	}
	return roomiest(paneRoom(s, layout.Traces), "● used  ■ stop  ○ not used", "● used ■ stop ○ not used")
}
