package data

import (
	"bytes"
	"errors"
	"io"
	"runtime/debug"
)

// hugeLine is the length from which a line is so rare that the memory it took is given
// back at once.
const hugeLine = 64 * mebibyte

// line is one line of a file, without its '\n'.
type line struct {
	text  []byte // valid until the next call; nil where the line is too long
	at    int64  // offset of its first byte
	ended bool   // a '\n' follows; only the last line of a file may lack it
	long  bool   // longer than the limit: passed over
}

// lineReader cuts a stream into lines of any length up to a limit. Its buffer grows only
// when a line needs it.
type lineReader struct {
	src        io.Reader
	buf        []byte
	start, end int   // unread: buf[start:end]
	searched   int   // bytes from start that are known to hold no '\n'
	at         int64 // offset of buf[start]
	max        int
	skipping   bool // inside a line that is too long
	longAt     int64
	eof        bool
}

// reset starts again at the given offset and keeps the buffer.
func (l *lineReader) reset(src io.Reader, at int64) {
	*l = lineReader{src: src, buf: l.buf, at: at, max: l.max}
}

// next gives the next line, and io.EOF after the last. Any other error comes from the
// stream; after one that passes, next may be called again.
func (l *lineReader) next() (line, error) {
	for {
		if i := bytes.IndexByte(l.buf[l.start+l.searched:l.end], '\n'); i >= 0 {
			return l.take(l.searched+i, true), nil
		}
		l.searched = l.end - l.start
		if l.skipping || l.searched > l.max {
			l.drop()
		}
		if l.eof {
			return l.last()
		}
		if err := l.fill(); err != nil {
			return line{}, err
		}
	}
}

// take gives the first n unread bytes as a line.
func (l *lineReader) take(n int, ended bool) line {
	got := line{text: l.buf[l.start : l.start+n], at: l.at, ended: ended}
	if l.skipping || n > l.max {
		if !l.skipping {
			l.longAt = l.at
		}
		got = line{at: l.longAt, ended: ended, long: true}
	}
	if ended {
		n++
	}
	l.start += n
	l.at += int64(n)
	l.searched, l.skipping = 0, false
	return got
}

// last gives what follows the last '\n'.
func (l *lineReader) last() (line, error) {
	if l.start == l.end && !l.skipping {
		return line{}, io.EOF
	}
	return l.take(l.end-l.start, false), nil
}

// drop forgets the unread part of a line that is too long.
func (l *lineReader) drop() {
	if !l.skipping {
		l.skipping, l.longAt = true, l.at
	}
	l.at += int64(l.end - l.start)
	l.start, l.end, l.searched = 0, 0, 0
}

// fill reads more, making room first where there is none.
func (l *lineReader) fill() error {
	if l.end == len(l.buf) {
		l.makeRoom()
	}
	n, err := l.src.Read(l.buf[l.end:])
	l.end += n
	if errors.Is(err, io.EOF) {
		l.eof, err = true, nil
	}
	return err
}

// makeRoom moves what is unread to the front, or grows the buffer that is full of it.
func (l *lineReader) makeRoom() {
	if l.start > 0 {
		l.start, l.end = 0, copy(l.buf, l.buf[l.start:l.end])
		return
	}
	grown := make([]byte, l.grownSize())
	copy(grown, l.buf)
	l.buf = grown
	if len(grown) >= hugeLine {
		debug.FreeOSMemory() // the buffers before it, which are as large together
	}
}

// grownSize doubles the buffer, up to the longest line that is read. A huge one goes there
// at once: room that no line fills takes no memory, and the copies on the way would.
func (l *lineReader) grownSize() int {
	most := max(l.max, len(l.buf)) + pastUnit
	switch {
	case len(l.buf) == 0:
		return pastUnit
	case len(l.buf) >= hugeLine:
		return most
	}
	return min(2*len(l.buf), most)
}

// passLine passes the rest of the line that the reader is in, but looks no further than
// the end.
func (l *lineReader) passLine(end int64) error {
	for l.at < end {
		if i := bytes.IndexByte(l.buf[l.start:l.end], '\n'); i >= 0 {
			l.start += i + 1
			l.at += int64(i + 1)
			return nil
		}
		l.at += int64(l.end - l.start)
		l.start, l.end = 0, 0
		if l.eof {
			return nil
		}
		if err := l.fill(); err != nil {
			return err
		}
	}
	return nil
}
