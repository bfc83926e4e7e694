package data

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/predictions"
	"github.com/confscope/confscope/data/table"
)

// transcoding turns files of another format into lines of predictions.jsonl, which a
// stream scans and keeps like any other content. Every line says on which line of its own
// file the record stood. It runs beside the stream, one record ahead.
type transcoding struct {
	format *format
	opts   Options
	files  []foreignFile
	out    *io.PipeWriter
	read   *atomic.Int64 // bytes of all files that have been read

	file    string // that is being read
	before  int64  // bytes of the files before it
	records int
	pending foreign.Record
	held    bool // pending waits for more of its traces
	line    []byte
	gather  *gather // nil where the traces of an instance stand together

	mu     sync.Mutex
	faults Problems
}

// foreignFile is one file of a run and how its content is reached.
type foreignFile struct {
	name   string
	format *format
	open   func() (foreign.Input, func() error, error)
}

// errStopped ends a reader whose records nobody takes any more.
const errStopped cause = "the load was ended"

// start begins to transcode and gives the lines. Closing them ends it.
func (t *transcoding) start(ctx context.Context) io.ReadCloser {
	lines, out := io.Pipe()
	t.out = out
	go func() { out.CloseWithError(t.run(ctx)) }()
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
	for _, f := range t.files {
		if err := t.readFile(ctx, f, read); err != nil {
			return err
		}
	}
	if err := t.flush(); err != nil {
		return err
	}
	if t.gather != nil {
		return t.gather.each(ctx, t.write)
	}
	return nil
}

func (t *transcoding) readFile(ctx context.Context, f foreignFile, read foreign.ReadFunc) error {
	in, release, err := f.open()
	if err != nil {
		return err
	}
	t.file = f.name
	defer release() //nolint:errcheck // it has been read; whatever closing says, the records stand
	if t.format.seeks && t.format.name == "table" {
		if read, err = t.mapped(in); err != nil {
			return err
		}
	}
	err = read(ctx, in, t)
	t.before = t.read.Load()
	switch {
	case err == nil:
	case ctx.Err() != nil, errors.Is(err, errStopped), errors.Is(err, io.ErrClosedPipe):
		return err
	case t.records == 0 && len(t.files) == 1:
		return fmt.Errorf("%s: %w", f.name, err)
	default:
		t.Fault(foreign.Fault{Err: fmt.Errorf("what follows is not read: %w", err)})
	}
	return nil
}

// mapped says by which columns a table is read: as the user says, or as they look.
func (t *transcoding) mapped(in foreign.Input) (foreign.ReadFunc, error) {
	if t.opts.Mapping != nil {
		return table.ReadBy(t.opts.Words.in(*t.opts.Mapping)), nil
	}
	look, err := table.Look(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Name, err)
	}
	if t.opts.Known != nil && !look.Own {
		if mapping, ok := t.opts.Known(look); ok {
			t.opts.Mapping = &mapping
			return table.ReadBy(t.opts.Words.in(mapping)), nil
		}
	}
	if t.opts.Confirm && !look.Own {
		return nil, &Unmapped{Name: in.Name, Preview: look}
	}
	for _, d := range look.Doubts {
		if d.Key == "label" && t.opts.Words.any() {
			continue // the user has looked at the words of labels
		}
		t.Fault(foreign.Fault{Field: d.Column, Err: cause(d.Says)})
	}
	mapping := look.Mapping
	t.opts.Mapping = &mapping // further files of a folder are read the same way
	return table.ReadBy(t.opts.Words.in(mapping)), nil
}

// Record takes a record of the reader. Those that follow each other with one id become
// one line.
func (t *transcoding) Record(r *foreign.Record) error {
	if r.Whole {
		return t.whole(r)
	}
	if t.held && r.ID == t.pending.ID {
		merge(&t.pending, r)
		return nil
	}
	if err := t.flush(); err != nil {
		return err
	}
	t.records++
	t.held = true
	t.pending = cloned(r, t.pending.Traces)
	return nil
}

// whole hands on a record that is an instance whatever the others are.
func (t *transcoding) whole(r *foreign.Record) error {
	if err := t.flush(); err != nil {
		return err
	}
	t.records++
	return t.write(r)
}

// flush hands on the record that is complete, if one waits.
func (t *transcoding) flush() error {
	if !t.held {
		return nil
	}
	t.held = false
	if t.gather != nil {
		return t.gather.add(&t.pending)
	}
	return t.write(&t.pending)
}

func (t *transcoding) write(r *foreign.Record) error {
	t.line = predictions.Append(t.line[:0], r, true)
	_, err := t.out.Write(t.line)
	return err
}

// Fault takes a fault of the reader.
func (t *transcoding) Fault(f foreign.Fault) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.faults.add(Problem{File: t.file, Line: f.Line, Field: f.Field, Err: f.Err, Skipped: f.Skipped})
}

// Read takes the reader's progress.
func (t *transcoding) Read(done int64) { t.read.Store(t.before + done) }

// taken gives the faults since it was asked last.
func (t *transcoding) taken() Problems {
	t.mu.Lock()
	defer t.mu.Unlock()
	got := t.faults
	t.faults = Problems{}
	return got
}

// cloned keeps a record whose memory its reader will use again. Traces go to the given
// slice.
func cloned(r *foreign.Record, traces []foreign.Trace) foreign.Record {
	kept := *r
	kept.Prompt = clonedText(r.Prompt)
	kept.Traces = appendTraces(traces[:0], r.Traces)
	return kept
}

func clonedText(s *string) *string {
	if s == nil {
		return nil
	}
	text := *s
	return &text
}

func appendTraces(dst, traces []foreign.Trace) []foreign.Trace {
	for _, trace := range traces {
		trace.Text = clonedText(trace.Text)
		trace.Strip = slices.Clone(trace.Strip)
		for i := range trace.Strip {
			trace.Strip[i].Top = slices.Clone(trace.Strip[i].Top)
		}
		dst = append(dst, trace)
	}
	return dst
}

// merge adds the traces of a later record of the same instance. What the first does not
// state the later may.
func merge(r, later *foreign.Record) {
	r.Traces = appendTraces(r.Traces, later.Traces)
	if r.Prompt == nil {
		r.Prompt = clonedText(later.Prompt)
	}
	if r.Label == foreign.LabelUnknown {
		r.Label = later.Label
	}
	if r.Topic == "" {
		r.Topic = later.Topic
	}
	if r.Verdict == foreign.FlagAbsent {
		r.Verdict = later.Verdict
	}
	if r.Category == "" {
		r.Category = later.Category
	}
}
