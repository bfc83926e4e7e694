package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
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
	idle   *value[int]
}

func declareFollow(set *pflag.FlagSet, usage string) *value[bool] {
	return declare(set, spec[bool]{name: "follow", short: "f", kind: "bool", usage: usage, parse: onOff})
}

func declareFollowing(set *pflag.FlagSet, usage string) following {
	return following{
		follow: declareFollow(set, usage),
		idle: declare(set, spec[int]{name: "idle", kind: "seconds", parse: count(0), initial: "0",
			usage: "with --follow, end when nothing has been written for so long; 0: go on until ctrl+c"}),
	}
}

// mayCome reports whether there may be a run at the path later: there is nothing now, or an
// empty file, or a folder.
func mayCome(path string) bool {
	info, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && (info.IsDir() || info.Mode().IsRegular() && info.Size() == 0)
}

// watch is how the screen follows the file at the path. Without --follow it does so from
// the moment when the file grows.
func (flags screenFlags) watch(path string, o data.Options) tui.Watch {
	if _, ok := builtIn(path); ok && !flags.follow.get {
		return tui.Watch{}
	}
	w := tui.Watch{
		Asked: flags.follow.get,
		Begin: func(run *data.Run) (*data.Following, error) { return data.Follow(run, path, o) },
	}
	if flags.follow.get {
		w.Await = func() (*data.Following, error) { return data.Await(path, o) }
	}
	return w
}

// follower prints what do finds of a run, again and again as the run grows.
type follower struct {
	*app
	cmd     *cobra.Command
	in      inputs
	idle    time.Duration
	do      func(*viewer) error
	told    int  // problems that were told already
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
	file, err := data.Await(path, options)
	if err != nil {
		return badInput("%w", err)
	}
	a.oneLine = true
	f := &follower{app: a, cmd: cmd, in: in, idle: time.Duration(flags.idle.get) * time.Second, do: do, heard: time.Now()}
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
