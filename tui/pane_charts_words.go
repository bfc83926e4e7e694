package tui

import (
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
)

func spreadTitle(s *State) string {
	by := "by " + s.Over.Split.String()
	return roomiest(paneRoom(s, layout.Spread)-2, "Confidence "+by, "Conf. "+by)
}

func evolutionTitle(s *State) string {
	return roomiest(paneRoom(s, layout.Evolution)-2, "Evolution: mean confidence by trace number", "Evolution by trace number", "Evolution, by trace")
}

// spreadNote says what the chosen bin holds; without one it is the legend of the histograms,
// in the glyphs that they are drawn with.
func spreadNote(s *State) string {
	if note := s.binNote(); note != "" {
		return note
	}
	switch s.Look.Glyphs {
	case chart.ASCII:
		return "used # , not used :"
	case chart.Braille:
		return "used ⣿ , not used ⢕"
	case chart.Block:
	}
	return "used █ , not used ░"
}
