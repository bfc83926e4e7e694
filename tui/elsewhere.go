package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/confscope/confscope/tui/layout"
)

// keyHome is a set of screens that has keys of its own, as words name it, and how one gets
// there from the overview.
type keyHome struct {
	where     Where
	name, way string
}

func keyHomes() []keyHome {
	return []keyHome{
		{onOverview, "on the overview", ""},
		{onInstances, "on the list of instances", " (enter on the figures)"},
		{onTokens, "in the tokens of an answer", ""},
		{onInstance, "on an instance", " (enter, enter opens one)"},
		{onPoints, "on the operating points", " (o)"},
		{onSlices, "on the slices", " (d)"},
		{onMapping, "on the columns of a table", ""},
	}
}

// elsewhere says on which screen a key works that does nothing here; "" for one that is
// bound nowhere.
func (k keymap) elsewhere(s *State, pressed string) string {
	for _, home := range keyHomes() {
		for _, b := range k.rows {
			if b.Where&home.where == 0 || b.Help == "" || !slices.Contains(b.Keys, pressed) {
				continue
			}
			help := b.Help
			for _, again := range []string{"in the tokens: ", "on the columns of a table: "} {
				help = strings.TrimPrefix(help, again)
			}
			way := ""
			if s.Nav.Screen == layout.Overview {
				way = home.way
			}
			return roomiest(s.Size.W-2, fmt.Sprintf("%s works %s%s: %s", pressed, home.name, way, help),
				fmt.Sprintf("%s works %s: %s", pressed, home.name, help), fmt.Sprintf("%s works %s%s", pressed, home.name, way))
		}
	}
	return ""
}
