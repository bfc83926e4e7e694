package inspect

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"github.com/confscope/confscope/data/foreign"
)

var errStream = errors.New("an Inspect log is read out of order: unpack it first, then open it from disk")

const zipMark = "PK\x03\x04"

// Options say how a log is understood.
type Options struct {
	Rules []RefusalRule // nil: DefaultRules
}

// Read reads a log with the default rules. Its error says why nothing, or nothing further,
// can be read; faults of single samples go to the sink.
func Read(ctx context.Context, in foreign.Input, out foreign.Sink) error {
	return Options{}.Read(ctx, in, out)
}

// Read reads a log with these options, and is a foreign.ReadFunc like the function Read.
func (o Options) Read(ctx context.Context, in foreign.Input, out foreign.Sink) error {
	if in.At == nil || in.Size <= 0 && in.Stream != nil {
		return errStream
	}
	rules := o.Rules
	if rules == nil {
		rules = DefaultRules()
	}
	r := &reader{ctx: ctx, in: in, out: out, rules: rules, buf: make([]byte, bufferSize)}
	head := make([]byte, len(zipMark))
	n, err := in.At.ReadAt(head, 0)
	switch {
	case in.Size <= 0 || n == 0 && errors.Is(err, io.EOF):
		return errEmpty
	case n == 0:
		return err
	case bytes.HasPrefix(head[:n], []byte("PK")):
		return r.archive()
	default:
		return r.document()
	}
}

// Sniff reports whether a file that begins with head is an Inspect log: a zip archive
// whose first member is one of a log's or whose name ends in .eval, or a JSON object that
// has an eval beside a version or status.
func Sniff(head []byte, name string) bool {
	if bytes.HasPrefix(head, []byte("PK")) {
		return strings.HasSuffix(strings.ToLower(name), ".eval") || isLogMember(firstMember(head))
	}
	return sniffDocument(head)
}

// firstMember is the name in the first header of a zip archive, as far as head has it.
func firstMember(head []byte) string {
	if len(head) < localHeader || !bytes.HasPrefix(head, []byte(zipMark)) {
		return ""
	}
	rest := head[localHeader:]
	return string(rest[:min(len(rest), int(binary.LittleEndian.Uint16(head[26:])))])
}

func isLogMember(name string) bool {
	return name == headerMember || name == startMember || name == "summaries.json" ||
		strings.HasPrefix(name, "_journal/") || isSample(name)
}

// sniffDocument looks at the fields of the outer object until head ends.
func sniffDocument(head []byte) bool {
	var stated, eval bool
	c := newCursor(context.Background(), bytes.NewReader(head), make([]byte, max(len(head), 1)))
	err := c.Object(func(key string) error {
		switch key {
		case "version", "status":
			stated = true
		case "eval":
			b, err := c.Peek()
			eval = err == nil && b == '{'
		}
		if stated && eval {
			return errStop
		}
		return c.Skip()
	})
	return err != nil && stated && eval
}
