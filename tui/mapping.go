package tui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
)

// Tables is how runs are opened that are tables: by columns that the user has confirmed.
type Tables struct {
	// Kept gives the mapping that holds for a table without a question: confirmed before for
	// its columns, or given by the user. With an error the user is asked; where one was
	// found, it is what the question begins with.
	Kept func(data.Preview) (m data.Mapping, found bool, err error)
	// Keep keeps a mapping for tables with these columns; nil keeps none.
	Keep func(columns []string, m data.Mapping) error
	// Open begins to read the table by a mapping; whoever gave it closes the load.
	Open func(data.Mapping) (*data.Loading, error)
}

// Columns is which column of a table holds what. The zero value is of a run that is no table.
type Columns struct {
	Name    string        // of the file, raw
	Preview *data.Preview // nil for a run that is no table
	Mapping data.Mapping  // as it is chosen now
	Words   []Word        // that no rule knows, or that the mapping names
	Waiting bool          // nothing is read before the user confirms
	Taking  bool          // it has been confirmed, and the load begins
	Scroll  int           // first line of the values in sight
	Note    Notice        // what to say of it once the run is read
	Asked   bool          // the run was read as the user confirmed on the screen, and not as it was known before
	Unkept  bool          // and that could not be kept
	tables  *Tables
}

// tableMet: a run is a table, and it is known whether its mapping was confirmed before.
type tableMet struct {
	table *data.Unmapped
	kept  *data.Mapping
	err   error
}

// tableOpened: the load of a table by its mapping has begun, or could not.
type tableOpened struct {
	loading *data.Loading
	asked   bool  // the user confirmed it just now
	err     error // the load could not begin
	unkept  error // it could not be kept for next time
}

// meetTable looks for the mapping of a table that no mapping was given for.
func meetTable(tables *Tables, table *data.Unmapped) tea.Cmd {
	return func() tea.Msg {
		m, found, err := tables.Kept(table.Preview)
		if !found {
			return tableMet{table: table, err: err}
		}
		return tableMet{table: table, kept: &m, err: err}
	}
}

// openTable begins to read a table, and keeps the mapping for next time where the user
// has just confirmed it.
func openTable(tables *Tables, columns []string, m data.Mapping, asked bool) tea.Cmd {
	return func() tea.Msg {
		var unkept error
		if asked && tables.Keep != nil {
			unkept = tables.Keep(columns, m)
		}
		loading, err := tables.Open(m)
		return tableOpened{loading, asked, err, unkept}
	}
}

// meet takes in that the run is a table: it opens by what was confirmed before, or the
// user is asked.
func (a *App) meet(msg tableMet) tea.Cmd {
	s := &a.State
	preview := msg.table.Preview
	s.Columns = Columns{Name: msg.table.Name, Preview: &preview, Mapping: preview.Mapping, tables: a.tables}
	holds := msg.kept != nil && msg.err == nil
	if holds {
		preview.Doubts = nil // of the guess, which plays no part
	}
	if msg.kept != nil {
		s.Columns.Mapping = *msg.kept
	}
	s.Columns.Words = unknownWords(s.Columns)
	if holds {
		return openTable(a.tables, preview.Columns, *msg.kept, false)
	}
	s.ask()
	if msg.err != nil {
		s.tell(Warned, msg.err.Error())
	}
	return nil
}

// ask shows the columns, and waits for the user.
func (s *State) ask() {
	s.Load, s.Columns.Waiting, s.Columns.Taking = Load{}, true, false
	s.show(layout.Mapping)
}

// begin puts the load of a table on the screen, in place of whatever was there. What the
// user has chosen of the method stays, as far as it does not hang on the run.
func (a *App) begin(msg tableOpened) tea.Cmd {
	old := a.State
	if msg.err != nil {
		a.State.Columns.Taking = false
		if old.Run == nil {
			a.State.ask()
		}
		a.State.tell(Wrong, msg.err.Error())
		return nil
	}
	a.loading, a.State = msg.loading, a.fresh
	s := &a.State
	s.Size, s.Look, s.Slider.At, s.Others = old.Size, old.Look, old.Slider.At, old.Others
	s.Method.Setup.Policy, s.Method.Setup.Invert = old.Method.Setup.Policy, old.Method.Setup.Invert
	s.Method.Gen, s.List.Search.Gen = old.Method.Gen+1, old.List.Search.Gen+1
	s.Columns = old.Columns
	s.Columns.Waiting, s.Columns.Taking, s.Columns.Scroll = false, false, 0
	s.Columns.Asked, s.Columns.Unkept = msg.asked, msg.unkept != nil
	a.acted = old.Run != nil
	switch {
	case msg.unkept != nil:
		s.tell(Warned, msg.unkept.Error())
	case msg.asked:
		s.tell(Told, "these columns are kept for tables with the same ones")
	default:
		s.tell(Told, "columns as confirmed before; : changes them")
	}
	s.Columns.Note = s.Notice
	return tea.Batch(readBite(a.ctx, a.loading), a.stopWatching())
}

// unmapped takes what a load says in place of a run where that is about columns: that they
// have to be confirmed, or that nothing can be read by those that were.
func (a *App) unmapped(err error) (cmd tea.Cmd, ok bool) {
	var table *data.Unmapped
	switch s := &a.State; {
	case a.tables == nil:
		return nil, false
	case errors.As(err, &table):
		return meetTable(a.tables, table), true
	case s.Columns.Preview != nil && (s.Run == nil || s.Run.Instances() == 0) && a.ctx.Err() == nil:
		s.Run = nil
		s.ask()
		s.tell(Wrong, err.Error())
		return nil, true
	}
	return nil, false
}
