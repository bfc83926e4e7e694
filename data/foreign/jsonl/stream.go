package jsonl

import (
	"bytes"
	"context"
	"errors"
	"io"
)

// What a Stream may find wrong with its JSON.
var (
	ErrCut   = errCut // the input ends within a value
	ErrValue = errors.New("the JSON is broken: expected a value")
	ErrLong  = errors.New("a value is longer than this field may be")

	errKey   = errors.New("the JSON is broken: expected a field name in quotes")
	errColon = errors.New("the JSON is broken: expected a colon after a field name")
	errComma = errors.New("the JSON is broken: expected a comma or a closing bracket")
)

const (
	// MaxScalar bounds the names of fields and what stands for a word; the longest in real
	// files are hashes.
	MaxScalar  = 64 << 10
	markLength = 3 // bytes of a byte order mark
)

// Stream walks through JSON as it is read, whatever its lines. It holds one buffer and the
// one value that was asked for, so that what is passed over costs nothing, however long it
// is. Python's NaN and Infinity pass like any other word.
type Stream struct {
	// Moved is told how much has been read, whenever more has; nil where nobody asks.
	Moved func(done int64)
	// Common are names of fields that come often, and then cost no memory.
	Common []string

	ctx     context.Context
	src     io.Reader
	buf     []byte
	lo, hi  int
	base    int64 // offset of buf[0]
	lines   int   // line ends before counted
	counted int   // place in buf
	kept    []byte
	keeping bool
	limit   int
	within  bool // the bytes are a part of a document: no byte order mark begins them
}

// NewStream starts at the first byte of src, and reads it through buf. Once ctx ends, its
// error ends the walk.
func NewStream(ctx context.Context, src io.Reader, buf []byte) Stream {
	return Stream{ctx: ctx, src: src, buf: buf}
}

// Over starts anew on a part of a document that is in memory, and counts from its first byte.
func (s *Stream) Over(raw []byte) {
	if s.src == nil {
		s.ctx, s.src = context.Background(), bytes.NewReader(nil)
	}
	s.buf, s.lo, s.hi, s.base, s.within = raw, 0, len(raw), 0, true
	s.lines, s.counted = 0, 0
}

// Offset is that of the next byte.
func (s *Stream) Offset() int64 { return s.base + int64(s.lo) }

// Line is that of the next byte, counted from 1.
func (s *Stream) Line() int {
	s.count(s.lo)
	return s.lines + 1
}

func (s *Stream) count(to int) {
	s.lines += bytes.Count(s.buf[s.counted:to], []byte{'\n'})
	s.counted = to
}

// fill reads on. It is called when the buffer is used up.
func (s *Stream) fill() error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	s.count(s.hi)
	s.base += int64(s.hi)
	s.lo, s.hi, s.counted = 0, 0, 0
	for range 100 {
		n, err := s.src.Read(s.buf)
		s.hi = n
		if n > 0 {
			if s.Moved != nil {
				s.Moved(s.base + int64(n))
			}
			return nil
		}
		if errors.Is(err, io.EOF) {
			return ErrCut
		}
		if err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

// Peek gives the next byte that is not a space; it does not pass it. A byte order mark
// counts as space.
func (s *Stream) Peek() (byte, error) {
	for {
		for s.lo < s.hi {
			switch b := s.buf[s.lo]; b {
			case ' ', '\t', '\r', '\n':
				s.lo++
			case 0xEF, 0xBB, 0xBF:
				if s.within || s.Offset() >= markLength {
					return b, nil
				}
				s.lo++
			default:
				return b, nil
			}
		}
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
}

// Pass passes the byte that Peek has just shown.
func (s *Stream) Pass() { s.lo++ }

// Object calls visit for each field of an object; visit must pass the value. Any other
// value is passed over without a call: a field of another type is an absent field.
func (s *Stream) Object(visit func(key string) error) error {
	return s.items('{', '}', func() error {
		if err := s.expect('"', errKey); err != nil {
			return err
		}
		key, err := s.name()
		if err != nil {
			return err
		}
		if err := s.expect(':', errColon); err != nil {
			return err
		}
		s.lo++
		return visit(key)
	})
}

func (s *Stream) name() (string, error) {
	rest := s.buf[s.lo:s.hi]
	for _, known := range s.Common {
		if n := len(known); len(rest) > n+1 && rest[n+1] == '"' && string(rest[1:n+1]) == known {
			s.lo += n + 2
			return known, nil
		}
	}
	return s.Text(MaxScalar)
}

func (s *Stream) expect(want byte, otherwise error) error {
	b, err := s.Peek()
	if err == nil && b != want {
		err = otherwise
	}
	return err
}

// Array calls visit for each element of an array; visit must pass it. Any other value is
// passed over.
func (s *Stream) Array(visit func() error) error { return s.items('[', ']', visit) }

func (s *Stream) items(open, shut byte, visit func() error) error {
	b, err := s.Peek()
	if err != nil {
		return err
	}
	if b != open {
		return s.Skip()
	}
	s.lo++
	for first := true; ; first = false {
		b, err := s.Peek()
		if err != nil {
			return err
		}
		switch {
		case b == shut:
			s.lo++
			return nil
		case first:
		case b != ',':
			return errComma
		default:
			s.lo++
		}
		if err := visit(); err != nil {
			return err
		}
	}
}
