package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
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

func (s *scanner) keep(b byte) {
	if s.long = s.long || len(s.buf) >= maxRow; !s.long {
		s.buf = append(s.buf, b)
	}
}

// brackets passes everything up to the bracket that closes the first one.
func (s *scanner) brackets() error {
	for depth := 0; ; {
		b, err := s.byte()
		if err != nil {
			return ends(err)
		}
		s.keep(b)
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
		b, err := s.byte()
		if err != nil {
			return ends(err)
		}
		s.keep(b)
		switch b {
		case '"':
			return nil
		case '\\':
			if b, err = s.byte(); err != nil {
				return ends(err)
			}
			s.keep(b)
		}
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
