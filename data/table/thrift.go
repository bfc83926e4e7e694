package table

import (
	"encoding/binary"
	"errors"
)

const (
	// maxThriftList is how long a list in a description may be: row groups are numbered
	// with 15 bits and columns with 14, and each element may cost half a kilobyte.
	maxThriftList  = 64 << 10
	maxThriftCells = 4 << 20 // values in all: row groups times columns times some thirty
	maxThriftDepth = 32
)

var errThrift = errors.New("its description is damaged")

// thriftWalk passes over a structure of Thrift's compact protocol without making
// anything, so that a list or text that states to be longer than the file is found before
// the decoder makes room for it.
type thriftWalk struct {
	b     []byte
	cells int
}

// thriftSize is the length of the structure that b begins with.
func thriftSize(b []byte) (int, error) {
	w := &thriftWalk{b: b}
	if !w.structure(0) {
		return 0, errThrift
	}
	return len(b) - len(w.b), nil
}

func (w *thriftWalk) byte() (byte, bool) {
	if len(w.b) == 0 {
		return 0, false
	}
	first := w.b[0]
	w.b = w.b[1:]
	return first, true
}

func (w *thriftWalk) varint() (uint64, bool) {
	x, n := binary.Uvarint(w.b)
	if n <= 0 {
		return 0, false
	}
	w.b = w.b[n:]
	return x, true
}

func (w *thriftWalk) skip(n uint64) bool {
	if n > uint64(len(w.b)) {
		return false
	}
	w.b = w.b[n:]
	return true
}

func (w *thriftWalk) structure(depth int) bool {
	if depth > maxThriftDepth {
		return false
	}
	for {
		head, ok := w.byte()
		if !ok {
			return false
		}
		if head == 0 {
			return true
		}
		if head>>4 == 0 { // the number of the field follows
			if _, ok := w.varint(); !ok {
				return false
			}
		}
		if kind := head & 15; kind > 2 && !w.value(kind, depth) { // 1 and 2 are truths, without a value
			return false
		}
	}
}

func (w *thriftWalk) value(kind byte, depth int) bool {
	if w.cells++; w.cells > maxThriftCells {
		return false
	}
	switch kind {
	case 1, 2, 3: // a truth within a list, a byte
		return w.skip(1)
	case 4, 5, 6:
		_, ok := w.varint()
		return ok
	case 7:
		return w.skip(8)
	case 8:
		n, ok := w.varint()
		return ok && w.skip(n)
	case 9, 10:
		return w.list(depth)
	case 12:
		return w.structure(depth + 1)
	}
	return false // maps, which Parquet does not use, and kinds that do not exist
}

func (w *thriftWalk) list(depth int) bool {
	head, ok := w.byte()
	n := uint64(head >> 4)
	if n == 15 {
		n, ok = w.varint()
	}
	if !ok || n > maxThriftList || n > uint64(len(w.b)) {
		return false
	}
	for range n {
		if !w.value(head&15, depth) {
			return false
		}
	}
	return true
}
