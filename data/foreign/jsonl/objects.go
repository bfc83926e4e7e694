package jsonl

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/confscope/confscope/data/foreign"
)

// Progress is told between lines, each time about this many bytes have been read.
const progress = 64 << 10

// Objects gives every line of an input that holds a JSON object to take, in order. The
// value is valid until take returns. Other lines are faults with their number, and the
// reading goes on behind them. An error of take, of the context or of the input ends it;
// the first two are given back as they are.
func Objects(ctx context.Context, in foreign.Input, out foreign.Sink, take func(line int, v Value) error) error {
	lines := NewLines(ctx, in)
	told := int64(0)
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			out.Read(lines.Done())
			return nil
		}
		if err != nil {
			return readError(ctx, lines, err)
		}
		v, err := object(line)
		if err != nil {
			out.Fault(foreign.Fault{Line: line.Number, Err: err, Skipped: true})
		} else if err := take(line.Number, v); err != nil {
			return err
		}
		if lines.Done()-told >= progress {
			told = lines.Done()
			out.Read(told)
		}
	}
}

func readError(ctx context.Context, lines *Lines, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("reading stopped after %d bytes, and what follows is not read: %w", lines.Done(), err)
}

func object(line Line) (Value, error) {
	if line.Long {
		return nil, fmt.Errorf("the line is longer than %d MiB: split the record into several lines", MaxLine>>20)
	}
	v, err := Parse(line.Text)
	switch {
	case err != nil && line.Cut:
		return nil, fmt.Errorf("%w: it is the last line and has no line end, so the file was cut or is still being written", err)
	case err != nil:
		return nil, err
	case v.Kind() != Object:
		return nil, errors.New("expected one JSON object on the line")
	}
	return v, nil
}
