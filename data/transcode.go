package data

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/predictions"
)

const errLongRecord cause = "what it says is longer than a line may be"

// transcoding turns files of another format into lines of predictions.jsonl, which a
// stream scans and keeps like any other content. Every line says on which line of its own
// file the record stood. It runs beside the stream, one record ahead.
type transcoding struct {
	name   string // of the run
	format *format
	opts   Options
	files  []foreignFile
	out    *io.PipeWriter
	read   *atomic.Int64 // bytes of all files that have been read

	file    string // that is being read
	reading int    // its number
	inPlace bool   // it is read where it is: its reader says how far
	before  int64  // bytes of the files before it
	written int64  // bytes of lines that were handed on
	records int
	pending instance
	held    bool // pending waits for more of its traces
	line    []byte
	gather  *gather // nil where the traces of an instance stand together
	failed  error   // why no record can be taken any more
	cut     atomic.Bool
	order   order

	mu        sync.Mutex
	faults    Problems
	stretches []stretch // of lines that are of one file, where there are several
}

// foreignFile is one file of a run and how its content is reached.
type foreignFile struct {
	name   string
	format *format
	open   func(context.Context) (*opened, error)
}

// start begins to transcode and gives the lines. Closing them ends it.
func (t *transcoding) start(ctx context.Context) io.ReadCloser {
	lines, out := io.Pipe()
	t.out = out
	go func() { out.CloseWithError(inOneLine(t.run(ctx))) }()
	return lines
}

// run reads all files. What ends the reading of a file behind its first record is a fault
// of that file; what comes before any record is the error of the whole.
func (t *transcoding) run(ctx context.Context) error {
	if t.format.scatters(t.opts) || len(t.files) > 1 {
		if t.opts.NoSpool {
			return fmt.Errorf("%s: the answers of a prompt may stand apart, so that a copy has to be kept: leave out --no-spool", t.files[0].name)
		}
		t.gather = newGather(t.opts.SpoolDir)
		defer t.gather.close()
	}
	read := t.format.read(t.opts)
	for i, f := range t.files {
		if i > 0 {
			t.gather.file()
		}
		t.reading = i
		if err := t.readFile(ctx, f, read); err != nil {
			return err
		}
		if err := t.flush(); err != nil {
			return err
		}
	}
	if err := t.gathered(ctx); err != nil {
		return err
	}
	t.order.report(t.Fault)
	return nil
}

// gathered hands on the instances whose traces stood apart.
func (t *transcoding) gathered(ctx context.Context) error {
	if t.gather == nil {
		return nil
	}
	if len(t.files) > 1 {
		t.file = t.name // an instance may be of all of them
	}
	if err := t.gather.out.Flush(); err != nil {
		return noCopy(t.name, err)
	}
	return t.gather.each(ctx, t.opts.maxLine(), t.assembled)
}

func (t *transcoding) readFile(ctx context.Context, f foreignFile, read foreign.ReadFunc) error {
	in, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer in.close() //nolint:errcheck // it has been read; whatever closing says, the records stand
	t.file, t.inPlace = f.name, in.early == nil
	before := t.records
	if t.format.name == tableFormat {
		if read, err = t.mapped(in.Input); err != nil {
			t.before = t.read.Load()
			return t.unmapped(err)
		}
	}
	err = read(ctx, in.Input, t)
	t.before = t.read.Load()
	switch {
	case t.failed != nil:
		return t.failed
	case ctx.Err() != nil:
		return ctx.Err()
	}
	cut, early := in.fault()
	t.cut.Store(t.cut.Load() || cut)
	switch err = cmp.Or(early, err); {
	case err == nil:
	case t.records == 0 && len(t.files) == 1:
		return fmt.Errorf("%s: %w", f.name, err)
	case t.records == before && !cut:
		t.leaveOut(err)
	default:
		t.Fault(foreign.Fault{Err: err})
	}
	return nil
}

// Record takes a record of the reader. Those that follow each other with one id become
// one line.
func (t *transcoding) Record(r *foreign.Record) error {
	if r.Whole {
		return t.whole(r)
	}
	if t.held && r.ID == t.pending.ID {
		t.pending.merge(r, t.opts.maxLine())
		return nil
	}
	if err := t.flush(); err != nil {
		return err
	}
	t.records++
	t.held = true
	t.pending.begin(r)
	return nil
}

// whole hands on a record that is an instance whatever the others are.
func (t *transcoding) whole(r *foreign.Record) error {
	if err := t.flush(); err != nil {
		return err
	}
	t.records++
	t.begins(t.reading)
	return t.write(r)
}

// flush hands on the record that is complete, if one waits.
func (t *transcoding) flush() error {
	if !t.held {
		return nil
	}
	t.held = false
	if t.gather == nil {
		return t.assembled(&t.pending)
	}
	t.pending.report(t.Fault)
	switch err := t.gather.add(&t.pending.Record); {
	case errors.Is(err, errTooMany):
		t.failed = fmt.Errorf("%s: %w", t.name, err)
	case err != nil:
		t.failed = noCopy(t.name, err)
	}
	return t.failed
}

// assembled hands on an instance that has all its traces.
func (t *transcoding) assembled(n *instance) error {
	t.begins(n.file)
	n.report(t.Fault)
	t.order.sort(n)
	return t.write(&n.Record)
}

// write hands on a line, unless it is longer than a line may be.
func (t *transcoding) write(r *foreign.Record) error {
	t.line = predictions.Append(t.line[:0], r, true)
	if len(t.line) > t.opts.maxLine() {
		t.Fault(foreign.Fault{Line: r.Line, Err: fmt.Errorf("%w: %d bytes of at most %d", errLongRecord, len(t.line), t.opts.maxLine()), Skipped: true})
		t.line = nil
		return nil
	}
	t.written += int64(len(t.line))
	_, t.failed = t.out.Write(t.line)
	return t.failed
}

// Fault takes a fault of the reader.
func (t *transcoding) Fault(f foreign.Fault) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.faults.add(Problem{File: t.file, Line: f.Line, Field: f.Field, Err: f.Err, Skipped: f.Skipped})
}

// Read takes the reader's progress. Where its content is unpacked for it, the packed bytes
// are counted instead.
func (t *transcoding) Read(done int64) {
	if t.inPlace {
		t.read.Store(t.before + done)
	}
}

// taken gives the faults since it was asked last.
func (t *transcoding) taken() Problems {
	t.mu.Lock()
	defer t.mu.Unlock()
	got := t.faults
	t.faults = Problems{}
	return got
}
