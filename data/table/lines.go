package table

import (
	"bufio"
	"bytes"
	"context"
	"errors"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

// lineRows reads JSON lines.
type lineRows struct {
	cols  *columns
	lines *jsonl.Lines
	count *counted
}

func newLines(r *bufio.Reader, count *counted) *lineRows {
	lines := jsonl.NewLines(context.Background(), foreign.Input{Stream: r})
	lines.SetMost(maxRow)
	return &lineRows{cols: newColumns(nil, false), lines: lines, count: count}
}

func (l *lineRows) columns() *columns { return l.cols }
func (l *lineRows) done() int64       { return l.count.n }

func (l *lineRows) next() (row, error) {
	for {
		line, err := l.lines.Next()
		switch b := bytes.TrimSpace(line.Text); {
		case err != nil:
			return row{}, err
		case line.Long:
			return row{}, &badRow{line: line.Number, err: errLongRow}
		case len(b) > 0:
			return objectRow(l.cols, line.Number, b)
		}
	}
}

// objectRow makes a row of a JSON object.
func objectRow(cols *columns, line int, b []byte) (row, error) {
	c, err := parse(b)
	if err == nil && c.kind != object {
		err = errors.New("expected an object in braces")
	}
	if err != nil {
		return row{}, &badRow{line: line, err: err}
	}
	r := row{line: line}
	r.spread(cols, "", c, 0)
	return r, nil
}

// maxSpread is how deep objects in objects are taken as columns with dotted names.
const maxSpread = 4

// spread lays the values of an object out as columns; objects in it become columns with
// dotted names, lists of objects become lists in such columns.
func (r *row) spread(cols *columns, prefix string, c cell, depth int) {
	for i, key := range c.keys {
		r.put(cols, prefix+key, c.list[i], depth)
	}
}

func (r *row) put(cols *columns, name string, c cell, depth int) {
	if depth < maxSpread {
		if c.kind == object {
			r.spread(cols, name+".", c, depth+1)
			return
		}
		if keys := keysOf(c); len(keys) > 0 {
			r.turn(cols, name, keys, c, depth)
			return
		}
	}
	at := cols.of(name)
	if at < 0 {
		return
	}
	for len(r.cells) <= at {
		r.cells = append(r.cells, cell{})
	}
	r.cells[at] = c
}

// turn lays a list of objects out as one list for each of their keys.
func (r *row) turn(cols *columns, name string, keys []string, c cell, depth int) {
	for _, key := range keys {
		turned := cell{kind: list, list: make([]cell, len(c.list))}
		for i, one := range c.list {
			turned.list[i] = one.get(key)
		}
		r.put(cols, name+"."+key, turned, depth+1)
	}
}

// maxTurned is how many different keys the objects of a list may have to become columns:
// each costs as many cells as the list is long.
const maxTurned = 64

// keysOf gives the keys of a list of objects, none for other lists and for tokens, which
// belong together.
func keysOf(c cell) []string {
	if c.kind != list {
		return nil
	}
	var keys []string
	seen := map[string]bool{}
	for _, one := range c.list {
		if one.kind != object && one.kind != absent || isToken(one) {
			return nil
		}
		for _, key := range one.keys {
			if !seen[key] {
				seen[key] = true
				keys = append(keys, key)
			}
		}
		if len(keys) > maxTurned {
			return nil
		}
	}
	return keys
}

func isToken(c cell) bool {
	return c.get("logprob").kind != absent
}
