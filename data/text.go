package data

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// Faults of reading texts.
const (
	errClosed  cause = "the run is closed"
	errNoSpool cause = "standard input comes only once and its texts were not kept, as asked: leave out --no-spool, or read it from a file"
	errNoCopy  cause = "a file of this format has to be copied for its texts, and they were not kept, as asked: leave out --no-spool, or convert it first"
	errChanged cause = "the file changed since it was opened; open it again"
)

// readAhead is how much of the file is read at once where records are read in order.
const readAhead = mebibyte

// texts is where the texts of a run and of its labels are read again.
type texts struct {
	src   io.ReaderAt // the file, the spool or the packed file
	was   *identity   // of the file, where it is one that others may write; else nil
	close []func() error

	goesOn *texts // those of the run that these were read on from; nil where they are the first
}

// readAt reads content, until the context ends where that takes long.
func (t *texts) readAt(ctx context.Context, p []byte, off int64) (int, error) {
	if t.was != nil {
		if err := t.was.check(); err != nil {
			return 0, err
		}
	}
	if packed, ok := t.src.(*packedFile); ok {
		n, err := packed.readAt(ctx, p, off)
		return n, damaged(err)
	}
	return t.src.ReadAt(p, off)
}

// inOrder reports whether content is best read from its beginning to its end.
func (t *texts) inOrder() bool {
	packed, ok := t.src.(*packedFile)
	return ok && packed.inOrder()
}

// damaged turns what was not there when the file was read first into the one thing that
// it can mean.
func damaged(err error) error {
	var again *Rereading
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, errClosed) || errors.Is(err, fs.ErrClosed) || errors.As(err, &again) {
		return err
	}
	return errChanged
}

func (t *texts) release() error {
	var first error
	for _, c := range t.close {
		if err := c(); err != nil && first == nil {
			first = err
		}
	}
	t.close = nil
	return first
}

// absentTexts stands where nothing was kept.
type absentTexts struct{ why cause }

func (a absentTexts) ReadAt([]byte, int64) (int, error) { return 0, a.why }

// Detail is everything the files say in words about one instance. All of it is raw.
type Detail struct {
	ID, Prompt, Topic string
	HasPrompt         bool
	Texts             []string        // one a trace, "" where absent
	HasText           []bool          // one a trace
	Tokens            [][]string      // one list a trace, nil where the file has none
	Logprobs          [][]float64     // natural logarithms, as the file gives them; nil where it has none
	Peaks             [][]float64     // DeepConf's confidence of each token; nil where the file has none
	Candidates        [][][]Candidate // for each token the most likely ones in its place; nil where the file has none
}

// Candidate is a token that could have stood in a place.
type Candidate struct {
	Token   string
	Logprob float64 // natural logarithm
}

// Close lets go of the file or the spool. Numbers stay readable, texts do not. A load that
// is not finished is closed by the Loading instead.
func (r *Run) Close() error {
	if r.texts == nil {
		return nil
	}
	return r.texts.release()
}

// reader reads records of a run again, checking that they are still the same.
type reader struct {
	run    *Run
	ctx    context.Context //nolint:containedctx // of the call that reads; nil: none. Those between have no room for it
	ahead  int             // how much to read at once, for records that are read in order
	window []byte
	at     int64 // offset of the window
	line   []byte
	rec    record
}

// load reads the record of instance i.
func (d *reader) load(i int) error {
	if err := d.find(d.run.lineAt[i], int(d.run.lineLen[i])); err != nil {
		return d.failed(i, err)
	}
	first, end := d.run.Span(i)
	if err := d.rec.decode(d.line); err != nil || !bytes.Equal(d.rec.id, d.run.id(i)) || d.rec.traces() != end-first {
		return d.failed(i, errChanged)
	}
	return nil
}

// find sets line to n bytes at the offset, reading them unless they have been read.
func (d *reader) find(at int64, n int) error {
	from := at - d.at
	if from < 0 || from+int64(n) > int64(len(d.window)) {
		want := max(n, d.ahead)
		if cap(d.window) < want {
			d.window = make([]byte, want)
		}
		ctx := d.ctx
		if ctx == nil {
			ctx = context.Background()
		}
		got, err := d.run.texts.readAt(ctx, d.window[:want], at)
		d.window, d.at, from = d.window[:got], at, 0
		switch {
		case got >= n:
		case errors.Is(err, io.EOF):
			return errChanged
		default:
			return err
		}
	}
	d.line = d.window[from : from+int64(n)]
	return nil
}

func (d *reader) failed(i int, err error) error {
	file, line := d.run.place(i)
	return fmt.Errorf("reading the texts of %s:%d: %w", file, line, err)
}

// Detail reads the texts of instance i: an error says that they were not kept, or that
// the file changed since it was opened.
func (r *Run) Detail(i int) (Detail, error) { return r.DetailContext(context.Background(), i) }

// DetailContext is Detail until the context ends. Where a packed file has to be unpacked
// again up to the instance, the error is a *[Rereading] then, and the next call for it goes
// on from there.
func (r *Run) DetailContext(ctx context.Context, i int) (Detail, error) {
	d := Detail{ID: r.ID(i), Topic: r.Topic(i)}
	rd := &reader{run: r, ctx: ctx}
	if err := rd.load(i); err != nil {
		return d, err
	}
	first, end := r.Span(i)
	d.Texts, d.HasText = make([]string, end-first), make([]bool, end-first)
	for j, at := range rd.rec.textAt {
		if at != noText {
			d.Texts[j], d.HasText[j] = string(appendText(nil, rd.line, at)), true
		}
	}
	d.readStrips(rd.line, &rd.rec.strips, end-first)
	var err error
	d.Prompt, d.HasPrompt, err = r.joinedPrompt(i)
	if err == nil && !d.HasPrompt {
		d.Prompt, d.HasPrompt = rd.ownPrompt()
	}
	return d, err
}

// appendText appends the text whose opening quote is at the offset.
func appendText(dst, line []byte, at uint32) []byte {
	c := cursor{b: line, pos: int(at)}
	from, to, err := c.str()
	if err != nil {
		return dst
	}
	return appendUnquoted(dst, line[from:to])
}

// EachText visits the texts of the instances from..to-1 in order, decoded, until visit
// says false. A text is valid during the visit only. Absent texts are not visited.
func (r *Run) EachText(ctx context.Context, from, to int, visit func(instance, trace int, text []byte) bool) error {
	rd := &reader{run: r, ctx: ctx, ahead: readAhead}
	var text []byte
	for i := from; i < to; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := rd.load(i); err != nil {
			return err
		}
		for j, at := range rd.rec.textAt {
			if at == noText {
				continue
			}
			text = appendText(text[:0], rd.line, at)
			if !visit(i, int(r.first[i])+j, text) {
				return nil
			}
		}
	}
	return nil
}
