package inspect

import (
	"errors"
	"fmt"
	"io"

	"github.com/confscope/confscope/data/foreign"
)

var errNotEval = errors.New("not an Inspect log: the JSON has no eval")

// document is a log as one JSON object.
type document struct {
	*reader
	spans []span // of the samples
	small []byte // buffer for the fields at the front of a sample
}

// smallSize holds the id and epoch of a sample, which stand in front.
const smallSize = 1 << 10

type span struct{ at, size int64 }

// document reads a .json log.
func (r *reader) document() error {
	d := &document{reader: r, small: make([]byte, smallSize)}
	c := newCursor(r.ctx, io.NewSectionReader(r.in.At, 0, r.in.Size), r.buf)
	// The file is read twice.
	c.Moved = func(done int64) { r.out.Read(done / 2) }
	b, err := c.Peek()
	if err == nil && b != '{' {
		return errNotEval
	}
	if err == nil {
		err = c.Object(func(name string) error {
			if name == "samples" {
				return c.Array(func() error { return d.learn(c) })
			}
			return r.head.field(c, name)
		})
	}
	if err := d.broken(err); err != nil {
		return err
	}
	if err := r.state(); err != nil {
		return err
	}
	return r.give(d)
}

// broken decides about a document that could not be read to its end: the samples before
// the fault are kept.
func (d *document) broken(err error) error {
	switch {
	case d.ctx.Err() != nil:
		return d.ctx.Err()
	case errors.Is(err, errManySamples):
		return err
	case err == nil && !d.head.found && len(d.spans) == 0:
		return errNotEval
	case err == nil:
		return nil
	case len(d.spans) == 0:
		return fmt.Errorf("the log has no whole sample: %w", err)
	}
	d.lost++
	d.out.Fault(foreign.Fault{Line: len(d.spans) + 1, Skipped: true,
		Err: fmt.Errorf("%w; the log is read up to here, copy it again for what follows", err)})
	return nil
}

// learn passes a sample by its brackets alone, so that a broken one costs no other, and
// then puts it into the index.
func (d *document) learn(c *cursor) error {
	if _, err := c.Peek(); err != nil {
		return err
	}
	if len(d.spans) == maxSamples {
		return errManySamples
	}
	at := c.Offset()
	if err := c.Skip(); err != nil {
		return err
	}
	n := len(d.spans)
	d.spans = append(d.spans, span{at: at, size: c.Offset() - at})
	k, err := readKey(newCursor(d.ctx, d.section(n), d.small))
	if err != nil {
		return d.fault(n, "", err, true)
	}
	return d.enter(n, k)
}

func (d *document) section(n int) *io.SectionReader {
	return io.NewSectionReader(d.in.At, d.spans[n].at, d.spans[n].size)
}

func (d *document) sample(n int) (io.ReadCloser, error) {
	return io.NopCloser(d.section(n)), nil
}

func (d *document) metadata(int) (io.ReadCloser, error) { return nil, nil }

func (d *document) named(_ int, err error) error { return err }

func (d *document) chunks(int) []member { return nil }

func (d *document) reached(n int) int64 {
	size := d.in.Size / 2
	return size + size*int64(n)/int64(len(d.spans))
}
