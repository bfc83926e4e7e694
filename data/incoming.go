package data

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/confscope/confscope/data/foreign"
)

const errCutPacked cause = "the packed file is cut off, and what followed is missing: copy it again, or open it when it is finished"

// incoming is the content of a file on its way to the reader of its format.
type incoming struct {
	name    string
	kind    container
	content io.ReadCloser // unpacked
	at      io.ReaderAt   // the file, where it can be read at any place; else nil
	size    int64         // of what is behind at
}

// opened is a content in the hands of a reader.
type opened struct {
	foreign.Input
	early *untilFault // nil where the file is read in place
	close func() error
}

// fault says what ended the content before its end, nil where nothing did.
func (o *opened) fault() (cut bool, err error) {
	switch {
	case o.early == nil || o.early.fault == nil:
		return false, nil
	case isCut(o.early.fault):
		return true, errCutPacked
	}
	return false, fmt.Errorf("unpacking failed, and what follows is not read: %w", o.early.fault)
}

// open gives the content as the reader wants it. One that goes back and forth gets a copy,
// since what comes packed or through a pipe comes only once.
func (c incoming) open(ctx context.Context, f *format, o Options) (*opened, error) {
	in := foreign.Input{Name: unpackedName(c.name)}
	if c.kind == containerPlain && c.at != nil {
		in.At, in.Size = c.at, c.size
		return &opened{Input: in, close: c.content.Close}, nil
	}
	early := &untilFault{ctx: ctx, r: c.content, ends: func(error) bool { return true }}
	switch {
	case !f.seeks:
		in.Stream = early
		return &opened{in, early, c.content.Close}, nil
	case o.NoSpool:
		_ = c.content.Close() // what is wrong with content that is not read is nobody's concern
		return nil, fmt.Errorf("%s: a packed or piped %s has to be copied before it can be read: unpack it, or leave out --no-spool", c.name, f.name)
	}
	s := &spool{dir: o.SpoolDir}
	size, err := io.Copy(strictly{s}, early)
	release := func() error { return errors.Join(s.Close(), c.content.Close()) }
	if errors.Is(early.fault, errBomb) {
		_ = release() // and its room on the disk
		return nil, fmt.Errorf("%s cannot be read: %w", c.name, early.fault)
	}
	if err != nil {
		_ = release() // one sentence is enough: why there is no copy
		return nil, noCopy(c.name, err)
	}
	in.At, in.Size = s, size
	return &opened{in, early, release}, nil
}

// noCopy says that a run cannot be read since nothing can be put aside.
func noCopy(name string, err error) error {
	return fmt.Errorf("%s cannot be read without a copy: %w: set TMPDIR to a folder with room", name, err)
}

// strictly writes to a spool, and fails as soon as that does: without a copy there is
// nothing to read.
type strictly struct{ *spool }

// Write keeps p.
func (s strictly) Write(p []byte) (int, error) {
	_, _ = s.spool.Write(p) // it never fails by itself
	return len(p), s.failed()
}

// untilFault ends a content at a fault of the kind that leaves what came before it whole,
// and remembers that.
type untilFault struct {
	ctx   context.Context //nolint:containedctx // io.Reader has no room for it
	r     io.Reader
	ends  func(error) bool
	fault error
}

// Read reads up to the fault.
func (u *untilFault) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := u.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) && u.ends(err) {
		u.fault, err = err, io.EOF
	}
	return n, err
}
