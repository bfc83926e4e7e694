package data

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/confscope/confscope/data/foreign"
)

// door is where the content of a run comes in that is not a plain predictions.jsonl: it
// is unpacked, recognised and, where it is of another format, turned into lines of
// predictions.jsonl. Only the goroutine that reads the content uses it, but for what is
// atomic.
type door struct {
	name  string
	raw   io.Reader   // the content as it comes, plain or packed; nil where files are given
	at    io.ReaderAt // the same where it can be read at any place, else nil
	size  int64       // of what is behind at
	files []foreignFile
	opts  Options

	read  atomic.Int64 // bytes of input
	lines atomic.Pointer[transcoding]
	ctx   context.Context //nolint:containedctx // of the reader, which outlives every bite
	leave context.CancelFunc
}

func newDoor(name string, raw io.Reader, o Options) *door {
	d := &door{name: name, raw: raw, opts: o}
	d.ctx, d.leave = context.WithCancel(context.Background())
	return d
}

// origin is what a feed knows of its input as a whole.
type origin struct {
	format   string
	scale    Scale // that the format declares
	ownLines bool  // records say on which line they stand
}

func (d *door) origin() origin {
	t := d.lines.Load()
	if t == nil {
		return origin{format: nativeFormat}
	}
	return origin{format: t.format.name, scale: t.format.scale, ownLines: true}
}

func (d *door) faults() Problems {
	if t := d.lines.Load(); t != nil {
		return t.taken()
	}
	return Problems{}
}

// open gives the content as lines of predictions.jsonl.
func (d *door) open() (io.ReadCloser, error) {
	if d.files != nil {
		return d.through(d.files[0].format, d.files, &d.read), nil
	}
	content, kind, err := unpacked(bufio.NewReaderSize(counting{d.raw, &d.read}, 256<<10))
	if err != nil {
		return nil, err
	}
	ahead := bufio.NewReaderSize(content, headBytes)
	f := d.opts.formatOf(peekLines(ahead), d.name)
	if f == nil {
		return unpackedContent{ahead, content}, nil
	}
	file := foreignFile{name: d.name, open: func() (foreign.Input, func() error, error) {
		return d.input(f, ahead, content)
	}}
	counted := new(atomic.Int64) // the packed bytes count where the content is not read in place
	if kind == containerPlain && d.at != nil {
		counted = &d.read
		file.open = func() (foreign.Input, func() error, error) {
			return foreign.Input{Name: d.name, At: d.at, Size: d.size}, content.Close, nil
		}
	}
	return d.through(f, []foreignFile{file}, counted), nil
}

func (d *door) through(f *format, files []foreignFile, read *atomic.Int64) io.ReadCloser {
	t := &transcoding{format: f, opts: d.opts, files: files, read: read}
	d.lines.Store(t)
	return t.start(d.ctx)
}

// input is the content for a reader. One that goes back and forth gets a copy, since
// what comes packed or through a pipe comes only once.
func (d *door) input(f *format, content io.Reader, packed io.Closer) (foreign.Input, func() error, error) {
	if !f.seeks {
		return foreign.Input{Name: unpackedName(d.name), Stream: content}, packed.Close, nil
	}
	if d.opts.NoSpool {
		return foreign.Input{}, nil, fmt.Errorf("%s: a packed or piped %s has to be copied before it can be read: unpack it, or leave out --no-spool", d.name, f.name)
	}
	return spooled(unpackedName(d.name), content, packed, d.opts.SpoolDir)
}

// spooled copies a content so that it can be read at any place. A cut one is as long as
// it is; its reader will say what is missing.
func spooled(name string, content io.Reader, packed io.Closer, dir string) (foreign.Input, func() error, error) {
	s := &spool{dir: dir}
	size, err := io.Copy(s, content)
	release := func() error { return errors.Join(s.Close(), packed.Close()) }
	if err != nil && !isCut(err) {
		return foreign.Input{}, nil, errors.Join(fmt.Errorf("unpacking %s: %w", name, err), release())
	}
	return foreign.Input{Name: name, At: s, Size: size}, release, nil
}

// peekLines looks at the head of a content without waiting for more than its first line.
func peekLines(r *bufio.Reader) []byte {
	for n := 1; ; n = r.Buffered() + 1 {
		head, err := r.Peek(min(n, headBytes))
		head, _ = r.Peek(max(len(head), r.Buffered()))
		if err != nil || len(head) >= headBytes || hasLine(head) {
			return head
		}
	}
}

// hasLine reports whether a whole line that is not blank stands in the head.
func hasLine(head []byte) bool {
	for i, b := range head {
		if b == '\n' && !blank(head[:i]) {
			return true
		}
	}
	return false
}

// unpackedContent reads ahead of a content and closes it.
type unpackedContent struct {
	io.Reader
	io.Closer
}
