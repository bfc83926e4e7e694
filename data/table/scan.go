package table

import (
	"bufio"
	"context"
	"errors"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

// scanner gives whole JSON values out of a stream without looking into them.
type scanner struct{ jsonl.Stream }

func newScanner(r *bufio.Reader) *scanner {
	return &scanner{jsonl.NewStream(context.Background(), r, make([]byte, peekSize))}
}

// value gives one value; errLongRow where it is passed but too long to be kept. What it
// gives is valid up to the next call. A stray mark is a value of one byte, which no parser
// takes: what follows it may be sound.
func (s *scanner) value() ([]byte, error) {
	raw, err := s.Raw(maxRow)
	switch {
	case errors.Is(err, jsonl.ErrLong):
		return nil, errLongRow
	case errors.Is(err, jsonl.ErrValue):
		b, err := s.Peek()
		s.Pass()
		return []byte{b}, err
	}
	return raw, err
}
