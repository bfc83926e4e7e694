package table

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/confscope/confscope/data/foreign"
)

const (
	lookRows  = 2048    // rows that the guess is made of: files are often sorted by what matters
	lookCells = 1 << 16 // values in them: wide or long rows are fewer
	shownRows = 256     // rows that a preview shows
)

// Preview is what a person needs to confirm a mapping.
type Preview struct {
	Columns []string
	Rows    [][]string // the first rows, at most 256, one value a column, long ones cut
	Mapping Mapping    // the guess
	Doubts  []Doubt
	Own     bool // the table states the mapping itself, as one that confscope wrote does
}

// Look reads the first rows of a table and guesses its mapping.
func Look(in foreign.Input) (Preview, error) {
	t, err := openTable(in)
	if err != nil {
		return Preview{}, err
	}
	defer t.close()
	m, doubts := t.mapping()
	_, own := t.stored()
	p := Preview{Columns: t.rows.columns().names, Mapping: m, Doubts: doubts, Own: own}
	for _, r := range t.good() {
		if len(p.Rows) == shownRows {
			break
		}
		words := make([]string, len(p.Columns))
		for i := range words {
			words[i] = shortValue(r.at(i))
		}
		p.Rows = append(p.Rows, words)
	}
	return p, nil
}

// shortValue shows a cell on a screen.
func shortValue(c cell) string {
	const most = 200
	switch c.kind {
	case list:
		var parts []string
		for _, one := range c.list[:min(len(c.list), 3)] {
			parts = append(parts, shortValue(one))
		}
		return fmt.Sprintf("%d: %s", len(c.list), strings.Join(parts, " | "))
	case object:
		return "{" + quoted(c.keys) + "}"
	case absent, text, number, truth:
	}
	if word := []rune(c.word()); len(word) > most {
		return string(word[:most]) + "…"
	}
	return c.word()
}

// opened is a table whose first rows have been read.
type opened struct {
	rows  rows
	first []row
	end   error // met within the first rows
}

// openTable reads the first rows, to guess from and to give later.
func openTable(in foreign.Input) (*opened, error) {
	src, err := openRows(in)
	if err != nil {
		return nil, err
	}
	t := &opened{rows: src}
	for cells := 0; len(t.first) < lookRows && cells < lookCells && t.end == nil; {
		r, err := src.next()
		var bad *badRow
		switch {
		case errors.As(err, &bad):
			t.first = append(t.first, row{bad: bad})
		case err != nil:
			t.end = err
		default:
			t.first = append(t.first, r)
			cells += weight(cell{kind: list, list: r.cells})
		}
	}
	if err := t.hopeless(); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

// hopeless is the error of a table without any row that can be read.
func (t *opened) hopeless() error {
	switch {
	case len(t.good()) > 0:
		return nil
	case len(t.first) > 0:
		return fmt.Errorf("none of the first rows can be read: %w", t.first[0].bad)
	case errors.Is(t.end, io.EOF):
		return nil // a header and nothing below it is a table
	}
	return t.end
}

// good are the first rows that could be read.
func (t *opened) good() []row {
	return slices.DeleteFunc(slices.Clone(t.first), func(r row) bool { return r.bad != nil })
}

// weight is what a cell costs, in values and in blocks of 64 bytes of text.
func weight(c cell) int {
	n := 1 + len(c.text)/64
	for _, one := range c.list {
		n += weight(one)
	}
	return n
}

func (t *opened) close() {
	if c, ok := t.rows.(io.Closer); ok {
		_ = c.Close() // it was only read
	}
}

// mapping is the file's own, or the guess.
func (t *opened) mapping() (Mapping, []Doubt) {
	if m, ok := t.stored(); ok {
		return m, nil
	}
	var cells [][]cell
	for _, r := range t.good() {
		cells = append(cells, r.cells)
	}
	return guess(t.rows.columns().names, cells)
}

// stored is the mapping of a file that this package has written.
func (t *opened) stored() (Mapping, bool) {
	if own, ok := t.rows.(interface{ own() (Mapping, bool) }); ok {
		return own.own()
	}
	return Mapping{}, false
}

// next gives the first rows again, and then the others.
func (t *opened) next() (row, error) {
	switch {
	case len(t.first) > 0:
		r := t.first[0]
		t.first[0] = row{} // its texts are no longer held
		t.first = t.first[1:]
		if r.bad != nil {
			return row{}, r.bad
		}
		return r, nil
	case t.end != nil:
		return row{}, t.end
	}
	return t.rows.next()
}
