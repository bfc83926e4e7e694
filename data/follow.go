package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// Change says what has become of a file that is followed.
type Change uint8

// The changes that Look finds.
const (
	Unchanged Change = iota
	Grown            // more has been written, were it only a part of a line
	Truncated        // the file became shorter than what was read of it, or was written over
	Replaced         // another file has the name
	Deleted          // no file has the name
	Returned         // the file that was read has its name again
	Waiting          // there is no whole record yet
)

// Update is what one look at a followed file has found.
type Update struct {
	Run    *Run   // all that has been read, nil where that is what it was; never changes
	Anew   bool   // Run is the first of another file, or of one that was written anew: instances have new numbers
	Change Change // what has become of the file since the last look
	Note   string // the change as one sentence, raw; "" where the file has grown or not changed
	More   bool   // there is more to read at once

	Done, Total int64 // bytes read, and bytes that the file has
}

// Following reads on in a plain predictions.jsonl that is still being written. It follows
// the name, not the file: one that is truncated, replaced, or deleted and made again is
// read from its beginning. It belongs to one goroutine; the Runs that it hands out may be
// used from any, and share their columns.
type Following struct {
	asked   string // as the user named the run: a file, or the folder it was found in
	path    string // the file; "" while the folder holds none
	opts    Options
	tail    *tail       // of the file that has been read; nil while there is none
	loading *Loading    // reads a file from its beginning
	seen    fs.FileInfo // the file as it was at the last look while there is no tail
	folder  bool        // the path is a folder, in which there is no run
	gone    bool        // no file had the name at the last look
	before  *texts      // of the file before: its Runs may still be looked at
	given   bool        // a Run of the file that is read from its beginning has been handed out
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
	t, err := newTail(run, o)
	if err != nil {
		return nil, fmt.Errorf("following %s: %w", run.source.Name, err)
	}
	return &Following{asked: path, path: run.source.Path, opts: o, tail: t}, nil
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
	name := run.source.Name
	if run.texts == nil || run.source.Path == "" {
		if run.source.About != "" {
			return fmt.Errorf("%s is built in and never grows: give the file that a run is being written to", run.source.Title)
		}
		return errFollowStdin
	}
	file, ok := run.texts.src.(diskFile)
	if !ok {
		return unfollowed(name)
	}
	head := make([]byte, 4)
	n, _ := file.ReadAt(head, 0)
	if containerOf(head[:n]) != containerPlain {
		return unfollowed(name)
	}
	return nil
}

func unfollowed(name string) error {
	return fmt.Errorf("%s is packed, or of a format that is read as a whole, and cannot be followed: follow the plain predictions.jsonl that the run writes, or open it again later", name)
}

// Look looks at the file once: it asks the system for its size, and reads what is new up
// to the end of the last whole line, or a bounded part of that. After an error, which is
// the context's or says that the file cannot be read now, Look may be called again.
func (f *Following) Look(ctx context.Context) (Update, error) {
	if err := ctx.Err(); err != nil {
		return Update{}, err
	}
	if f.loading != nil {
		return f.load(ctx)
	}
	info, err := f.stat()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f.missing(), nil
	case err != nil:
		return Update{}, fmt.Errorf("looking at the run: %w", err)
	case f.tail == nil:
		return f.wait(ctx, info)
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
		u.Change, u.Note = Returned, f.name()+" is back: following goes on"
	}
	return u, err
}

// stat looks at the file that has the name now. In a folder the file is looked for again
// when it has gone: a run may end by writing another one.
func (f *Following) stat() (fs.FileInfo, error) {
	if f.path != "" {
		info, err := lookAt(f.path)
		if !errors.Is(err, fs.ErrNotExist) {
			return info, err
		}
	}
	path, err := runFile(f.asked)
	if f.folder = errors.Is(err, errNoPredictions); f.folder {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, err
	}
	f.path = path
	return lookAt(path)
}

func (f *Following) name() string {
	if f.path == "" {
		return filepath.Base(f.asked)
	}
	return filepath.Base(f.path)
}

// missing is the update of a name that no file has.
func (f *Following) missing() Update {
	u := Update{}
	if !f.gone {
		f.gone, f.seen = true, nil
		switch {
		case f.tail != nil:
			u.Change, u.Note = Deleted, f.name()+" was deleted: what was read of it stays, and following goes on when it is there again"
		case f.folder:
			u.Change, u.Note = Waiting, "waiting for a predictions.jsonl in the folder "+f.name()
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
	return errors.Join(faults...)
}
