package data

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

const (
	streamBite = 16 * mebibyte
	streamWait = 100 * time.Millisecond
	blockBytes = 256 << 10
	blockCount = 4
)

const errWait cause = "nothing has arrived yet"

// stream reads what can be read only once: packed files and pipes. A goroutine reads and
// unpacks ahead while Next scans, so that the slower of the two decides.
type stream struct {
	*scanner
	source  Source
	blocks  chan block
	free    chan []byte
	stopped chan struct{}
	size    int64  // of the input, 0 where it is not known
	keep    *spool // where the content goes to be read again, or nil
	door    *door  // what recognises the content

	ctx      context.Context //nolint:containedctx // of the bite that is running: io.Reader has no room for it
	deadline <-chan time.Time
	block    block
	rest     []byte
	read     int64
	broken   error // the input could not be unpacked to its end
	told     bool  // broken is among the problems
}

// block is a piece of content, or the error after the last.
type block struct {
	content []byte
	err     error
}

func newStream(source Source, d *door, size int64, keep *spool, o Options) *stream {
	s := &stream{
		scanner: newScanner(source.Name, o, newMarker(o.Lists)), source: source, size: size, keep: keep, door: d,
		blocks: make(chan block, blockCount/2), free: make(chan []byte, blockCount), stopped: make(chan struct{}),
	}
	for range blockCount {
		s.free <- nil
	}
	s.buf = make([]byte, 2*blockBytes)
	s.lineReader.reset(contentReader{s}, 0)
	go s.unpack()
	return s
}

func (s *stream) progress() (done, total int64) { return s.door.read.Load(), s.size }
func (s *stream) cut() bool                     { return s.scanner.cut || s.broken != nil || s.origin().cut }

func (s *stream) stop() {
	close(s.stopped)
	s.door.leave()
}

func (s *stream) origin() origin   { return s.door.origin() }
func (s *stream) faults() Problems { return s.door.faults() }

func (s *stream) bite(ctx context.Context, take func([]*part)) (bool, error) {
	timer := time.NewTimer(streamWait)
	defer timer.Stop()
	s.ctx, s.deadline = ctx, timer.C
	limit := s.lineReader.at + streamBite
	if s.lineReader.at == 0 {
		limit = firstUnit
	}
	s.part.clear()
	var err error
	for err == nil && s.lineReader.at < limit {
		err = s.scan()
	}
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errWait) {
		if !errors.Is(err, ctx.Err()) || ctx.Err() == nil {
			return false, err
		}
	}
	done := errors.Is(err, io.EOF)
	if done && s.broken != nil && !isCut(s.broken) && !s.told {
		s.told = true
		s.part.problems.add(Problem{File: s.source.Name, Err: fmt.Errorf("unpacking failed, and what follows is not read: %w", s.broken)})
	}
	take([]*part{s.part})
	return done, ctx.Err()
}

// contentReader is the reading end of a stream.
type contentReader struct{ *stream }

func (c contentReader) Read(p []byte) (int, error) {
	s := c.stream
	if len(s.rest) == 0 {
		if err := s.receive(); err != nil {
			return 0, err
		}
	}
	n := copy(p, s.rest)
	if s.keep != nil {
		s.keepPiece(s.rest[:n])
	}
	s.rest = s.rest[n:]
	s.read += int64(n)
	return n, nil
}

// keepPiece keeps a piece of the content, unless it lies within a line that is too long:
// nobody will read that again, and it may be larger than the disk.
func (s *stream) keepPiece(piece []byte) {
	if s.skipping && bytes.IndexByte(piece, '\n') < 0 {
		s.keep.pass(len(piece))
		return
	}
	_, _ = s.keep.Write(piece) // a spool that fails says so when it is read
}

// receive waits for the next block, for the deadline or for the end of the context.
func (s *stream) receive() error {
	if s.block.content != nil {
		s.free <- s.block.content[:blockBytes]
		s.block.content = nil
	}
	select {
	case s.block = <-s.blocks:
	case <-s.deadline:
		return errWait
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
	s.rest = s.block.content
	if s.block.err != nil {
		return s.ended(s.block.err)
	}
	if s.read == 0 {
		s.ownLines = s.door.origin().ownLines
		return refusal(s.source.Name, s.rest)
	}
	return nil
}

// ended turns the end of the content into io.EOF when something was read before it.
func (s *stream) ended(err error) error {
	foreign := s.door.origin().ownLines
	switch {
	case foreign && errors.Is(err, io.EOF):
	case foreign:
		return err
	case s.read == 0 && errors.Is(err, io.EOF):
		return refusal(s.source.Name, nil)
	case s.read == 0 && isCut(err):
		return fmt.Errorf("reading %s: %w", s.source.Name, errCutFile)
	case s.read == 0:
		return fmt.Errorf("reading %s: %w", s.source.Name, err)
	case !errors.Is(err, io.EOF):
		s.broken = err
	}
	return io.EOF
}

// unpack runs beside the scanner until the input ends or the stream is stopped.
func (s *stream) unpack() {
	content, err := s.door.open()
	for err == nil {
		select {
		case buf := <-s.free:
			if buf == nil {
				buf = make([]byte, blockBytes)
			}
			err = s.fill(buf, content)
		case <-s.stopped:
			err = errClosed
		}
	}
	if content != nil {
		_ = content.Close()
	}
	s.send(block{err: err})
}

// fill reads one block. Where the input may be slow, a block goes out before it is full
// when there is room for it; else that would only wake the scanner more often.
func (s *stream) fill(buf []byte, content io.Reader) error {
	n := 0
	for n < len(buf) {
		m, err := content.Read(buf[n:])
		n += m
		if err != nil {
			if n > 0 {
				s.send(block{content: buf[:n]})
			}
			return err
		}
		if m == 0 || s.size > 0 {
			continue
		}
		select {
		case s.blocks <- block{content: buf[:n]}:
			return nil
		default:
		}
	}
	s.send(block{content: buf})
	return nil
}

func (s *stream) send(b block) {
	select {
	case s.blocks <- b:
	case <-s.stopped:
	}
}

// counting counts what is read.
type counting struct {
	r io.Reader
	n *atomic.Int64
}

func (c counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}
