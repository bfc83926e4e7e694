package jsonl

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/confscope/confscope/data/foreign"
)

// MaxLine is the length in bytes of the longest line that is read; a longer one is
// passed over. A line of 128 answers of 32,000 tokens each, with their log-probabilities,
// is about this long, and a machine of a few gigabytes can still hold it.
const MaxLine = 256 << 20

const chunk = 256 << 10

// Line is one line of a file.
type Line struct {
	Text   []byte // without its end, valid until the next call; nil where Long is set
	Number int    // counted from 1, blank lines included
	Long   bool   // longer than MaxLine
	Cut    bool   // the last line of the file, and no line end follows
}

// Lines cuts an input into lines. It holds one line, and no more than MaxLine bytes of it.
type Lines struct {
	ctx    context.Context
	src    *bufio.Reader
	held   []byte // what was read of a line that spans several chunks
	most   int
	number int
	done   int64
}

// NewLines starts at the first line of an input. Once ctx ends, Next gives its error.
func NewLines(ctx context.Context, in foreign.Input) *Lines {
	return &Lines{ctx: ctx, src: bufio.NewReaderSize(in.Reader(), chunk), most: MaxLine}
}

// SetMost lowers the length from which a line counts as too long.
func (l *Lines) SetMost(n int) { l.most = n }

// Done is the number of bytes read so far.
func (l *Lines) Done() int64 { return l.done }

// Next gives the next line that is not blank, and io.EOF after the last one. Any other
// error is the input's or the context's own.
func (l *Lines) Next() (Line, error) {
	for {
		line, err := l.next()
		if err != nil || line.Long || len(line.Text) > 0 {
			return line, err
		}
	}
}

func (l *Lines) next() (Line, error) {
	l.number++
	line := Line{Number: l.number}
	l.held = l.held[:0]
	for {
		if err := l.ctx.Err(); err != nil {
			return Line{}, err
		}
		part, err := l.src.ReadSlice('\n')
		l.done += int64(len(part))
		if len(l.held)+len(part) > l.most {
			line.Long, l.held = true, nil
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			if !line.Long {
				l.keep(part)
			}
			continue
		case err == nil:
		case !errors.Is(err, io.EOF):
			return Line{}, err
		case len(part)+len(l.held) == 0 && !line.Long:
			return Line{}, io.EOF
		default:
			line.Cut = true
		}
		if !line.Long {
			line.Text = l.trimmed(part)
		}
		return line, nil
	}
}

// keep doubles its room where it must, but never beyond the longest line: what append
// leaves behind while a slice of this length grows is several times as much.
func (l *Lines) keep(part []byte) {
	if need := len(l.held) + len(part); need > cap(l.held) {
		room := make([]byte, len(l.held), max(need, min(2*cap(l.held), l.most)))
		copy(room, l.held)
		l.held = room
	}
	l.held = append(l.held, part...)
}

// trimmed is the line whose last part is given, without the white space around it and,
// at the start of the file, without a byte order mark.
func (l *Lines) trimmed(part []byte) []byte {
	text := part
	if len(l.held) > 0 {
		l.keep(part)
		text = l.held
	}
	if l.number == 1 {
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
	}
	return bytes.Trim(text, " \t\r\n")
}
