package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// Following goes on with a run that is still being written. In a plain predictions.jsonl it
// reads on; whatever else there is, packed or of another format or a folder of files, it
// reads anew when it has changed, though never for more than a third of the time. It follows
// the name, not the file: one that is truncated, replaced, or deleted and made again is read
// from its beginning. It belongs to one goroutine; the Runs that it hands out may be used
// from any. Those of one reading share their columns and texts.
type Following struct {
	asked   string // as the user named the run: a file, or the folder it was found in
	path    string // the file that is read on in; "" before there is one
	opts    Options
	tail    *tail    // of the file that is read on in; nil while there is none
	loading *Loading // reads a run from its beginning
	folder  bool     // the path is a folder, in which there is no predictions.jsonl
	gone    bool     // nothing had the name at the last look
	before  *texts   // of the file that was read on in before: its Runs may still be looked at
	given   bool     // a Run of the file that is read from its beginning has been handed out
	whole   wholeRun
	inside  map[string]lookedInto // the files of the folder
}

// Follow goes on where a load has ended. The path is the run's as the user named it, and
// may be the folder that holds the file. An error says why the run cannot be followed. The
// texts of the Run and of all that come after it are closed by the Following's Close.
func Follow(run *Run, path string, o Options) (*Following, error) {
	if err := followable(run); err != nil {
		return nil, err
	}
	run = run.AsRecorded()
	o.Lists = run.lists
	f := &Following{asked: path, opts: o}
	if !tailed(run) {
		if err := f.takeWhole(run); err != nil {
			return nil, err
		}
		return f, nil
	}
	t, err := newTail(run, o)
	if err != nil {
		return nil, fmt.Errorf("following %s: %w", run.source.Name, err)
	}
	f.path, f.tail = run.source.Path, t
	return f, nil
}

// Await follows a path at which there may be no record yet, or no file at all.
func Await(path string, o Options) (*Following, error) {
	if path == "-" {
		return nil, errFollowStdin
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	return &Following{asked: path, opts: o}, nil
}

const errFollowStdin cause = "standard input is read as it comes, to its end: there is no file to follow"

// followable says why a run cannot be followed; nil where it can.
func followable(run *Run) error {
	switch {
	case run.texts != nil && run.source.Path != "":
		return nil
	case run.source.About != "":
		return fmt.Errorf("%s is built in and never grows: give the file that a run is being written to", run.source.Title)
	}
	return errFollowStdin
}

// tailed reports whether a run can be read on in: it is a plain predictions.jsonl.
func tailed(run *Run) bool {
	file, ok := run.texts.src.(diskFile)
	if !ok {
		return false
	}
	head := make([]byte, 4)
	n, _ := file.ReadAt(head, 0)
	return containerOf(head[:n]) == containerPlain
}

// Look looks at the run once: it asks the system for its size, and reads what is new up
// to the end of the last whole line, or a bounded part of that. After an error, which is
// the context's or says that the run cannot be read now, Look may be called again.
func (f *Following) Look(ctx context.Context) (Update, error) {
	u, err := f.look(ctx)
	if u.Run != nil {
		f.whole.why = ""
	}
	if !f.gone {
		u.Unread = f.whole.why
	}
	return u, err
}

func (f *Following) look(ctx context.Context) (Update, error) {
	if err := ctx.Err(); err != nil {
		return Update{}, err
	}
	switch {
	case f.loading != nil:
		return f.load(ctx)
	case f.tail == nil:
		return f.lookWhole(ctx)
	}
	info, err := f.stat()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f.missing(), nil
	case err != nil:
		return Update{}, fmt.Errorf("looking at the run: %w", err)
	}
	back := f.gone
	f.gone = false
	change, err := f.tail.compare(info)
	switch {
	case err != nil:
		return Update{}, err
	case change == Truncated || change == Replaced:
		return f.restart(ctx, info, change)
	}
	u, err := f.grow(ctx, change)
	if back && err == nil {
		u.Change, u.Note = Returned, f.backNote()
	}
	return u, err
}

// stat looks at the file that has the name now. In a folder the file is looked for again
// when it has gone: a run may end by writing another one.
func (f *Following) stat() (fs.FileInfo, error) {
	info, err := lookAt(f.path)
	if !errors.Is(err, fs.ErrNotExist) {
		return info, err
	}
	now, err := f.disk()
	if err != nil {
		return nil, err
	}
	f.path = now.path
	return lookAt(f.path)
}

func (f *Following) name() string {
	if f.path == "" {
		return filepath.Base(f.asked)
	}
	return filepath.Base(f.path)
}

func (f *Following) backNote() string { return f.name() + " is back: following goes on" }

// missing is the update of a name that no file has.
func (f *Following) missing() Update {
	u := Update{Whole: f.whole.run != nil}
	if !f.gone {
		f.gone, f.whole.seen = true, disk{}
		switch {
		case f.tail != nil || f.whole.run != nil:
			u.Change, u.Note = Deleted, f.name()+" was deleted: what was read of it stays, and following goes on when it is there again"
		case f.folder:
			u.Change, u.Note = Waiting, "waiting for a predictions.jsonl in the folder "+f.name()+", or another trace file"
		default:
			u.Change, u.Note = Waiting, "waiting for "+f.name()+": there is no such file yet"
		}
	}
	return f.withRun(u)
}

// grow reads what has been written since the last look.
func (f *Following) grow(ctx context.Context, change Change) (Update, error) {
	u := Update{Change: change}
	if change == Grown || f.tail.more() {
		read, err := f.tail.read(ctx)
		if errors.Is(err, errShrank) || errors.Is(err, errChanged) {
			return Update{More: true}, nil // the next look finds out what it is now
		}
		if err != nil {
			return u, err
		}
		u.More = f.tail.more()
		if read {
			u.Run = f.tail.snapshot()
		}
	}
	u.Done, u.Total = f.tail.units.at, f.tail.size
	return f.withRun(u), nil
}

// withRun hands out the run anew where it has changed though nothing was read: it has been
// marked for other phrases, or a part of a line was taken back.
func (f *Following) withRun(u Update) Update {
	if f.tail != nil && f.tail.again && u.Run == nil {
		u.Run = f.tail.snapshot()
	}
	if f.tail != nil && u.Run != nil {
		f.tail.again = false
	}
	return u
}

// Take goes on from the phrases that a Run of this file has been marked for meanwhile,
// as by [Run.Mark]; what has been read since is marked for them too. A Run of another file
// is passed over.
func (f *Following) Take(ctx context.Context, run *Run) error {
	if f.whole.run != nil && run != nil && run.SameReading(f.whole.run) {
		f.opts.Lists = run.lists
	}
	if f.tail == nil || run == nil || run.texts != f.tail.texts && run.texts != f.tail.first {
		return nil
	}
	changed, err := f.tail.adopt(ctx, run)
	if err != nil {
		return err
	}
	if changed {
		f.opts.Lists, f.tail.again = run.lists, true
	}
	return nil
}

// Close lets go of the files that were followed. The Runs lose their texts.
func (f *Following) Close() error {
	var faults []error
	if f.loading != nil {
		faults = append(faults, f.loading.Close())
		f.loading = nil
	}
	if f.tail != nil {
		faults = append(faults, f.tail.texts.release())
	}
	if f.before != nil {
		faults = append(faults, f.before.release())
	}
	if f.whole.run != nil {
		faults = append(faults, f.whole.run.texts.release())
	}
	return errors.Join(faults...)
}
