package table

import (
	"errors"
	"fmt"
	"slices"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

// sideBySide is a table written as one list a column.
type sideBySide struct {
	names []string
	lists [][]cell
	size  int // bytes of JSON that it came from
	given int
}

func (s *sideBySide) add(name string, values []cell) {
	s.names, s.lists = append(s.names, name), append(s.lists, values)
}

// rows is the length of the longest column.
func (s *sideBySide) rows() int {
	n := 0
	for _, l := range s.lists {
		n = max(n, len(l))
	}
	return n
}

// next gives the next row across the columns.
func (s *sideBySide) next(cols *columns) (row, bool) {
	n := s.given
	if n >= s.rows() {
		return row{}, false
	}
	s.given++
	r := row{line: s.given}
	for i, l := range s.lists {
		if n < len(l) {
			r.put(cols, s.names[i], l[n], 0)
		} else if r.note == nil {
			r.note = fmt.Errorf("%s has %d of %d values: read as absent here", s.names[i], len(l), s.rows())
		}
	}
	return r, true
}

// column reads a list of plain values or of lists, whose bracket has been passed: a
// column beside others.
func (w *wrappedRows) column() (row, error) {
	var values []cell
	line := w.scan.Line()
	for {
		c, more, err := w.element()
		switch {
		case errors.Is(err, jsonl.ErrCut):
			w.state = w.last
			return row{}, cutAt(w.scan, err)
		case err != nil:
			w.state = w.last
			return row{}, &badRow{line: line, err: fmt.Errorf("in %q: %w", w.key, err)}
		case !more:
			w.beside.add(w.key, values)
			return row{}, errGoOn
		}
		values = append(values, c)
	}
}

// element reads one value of a column; more is false behind the last.
func (w *wrappedRows) element() (c cell, more bool, err error) {
	b, err := w.scan.Peek()
	for ; err == nil && b == ','; b, err = w.scan.Peek() {
		w.scan.Pass()
	}
	if err != nil {
		return cell{}, false, err
	}
	if b == ']' {
		w.scan.Pass()
		return cell{}, false, nil
	}
	raw, err := w.scan.value()
	if err == nil {
		err = w.room(len(raw))
	}
	if err == nil {
		c, err = parse(raw)
	}
	return c, true, err
}

// room counts what is held of columns that stand side by side: all of it, since a row
// needs every column.
func (w *wrappedRows) room(n int) error {
	if w.beside.size += n; w.beside.size > maxRow {
		return fmt.Errorf("columns as lists side by side, more than 64 MiB of them: write one row a line")
	}
	return nil
}

// inner looks into an object under a key: a table side by side, rows under keys of their
// own, or one row.
func (w *wrappedRows) inner(line int, raw []byte) (row, error) {
	c, err := parse(raw)
	if err != nil {
		return row{}, &badRow{line: line, err: fmt.Errorf("in %q: %w", w.key, err)}
	}
	isTable := isContainer(w.key)
	switch {
	case isTable && all(c, list) && !anyObjects(c):
		if err := w.room(len(raw)); err != nil {
			return row{}, &badRow{line: line, err: err}
		}
		for i, name := range c.keys {
			w.beside.add(name, c.list[i].list)
		}
		return row{}, errGoOn
	case isTable && (all(c, object) || all(c, list)):
		w.state = w.each(line, c)
		return row{}, errGoOn
	case isTable || looksLikeRow(c):
		r := row{line: line}
		r.spread(w.cols, "", c, 0)
		r.put(w.cols, keyColumn, textCell(w.key), maxSpread)
		return r, nil
	}
	return row{}, errGoOn
}

// each gives the objects, or the lists of objects, under the keys of an object.
func (w *wrappedRows) each(line int, c cell) func() (row, error) {
	i, j := 0, 0
	return func() (row, error) {
		for i < len(c.list) {
			under, key := c.list[i], c.keys[i]
			if under.kind == list && j >= len(under.list) {
				i, j = i+1, 0
				continue
			}
			if under.kind == list {
				under = under.list[j]
				j++
			} else {
				i++
			}
			r := row{line: line}
			r.spread(w.cols, "", under, 0)
			r.put(w.cols, keyColumn, textCell(key), maxSpread)
			return r, nil
		}
		w.state = w.entry
		return row{}, errGoOn
	}
}

func all(c cell, k kind) bool {
	return len(c.list) > 0 && !slices.ContainsFunc(c.list, func(v cell) bool { return v.kind != k })
}

// anyObjects reports whether lists hold objects that are rows, and not tokens.
func anyObjects(c cell) bool {
	return slices.ContainsFunc(c.list, func(v cell) bool {
		return len(v.list) > 0 && v.list[0].kind == object && !isToken(v.list[0])
	})
}
