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
	if f.before != nil {
		_ = f.before.release() // read to its end: nothing is lost
	}
	f.before, f.tail, f.seen = f.tail.texts, nil, nil
	u, err := f.wait(ctx, info)
	next := "it is read from its beginning"
	if f.loading == nil && f.tail == nil && u.Note != "" {
		next = u.Note
	}
	u.Change, u.Note = change, f.name()+what(change, was, info.Size())+": "+next
	return u, err
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

// wait begins to read a file of which nothing has been read, when it is not as it was when
// that failed.
func (f *Following) wait(ctx context.Context, info fs.FileInfo) (Update, error) {
	gone := f.gone
	f.gone = false
	if f.seen != nil && !gone && sameFile(f.seen, info) && f.seen.Size() == info.Size() && f.seen.ModTime().Equal(info.ModTime()) {
		return Update{Total: info.Size()}, nil
	}
	f.seen = info
	if info.Size() == 0 {
		return Update{Change: Waiting, Note: f.name() + " is empty: waiting for its first record"}, nil
	}
	l, err := startPath(f.path, f.opts)
	if err != nil && f.before == nil {
		return Update{}, err
	}
	if err != nil {
		return Update{Change: Waiting, Note: err.Error(), Total: info.Size()}, nil
	}
	if _, plain := l.feed.(*units); !plain && f.before == nil {
		return Update{}, errors.Join(unfollowed(f.name()), l.Close())
	} else if !plain {
		return Update{Change: Waiting, Note: unfollowed(f.name()).Error()}, l.Close()
	}
	f.loading, f.given = l, false
	return f.load(ctx)
}

// load reads one bite from the beginning of a file, and goes over to its tail at the end.
func (f *Following) load(ctx context.Context) (Update, error) {
	p, err := f.loading.Next(ctx)
	if err != nil && ctx.Err() != nil {
		return Update{}, err
	}
	if err != nil {
		l := f.loading
		f.loading = nil
		return f.failed(l, err), nil
	}
	u := Update{Change: Grown, More: true, Done: p.Done, Total: p.Total}
	if p.Run.Instances() > 0 {
		u.Run, u.Anew, f.given = p.Run, !f.given, true
	}
	if !p.Finished {
		return u, nil
	}
	tail, err := newTail(p.Run, f.opts)
	err = errors.Join(err, f.loading.Close())
	f.loading = nil
	if err != nil {
		return Update{}, err
	}
	f.tail = tail
	return u, nil
}

// failed is the update of a file that holds no record yet: it is read again when it has
// changed. One that became shorter meanwhile is read again at once.
func (f *Following) failed(l *Loading, err error) Update {
	_ = l.Close() // there is nothing in it that could be lost
	if errors.Is(err, errShrank) {
		f.seen = nil
		return Update{More: true}
	}
	if l.source.Cut && len(l.problems.List) == 0 {
		return Update{Change: Waiting, Note: f.name() + " holds no whole record yet: waiting for the first"}
	}
	return Update{Change: Waiting, Note: err.Error()}
}
