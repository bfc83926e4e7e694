package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
)

// The parts of a Following that read a file from its beginning.

// restart leaves the file that was read so far. Its Runs keep their texts until the next
// restart, where the system still has them.
func (f *Following) restart(ctx context.Context, info fs.FileInfo, change Change) (Update, error) {
	was := f.tail.size
	f.leave(f.tail.texts)
	f.tail, f.whole = nil, wholeRun{left: change}
	u, err := f.lookWhole(ctx)
	next := "it is read from its beginning"
	if f.loading == nil && f.tail == nil && u.Note != "" {
		next = u.Note
	}
	u.Change, u.Note = change, f.name()+what(change, was, info.Size())+": "+next
	return u, err
}

// leave keeps the texts of a file that is not read on in any more, in place of those that
// were left before.
func (f *Following) leave(t *texts) {
	if f.before != nil {
		_ = f.before.release() // read to its end: nothing is lost
	}
	f.before = t
}

func what(change Change, was, is int64) string {
	switch {
	case change == Replaced:
		return " was replaced by another file"
	case is < was:
		return " was truncated from " + bytesWord(was) + " to " + bytesWord(is)
	}
	return " was written anew"
}

func bytesWord(n int64) string {
	const kilo = 1000
	switch {
	case n < kilo:
		return fmt.Sprintf("%d bytes", n)
	case n < kilo*kilo:
		return fmt.Sprintf("%.1f kB", float64(n)/kilo)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(kilo*kilo))
}

// begin begins to read what is on the disk now. Nobody sees the first bites of a run that
// is to take the place of one that is there.
func (f *Following) begin(ctx context.Context, now disk) (Update, error) {
	f.whole.begin(now)
	if f.path = now.path; now.size() == 0 {
		return f.unread(f.name() + " is empty: waiting for its first record"), nil
	}
	start := f.clock()
	l, err := startPath(f.asked, f.opts)
	f.whole.took, f.whole.closed = f.clock().Sub(start), isClosed(err)
	switch {
	case err != nil && f.before == nil && f.whole.run == nil && firstLineEnds(now.path):
		return Update{}, err
	case err != nil:
		return f.unread(err.Error()), nil
	}
	f.loading, f.given = l, false
	return f.load(ctx)
}

// load reads one bite from the beginning of a run. A file that can be read on in goes over
// to its tail at the end, and is shown as it comes.
func (f *Following) load(ctx context.Context) (Update, error) {
	start := f.clock()
	p, err := f.loading.Next(ctx)
	f.whole.took += f.clock().Sub(start)
	if err != nil && ctx.Err() != nil {
		return Update{}, err
	}
	l := f.loading
	if err != nil {
		f.loading = nil
		return f.failed(l, err), nil
	}
	_, plain := l.feed.(*units)
	u := Update{More: true, Whole: !plain, Done: p.Done, Total: p.Total}
	if plain && f.whole.run == nil {
		if u.Change = Grown; p.Run.Instances() > 0 {
			u.Run, u.Anew, f.given = p.Run, !f.given, true
		}
	}
	if !p.Finished {
		return u, nil
	}
	f.loading = nil
	if err := l.Close(); err != nil {
		return Update{}, err
	}
	switch before := f.whole.run; {
	case plain && before == nil:
	case !plain && before != nil && p.Run.says(before):
		return f.unchanged(p)
	default:
		u = f.finished(p)
	}
	if plain {
		return f.goOver(p.Run, u)
	}
	return u, nil
}

// goOver goes on in a file that has been read from its beginning and can be read on in. If
// it became shorter meanwhile it is read again at once.
func (f *Following) goOver(run *Run, u Update) (Update, error) {
	f.path, f.whole = run.source.Path, wholeRun{}
	t, err := newTail(run, f.opts)
	if err != nil {
		f.leave(run.texts)
		if errors.Is(err, errShrank) {
			return Update{More: true}, nil
		}
		return Update{}, err
	}
	f.tail, u.Whole, u.More = t, false, true
	return u, nil
}

// failed is the update of a run of which no record can be read: it is read again when it has
// changed, or could not be opened. One that became shorter meanwhile is read again at once.
func (f *Following) failed(l *Loading, err error) Update {
	_ = l.Close() // there is nothing in it that could be lost
	f.whole.closed = isClosed(err)
	if errors.Is(err, errShrank) && f.whole.run == nil {
		f.whole.tried = disk{}
		return Update{More: true}
	}
	if l.source.Cut && len(l.problems.List) == 0 {
		err = cause(f.name() + " holds no whole record yet: waiting for the first")
	}
	return f.unread(err.Error())
}
