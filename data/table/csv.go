package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

var (
	errOpen = errors.New("a quote is opened and never closed: this line is left out")
	errTorn = errors.New("more than 100 lines open a quote that is never closed: this is no CSV; save the table again")
)

const (
	maxTorn = 100 // each costs reading up to maxRow again
)

// csvRows reads a table with a header. Quotes are read strictly, and where a row breaks
// their rules, it alone is read again with its quotes as they come.
type csvRows struct {
	cols  *columns
	csv   *csv.Reader
	raw   *keeper
	comma rune
	base  int // lines before the first one that csv has seen
	line  int // of the row at hand
	torn  int
	count *counted

	loose   int // rows whose quotes were taken as they come
	looseAt int // line of the first
}

func newCSV(name string, r *bufio.Reader, count *counted, head []byte) (*csvRows, error) {
	c := &csvRows{comma: commaOf(name, head), raw: &keeper{r: r}, count: count}
	c.restart()
	for {
		first, err := c.read()
		var bad *badRow
		switch {
		case errors.As(err, &bad):
			continue
		case errors.Is(err, io.EOF):
			return nil, errEmpty
		case err != nil:
			return nil, fmt.Errorf("reading the header: %w", err)
		case len(first) > maxColumns:
			return nil, errColumns
		}
		for i := range first {
			first[i] = strings.TrimSpace(valid(first[i]))
		}
		c.cols = newColumns(first, true)
		return c, nil
	}
}

// commaOf finds what separates the columns: the most frequent candidate of the first line.
func commaOf(name string, head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte{'\n'})
	best, most := ',', bytes.Count(line, []byte{','})
	for _, other := range []rune{'\t', ';', '|'} {
		if n := strings.Count(string(line), string(other)); n > 0 && (most == 0 || other == '\t' && path.Ext(name) == ".tsv") {
			best, most = other, n
		}
	}
	return best
}

func (c *csvRows) columns() *columns { return c.cols }
func (c *csvRows) done() int64       { return c.count.n }

func (c *csvRows) next() (row, error) {
	fields, err := c.read()
	if err != nil {
		return row{}, err
	}
	r := row{line: c.line, cells: make([]cell, len(fields))}
	for i, f := range fields {
		if f != "" { // a table has no other way to leave out a value
			r.cells[i] = textCell(valid(f))
		}
	}
	if have, want := len(fields), len(c.cols.names); have != want {
		r.note = fmt.Errorf("has %d of %d columns", have, want)
	}
	return r, nil
}

// read gives the fields of a row.
func (c *csvRows) read() ([]string, error) {
	fields, err := c.csv.Read()
	var broken *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case errors.Is(err, errLongRow):
		return nil, c.tear()
	case errors.As(err, &broken):
		return c.retry()
	case err != nil:
		return nil, err
	}
	line, _ := c.csv.FieldPos(0)
	c.line = c.base + line
	c.raw.drop(c.csv.InputOffset())
	return fields, nil
}

// restart reads what has not been given as rows again.
func (c *csvRows) restart() {
	c.base = c.raw.lines
	c.csv = csv.NewReader(c.raw.again())
	c.csv.Comma, c.csv.FieldsPerRecord = c.comma, -1
}

// tear leaves out the line whose quote is never closed, and goes on behind it.
func (c *csvRows) tear() error {
	if c.torn++; c.torn > maxTorn {
		return errTorn
	}
	bad := &badRow{line: c.raw.lines + 1, err: errOpen}
	if err := c.raw.skipLine(); err != nil {
		return err
	}
	c.restart()
	return bad
}
