package tui

import (
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// aboutWord says where a word stands, and shows what it stands beside.
func aboutWord(s *State, st theme.Styles, word Word, w int) []string {
	c := s.Columns
	name := *slotOf(&c.Mapping, word.Key)
	says := "\"" + data.PrintableLine(word.Text) + "\" stands " + countedAs(word.Rows, "time", "times") + " in the first " + counted(len(c.Preview.Rows), "row") + " of " + data.PrintableLine(name) +
		" and is read as " + meaningWord(word.Key, meaningOf(c.Mapping, word)) + ". Say what it means with ← and →."
	lines := wrapped(st.Text, says, w)
	beside := c.Mapping.Prompt
	if word.Key == "refused" && c.Mapping.Text != "" {
		beside = c.Mapping.Text
	}
	at, with := c.column(name), c.column(beside)
	if at < 0 || with < 0 {
		return lines
	}
	lines = append(lines, wrapped(st.Strong, "Beside it, in "+data.PrintableLine(beside)+":", w)...)
	for _, row := range c.Preview.Rows {
		for _, part := range partsOf(row[at]) {
			if plainWord(part) == plainWord(word.Text) {
				lines = append(lines, valueLine(c, st, "text", row[with], s.Look.Veiled, w))
				break
			}
		}
	}
	return lines
}

// mappingTitle names the table.
func mappingTitle(s *State) string {
	if s.Columns.Preview == nil {
		return "Columns"
	}
	name := data.PrintableLine(s.Columns.Name)
	return roomiest(paneRoom(s, layout.Sheet)-2, "Columns of "+name, name)
}

// mappingNote says what the keys do on the chosen row.
func mappingNote(s *State) string {
	note := "←→ choose"
	if row := s.chosenColumn(); row.key == "" && row.word == nil {
		note = "enter opens"
	}
	if w := s.window(); w.top < w.lowest() {
		note += ", more below"
	}
	return note
}

// valuesTitle names what the values are of.
func valuesTitle(s *State) string {
	switch row := s.chosenColumn(); {
	case s.Columns.Preview == nil:
		return ""
	case row.word != nil:
		return "The word " + data.PrintableLine(row.word.Text)
	case row.key == "":
		return "What opening does"
	default:
		return row.key + ": " + columnsText(held(s.Columns.Mapping, row.key))
	}
}

// valuesNote says how to get at what is below.
func valuesNote(s *State) string {
	switch last := s.lastValueLine(); {
	case last <= s.Columns.Scroll:
		return ""
	case s.Nav.Focus == layout.Values:
		return "more below"
	}
	return "more below: tab, then ↓"
}
