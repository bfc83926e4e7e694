package tui

import (
	"fmt"
	"slices"

	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// The words on what lies over the curves, and on whether the sweep beats it.

// curvesNote says what the overlay comes to at the slider; without one, whether stopping
// by confidence is worth anything.
func curvesNote(s *State) string {
	room := paneRoom(s, layout.Curves)
	switch {
	case s.Results == nil:
		return ""
	case s.Over.Overlay == PublishedOverlay:
		return roomiest(room, s.publishedWords()...)
	case s.Over.Overlay == BandOverlay:
		return roomiest(room, bandWords(s)...)
	case s.Results.Baselines == nil && s.Results.Checkup == nil:
		return "" // they are being replayed
	case s.Results.Baselines == nil:
		return "nothing to compare: no labels"
	}
	b := s.Results.Baselines
	switch s.Over.Overlay {
	case AlwaysOverlay:
		spent := b.AlwaysAt(s.Slider.At)
		return roomiest(room, spentWords(fmt.Sprintf("always %.1f traces", spent.Traces), spent)...)
	case RandomOverlay:
		return roomiest(room, spentWords("stop at random", b.RandomAt(s.Slider.At))...)
	case ConsistencyOverlay:
		return roomiest(room, onceWords(b.Consistency(), b.All())...)
	case NoOverlay, BandOverlay, PublishedOverlay:
	}
	words, _ := againstAlways(s)
	return roomiest(room, words...)
}

// spentWords say what the dots stand at where the slider is.
func spentWords(name string, spent analysis.Spent) []string {
	accuracy, sensitivity := percent(spent.Accuracy, true), percent(spent.Sensitivity, true)
	return []string{
		"dots: " + name + ", same budget: accuracy " + accuracy + ", sensitivity " + sensitivity,
		"dots: " + name + ": accuracy " + accuracy,
		"dots: " + name + ": " + accuracy + " right",
		"dots: " + name,
	}
}

// onceWords say what the ways with one budget spend.
func onceWords(adaptive, all analysis.Spent) []string {
	saved, none := percent(adaptive.Savings, true), percent(all.Savings, true)
	return []string{
		"lines: Adaptive-Consistency saves " + saved + " of traces, all traces " + none,
		"adaptive saves " + saved + ", all " + none,
	}
}

// againstAlways says whether stopping by confidence does better than always as many
// traces: the fullest words first, none before that is known.
func againstAlways(s *State) (words []string, beats bool) {
	if s.Results == nil {
		return nil, false
	}
	diff, lo, hi, ok := s.Results.Baselines.Against(s.Slider.At)
	if !ok {
		return nil, false
	}
	always := fmt.Sprintf(" always %.1f", s.Results.Baselines.AlwaysAt(s.Slider.At).Traces)
	margin := fmt.Sprintf("%s (%s..%s)", points(diff), points(lo), points(hi))
	verb, link := "NO better than", ": "
	switch {
	case lo > 0:
		verb, link = "beats", " by "
	case hi < 0:
		verb = "WORSE than"
	}
	return []string{
		verb + always + " traces" + link + margin + " points of accuracy",
		verb + always + " traces" + link + margin + " points",
		verb + always + link + margin,
		verb + always + link + points(diff) + " pts",
		verb + always + " traces",
		verb + always,
	}, lo > 0
}

// alwaysLine says on the figures whether stopping by confidence is worth anything; "" where
// that is not known.
func alwaysLine(s *State, st theme.Styles, w int) string {
	words, beats := againstAlways(s)
	if words == nil {
		return ""
	}
	style := st.Warn
	if beats {
		style = st.Dim
	}
	// The bare difference is left to the frame of the curves: here the verdict counts.
	return " " + style.Render(roomiest(w-1, slices.Delete(words, 3, 4)...))
}

// roomiest is the first of some words that fits; the last where none does.
func roomiest(room int, words ...string) string {
	for _, text := range words {
		if ansi.StringWidth(text) <= room {
			return text
		}
	}
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// paneRoom is the cells for words in the edge of a pane's frame.
func paneRoom(s *State, pane layout.Pane) int {
	const corners = 5 // with the blanks around the words
	placed, _ := layout.Find(s.Placed(), pane)
	return placed.Rect.W - corners
}
