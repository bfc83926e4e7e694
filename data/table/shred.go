package table

import "github.com/parquet-go/parquet-go"

// layout is a node of a schema, in a form that costs nothing to walk.
type layout struct {
	name     string
	optional bool
	repeated bool
	kind     parquet.Kind // of a leaf
	below    []*layout    // nil for a leaf
}

// layoutOf gives the nodes below a node.
func layoutOf(n parquet.Node) []*layout {
	var all []*layout
	for _, f := range n.Fields() {
		one := &layout{name: f.Name(), optional: f.Optional(), repeated: f.Repeated()}
		if f.Leaf() {
			one.kind = f.Type().Kind()
		} else {
			one.below = layoutOf(f)
		}
		all = append(all, one)
	}
	return all
}

// shredder lays a row out as flat columns with levels: the way back is the assembler's.
type shredder struct {
	values [][]parquet.Value // by leaf
	column int               // the next leaf
}

// lay appends the values of a row, one leaf after the other.
func (s *shredder) lay(columns []*layout, c cell, row parquet.Row) parquet.Row {
	for i := range s.values {
		s.values[i] = s.values[i][:0]
	}
	s.column = 0
	for _, n := range columns {
		s.node(n, c.get(n.name), 0, 0, 0)
	}
	for _, values := range s.values {
		row = append(row, values...)
	}
	return row
}

func (s *shredder) put(v parquet.Value, definition, repetition int) {
	if s.column == len(s.values) {
		s.values = append(s.values, nil)
	}
	s.values[s.column] = append(s.values[s.column], v.Level(repetition, definition, s.column))
	s.column++
}

// node lays out one column. Repetition is the level at which the value continues a list,
// depth how many lists it stands in.
func (s *shredder) node(n *layout, c cell, definition, repetition, depth int) {
	if n.optional {
		if c.kind == absent {
			s.skip(n, definition, repetition)
			return
		}
		definition++
	}
	if !n.repeated {
		s.inner(n, c, definition, repetition, depth)
		return
	}
	if len(c.list) == 0 {
		s.skip(n, definition, repetition)
		return
	}
	from := s.column
	for _, one := range c.list {
		s.column = from
		s.inner(n, one, definition+1, repetition, depth+1)
		repetition = depth + 1
	}
}

func (s *shredder) inner(n *layout, c cell, definition, repetition, depth int) {
	switch len(n.below) {
	case 0:
		s.put(storedValue(n.kind, c), definition, repetition)
	case 1: // the two groups that a list has around its elements
		s.node(n.below[0], c, definition, repetition, depth)
	default:
		for _, f := range n.below {
			s.node(f, c.get(f.name), definition, repetition, depth)
		}
	}
}

// skip marks a value as absent in every leaf below.
func (s *shredder) skip(n *layout, definition, repetition int) {
	if n.below == nil {
		s.put(parquet.NullValue(), definition, repetition)
		return
	}
	for _, f := range n.below {
		s.skip(f, definition, repetition)
	}
}

func storedValue(kind parquet.Kind, c cell) parquet.Value {
	switch kind {
	case parquet.Boolean:
		return parquet.BooleanValue(c.num != 0)
	case parquet.Int64:
		return parquet.Int64Value(int64(c.num))
	case parquet.Double:
		return parquet.DoubleValue(c.num)
	default:
		return parquet.ValueOf(c.text) // which copies nothing
	}
}
