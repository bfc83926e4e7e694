package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
)

// scanner gives whole JSON values out of a stream without looking into them.
type scanner struct {
	r    *bufio.Reader
	line int // 1-based, of the next byte
	buf  []byte
	long bool // the value at hand is longer than maxRow, so no more of it is kept
}

func (s *scanner) byte() (byte, error) {
	b, err := s.r.ReadByte()
	if b == '\n' && err == nil {
		s.line++
	}
	return b, err
}

// peek passes white space and looks at what follows.
func (s *scanner) peek() (byte, error) {
	for {
		b, err := s.byte()
		if err != nil {
			return 0, err
		}
		if !isSpace(b) {
			return b, s.r.UnreadByte()
		}
	}
}

// take passes a byte that peek has shown.
func (s *scanner) take() { _, _ = s.r.Discard(1) }

// value gives one value; errLongRow where it is passed but too long to be kept. What it
// gives is valid up to the next call.
func (s *scanner) value() ([]byte, error) {
	b, err := s.peek()
	if err != nil {
		return nil, ends(err)
	}
	s.buf, s.long = s.buf[:0], false
	switch b {
	case '{', '[':
		err = s.brackets()
	case '"':
		s.take()
		s.keep('"')
		err = s.str()
	default:
		err = s.bare()
	}
	if err == nil && s.long {
		err = errLongRow
	}
	return s.buf, err
}

func (s *scanner) keep(b ...byte) {
	if s.long = s.long || len(s.buf)+len(b) > maxRow; !s.long {
		s.buf = append(s.buf, b...)
	}
}

// until keeps everything up to a byte that stops, and gives that byte.
func (s *scanner) until(stops func(byte) bool) (byte, error) {
	for {
		if _, err := s.r.Peek(1); err != nil {
			return 0, ends(err)
		}
		b, _ := s.r.Peek(s.r.Buffered())
		n := slices.IndexFunc(b, stops)
		last := byte(0)
		if n >= 0 {
			last, b = b[n], b[:n+1]
		}
		s.keep(b...)
		s.line += bytes.Count(b, []byte{'\n'})
		_, _ = s.r.Discard(len(b)) // it has been peeked at
		if n >= 0 {
			return last, nil
		}
	}
}

// brackets passes everything up to the bracket that closes the first one.
func (s *scanner) brackets() error {
	for depth := 0; ; {
		b, err := s.until(func(b byte) bool { return b == '"' || b|0x20 == '{' || b|0x20 == '}' })
		if err != nil {
			return err
		}
		switch b {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			if err := s.str(); err != nil {
				return err
			}
		}
		if depth == 0 {
			return nil
		}
	}
}

// str passes a string behind its first quote.
func (s *scanner) str() error {
	for {
		b, err := s.until(func(b byte) bool { return b == '"' || b == '\\' })
		if err != nil || b == '"' {
			return err
		}
		if b, err = s.byte(); err != nil {
			return ends(err)
		}
		s.keep(b)
	}
}

// bare passes a number or a word, and at least one byte.
func (s *scanner) bare() error {
	for {
		b, err := s.byte()
		if errors.Is(err, io.EOF) && len(s.buf) > 0 {
			return nil
		}
		if err != nil {
			return ends(err)
		}
		if len(s.buf) > 0 && (isSpace(b) || bytes.IndexByte([]byte(",:]}"), b) >= 0) {
			if b == '\n' {
				s.line--
			}
			return s.r.UnreadByte()
		}
		s.keep(b)
	}
}

// ends is the fault of a stream that ends within a value.
func ends(err error) error {
	if errors.Is(err, io.EOF) {
		return errEnds
	}
	return err
}
