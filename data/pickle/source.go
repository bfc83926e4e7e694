package pickle

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// windowBytes is what is read at once: enough to make the calls cheap, too little to matter.
const windowBytes = 256 << 10

// source gives the bytes of one pass over a pickle, in order. It lives as long as one call
// of Read, and so may hold that call's context.
type source struct {
	ctx  context.Context
	from io.ReaderAt
	size int64
	tell func(done int64)

	window []byte
	at     int   // where in window the next byte is
	base   int64 // where in the file window[0] is
}

func newSource(ctx context.Context, from io.ReaderAt, size int64, tell func(int64)) *source {
	return &source{ctx: ctx, from: from, size: size, tell: tell, window: make([]byte, 0, min(size, windowBytes))}
}

// offset is where in the file the next byte is.
func (s *source) offset() int64 { return s.base + int64(s.at) }

func (s *source) left() int64 { return s.size - s.offset() }

// ahead is what of the window has not been taken yet.
func (s *source) ahead() []byte { return s.window[s.at:] }

// next takes n bytes, at most the size of a window. They are valid until the next call.
func (s *source) next(n int) ([]byte, error) {
	if len(s.window)-s.at < n {
		if err := s.fill(n); err != nil {
			return nil, err
		}
	}
	p := s.window[s.at : s.at+n]
	s.at += n
	return p, nil
}

// fill moves the window so that at least n bytes are ahead.
func (s *source) fill(n int) error {
	if s.left() < int64(n) {
		return cutAt(s.size)
	}
	if err := s.ctx.Err(); err != nil {
		return err
	}
	s.base, s.at = s.offset(), 0
	s.window = s.window[:min(s.left(), int64(cap(s.window)))]
	s.tell(s.base)
	got, err := s.from.ReadAt(s.window, s.base)
	s.window = s.window[:got]
	if got >= n {
		return nil
	}
	return s.failed(err)
}

func (s *source) failed(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return cutAt(s.base + int64(len(s.window)))
	}
	return fmt.Errorf("reading the pickle at byte %d: %w", s.offset(), err)
}

// bytes takes n bytes, valid until the next call. n is a number from the file: it is
// believed only as far as the file and the limit go.
func (s *source) bytes(n uint64) ([]byte, error) {
	if n > uint64(s.left()) {
		return nil, cutAt(s.size)
	}
	if n > maxText {
		return nil, tooMuch(s.offset(), "a text of %d bytes, more than %d", n, maxText)
	}
	if n <= windowBytes {
		return s.next(int(n))
	}
	p := make([]byte, n)
	got, err := s.from.ReadAt(p, s.offset())
	if got < len(p) {
		return nil, s.failed(err)
	}
	s.skip(n)
	return p, s.ctx.Err()
}

// skip goes over n bytes, at most as many as are left.
func (s *source) skip(n uint64) {
	if n <= uint64(len(s.ahead())) {
		s.at += int(n)
		return
	}
	s.base, s.at, s.window = s.offset()+int64(min(n, uint64(s.left()))), 0, s.window[:0]
}

// length takes a little-endian length of the given width.
func (s *source) length(width int) (uint64, error) {
	p, err := s.next(width)
	if err != nil {
		return 0, err
	}
	switch width {
	case 1:
		return uint64(p[0]), nil
	case 2:
		return uint64(binary.LittleEndian.Uint16(p)), nil
	case 4:
		return uint64(binary.LittleEndian.Uint32(p)), nil
	default:
		return binary.LittleEndian.Uint64(p), nil
	}
}

// line takes the bytes up to the next newline, and the newline, which is not returned.
func (s *source) line() (string, error) {
	var text []byte
	for len(text) <= maxName {
		p, err := s.next(1)
		if err != nil {
			return "", err
		}
		if p[0] == '\n' {
			return string(text), nil
		}
		text = append(text, p[0])
	}
	return "", tooMuch(s.offset(), "a name of more than %d bytes", maxName)
}
