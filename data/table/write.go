package table

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/confscope/confscope/data/foreign"
)

const (
	// A row group is written when its texts and numbers take some 8 MiB: so much is held.
	groupWeight = 128 << 10 // of 64 bytes each, see weight
	groupRows   = 64 << 10  // readers hold an index of a row group
)

// Writer writes records as Parquet, one row each, that Read gives back as they were:
// numbers with all their bits, and absent apart from zero and from NaN. Only Line is not
// kept; records come back numbered from 1. Texts that are not UTF-8 are repaired.
type Writer struct {
	w        *parquet.GenericWriter[any]
	layout   []*layout // one a column of the table
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
		layout: layoutOf(schema),
		w: parquet.NewGenericWriter[any](w, schema,
			parquet.Compression(newPacker(&parquet.Zstd)),
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
	w.flat = w.shred.lay(w.layout, c, w.flat[:0])
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

var errClosed = errors.New("the Parquet file is closed already")
