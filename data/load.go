package data

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

const errTooMany cause = "more than four billion traces or bytes of ids: split the file"

// feed reads the records of one input in bites.
type feed interface {
	// bite hands parts to take, in file order, and says whether it was the last bite.
	bite(ctx context.Context, take func([]*part)) (done bool, err error)
	// progress gives the bytes read and the bytes there are, 0 where that is unknown.
	progress() (done, total int64)
	// cut reports whether the input ends inside a record.
	cut() bool
	// origin says what the input is, as far as it is known yet.
	origin() origin
	// faults gives what was wrong with the input since it was asked last, beside what
	// stands in the parts.
	faults() Problems
	// stop ends whatever runs beside the caller.
	stop()
}

// Loading is a load in progress. It belongs to one goroutine; the Runs that it hands out
// may be used from any.
type Loading struct {
	opts       Options
	feed       feed
	openLabels labelOpener
	labels     labelReading
	source     Source
	columns    columns
	joiner     joiner
	lines      int
	bites      int
	problems   Problems
	index      idIndex
	texts      *texts
	files      []stretch
	confidence Confidence
	done       bool
	closed     bool
	err        error // the load failed for good
}

// Open reads the whole run at the path: a predictions.jsonl, plain, gzip or zstd, a folder
// that holds one, or "-". The caller closes the Run.
func Open(ctx context.Context, path string, o Options) (*Run, error) {
	l, err := Start(path, o)
	if err != nil {
		return nil, err
	}
	return l.Rest(ctx)
}

// Read reads a run from streams, plain or packed; labels may be nil. The name stands for
// it in messages.
func Read(name string, predictions, labels io.Reader, o Options) (*Run, error) {
	l, err := StartReader(name, predictions, labels, o)
	if err != nil {
		return nil, err
	}
	return l.Rest(context.Background())
}

// Rest loads to the end, and closes the loading. The error is as in Next.
func (l *Loading) Rest(ctx context.Context) (*Run, error) {
	defer l.Close() //nolint:errcheck // finished, it has nothing left to close; failed, the cause is reported
	for {
		p, err := l.Next(ctx)
		if err != nil {
			return nil, err
		}
		if p.Finished {
			return p.Run, nil
		}
	}
}

// Next reads one bite and hands out all that has been read so far. The first bite is
// small, so that there is something to look at; the others are bounded in bytes, and in
// time where the input is slow. An error other than the context's is final.
func (l *Loading) Next(ctx context.Context) (Progress, error) {
	if l.err != nil {
		return Progress{}, l.err
	}
	if !l.done {
		if err := l.bite(ctx); err != nil {
			return Progress{}, l.failed(ctx, err)
		}
	}
	done, total := l.feed.progress()
	return Progress{Run: l.snapshot(), Done: done, Total: total, Finished: l.done}, nil
}

func (l *Loading) failed(ctx context.Context, err error) error {
	if ctx.Err() == nil || !errors.Is(err, ctx.Err()) {
		l.err = err
	}
	return err
}

func (l *Loading) bite(ctx context.Context) error {
	if err := l.readLabels(ctx, false); err != nil {
		return err
	}
	done, err := l.feed.bite(ctx, l.take)
	if err != nil {
		return err
	}
	faults := l.feed.faults()
	l.problems.join(&faults, 0)
	l.describe()
	l.bites++
	if uint64(len(l.columns.ids)) > math.MaxUint32 || uint64(len(l.columns.conf)) >= math.MaxUint32 {
		return fmt.Errorf("%s: %w", l.source.Name, errTooMany)
	}
	if done {
		if err := l.readLabels(ctx, true); err != nil {
			return err
		}
		return l.finish()
	}
	return nil
}

// describe says what the input is, and what its confidences measure.
func (l *Loading) describe() {
	o := l.feed.origin()
	l.source.Format = o.format
	l.confidence = l.columns.confidence(o)
}

// mostForesight bounds how much room is made for what has not been read: a packed file can
// begin with records that take a thousandth of the bytes of those behind them.
const mostForesight = 32

// take appends the parts of a bite to the run.
func (l *Loading) take(parts []*part) {
	l.files = l.feed.origin().files
	// The first bite is too small to foretell the size of the whole.
	if done, total := l.feed.progress(); l.bites > 0 && done > 0 {
		l.reserve(parts, min(float64(max(total, done))/float64(done), mostForesight))
	}
	for _, p := range parts {
		from := l.columns.instances()
		l.columns.join(&p.columns, l.lines)
		l.noteProblems(p, from)
		l.lines += p.lines
		l.joiner.extend(&l.columns, from)
	}
}

// reserve makes room for the parts and, if there is none, for the whole run as far as the
// share read so far foretells it.
func (l *Loading) reserve(parts []*part, scale float64) {
	instances, traces, ids := l.columns.instances(), len(l.columns.conf), len(l.columns.ids)
	for _, p := range parts {
		instances += p.instances()
		traces += len(p.conf)
		ids += len(p.ids)
	}
	if instances < cap(l.columns.lineAt) && traces <= cap(l.columns.conf) {
		return
	}
	const slack = 1.01
	whole := func(n int) int { return int(float64(n)*scale*slack) + 64 }
	l.columns.reserve(whole(instances), whole(traces), whole(ids))
	l.joiner.reserve(whole(instances))
}

// noteProblems takes over the problems of a part whose instances begin at from, and adds
// those that only the whole shows: ids that came before. Both instances stay.
func (l *Loading) noteProblems(p *part, from int) {
	var all Problems
	all.join(&p.problems, l.lines)
	run := l.snapshot()
	for i := from; i < l.columns.instances(); i++ {
		id := l.columns.id(i)
		if before, found := l.index.find(id, i, l.columns.id); found {
			all.Noted++
			all.kinds[KindDuplicate]++
			if len(l.problems.List) < problemCap && len(all.List) < 2*problemCap {
				all.List = append(all.List, run.twice(i, before))
			}
		}
	}
	slices.SortStableFunc(all.List, func(a, b Problem) int { return a.Line - b.Line })
	l.problems.join(&all, 0)
}

// twice says that the id of instance i is that of an instance before it.
func (r *Run) twice(i, before int) Problem {
	file, line := r.place(i)
	where := "on line " + strconv.Itoa(r.Line(before))
	if other := r.File(before); other != r.File(i) {
		where += " of " + PrintableLine(other)
	}
	return Problem{
		File: file, Line: line, Field: "instance_id", Kind: KindDuplicate,
		Err: fmt.Errorf("%s stands %s already: both are kept", PrintableLine(shortened(r.id(i))), where),
	}
}

func shortened(id []byte) string {
	if len(id) > 80 {
		return string(id[:80]) + "..."
	}
	return string(id)
}

// snapshot hands out what has been read. Columns only ever grow behind what a snapshot
// sees, so sharing them is safe.
func (l *Loading) snapshot() *Run {
	return &Run{source: l.source, columns: l.columns, joined: l.joiner.joined, lists: l.opts.Lists, problems: l.problems, texts: l.texts, files: l.files, confidence: l.confidence}
}

// Close ends the load. If it was not finished, the Runs that it handed out lose their texts.
func (l *Loading) Close() error {
	if l.closed {
		return nil
	}
	l.closed = true
	l.feed.stop()
	l.leaveLabels()
	if l.done {
		return nil
	}
	l.err = errClosed
	return l.texts.release()
}
