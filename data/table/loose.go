package table

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/confscope/confscope/data/foreign"
)

// maxLoose is the longest row whose quotes are taken as they come. It is cut anew with
// every piece that is read, and a quote that never closes would have all of a file cut so.
const maxLoose = 4 << 20

// retry reads a row again whose quotes stand where CSV allows none. What follows a quote
// that closes belongs to its field, as Python reads it; where the columns only come out
// right with the quotes inside the text, they do stand inside. A row that would have to
// swallow others is left out.
func (c *csvRows) retry() ([]string, error) {
	c.raw.skipBlank()
	fields, size, ok := c.loosely()
	if !ok {
		return nil, c.tear()
	}
	c.line = c.raw.lines + 1
	if c.loose++; c.loose == 1 {
		c.looseAt = c.line
	}
	c.raw.drop(c.raw.from + int64(size))
	c.restart()
	return fields, nil
}

// loosely gives the fields of the next row and how many bytes it has.
func (c *csvRows) loosely() (fields []string, size int, ok bool) {
	for {
		if len(c.raw.kept) > maxLoose {
			return nil, 0, false
		}
		s := c.splitter(c.raw.kept, c.raw.eof)
		if ok = s.row(); ok {
			fields, size = s.fields, s.at
			break
		}
		if !c.raw.more() {
			return nil, 0, false
		}
	}
	row, want := c.raw.kept[:size], len(fields)
	if c.cols != nil {
		want = len(c.cols.names)
	}
	if first := bytes.IndexByte(row, '\n') + 1; first > 0 && first < size && (len(fields) != want || c.swallows(row[first:], want)) {
		return nil, 0, false
	}
	if inside := c.splitter(row, true); len(fields) != want {
		inside.inner = true
		if inside.row() && inside.at == size && len(inside.fields) == want {
			fields = inside.fields
		}
	}
	return fields, size, true
}

// swallows reports whether one of the further lines of a row is a row of its own: then it
// is no part of a text, and the quote before it is never closed.
func (c *csvRows) swallows(lines []byte, want int) bool {
	for line := range bytes.Lines(lines) {
		if s := c.splitter(line, true); want > 1 && s.row() && len(s.fields) == want {
			return true
		}
	}
	return false
}

func (c *csvRows) splitter(b []byte, whole bool) *splitter {
	return &splitter{b: b, comma: byte(c.comma), whole: whole}
}

// report says, once, that quotes were read loosely.
func (c *csvRows) report(out foreign.Sink) {
	says := "quotes stand where CSV allows none: taken as they come"
	switch {
	case c.loose == 0:
		return
	case c.loose > 1:
		says += fmt.Sprintf(", in %d rows from here on", c.loose)
	}
	out.Fault(foreign.Fault{Line: c.looseAt, Err: errors.New(says)})
}

// splitter cuts a row into its fields and takes quotes as they come.
type splitter struct {
	b     []byte
	comma byte
	inner bool // a quote before anything but the end of its field is part of the text
	whole bool // nothing follows behind b

	at     int
	fields []string
	field  []byte
	quoted bool
	inside bool // the field has begun
}

// row cuts up to the end of the row; false where its end is not in b.
func (s *splitter) row() bool {
	for s.at < len(s.b) {
		ch := s.b[s.at]
		s.at++
		switch {
		case s.quoted:
			if ch == '"' {
				if !s.quote() {
					return false
				}
				continue
			}
		case ch == '"' && !s.inside:
			s.quoted, s.inside = true, true
			continue
		case ch == s.comma:
			s.push()
			continue
		case ch == '\n':
			s.field = bytes.TrimSuffix(s.field, []byte{'\r'})
			s.push()
			return true
		}
		s.field, s.inside = append(s.field, ch), true
	}
	if !s.whole || s.quoted {
		return false
	}
	s.push()
	return true
}

// quote takes a quote within quotes; false where what follows has to be known first.
func (s *splitter) quote() bool {
	rest := s.b[s.at:]
	switch {
	case len(rest) == 0 && !s.whole:
		return false
	case len(rest) > 0 && rest[0] == '"':
		s.field = append(s.field, '"')
		s.at++
	case s.inner && !s.ends(rest):
		s.field = append(s.field, '"')
	default:
		s.quoted = false
	}
	return true
}

// ends reports whether a field ends here.
func (s *splitter) ends(rest []byte) bool {
	rest = bytes.TrimPrefix(rest, []byte{'\r'})
	return len(rest) == 0 || rest[0] == s.comma || rest[0] == '\n'
}

func (s *splitter) push() {
	s.fields = append(s.fields, string(bytes.ReplaceAll(s.field, []byte("\r\n"), []byte{'\n'})))
	s.field, s.inside = s.field[:0], false
}
