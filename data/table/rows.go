package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/confscope/confscope/data/foreign"
)

const (
	// maxRow is the longest row that is read. It holds an answer of a million tokens
	// several times over; an open quote or a file without line ends reaches it too.
	maxRow = 64 << 20
	// maxColumns bounds what names of fields cost where every row brings new ones.
	maxColumns = 16384
	// peekSize is how much of a file decides what it is.
	peekSize = 64 << 10
)

var (
	errLongRow = errors.New("the row is longer than 64 MiB")
	errColumns = errors.New("more than 16,384 columns: the others are left out")
	errEmpty   = errors.New("the file is empty: give a table with a header, JSON lines or Parquet")
)

// row is one row of a table.
type row struct {
	line  int
	cells []cell // by column; those left out at the end are absent
	note  error  // what was wrong with it though it could be read
	bad   *badRow
}

func (r row) at(column int) cell {
	if column < 0 || column >= len(r.cells) {
		return cell{}
	}
	return r.cells[column]
}

// rows gives the rows of a table, one after another.
type rows interface {
	// next gives a row; io.EOF behind the last one; a *badRow where one could not be
	// read and the next may be asked for; any other error ends the table.
	next() (row, error)
	// columns are the names known so far.
	columns() *columns
	// done is how many bytes have been read.
	done() int64
}

// badRow is a row that could not be read.
type badRow struct {
	line int
	err  error
	rows int // how many rows it stands for, where that is more than one
}

func (b *badRow) Error() string { return fmt.Sprintf("line %d: %v", b.line, b.err) }
func (b *badRow) Unwrap() error { return b.err }

func (b *badRow) fault() foreign.Fault {
	return foreign.Fault{Line: b.line, Err: b.err, Skipped: true}
}

// columns numbers the names of a table.
type columns struct {
	names []string
	index map[string]int
	fixed bool // a header names all of them; otherwise rows bring their own
	full  bool // some were left out
}

func newColumns(names []string, fixed bool) *columns {
	c := &columns{index: map[string]int{}, fixed: fixed}
	for i, name := range names {
		if name == "" {
			name = "column " + strconv.Itoa(i+1)
		}
		if _, twice := c.index[name]; twice {
			name += " (column " + strconv.Itoa(i+1) + ")"
		}
		c.index[name] = len(c.names)
		c.names = append(c.names, name)
	}
	return c
}

// of gives the number of a name, -1 where the table cannot have it.
func (c *columns) of(name string) int {
	at, known := c.index[name]
	switch {
	case known:
		return at
	case c.fixed:
		return -1
	case len(c.names) >= maxColumns:
		c.full = true
		return -1
	}
	c.index[name] = len(c.names)
	c.names = append(c.names, name)
	return len(c.names) - 1
}

// counted counts what is read of an input.
type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// openRows finds out by the first bytes what a table is written in.
func openRows(in foreign.Input) (rows, error) {
	count := &counted{r: in.Reader()}
	r := bufio.NewReaderSize(count, peekSize)
	head, err := r.Peek(4)
	if len(head) == 0 {
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		return nil, errEmpty
	}
	if string(head) == parquetMagic {
		return openParquet(in)
	}
	if wide := wideOrder(head); wide != nil {
		r = bufio.NewReaderSize(&narrow{r: r, order: wide}, peekSize)
	}
	if mark, _ := r.Peek(3); string(mark) == byteOrderMark {
		_, _ = r.Discard(3) // it has been peeked at
	}
	return openText(in.Name, r, count)
}

func openText(name string, r *bufio.Reader, count *counted) (rows, error) {
	head, _ := r.Peek(peekSize) // a read error comes again with the first row
	switch first := bytes.TrimLeft(head, " \t\r\n"); {
	case len(first) == 0:
		return nil, errEmpty
	case first[0] == '[':
		return newArray(r, count), nil
	case first[0] == '{' && wraps(first):
		return newWrapped(r, count), nil
	case first[0] == '{':
		return newLines(r, count), nil
	}
	if header, _, _ := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte{'\n'}); bytes.IndexByte(header, 0) >= 0 {
		return nil, errors.New("its first line holds bytes that no header has: give CSV, JSON lines or Parquet, or save it as UTF-8")
	}
	return newCSV(name, r, count, head)
}
