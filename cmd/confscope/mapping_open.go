package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/mappings"
	"github.com/confscope/confscope/tui"
)

// tableNotes are what is to be said of tables once they are read: they are noted beside
// whoever reads.
type tableNotes struct {
	mu   sync.Mutex
	list []string
	kept string // file of the mapping by which the last table was read, of those confirmed before
}

// readBy notes where the mapping stands by which a table is read.
func (n *tableNotes) readBy(file string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.kept = file
}

// mapping is the file that readBy was told last; "" where there is none.
func (n *tableNotes) mapping() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.kept
}

func (n *tableNotes) add(sentence string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = append(n.list, sentence)
}

// taken gives the notes since it was asked last.
func (n *tableNotes) taken() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	list := n.list
	n.list = nil
	return list
}

// mappings is where confirmed mappings lie.
func (a *app) mappings() mappings.Store { return mappings.In(stateHome(a.env)) }

// known gives the mapping that was confirmed for the columns of a table, and notes where
// the columns come from.
func (a *app) known(p data.Preview) (data.Mapping, bool) {
	m, found, err := a.mappings().Find(p.Columns)
	switch {
	case err != nil:
		a.tables.add(err.Error())
	case found:
		a.tables.readBy(a.mappings().Path(p.Columns))
		a.tables.add("columns as confirmed before: confscope mapping FILE prints them, and with --forget drops them")
		if err := overlooking(m, p.Mapping); err != nil {
			a.tables.add(err.Error())
		}
	case len(p.Doubts) > 0:
		a.tables.add("the columns of this table are guessed: confscope mapping FILE prints the guess, --mapping takes it back when it is edited")
	}
	return m, found
}

// overlooking says that columns which were confirmed before leave out what would be taken
// for something now; nil where they do not.
func overlooking(kept, guess data.Mapping) error {
	names := kept.Overlooked(guess)
	if len(names) == 0 {
		return nil
	}
	return fmt.Errorf("the columns confirmed before leave out %s, which would be taken now: look at the columns on the screen again, or drop what was confirmed with confscope mapping FILE --forget", strings.Join(names, ", "))
}

// tellTables says where the columns of the tables come from that were read.
func (a *app) tellTables() {
	for _, sentence := range a.tables.taken() {
		a.say(sentence)
	}
}

// look reads so much of a run that it is known whether it is a table; nil where it is
// none, or one that states its columns itself. The format is that of the run then.
func look(ctx context.Context, path string, o data.Options) (table *data.Unmapped, format string, err error) {
	o.Confirm, o.Mapping, o.Known = true, nil, nil
	loading, err := startRun(path, o)
	if err != nil {
		return nil, "", err
	}
	defer func() { err = errors.Join(err, loading.Close()) }()
	for {
		p, err := loading.Next(ctx)
		switch {
		case errors.As(err, &table):
			return table, "table", nil
		case err != nil:
			return nil, "", err
		case p.Finished || p.Run.Instances() > 0:
			return nil, p.Run.Source().Format, nil
		}
	}
}

// opener begins to read the first run for the screen, and again when its columns change.
type opener struct {
	app     *app
	path    string
	options data.Options
	given   *data.Mapping // by --mapping: it holds without a question, once

	mu      sync.Mutex // the screen opens and follows beside each other
	opened  []*data.Loading
	mapping *data.Mapping // by which the run was read last; nil where it was not confirmed
}

// newOpener asks for the columns of a table before it is read, but for a pipe, which comes
// only once.
func (a *app) newOpener(path string, o data.Options) *opener {
	open := &opener{app: a, path: path, options: o, given: o.Mapping}
	if !comesOnce(path) {
		open.options.Confirm, open.options.Mapping, open.options.Known = true, nil, nil
	}
	return open
}

// comesOnce reports whether what is at the path cannot be read a second time.
func comesOnce(path string) bool {
	if path == "-" {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// start begins to read the run.
func (o *opener) start() (*data.Loading, error) { return o.load(o.options) }

func (o *opener) load(options data.Options) (*data.Loading, error) {
	loading, err := startRun(o.path, options)
	if err == nil {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.opened, o.mapping = append(o.opened, loading), options.Mapping
	}
	return loading, err
}

// confirmed gives the mapping by which the run was read last; nil where there is none.
func (o *opener) confirmed() *data.Mapping {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.mapping
}

func (o *opener) close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	var faults []error
	for _, loading := range o.opened {
		faults = append(faults, loading.Close())
	}
	return errors.Join(faults...)
}

// tables is how the screen gets at the columns of the run.
func (o *opener) tables() *tui.Tables {
	store := o.app.mappings()
	return &tui.Tables{
		Kept: func(p data.Preview) (data.Mapping, bool, error) {
			if o.given != nil {
				return *o.given, true, nil
			}
			m, found, err := store.Find(p.Columns)
			if names := m.Overlooked(p.Mapping); found && len(names) > 0 {
				return m.Completed(p.Mapping), true, fmt.Errorf("confirmed before without %s: look whether it is what stands here now", strings.Join(names, ", "))
			}
			return m, found, err
		},
		Keep: store.Keep,
		Open: func(m data.Mapping) (*data.Loading, error) {
			options := o.options
			options.Mapping, options.Confirm = &m, false
			return o.load(options)
		},
	}
}

// suits refuses flags that would do nothing, and a mapping of other columns, before the
// screen hides the sentence.
func (o *opener) suits(cmd *cobra.Command) error {
	if _, demo := builtIn(o.path); demo {
		return o.app.fits(cmd, reading{name: "the built-in run", builtIn: true})
	}
	typed := func(flag string) bool { return o.app.origin[flag] == "--"+flag }
	if comesOnce(o.path) || !typed("mapping") && !typed("refusals") && !typed("cut-suffix") {
		return nil
	}
	table, format, err := look(cmd.Context(), o.path, o.options)
	if err != nil {
		return unreadable(cmd, o.path, err)
	}
	r := reading{name: o.path, format: format, table: format == "table", labels: true} // which it may have
	if err := o.app.fits(cmd, r); err != nil {
		return err
	}
	if table != nil && o.given != nil && typed("mapping") {
		if err := o.given.Check(table.Preview.Columns); err != nil {
			return badUsage("--mapping: %w", err)
		}
	}
	return nil
}

// openKnown opens a run. What cannot be told for a table by its columns may be one whose
// columns were confirmed before.
func (a *app) openKnown(ctx context.Context, path string, o data.Options) (*data.Run, error) {
	run, err := openRun(ctx, path, o)
	if err == nil || o.Mapping != nil || comesOnce(path) || ctx.Err() != nil {
		return run, err
	}
	table, _, fault := look(ctx, path, o)
	if fault != nil || table == nil {
		return nil, err
	}
	m, found := a.known(table.Preview)
	if !found {
		return nil, err
	}
	o.Mapping = &m
	return openRun(ctx, path, o)
}
