package data

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
)

// maxReplays is how many unfinished passes through a packed file are kept for whoever
// reads on from there. Each holds the memory of an unpacker.
const maxReplays = 4

// Rereading is the error of a call that was ended while it unpacked a file again to get
// at a text. The next call for that text goes on from there.
type Rereading struct {
	Done, Total int64 // bytes of unpacked content: passed, and up to the text
	cause       error
}

// Error says how far it is.
func (r *Rereading) Error() string {
	return fmt.Sprintf("reading again from the start: %d %%", r.Done*100/max(r.Total, 1))
}

// Unwrap gives the error of the context.
func (r *Rereading) Unwrap() error { return r.cause }

// packedFile gives the content of a packed file again: from a spool what that holds, and
// what it does not by unpacking the file once more, from its start or from the last frame
// before. What is unpacked goes to the spool, so that it happens once. Any goroutine may
// read.
type packedFile struct {
	file  *os.File
	size  int64
	was   os.FileInfo
	kind  container
	long  int64  // a line longer than this is not kept: nobody reads it
	spool *spool // nil where none is wanted
	bomb  bombBound
	fills bool // the spool is filled here; else the load has filled it

	once   sync.Once
	frames []frame // of a file that has many small ones; the spool is not used then

	filling sync.Mutex
	filler  *replay // at the end of the spool

	mu     sync.Mutex
	idle   []*replay
	closed bool
}

// ReadAt is readAt without an end.
func (f *packedFile) ReadAt(p []byte, off int64) (int, error) {
	return f.readAt(context.Background(), p, off)
}

// readAt reads content. When the context ends first the error is a *Rereading.
func (f *packedFile) readAt(ctx context.Context, p []byte, off int64) (int, error) {
	f.once.Do(func() { f.frames = smallFrames(f.file, f.size) })
	if f.spool != nil && f.frames == nil {
		n, err := f.fromSpool(ctx, p, off)
		if f.spool.failed() == nil || errors.Is(err, errClosed) {
			return n, err
		}
	}
	r, err := f.take(off)
	if err != nil {
		return 0, err
	}
	n, err := r.readAt(ctx, p, off)
	f.give(r)
	return n, err
}

// fromSpool reads from the spool, filling it up to there first.
func (f *packedFile) fromSpool(ctx context.Context, p []byte, off int64) (int, error) {
	if end := off + int64(len(p)); f.fills && f.spool.kept() < end && f.spool.failed() == nil {
		var unfinished *Rereading
		if err := f.fill(ctx, end); errors.As(err, &unfinished) {
			return 0, err
		} // any other end of the content is found by reading there
	}
	return f.spool.ReadAt(p, off)
}

// inOrder reports whether reading in any other order than that of the content costs more.
func (f *packedFile) inOrder() bool {
	f.once.Do(func() { f.frames = smallFrames(f.file, f.size) })
	return f.frames == nil && (f.fills || f.spool == nil || f.spool.failed() != nil)
}

// fill unpacks into the spool up to the end.
func (f *packedFile) fill(ctx context.Context, end int64) error {
	f.filling.Lock()
	defer f.filling.Unlock()
	if f.filler == nil {
		f.filler = &replay{from: f}
	}
	for f.spool.kept() < end && f.spool.failed() == nil {
		switch err := f.filler.step(ctx, f.spool, end); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
	return nil
}

// take gives the replay that is nearest before the offset.
func (f *packedFile) take(off int64) (*replay, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil, errClosed
	}
	best := -1
	for i, r := range f.idle {
		if r.at <= off && (best < 0 || r.at > f.idle[best].at) {
			best = i
		}
	}
	if best < 0 {
		return &replay{from: f}, nil
	}
	r := f.idle[best]
	f.idle = slices.Delete(f.idle, best, best+1)
	return r, nil
}

// give takes a replay back, in the place of the one that was not used for longest.
func (f *packedFile) give(r *replay) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		r.close()
		return
	}
	if f.idle = append(f.idle, r); len(f.idle) > maxReplays {
		f.idle[0].close()
		f.idle = slices.Delete(f.idle, 0, 1)
	}
}

// Close ends all passes.
func (f *packedFile) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	for _, r := range f.idle {
		r.close()
	}
	f.idle = nil
	return nil
}

// replay is one pass through the content of a packed file.
type replay struct {
	from    *packedFile
	content io.ReadCloser // nil before the first step and after the last
	at      int64         // offset in the content
	line    int64         // bytes since the last '\n', where a spool is filled
	block   []byte
}

// readAt reads content, passing what comes before it.
func (r *replay) readAt(ctx context.Context, p []byte, off int64) (int, error) {
	if f := r.from.frameBefore(off); r.content != nil && (off < r.at || f.at > r.at) {
		r.close()
	}
	for r.at < off || r.content == nil {
		if err := r.step(ctx, nil, off); err != nil {
			return 0, err
		}
	}
	n, err := io.ReadFull(r.content, p)
	r.at += int64(n)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF // a cut file ends here as a whole one does
	}
	return n, err
}

// step unpacks one block towards the end, into the spool where there is one.
func (r *replay) step(ctx context.Context, into *spool, end int64) error {
	if err := ctx.Err(); err != nil {
		return &Rereading{Done: r.at, Total: end, cause: err}
	}
	if r.content == nil {
		if err := r.open(end); err != nil {
			return err
		}
	}
	n := int64(len(r.block))
	if into == nil {
		n = min(n, end-r.at)
	}
	got, err := io.ReadFull(r.content, r.block[:n])
	r.at += int64(got)
	if into != nil {
		r.keep(into, r.block[:got])
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) && got > 0:
		return nil // the next step finds the end
	case errors.Is(err, io.ErrUnexpectedEOF):
		return io.EOF
	}
	return err
}

// keep writes a piece of the content to a spool, or passes it as a stream does.
func (r *replay) keep(into *spool, piece []byte) {
	r.line += int64(len(piece))
	if i := bytes.LastIndexByte(piece, '\n'); i >= 0 {
		r.line = int64(len(piece) - i - 1)
	} else if r.line > r.from.long+int64(len(piece)) {
		into.pass(len(piece))
		return
	}
	_, _ = into.Write(piece) // one that fails says so when it is read
}

// open begins at the frame before the offset.
func (r *replay) open(off int64) error {
	frame := r.from.frameBefore(off)
	packed := io.NewSectionReader(r.from.file, frame.packed, r.from.size-frame.packed)
	content, _, err := unpacked(packed, readBuffer, r.from.bomb)
	if err != nil {
		return err
	}
	r.content, r.at = content, frame.at
	if r.block == nil {
		r.block = make([]byte, blockBytes)
	}
	return nil
}

func (r *replay) close() {
	if r.content == nil {
		return
	}
	r.content.Close() //nolint:errcheck,gosec // says again what reading said
	r.content, r.at = nil, 0
}
