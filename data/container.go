package data

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
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
	content, _, err := unpacked(r, lookBuffer, bombBound{})
	return content, err
}

// How much of a stream is read at once: to look at its beginning, and to read it all.
const (
	lookBuffer = 4 << 10
	readBuffer = 256 << 10
)

// unpacked gives the content of a stream that may be packed, read by so many bytes at once.
// Closing it does not close the stream.
func unpacked(src io.Reader, buffer int, bound bombBound) (io.ReadCloser, container, error) {
	packed := &meter{r: src}
	r := bufio.NewReaderSize(packed, buffer)
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
		return &unpacking{ReadCloser: z, packed: packed, bound: bound}, kind, nil
	case containerZstd:
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, kind, err
		}
		return &unpacking{ReadCloser: z.IOReadCloser(), packed: packed, bound: bound}, kind, nil
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
	errBomb    cause = "it unpacks to more than 500 times its size and looks like a bomb: unpack it yourself and open the result if you trust it"
	errDamaged cause = "the packed content is damaged"
	errCutFile cause = "the file is cut off before the end of its first block: copy it again, or open it when more of it has been written"
)

// unpacking is packed content whose faults are said in words, and that ends where it can
// only be a bomb.
type unpacking struct {
	io.ReadCloser
	packed *meter
	bound  bombBound
	done   int64
}

// Read gives unpacked content.
func (u *unpacking) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	if n == 0 && isCut(err) {
		n, err = u.ReadCloser.Read(p) // of a frame whose checksum is cut off, zstd hands out the last block only now
	}
	if u.done += int64(n); u.bound.passed(u.done, u.packed.n) {
		return 0, errBomb
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

// Texts pack to a hundredth at the best, and what a small file unpacks to harms nobody.
const (
	bombFree  = 4 << 30 // what may be unpacked at any ratio
	bombRatio = 500
)

// bombBound is from where on what is unpacked is no honest file any more; the zero value
// bounds it as everywhere.
type bombBound struct{ free int64 }

// passed reports whether so much content from so many packed bytes can only be a bomb.
func (b bombBound) passed(content, packed int64) bool {
	return content > cmp.Or(b.free, bombFree) && content/bombRatio > packed
}

// meter counts what is read, for whoever reads.
type meter struct {
	r io.Reader
	n int64
}

// Read reads and counts.
func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.n += int64(n)
	return n, err
}
