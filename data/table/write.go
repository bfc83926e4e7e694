package table

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/confscope/confscope/data/foreign"
)

const (
	// A row group is written when its texts and numbers take some 16 MiB: so much is held.
	groupWeight = 256 << 10 // of 64 bytes each, see weight
	groupRows   = 64 << 10  // readers hold an index of a row group
)

// Writer writes records as Parquet, one row each, that Read gives back as they were:
// numbers with all their bits, and absent apart from zero and from NaN. Only Line is not
// kept; records come back numbered from 1. Texts that are not UTF-8 are repaired.
type Writer struct {
	w        *parquet.GenericWriter[any]
	schema   *parquet.Schema
	weight   int
	rows     int
	repaired int
	shred    shredder
	flat     parquet.Row
	err      error
}

// NewWriter begins a file. It is whole only after Close.
func NewWriter(w io.Writer) *Writer {
	schema := storedSchema()
	return &Writer{
		schema: schema,
		w: parquet.NewGenericWriter[any](w, schema,
			parquet.Compression(&parquet.Zstd),
			parquet.CreatedBy("confscope", metadataVersion, ""),
			parquet.KeyValueMetadata(metadataKey, metadataVersion),
			parquet.PageBufferSize(256<<10),
			// Lowest and highest texts help nobody, and would stand in full before every page.
			parquet.DataPageStatistics(false),
			parquet.SkipPageBounds("texts", "list", "element"),
			parquet.SkipPageBounds("prompt"),
		),
	}
}

// Record writes one instance. Records that follow each other with the same id are not
// joined: each becomes a row.
func (w *Writer) Record(r *foreign.Record) error {
	if w.err != nil {
		return w.err
	}
	c := w.row(r)
	w.flat = w.shred.lay(w.schema, c, w.flat[:0])
	if w.err = w.write(); w.err != nil {
		return w.err
	}
	w.rows++
	if w.weight += weight(c); w.weight >= groupWeight || w.rows >= groupRows {
		w.weight, w.rows = 0, 0
		w.err = w.wrap(guarded(w.w.Flush))
	}
	return w.err
}

// Repaired is the number of texts so far that were no UTF-8: U+FFFD stands for what was
// not.
func (w *Writer) Repaired() int { return w.repaired }

func (w *Writer) write() error {
	return w.wrap(guarded(func() error {
		_, err := w.w.WriteRows([]parquet.Row{w.flat})
		return err
	}))
}

func (w *Writer) wrap(err error) error {
	if err != nil {
		return fmt.Errorf("writing Parquet: %w", err)
	}
	return nil
}

// Close writes what is left and the description, without which the file is none.
func (w *Writer) Close() error {
	if w.err != nil {
		return w.err
	}
	w.err = errClosed
	return w.wrap(guarded(w.w.Close))
}

const errClosed cause = "the Parquet file is closed already"

// shredder lays a row out as flat columns with levels: the way back is the assembler's.
type shredder struct {
	values [][]parquet.Value // by leaf
	column int               // the next leaf
}

// lay appends the values of a row, one leaf after the other.
func (s *shredder) lay(schema *parquet.Schema, c cell, row parquet.Row) parquet.Row {
	for i := range s.values {
		s.values[i] = s.values[i][:0]
	}
	s.column = 0
	for _, f := range schema.Fields() {
		s.node(f, c.get(f.Name()), 0, 0, 0)
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
func (s *shredder) node(n parquet.Node, c cell, definition, repetition, depth int) {
	if n.Optional() {
		if c.kind == absent {
			s.skip(n, definition, repetition)
			return
		}
		definition++
	}
	if !n.Repeated() {
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

func (s *shredder) inner(n parquet.Node, c cell, definition, repetition, depth int) {
	if n.Leaf() {
		s.put(storedValue(n, c), definition, repetition)
		return
	}
	fields := n.Fields()
	if len(fields) == 1 { // the two groups that a list has around its elements
		s.node(fields[0], c, definition, repetition, depth)
		return
	}
	for _, f := range fields {
		s.node(f, c.get(f.Name()), definition, repetition, depth)
	}
}

// skip marks a value as absent in every leaf below.
func (s *shredder) skip(n parquet.Node, definition, repetition int) {
	if n.Leaf() {
		s.put(parquet.NullValue(), definition, repetition)
		return
	}
	for _, f := range n.Fields() {
		s.skip(f, definition, repetition)
	}
}

func storedValue(n parquet.Node, c cell) parquet.Value {
	switch n.Type().Kind() {
	case parquet.Boolean:
		return parquet.BooleanValue(c.num != 0)
	case parquet.Int64:
		return parquet.Int64Value(int64(c.num))
	case parquet.Double:
		return parquet.DoubleValue(c.num)
	default:
		return parquet.ByteArrayValue([]byte(c.text))
	}
}
