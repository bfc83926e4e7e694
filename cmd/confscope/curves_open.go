package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/curves"
)

// mostPublished is the longest published sweep that is read, in bytes. Those of the
// reference have less than one megabyte, nearly all of it ids.
const mostPublished = 256 << 20

// stdinBytes is how much of standard input can be looked at before anybody reads it: as
// much as it takes to know a published sweep, or to unpack a first block of zstd, which has
// up to 128 KiB.
const stdinBytes = max(curves.HeadBytes, 160<<10)

// publication reads the published sweep that the path names; nil where it names something
// else, or nothing: whoever opens runs then says what. It is asked before data opens a
// path, as nothing that data gives could hold what such a file has.
func (a *app) publication(ctx context.Context, path string) (*publication, error) {
	if _, ok := builtIn(path); ok {
		return nil, nil
	}
	if path == "-" {
		return a.pipedPublication(ctx)
	}
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, nil //nolint:nilerr // that there is no such file is told by whoever opens it as a run
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil //nolint:nilerr // told there, too
	}
	defer func() { _ = file.Close() }() // it was only read
	content, err := data.Unpack(bufio.NewReader(file))
	if err != nil {
		return nil, nil //nolint:nilerr // and so is what is wrong with a packed file
	}
	defer func() { _ = content.Close() }()
	head := startOf(content)
	if curves.Sniff(head) != curves.Yes {
		return nil, nil
	}
	if info.Size() > mostPublished {
		return nil, badInput("%s: a published sweep of %d bytes is too long to be one: leave the lists of ids out", path, info.Size())
	}
	return readPublication(path, io.MultiReader(bytes.NewReader(head), content))
}

// startOf reads as much as a published sweep is known by; what stops it is met again by
// whoever reads on.
func startOf(content io.Reader) []byte {
	head := make([]byte, curves.HeadBytes)
	n, _ := io.ReadFull(content, head)
	return head[:n]
}

// pipedPublication looks at standard input without taking anything from it: what is no
// published sweep is read as a run from the same place. It waits for whoever writes there,
// and for an interruption.
func (a *app) pipedPublication(ctx context.Context) (*publication, error) {
	in := bufio.NewReaderSize(a.stdin, stdinBytes) // the one that is there already
	type answer struct {
		one *publication
		err error
	}
	found := make(chan answer, 1)
	go func() {
		one, err := peekPublication(in)
		found <- answer{one, err}
	}()
	select {
	case got := <-found:
		return got.one, got.err
	case <-ctx.Done(): // the reading ends with the program
		return nil, context.Cause(ctx)
	}
}

// peekPublication waits for twice as much each time that it cannot tell yet: what is packed
// has to be unpacked anew from its first byte.
func peekPublication(in *bufio.Reader) (*publication, error) {
	verdict := curves.Unsure
	for want := 1; verdict == curves.Unsure; want *= 2 {
		_, err := in.Peek(min(want, stdinBytes))
		head, _ := in.Peek(in.Buffered())
		verdict = sniffPacked(head)
		if err != nil || len(head) >= stdinBytes {
			break
		}
		want = len(head)
	}
	if verdict != curves.Yes {
		return nil, nil
	}
	content, err := data.Unpack(in)
	if err != nil {
		return nil, badInput("stdin: reading the file: %w", err)
	}
	defer func() { _ = content.Close() }() // the stream stays open
	return readPublication("-", content)
}

// sniffPacked tells by the first bytes of a stream, packed or not, whether it is a
// published sweep.
func sniffPacked(head []byte) curves.Verdict {
	content, err := data.Unpack(bufio.NewReader(bytes.NewReader(head)))
	if err != nil {
		return curves.Unsure // not even the header of the packed stream is there
	}
	defer func() { _ = content.Close() }()
	return curves.Sniff(startOf(content))
}

func readPublication(path string, from io.Reader) (*publication, error) {
	name := path
	if path == "-" {
		name = "stdin"
	}
	text, err := io.ReadAll(io.LimitReader(from, mostPublished+1))
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, badInput("%s: this looks like a published sweep, and the packed file is cut off: copy it again", name)
	case err != nil:
		return nil, badInput("%s: reading the file: %w", name, err)
	case len(text) > mostPublished:
		return nil, badInput("%s: a published sweep of more than %d bytes is too long to be one: leave the lists of ids out", name, mostPublished)
	}
	file, err := curves.Read(text)
	if err != nil {
		return nil, badInput("%s: this looks like a published sweep, and cannot be read: %w", name, err)
	}
	return &publication{path, analysis.NewPublished(file)}, nil
}
