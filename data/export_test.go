package data

import "io"

// Shrink makes a load cut its input into units and buffers of the given sizes, so that
// tests meet every boundary with small files.
func Shrink(l *Loading, first, unit int64, buffer int) {
	switch f := l.feed.(type) {
	case *units:
		f.firstSize, f.unitSize = first, unit
		for _, s := range f.scanners {
			s.buf = make([]byte, buffer)
		}
	case *stream:
		f.buf = make([]byte, buffer)
	}
}

// Markers gives two ways to mark the raw inside of a JSON string: as a load does, and by
// decoding, lowering and looking for each phrase.
func Markers(lists []PhraseList) (fast, plain func(raw []byte) uint8) {
	m := newMarker(lists)
	fast = func(raw []byte) uint8 {
		line := append(append([]byte{'"'}, raw...), '"')
		return m.mark(line, 1, len(line)-1)
	}
	return fast, func(raw []byte) uint8 { return m.search(raw, m.phrases) }
}

// Unquoted decodes the raw inside of a JSON string.
func Unquoted(raw []byte) []byte { return appendUnquoted(nil, raw) }

// SmallFrames counts the frames of a zstd file where unpacking may begin.
func SmallFrames(file io.ReaderAt, size int64) int { return len(smallFrames(file, size)) }

// BombsFrom gives options by which a packed file that unpacks to more than this is held
// against its size.
func BombsFrom(free int64, o Options) Options {
	o.bomb.free = free
	return o
}

// Unopened says why a run cannot be opened.
func Unopened(path string, err error) error { return unopened("opening the run", path, err) }
