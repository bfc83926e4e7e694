package data

import (
	"bytes"
	"errors"
	"io"
)

// scanner reads lines into a part.
type scanner struct {
	record
	lineReader
	file     string
	part     *part
	ownLines bool // records say on which line of their own file they stood
	cut      bool // the last line has no '\n' and is no record: the file is still being written
}

func newScanner(file string, o Options, m *marker) *scanner {
	s := &scanner{file: file, part: newPart()}
	s.max, s.sums = o.maxLine(), true
	s.marker, s.refusing = m.clone(), o.refusing()
	return s
}

// scan reads one line. It gives io.EOF after the last.
func (s *scanner) scan() error {
	l, err := s.lineReader.next()
	if err != nil {
		return err
	}
	if !s.ownLines {
		s.part.lines++
	}
	if l.long {
		s.part.reject(s.file, errLongLine)
		return nil
	}
	text, at := l.text, l.at
	if at == 0 && bytes.HasPrefix(text, byteOrderMark()) {
		text, at = text[3:], 3
	}
	if blank(text) {
		return nil
	}
	switch err := s.decode(text); {
	case err == nil:
		s.part.add(s.file, &s.record, at, len(text), s.ownLines)
	case !l.ended:
		s.cut = true
	default:
		s.part.reject(s.file, err)
	}
	return nil
}

// scanUntil reads the lines that begin before the offset.
func (s *scanner) scanUntil(end int64) error {
	for s.lineReader.at < end {
		if err := s.scan(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

func byteOrderMark() []byte { return []byte("\xef\xbb\xbf") }

func blank(line []byte) bool {
	for _, b := range line {
		if b != ' ' && b != '\t' && b != '\r' {
			return false
		}
	}
	return true
}
