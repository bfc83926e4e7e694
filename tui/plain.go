package tui

import (
	"strings"

	"github.com/confscope/confscope/tui/chart"
)

// plainSigns are the program's own signs, each with the ASCII one that stands for it.
// All are one cell wide, so a finished screen can be rewritten without moving anything.
func plainSigns() []string {
	return []string{
		"·", ".", "…", "~", "—", "-", "–", "-", "≈", "~", "←", "<", "→", ">", "↑", "^", "↓", "v", "⏎", "|", "▒", "x", "▲", "^", "▼", "v",
	}
}

// inPlain rewrites a screen for a terminal that shows ASCII only. The same signs within a
// text of the run are rewritten, too; its letters stay what they are.
func inPlain(screen string) string { return strings.NewReplacer(plainSigns()...).Replace(screen) }

// spelt writes what takes more than one ASCII letter; so it has to come before a text is
// set into its cells.
func spelt(text string, g chart.Glyphs) string {
	if g == chart.ASCII {
		return strings.ReplaceAll(text, "≥", ">=")
	}
	return text
}
