package data

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"sync/atomic"
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

func (d *door) origin() origin {
	t := d.lines.Load()
	if t == nil {
		return origin{format: nativeFormat}
	}
	return origin{format: t.format.name, scale: t.format.scale, of: t.format.of, ownLines: true, cut: t.cut.Load(), files: t.stretchesSoFar()}
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
		return d.through(d.files[0].format, d.files), nil
	}
	content, kind, err := unpacked(counting{d.raw, &d.read}, readBuffer, d.opts.bomb)
	if err != nil {
		return nil, err
	}
	ahead := bufio.NewReaderSize(content, headBytes)
	f := d.opts.formatOf(peekLines(ahead), d.name)
	if f == nil {
		return unpackedContent{ahead, content}, nil
	}
	in := incoming{name: d.name, kind: kind, content: unpackedContent{ahead, content}, at: d.at, size: d.size}
	open := func(ctx context.Context) (*opened, error) { return in.open(ctx, f, d.opts) }
	return d.through(f, []foreignFile{{name: d.name, open: open}}), nil
}

func (d *door) through(f *format, files []foreignFile) io.ReadCloser {
	t := &transcoding{name: d.name, format: f, opts: d.opts, files: files, read: &d.read}
	d.lines.Store(t)
	return t.start(d.ctx)
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
	for line := range bytes.Lines(head) {
		if text, ended := bytes.CutSuffix(line, []byte("\n")); ended && !blank(text) {
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
