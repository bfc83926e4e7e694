package table

import (
	"bufio"
	"errors"
	"io"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

// arrayRows reads the objects of a JSON array, one at a time.
type arrayRows struct {
	cols  *columns
	scan  *scanner
	count *counted
	open  bool
	over  bool
}

func newArray(r *bufio.Reader, count *counted) *arrayRows {
	return &arrayRows{cols: newColumns(nil, false), scan: newScanner(r), count: count}
}

func (a *arrayRows) columns() *columns { return a.cols }
func (a *arrayRows) done() int64       { return a.count.n }

func (a *arrayRows) next() (row, error) {
	if a.over {
		return row{}, io.EOF
	}
	if !a.open {
		_, err := a.scan.Peek()
		if err != nil {
			return row{}, err
		}
		a.scan.Pass()
		a.open = true
	}
	r, more, err := element(a.scan, a.cols)
	if !more {
		a.over = true
		if err == nil {
			err = io.EOF
		}
	}
	return r, err
}

// element reads one object of an array whose opening bracket has been passed. More is
// false behind the last one, and where the file ends.
func element(s *scanner, cols *columns) (r row, more bool, err error) {
	for {
		b, err := s.Peek()
		switch {
		case err != nil:
			return row{}, false, cutAt(s, err)
		case b == ',':
			s.Pass()
			continue
		case b == ']':
			s.Pass()
			return row{}, false, nil
		}
		break
	}
	line := s.Line()
	raw, err := s.value()
	switch {
	case errors.Is(err, errLongRow):
		return row{}, true, &badRow{line: line, err: err}
	case err != nil:
		return row{}, false, cutAt(s, err)
	}
	r, err = objectRow(cols, line, raw)
	return r, true, err
}

// cutAt tells a file that ends within an array from one that cannot be read.
func cutAt(s *scanner, err error) error {
	if errors.Is(err, jsonl.ErrCut) {
		return &badRow{line: s.Line(), err: errors.New("the file ends within its array: what comes before is kept")}
	}
	return err
}
