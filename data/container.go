package data

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"unicode"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/labelsets"
)

// maxWindow is the most memory that a zstd file may ask for; "zstd --ultra -22" asks for
// exactly this much.
const maxWindow = 128 * mebibyte

type container uint8

const (
	containerPlain container = iota
	containerGzip
	containerZstd
)

// containerOf tells by the first bytes how a file is packed, whatever its name.
func containerOf(head []byte) container {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return containerGzip
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}),
		len(head) >= 4 && head[0]>>4 == 5 && bytes.Equal(head[1:4], []byte{0x2a, 0x4d, 0x18}):
		return containerZstd
	}
	return containerPlain
}

// Unpack gives the content of a stream that may be packed with gzip or zstd, which its
// first bytes tell. Closing it does not close the stream.
func Unpack(r *bufio.Reader) (io.ReadCloser, error) {
	content, _, err := unpacked(r)
	return content, err
}

// unpacked gives the content of a stream that may be packed. Closing it does not close
// the stream.
func unpacked(r *bufio.Reader) (io.ReadCloser, container, error) {
	head, err := r.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, 0, err
	}
	switch kind := containerOf(head); kind {
	case containerGzip:
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, kind, unpackFault(err)
		}
		return unpacking{z}, kind, nil
	case containerZstd:
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, kind, err
		}
		return unpacking{z.IOReadCloser()}, kind, nil
	case containerPlain:
	}
	return io.NopCloser(r), containerPlain, nil
}

// isCut reports whether reading a packed stream ended because the stream is cut off.
func isCut(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }

// Faults of packed files.
const (
	errWindow  cause = "unpacking it takes more than 128 MiB of memory at once: pack it again without --long or --ultra"
	errGarbage cause = "behind the packed content stands something else"
	errDamaged cause = "the packed content is damaged"
	errCutFile cause = "the file is cut off before the end of its first block: copy it again, or open it when more of it has been written"
)

// unpacking is packed content whose faults are said in words.
type unpacking struct{ io.ReadCloser }

func (u unpacking) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	if n == 0 && isCut(err) {
		n, err = u.ReadCloser.Read(p) // of a frame whose checksum is cut off, zstd hands out the last block only now
	}
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, zstd.ErrMagicMismatch) {
		return n, errGarbage
	}
	return n, unpackFault(err)
}

// unpackFault says in words what a decompressor means. What a file or a pipe says stays as
// it is, and so does the end, where it is too early as well.
func unpackFault(err error) error {
	var reading *fs.PathError
	switch {
	case err == nil, errors.Is(err, io.EOF), isCut(err), errors.As(err, &reading):
		return err
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return errWindow
	}
	return fmt.Errorf("%w (%w)", errDamaged, err)
}

// refusal gives the sentence for content that cannot be JSON lines, nil for content that
// may be. The head is the beginning of the unpacked file.
func refusal(name string, head []byte) error {
	what, do := unreadable(head, unpackedName(name))
	if what == "" {
		return nil
	}
	return fmt.Errorf("%s %s: %s", name, what, do)
}

// unreadable says what content is that no reader takes, and what to do about it.
func unreadable(head []byte, name string) (what, do string) {
	const usual = "give a predictions.jsonl, one JSON record a line"
	text := bytes.TrimLeftFunc(bytes.TrimPrefix(head, byteOrderMark()), unicode.IsSpace)
	has := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case len(head) == 0:
		return "is empty", usual
	case len(text) == 0, isNative(head):
		return "", ""
	case batch.SniffInput(head, name):
		return "is the input of a batch job", "give the job's output, and this file with --labels"
	case labelsets.Sniff(head, name):
		return "holds prompts without answers", "give the file with the answers, and this one with --labels; or, if a column does hold answers, say which with --mapping FILE"
	case text[0] == '{':
		return "", ""
	case text[0] == '[':
		return "is one JSON array", "write each record on a line of its own, as in: jq -c '.[]'"
	case has("PK\x03\x04"):
		return "is a zip archive, and no Inspect log", "unpack it, and give the run in it"
	case len(head) > 1 && head[0] == 0x80 && head[1] >= 2 && head[1] <= 5:
		return "is a Python pickle, and none of DeepConf's traces", "pickles are never run: export it to JSON lines with Python"
	case has("ARROW1"):
		return "is an Arrow table", "save it as Parquet or as JSON lines"
	case has("BZh"), has("\xfd7zXZ"):
		return "is packed with bzip2 or xz", "unpack it, or pack it with gzip or zstd"
	case has("\xff\xfe"), has("\xfe\xff"):
		return "is UTF-16 text", "save it as UTF-8"
	case bytes.Contains(text, []byte("\n{")):
		return "", "" // something else went before the records, and is listed line by line
	case bytes.IndexByte(firstLine(text), ',') > 0:
		return "looks like a CSV table, and none of its columns is known to hold answers", "say with --mapping FILE which column holds what"
	}
	return "is no predictions.jsonl: its first line does not begin with {", usual
}

func firstLine(text []byte) []byte {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return line
}
