package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"time"
)

// wholeRun is what a Following knows of a run that it does not read on in: there is none yet,
// or it is one that is read anew as a whole.
type wholeRun struct {
	run   *Run // handed out last; nil before the first
	of    disk // what that was read from
	seen  disk // as at the last look
	tried disk // what is being read, or was read last
	left  Change

	took   time.Duration // by the last reading
	rest   time.Time     // nothing is read before
	fewer  time.Time     // since when there is less than was read
	back   bool          // it had gone, and is there again
	failed bool          // it could not be read, and that was said
	why    string        // it cannot be read; "" when it has been
	closed bool          // what was tried last could not be opened: it is tried again as it is
	again  bool          // what is tried has not changed since it could not be opened
}

const (
	// Between two readings goes twice the time that one takes.
	restTimes = 2
	// A file that became shorter may be about to be written over with the same and more: it
	// is read when it does not change any more, or when nobody can wait any longer.
	fewerPatience = time.Second
)

// clock is the time by which a reading is measured.
func (f *Following) clock() time.Time {
	if f.opts.Clock != nil {
		return f.opts.Clock()
	}
	return time.Now()
}

// begin takes down what is about to be read.
func (w *wholeRun) begin(now disk) {
	w.again = w.closed && now.same(w.tried)
	w.tried, w.fewer, w.closed = now, time.Time{}, false
}

// takeWhole goes on from a run that was read already. If the disk has other sizes by now it
// is read anew at the first look.
func (f *Following) takeWhole(run *Run) error {
	now, err := f.disk()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f.whole.run, f.path = run, now.path
	if now.size() == run.source.Bytes {
		f.whole.of, f.whole.tried, f.whole.seen = now, now, now
	}
	return nil
}

// lookWhole looks at a run that is not read on in, and begins to read it when it has changed
// and it is time for that.
func (f *Following) lookWhole(ctx context.Context) (Update, error) {
	now, err := f.disk()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f.missing(), nil
	case err != nil:
		return Update{}, fmt.Errorf("looking at the run: %w", err)
	}
	w := &f.whole
	still, grown := now.same(w.seen), now.size() > w.seen.size() && len(w.seen.files) > 0
	w.seen, w.back, f.gone = now, w.back || f.gone, false
	u := Update{Whole: w.run != nil, Done: now.size(), Total: now.size()}
	if grown {
		u.Change = Grown
	}
	switch {
	case now.same(w.tried) && (!w.closed || f.clock().Before(w.rest)):
		if w.back && w.run != nil && now.same(w.of) {
			u.Change, u.Note, w.back = Returned, f.backNote(), false
		}
		return u, nil
	case w.run != nil && !f.due(now, still):
		return u, nil
	}
	read, err := f.begin(ctx, now)
	if read.Change == Unchanged {
		read.Change = u.Change
	}
	return read, err
}

// due reports whether it is time to read anew.
func (f *Following) due(now disk, still bool) bool {
	w, clock := &f.whole, f.clock()
	if clock.Before(w.rest) {
		return false
	}
	if now.size() >= w.of.size() || !now.sameFiles(w.of) {
		w.fewer = time.Time{}
		return true
	}
	if w.fewer.IsZero() {
		w.fewer = clock
	}
	return still || clock.Sub(w.fewer) >= fewerPatience
}

// unread is the update of what cannot be read now. The run that is there stays, and it is
// said once.
func (f *Following) unread(why string) Update {
	w := &f.whole
	w.rest = f.clock().Add(restTimes * w.took)
	u := Update{Whole: w.run != nil, Total: w.tried.size()}
	said := w.failed
	w.failed, w.why = true, why
	switch {
	case w.run == nil:
		u.Change, u.Note = Waiting, why
	case w.tried.size() < w.of.size():
		change, says := w.of.became(w.tried)
		u.Change, u.Note = change, f.name()+says+": "+why+"; what was read stays"
	default:
		u.Note = f.name() + " cannot be read at the moment, and what was read stays: " + why
	}
	if said && (w.run != nil || w.again) {
		u.Change, u.Note = Unchanged, ""
	}
	return u
}

// finished is the update of a run that has been read as a whole.
func (f *Following) finished(p Progress) Update {
	w := &f.whole
	u := Update{Run: p.Run, Whole: true, Change: Grown, Done: p.Done, Total: p.Total}
	before, was := w.run, w.of
	back := w.back
	w.run, w.of, w.failed, w.back = p.Run, w.tried, false, false
	w.rest = f.clock().Add(restTimes * w.took)
	if before == nil {
		u.Anew = true
		if w.left != Unchanged { // of the run that was there before
			u.Change, w.left = w.left, Unchanged
		}
		return u
	}
	all, moved := p.Run.holds(before)
	if u.Anew, u.Moved = moved || !all, moved; !all {
		change, says := was.became(w.of)
		u.Change, u.Note = change, f.name()+says+": it is read from its beginning"
	}
	if back && u.Change <= Grown {
		u.Change, u.Note = Returned, f.backNote()
	}
	letGo(before.texts)
	return u
}

// unchanged drops a run that has been read and says what the one before says.
func (f *Following) unchanged(p Progress) (Update, error) {
	w := &f.whole
	w.of, w.failed, w.why = w.tried, false, ""
	w.rest = f.clock().Add(restTimes * w.took)
	u := Update{Whole: true, Done: p.Done, Total: p.Total}
	if w.back {
		u.Change, u.Note, w.back = Returned, f.backNote(), false
	}
	return u, p.Run.Close()
}

// letGo closes the texts when nobody can look at them any more: those who hold a Run of
// before may go on with it for as long as they like.
func letGo(t *texts) {
	runtime.AddCleanup(t, func(all []func() error) {
		for _, c := range all {
			_ = c() // it was only read
		}
	}, t.close)
}
