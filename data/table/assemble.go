package table

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// assembler puts the values of one row together, column by column: Parquet keeps lists
// and structures as flat columns, and says with two levels beside each value which list
// it continues and how much of its path is there.
type assembler struct {
	leaves []*leaf
	budget int
	err    error
}

// fetch collects the row's values of every column.
func (a *assembler) fetch() error {
	for _, l := range a.leaves {
		if err := l.fetch(&a.budget); err != nil {
			if errors.Is(err, io.EOF) {
				return errors.New("a column ends before the others")
			}
			return err
		}
	}
	return nil
}

// node assembles one column, with the levels of what it stands in.
func (a *assembler) node(c *parquet.Column, definition, repetition int) cell {
	if c.Optional() {
		definition++
		if a.present(c) < definition {
			a.skip(c)
			return cell{}
		}
	}
	if !c.Repeated() {
		return a.inner(c, definition, repetition)
	}
	definition++
	repetition++
	all := cell{kind: list, list: []cell{}}
	if a.present(c) < definition {
		a.skip(c)
		return all
	}
	for a.err == nil {
		all.list = append(all.list, a.inner(c, definition, repetition))
		if v, ok := a.peek(c); !ok || v.repetition < repetition {
			break
		}
	}
	return all
}

// inner assembles a value that is there.
func (a *assembler) inner(c *parquet.Column, definition, repetition int) cell {
	if c.Leaf() {
		return a.take(c)
	}
	fields := c.Columns()
	if len(fields) == 1 && (fields[0].Repeated() || c.Repeated() && isWrapper(c.Name(), fields[0].Name())) {
		return a.node(fields[0], definition, repetition)
	}
	whole := cell{kind: object}
	for _, f := range fields {
		whole.keys = append(whole.keys, f.Name())
		whole.list = append(whole.list, a.node(f, definition, repetition))
	}
	return whole
}

// isWrapper recognises the group that lists have around their elements, by the names
// that writers give it.
func isWrapper(group, field string) bool {
	return group == "list" || group == "bag" || group == "array" || field == "element" || field == "item" || field == "array_element"
}

// first gives the first leaf below a column.
func (a *assembler) first(c *parquet.Column) *leaf {
	for !c.Leaf() {
		below := c.Columns()
		if len(below) == 0 {
			a.fail(c)
			return nil
		}
		c = below[0]
	}
	if at := c.Index(); at >= 0 && at < len(a.leaves) {
		return a.leaves[at]
	}
	a.fail(c)
	return nil
}

func (a *assembler) fail(c *parquet.Column) {
	if a.err == nil {
		a.err = fmt.Errorf("column %s has fewer values than it says", c.Name())
	}
}

// peek looks at the next value of the first leaf below a column.
func (a *assembler) peek(c *parquet.Column) (levelled, bool) {
	l := a.first(c)
	if l == nil || l.at >= len(l.row) {
		return levelled{}, false
	}
	return l.row[l.at], true
}

// present is how much of its path the next value of a column has.
func (a *assembler) present(c *parquet.Column) int {
	v, ok := a.peek(c)
	if !ok {
		a.fail(c)
		return -1
	}
	return v.definition
}

func (a *assembler) take(c *parquet.Column) cell {
	v, ok := a.peek(c)
	if !ok {
		a.fail(c)
		return cell{}
	}
	a.leaves[c.Index()].at++
	return v.cell
}

// skip passes the mark that every leaf below an absent value has.
func (a *assembler) skip(c *parquet.Column) {
	if c.Leaf() {
		a.take(c)
		return
	}
	for _, f := range c.Columns() {
		a.skip(f)
	}
}
