package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// keyColumn holds the key under which a row stands in an object.
const keyColumn = "(key)"

// wraps reports whether a file that begins with a brace is one object around a table, and
// not a row a line.
func wraps(head []byte) bool {
	first, rest, whole := bytes.Cut(head, []byte{'\n'})
	c, err := parse(bytes.TrimSpace(first))
	if err == nil {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		several := whole && len(rest) > 0 && rest[0] == '{'
		return !several && c.kind == object && !looksLikeRow(c) && (holds(c) || !plainRow(c))
	}
	if len(bytes.TrimSpace(first)) == 1 {
		return true // pretty-printed
	}
	return slices.ContainsFunc(containers(), func(name string) bool {
		key := []byte(`"` + name + `"`)
		at := bytes.Index(first, key)
		return at > 0 && at < 4096
	})
}

// holds reports whether an object has rows under the name of a container.
func holds(c cell) bool {
	for i, key := range c.keys {
		under := c.list[i]
		if isContainer(key) && (under.kind == object || len(keysOf(under)) > 0) {
			return true
		}
	}
	return false
}

// plainRow reports whether an object has a plain value under a name that columns have.
func plainRow(c cell) bool {
	known := newNameIndex()
	for i, key := range c.keys {
		if k := c.list[i].kind; k != list && k != object && known.field(key) != fieldNone {
			return true
		}
	}
	return false
}

// containers are the names under which writers put their rows.
func containers() []string {
	return []string{"data", "completions", "results", "rows", "samples", "records", "instances", "examples", "jailbreaks", "traces", "predictions", "outputs"}
}

func isContainer(name string) bool { return slices.Contains(containers(), name) }

// looksLikeRow reports whether an object has what a row of answers has, and at least some
// of it not within another object: tables are kept in objects and lists too.
func looksLikeRow(c cell) bool {
	r, cols, known := row{}, newColumns(nil, false), newNameIndex()
	r.spread(cols, "", c, 0)
	answers, plain := false, false
	for i, name := range cols.names {
		if r.at(i).empty() {
			continue
		}
		switch known.field(name) {
		case fieldText, fieldConfidence:
			answers = true
			plain = plain || !strings.Contains(name, ".")
		case fieldID, fieldPrompt:
			plain = plain || r.at(i).kind != list && !strings.Contains(name, ".")
		default:
		}
	}
	return answers && plain
}

// wrappedRows reads one JSON object with a table in it: a list of objects under one of
// its keys, or lists side by side.
type wrappedRows struct {
	cols   *columns
	scan   *scanner
	count  *counted
	state  func() (row, error)
	key    string
	keys   []string // all that were seen, for the sentence if none holds rows
	beside sideBySide
	found  bool
}

func newWrapped(r *bufio.Reader, count *counted) *wrappedRows {
	w := &wrappedRows{cols: newColumns(nil, false), scan: newScanner(r), count: count}
	w.state = w.start
	return w
}

func (w *wrappedRows) columns() *columns { return w.cols }
func (w *wrappedRows) done() int64       { return w.count.n }

// errGoOn says that a state has given no row, and the next one may.
var errGoOn = errors.New("go on")

func (w *wrappedRows) next() (row, error) {
	for {
		r, err := w.state()
		if !errors.Is(err, errGoOn) {
			w.found = w.found || err == nil
			return r, err
		}
	}
}

func (w *wrappedRows) start() (row, error) {
	if _, err := w.scan.Peek(); err != nil {
		return row{}, err
	}
	w.scan.Pass()
	w.state = w.entry
	return row{}, errGoOn
}

// entry reads a key of the outer object and looks at what stands under it.
func (w *wrappedRows) entry() (row, error) {
	b, err := w.scan.Peek()
	switch {
	case err != nil:
		w.state = w.last
		return row{}, cutAt(w.scan, err)
	case b == ',':
		w.scan.Pass()
		return row{}, errGoOn
	case b == '}':
		w.state = w.last
		return row{}, errGoOn
	case b != '"':
		w.state = w.last
		return row{}, &badRow{line: w.scan.Line(), err: errors.New("expected a name in quotes: what follows is left out")}
	}
	raw, err := w.scan.value()
	if err != nil {
		w.state = w.last
		return row{}, cutAt(w.scan, err)
	}
	w.key = unquote(raw)
	if len(w.keys) < 8 {
		w.keys = append(w.keys, w.key)
	}
	if b, err = w.scan.Peek(); err != nil || b != ':' {
		w.state = w.last
		return row{}, &badRow{line: w.scan.Line(), err: errors.New("expected a colon behind a name: what follows is left out")}
	}
	w.scan.Pass()
	return w.under()
}

// under reads what stands under a key.
func (w *wrappedRows) under() (row, error) {
	b, err := w.scan.Peek()
	if err == nil && b == '[' {
		w.scan.Pass()
		if b, err = w.scan.Peek(); err == nil && b == '{' {
			w.state = w.inArray
			return row{}, errGoOn
		}
		if err == nil {
			return w.column()
		}
	}
	if err != nil {
		w.state = w.last
		return row{}, cutAt(w.scan, err)
	}
	line := w.scan.Line()
	raw, err := w.scan.value()
	if errors.Is(err, errLongRow) {
		return row{}, &badRow{line: line, err: fmt.Errorf("%q is longer than 64 MiB: write one row a line", w.key)}
	}
	if err != nil {
		w.state = w.last
		return row{}, cutAt(w.scan, err)
	}
	if raw[0] != '{' {
		return row{}, errGoOn
	}
	return w.inner(line, raw)
}

func (w *wrappedRows) inArray() (row, error) {
	r, more, err := element(w.scan, w.cols)
	if !more {
		w.state = w.entry
		if err == nil {
			err = errGoOn
		} else {
			w.state = w.last
		}
	}
	if err == nil {
		r.put(w.cols, keyColumn, textCell(w.key), maxSpread)
	}
	return r, err
}

// last gives the rows that stand side by side, and says what there is if nothing was found.
func (w *wrappedRows) last() (row, error) {
	if r, ok := w.beside.next(w.cols); ok {
		return r, nil
	}
	if !w.found {
		return row{}, fmt.Errorf("it is one JSON object with %s, and none of them holds answers: give a table with one row an answer", quoted(w.keys))
	}
	return row{}, io.EOF
}

func quoted(names []string) string {
	if len(names) == 0 {
		return "nothing in it"
	}
	if len(names) > 8 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:8], ", "), len(names)-8)
	}
	return strings.Join(names, ", ")
}
