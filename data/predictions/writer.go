package predictions

import (
	"fmt"
	"io"

	"github.com/confscope/confscope/data/foreign"
)

// Writer writes records as lines. What it holds is one line.
type Writer struct {
	w    io.Writer
	line []byte
}

// NewWriter writes to w, one write a line.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Record writes one instance.
func (w *Writer) Record(r *foreign.Record) error {
	w.line = Append(w.line[:0], r, false)
	if _, err := w.w.Write(w.line); err != nil {
		return fmt.Errorf("writing predictions.jsonl: %w", err)
	}
	return nil
}
