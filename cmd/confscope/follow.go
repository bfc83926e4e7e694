package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui"
)

const (
	lookEvery  = 250 * time.Millisecond // often enough to tell a restart from growth
	printEvery = time.Second            // at the most: a page a second can be read, ten cannot
)

// following are the flags of commands that can print again when the run has grown.
type following struct {
	follow *value[bool]
	idle   *value[time.Duration]
}

func declareFollow(set *pflag.FlagSet, usage string) *value[bool] {
	return declare(set, spec[bool]{name: "follow", short: "f", kind: "bool", usage: usage, parse: onOff})
}

func declareFollowing(set *pflag.FlagSet, usage string) following {
	return following{
		follow: declareFollow(set, usage),
		idle: declare(set, spec[time.Duration]{name: "idle", kind: "seconds", parse: pause, initial: "0",
			usage: "with --follow, end when nothing has been written for so many seconds, or for a time such as 2m; 0: go on until ctrl+c"}),
	}
}

// mayCome reports whether there may be a run at the path later: there is nothing now, or a
// folder, or a file that has not come to the end of its first line.
func mayCome(path string) bool {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true
	case err != nil || info.IsDir() || !info.Mode().IsRegular():
		return err == nil && info.IsDir()
	}
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close() //nolint:errcheck // it is only read
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(file, head)
	return err != nil && !bytes.ContainsRune(head[:n], '\n')
}

// watch is how the screen follows the run. Without --follow it does so from the moment when
// the run grows. A table is read anew by the columns that it was read by before.
func (flags screenFlags) watch(open *opener, o data.Options) tui.Watch {
	if _, ok := builtIn(open.path); ok && !flags.follow.get {
		return tui.Watch{}
	}
	o.Known = knownOnce(o.Known)
	w := tui.Watch{
		Asked: flags.follow.get,
		Begin: func(run *data.Run) (*data.Following, error) {
			o := o
			if mapping := open.confirmed(); mapping != nil {
				o.Mapping = mapping
			}
			return data.Follow(run, open.path, o)
		},
	}
	if flags.follow.get {
		w.Await = func() (*data.Following, error) { return data.Await(open.path, o) }
	}
	return w
}

// knownOnce asks for the mapping of a table when it is read first, and gives the same when
// it is read anew: it does not change while somebody looks at its figures.
func knownOnce(known func(data.Preview) (data.Mapping, bool)) func(data.Preview) (data.Mapping, bool) {
	var mu sync.Mutex // each reading asks from a goroutine of its own
	var columns []string
	var mapping data.Mapping
	var found bool
	return func(p data.Preview) (data.Mapping, bool) {
		mu.Lock()
		defer mu.Unlock()
		if columns == nil || !slices.Equal(columns, p.Columns) {
			columns = slices.Clone(p.Columns)
			mapping, found = known(p)
		}
		return mapping, found
	}
}

// follower prints what do finds of a run, again and again as the run grows.
type follower struct {
	*app
	cmd     *cobra.Command
	in      inputs
	idle    time.Duration
	do      func(*viewer) error
	told    int  // problems that were told already
	whole   bool // it was told that the run is read anew
	anew    bool // the run is another than the one that was printed last
	due     bool // there is something to print
	printed time.Time
	heard   time.Time // when something was written last
	run     *data.Run
}

// followed is studying for a run that is still being written, if the flag asks for that.
func (a *app) followed(cmd *cobra.Command, path string, in inputs, flags following, do func(*viewer) error) error {
	if !flags.follow.get {
		return a.studying(cmd, path, in, nil, do)
	}
	if name, ok := builtIn(path); ok {
		return badUsage("%s: the demo %s is built in and never grows: name the file that a run is being written to", a.origin["follow"], name)
	}
	options, err := a.options(in, false)
	if err != nil {
		return err
	}
	options.Known = knownOnce(options.Known)
	file, err := data.Await(path, options)
	if err != nil {
		return badInput("%w", err)
	}
	a.oneLine = true
	f := &follower{app: a, cmd: cmd, in: in, idle: flags.idle.get, do: do, heard: time.Now()}
	return errors.Join(f.follow(file), file.Close())
}

// follow looks at the file until the context or the idle time ends.
func (f *follower) follow(file *data.Following) error {
	ticks := time.NewTicker(lookEvery)
	defer ticks.Stop()
	for {
		more, err := f.look(file)
		if err != nil {
			return err
		}
		if more {
			continue
		}
		if f.idle > 0 && time.Since(f.heard) >= f.idle && !f.due {
			return nil
		}
		select {
		case <-ticks.C:
		case <-f.cmd.Context().Done():
			return f.cmd.Context().Err()
		}
	}
}

// look looks at the file once and prints what it has found, though not more than once a
// second.
func (f *follower) look(file *data.Following) (more bool, err error) {
	u, err := file.Look(f.cmd.Context())
	if err != nil {
		return false, f.unseen(err)
	}
	if u.Note != "" {
		f.say(u.Note)
	}
	if u.Change != data.Unchanged {
		f.heard = time.Now()
	}
	if u.Run != nil {
		f.run, f.due = u.Run, true
		f.tellWhole(u)
	}
	if u.Anew {
		f.anew, f.told = true, 0
	}
	if u.More || !f.due || time.Since(f.printed) < printEvery {
		return u.More, nil
	}
	f.due, f.printed = false, time.Now()
	return false, f.print()
}

func (f *follower) unseen(err error) error {
	if ended := f.cmd.Context().Err(); ended != nil {
		return ended
	}
	return badInput("%w", err)
}

// tellWhole says once what following this run costs, and where the columns of a table are
// from.
func (f *follower) tellWhole(u data.Update) {
	f.tellTables()
	if u.Whole && !f.whole {
		f.say(u.Run.Source().Name + " is read anew whenever it has changed")
	}
	f.whole = u.Whole
}

// print studies the run as it is now.
func (f *follower) print() error {
	problems := f.run.Problems()
	f.tellNew(problems)
	setup, err := f.in.setup(f.app, f.run)
	if err != nil {
		return err
	}
	with, cuts, err := f.in.measured(f.cmd.Context(), f.app, f.run.Identified())
	if err != nil {
		return err
	}
	v, err := study{run: with, setup: setup, cuts: cuts, note: f.in.phrasesNote(setup.Judge), anew: f.anew}.viewer()
	if err != nil {
		return err
	}
	f.anew = false
	return errors.Join(f.do(v), f.out.Flush())
}

// tellNew tells the problems that have come up since the last time.
func (f *follower) tellNew(problems data.Problems) {
	fresh := problems.Skipped - f.told
	if fresh <= 0 {
		return
	}
	f.told = problems.Skipped
	f.say(fmt.Sprintf("%s more skipped, in all %s", things(fresh, "record"), grouped(problems.Skipped)))
}
