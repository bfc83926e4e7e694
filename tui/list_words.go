package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// tableTitle says how many instances are shown of how many, and which.
func tableTitle(s *State) string {
	if s.Results == nil {
		return "Instances"
	}
	title := fmt.Sprintf("Instances  %s of %s", thousands(len(s.List.Rows)), thousands(s.Run.Instances()))
	if q := s.List.Search; q.Hits != nil && s.searching() || q.Ended { // before words that may be cut
		title += " · searched " + s.searchedShare()
	}
	for _, word := range filterWords(s) {
		title += " · " + word
	}
	return title
}

// filterWords name what keeps instances out of the list.
func filterWords(s *State) []string {
	var words []string
	var outcomes []string
	for _, o := range append(cellOrder(), analysis.OutcomeNone) {
		if s.List.Filter.Outcomes&(1<<o) != 0 {
			outcomes = append(outcomes, o.String())
		}
	}
	if outcomes != nil {
		words = append(words, strings.Join(outcomes, "+"))
	}
	words = append(words, turnedWords(s.List.Filter.Turned)...)
	words = append(words, s.sliceWords()...)
	words = append(words, s.binWords()...)
	words = append(words, s.markWords()...)
	for _, c := range analysis.RefusalCategories() {
		if s.List.Filter.Categories&(1<<c) != 0 {
			words = append(words, analysis.CategoryName(c))
		}
	}
	if s.List.Search.Hits != nil { // a query that cannot be read keeps nothing out
		words = append(words, searchWords(s))
	}
	return words
}

// searchWords say what is searched for.
func searchWords(s *State) string {
	q := s.List.Search
	kind := "text"
	if q.Query.Regexp {
		kind = "regexp"
	}
	return fmt.Sprintf("%s %q", kind, data.PrintableLine(q.Query.Text))
}

func tableNote(s *State) string {
	if len(s.List.Rows) == 0 {
		return ""
	}
	note := fmt.Sprintf("%s of %s", thousands(s.List.Selected+1), thousands(len(s.List.Rows)))
	if s.List.making {
		note += " · sorting …"
	}
	return note
}

// categoryText is a category in words, a dash where none can be said.
func categoryText(c data.Category) string {
	if c == data.CategoryAbsent {
		return undefined
	}
	return analysis.CategoryName(c)
}

// idCut is how ids that are too long for their column are cut: at their end, or in their
// middle where the rows on the screen would look alike otherwise.
func idCut(s *State, w int) func(id string, w int) string {
	atEnd := func(id string, _ int) string { return id }
	seen := map[string]bool{}
	for _, i := range s.visibleRows() {
		id := data.PrintableLine(s.Run.ID(int(i)))
		if ansi.StringWidth(id) <= w {
			continue
		}
		begins := ansi.Truncate(id, w-1, "")
		if seen[begins] {
			return middleCut
		}
		seen[begins] = true
	}
	return atEnd
}

// middleCut keeps the beginning of a clean text and, what tells more, its end.
func middleCut(text string, w int) string {
	have := ansi.StringWidth(text)
	if have <= w {
		return text
	}
	begin := w / 3
	return ansi.Truncate(text, begin, "") + "…" + ansi.TruncateLeft(text, have-(w-begin-1), "")
}
