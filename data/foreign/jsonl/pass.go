package jsonl

import (
	"encoding/json"
	"errors"
	"fmt"
)

// keptSize is how much memory for kept values stays from one value to the next at least.
const keptSize = 1 << 20

// Skip passes over a value.
func (s *Stream) Skip() error {
	s.keeping = false
	return s.value()
}

// Raw passes a value and gives its bytes, which stay until the next call. A value of more
// than limit bytes is passed over and gives ErrLong.
func (s *Stream) Raw(limit int) ([]byte, error) {
	if cap(s.kept) > max(limit, keptSize) {
		s.kept = nil
	}
	s.kept, s.keeping, s.limit = s.kept[:0], true, limit
	err := s.value()
	if err == nil && !s.keeping {
		err = ErrLong
	}
	s.keeping = false
	return s.kept, err
}

// Text passes a value and gives it as text: a string unquoted, a number as it stands, and
// "" for anything else.
func (s *Stream) Text(limit int) (string, error) {
	raw, err := s.Raw(limit)
	if err != nil {
		return "", err
	}
	v := Value(raw)
	switch {
	case v.Kind() == Text:
		text, ok := v.Text()
		if !ok {
			_, err = Sound(raw)
		}
		return text, err
	case startsNumber(raw[0]):
		return string(raw), nil
	}
	return "", nil
}

// Sound gives the value that the bytes of a Stream hold, which has looked at their brackets
// and quotes only. The error is that of a Stream: it names no place, since a value of many
// lines has none that a person would count to.
func Sound(raw []byte) (Value, error) {
	v, err := Parse(raw)
	var fault *json.SyntaxError
	if errors.As(err, &fault) {
		return nil, fmt.Errorf("the JSON is broken: %w", fault)
	}
	return v, err
}

// take passes n bytes of the buffer.
func (s *Stream) take(n int) {
	if s.keeping {
		if len(s.kept)+n > s.limit {
			s.keeping = false
		} else {
			s.kept = append(s.kept, s.buf[s.lo:s.lo+n]...)
		}
	}
	s.lo += n
}

func (s *Stream) value() error {
	b, err := s.Peek()
	if err != nil {
		return err
	}
	switch {
	case b == '"':
		return s.quoted()
	case b == '{' || b == '[':
		return s.nested()
	case b == '}' || b == ']' || endsWord(b):
		return ErrValue
	default:
		return s.word()
	}
}

// quoted passes a string, from its opening quote.
func (s *Stream) quoted() error {
	s.take(1)
	escaped := false
	for {
		i := s.lo
		for ; i < s.hi; i++ {
			b := s.buf[i]
			if escaped {
				escaped = false
			} else if b == '\\' {
				escaped = true
			} else if b == '"' {
				s.take(i + 1 - s.lo)
				return nil
			}
		}
		s.take(s.hi - s.lo)
		if err := s.fill(); err != nil {
			return err
		}
	}
}

// nested passes an object or array. It counts brackets and does not recurse, so that no
// depth of nesting costs memory.
func (s *Stream) nested() error {
	for depth := 0; ; {
		b, err := s.bracket()
		if err != nil {
			return err
		}
		switch b {
		case '"':
			if err := s.quoted(); err != nil {
				return err
			}
			continue
		case '{', '[':
			depth++
		default:
			depth--
		}
		s.take(1)
		if depth == 0 {
			return nil
		}
	}
}

// bracket passes everything before the next bracket or quote, and gives that.
func (s *Stream) bracket() (byte, error) {
	for {
		i := s.lo
		for i < s.hi && !isBracket(s.buf[i]) {
			i++
		}
		s.take(i - s.lo)
		if s.lo < s.hi {
			return s.buf[s.lo], nil
		}
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
}

func isBracket(b byte) bool {
	return b == '"' || b == '{' || b == '}' || b == '[' || b == ']'
}

// word passes a number, true, false, null, NaN or Infinity: everything up to the next
// space or mark.
func (s *Stream) word() error {
	for {
		i := s.lo
		for i < s.hi && !isBracket(s.buf[i]) && !endsWord(s.buf[i]) {
			i++
		}
		s.take(i - s.lo)
		if s.lo < s.hi {
			return nil
		}
		if err := s.fill(); errors.Is(err, ErrCut) {
			return nil // a word has no end of its own
		} else if err != nil {
			return err
		}
	}
}

func endsWord(b byte) bool {
	return b == ',' || b == ':' || b <= ' '
}
