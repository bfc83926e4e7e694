package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
)

// columnRow is one row of the columns' screen: a key of the mapping, a word, or, with
// neither, the row that opens the run.
type columnRow struct {
	key  string
	word *Word
}

// columnRows are the rows that can be chosen, from the top.
func (c Columns) columnRows() []columnRow {
	rows := []columnRow{{}}
	for _, key := range columnKeys() {
		rows = append(rows, columnRow{key: key})
	}
	for n := range c.Words {
		rows = append(rows, columnRow{word: &c.Words[n]})
	}
	return rows
}

// chosenColumn is the row that the cursor is on.
func (s *State) chosenColumn() columnRow {
	rows := s.Columns.columnRows()
	return rows[max(min(s.Nav.Row, len(rows)-1), 0)]
}

func (s *State) applyMapping(a Action) tea.Cmd {
	if s.Columns.Preview == nil {
		s.tell(Told, noTable)
		return nil
	}
	if s.Nav.Screen != layout.Mapping {
		if a.Do == DoColumns {
			s.show(layout.Mapping)
		}
		return nil
	}
	switch a.Do {
	case DoTurnColumn:
		at, n := s.columnChoice()
		s.setColumn((at + a.Arg + n) % n)
	case DoSetColumn:
		s.setColumn(a.Arg)
	case DoPickColumn:
		if row := s.chosenColumn(); row.key != "" || row.word != nil {
			s.Menu = s.menu(a.Do)
		}
	case DoTakeColumns:
		return s.takeColumns()
	default:
	}
	return nil
}

// noTable is why a run has no columns to choose.
const noTable = "this run is no table: its format says what its fields hold"

// columnsOff says why the columns cannot be changed now.
func (s *State) columnsOff() string {
	if s.Load.Stage == Loading {
		return needRun(&State{})
	}
	return ""
}

// columnChoice is which of the choices of the chosen row stands, and of how many.
func (s *State) columnChoice() (at, n int) {
	row := s.chosenColumn()
	if row.word != nil {
		for i, means := range wordMeanings() {
			if means == meaningOf(s.Columns.Mapping, *row.word) {
				at = i
			}
		}
		return at, len(wordMeanings())
	}
	if row.key == "" {
		return 0, 1
	}
	choices := s.Columns.choices(row.key)
	now := held(s.Columns.Mapping, row.key)
	for i, choice := range choices {
		if slices.Equal(choice, now) {
			at = i
		}
	}
	return at, len(choices)
}

// setColumn takes the n-th choice of the chosen row.
func (s *State) setColumn(n int) {
	row, c := s.chosenColumn(), &s.Columns
	c.Scroll = 0 // the values of another column begin with what is said of it
	switch _, count := s.columnChoice(); {
	case n < 0 || n >= count:
	case row.word != nil:
		c.Mapping = withMeaning(c.Mapping, *row.word, wordMeanings()[n])
	case row.key != "":
		c.Mapping = with(c.Mapping, row.key, c.choices(row.key)[n])
		c.Words = unknownWords(*c)
	}
	c.Scroll = 0
}

// takeColumns opens the run by the columns as they are chosen.
func (s *State) takeColumns() tea.Cmd {
	c := &s.Columns
	switch err := c.Mapping.Check(c.Preview.Columns); {
	case c.Taking:
		return nil
	case err != nil:
		s.tell(Wrong, err.Error())
		return nil
	case s.Keeping.Opening || len(s.Keeping.Waiting) > 0:
		s.tell(Told, "the marks of this run are still being kept")
		return nil
	}
	c.Taking = true
	return openTable(c.tables, c.Preview.Columns, c.Mapping.Declining(c.Preview.Mapping), true)
}

// moveMapping moves through the rows, or through the values where they have the focus.
func (s *State) moveMapping(a Action) {
	if s.Nav.Focus == layout.Values && a.Do != DoSelect {
		last := s.lastValueLine()
		s.Columns.Scroll = moved(a, min(s.Columns.Scroll, last), last+1, s.innerHeight(layout.Values, 0))
		return
	}
	before := s.Nav.Row
	s.moveSheet(a)
	if s.Nav.Row != before {
		s.Columns.Scroll = 0
	}
}

// columnItems are the choices of the chosen row as a menu.
func (s *State) columnItems() []MenuItem {
	row, c := s.chosenColumn(), s.Columns
	var items []MenuItem
	add := func(label, hint string) {
		items = append(items, MenuItem{Action: Action{DoSetColumn, len(items)}, Label: data.PrintableLine(label), Hint: data.PrintableLine(hint)})
	}
	if row.word != nil {
		for _, means := range wordMeanings() {
			add(meaningWord(row.word.Key, means), "")
		}
		return items
	}
	for _, choice := range c.choices(row.key) {
		add(columnsText(choice), c.use(choice))
	}
	return items
}

// use says what a column is chosen for already.
func (c Columns) use(columns []string) string {
	if len(columns) == 0 {
		return ""
	}
	for _, key := range columnKeys() {
		if slices.Equal(held(c.Mapping, key), columns) {
			return "now " + key
		}
	}
	return ""
}

// columnTitle names what the open menu chooses.
func (s *State) columnTitle() string {
	if row := s.chosenColumn(); row.word != nil {
		return data.PrintableLine(row.word.Text) + " means"
	}
	return "Column for " + s.chosenColumn().key
}
