package inspect

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/zstd"
)

// Faults of single members.
var (
	errSecret   = errors.New("the member is encrypted: write the log again without a password")
	errDamaged  = errors.New("the member is damaged: its checksum is wrong; copy the log again")
	errHeader   = errors.New("the member is damaged: it has no header of its own; copy the log again")
	errShort    = errors.New("the member is damaged: it unpacks to another size than the archive states; copy the log again")
	errTooLarge = errors.New("the member unpacks to more than 512 MiB: left out, no sample of text is that large")
	errBomb     = errors.New("the member unpacks to more than 1000 times its packed size: left out, no text packs that well")
)

const (
	// maxMember is several times the largest sample that Inspect writes in one piece.
	maxMember = 512 << 20
	// maxRatio is more than texts reach: logs that repeat every message a hundred times
	// pack to about a hundredth.
	maxRatio = 1000
	// freeSize is what a member may unpack to at any ratio, so that a short one of equal
	// letters is no bomb.
	freeSize = 1 << 20
	// maxWindow is what a zstd frame may ask for in memory. Inspect's level needs 8 MiB.
	maxWindow  = 32 << 20
	methodZstd = zstd.ZipMethodWinZip
)

// member is a file in the archive: where its packed bytes lie, and what they should give.
type member struct {
	name   string
	at     int64 // of the packed bytes
	packed int64
	size   int64 // unpacked, as the archive states it
	sum    uint32
	method uint16
	secret bool
}

// unpacking reads a member and checks it while it goes: against the caps all the time,
// against size and checksum at its end.
type unpacking struct {
	member
	src  io.ReadCloser
	done int64
	hash hash.Hash32
	err  error // stays: some decompressors forget that they ended
}

func (r *reader) unpack(m member) (io.ReadCloser, error) {
	switch {
	case m.secret:
		return nil, errSecret
	case m.at < 0:
		return nil, errHeader
	}
	var src io.ReadCloser
	packed := io.NewSectionReader(r.in.At, m.at, m.packed)
	switch m.method {
	case zip.Store:
		src = io.NopCloser(packed)
	case zip.Deflate:
		src = flate.NewReader(packed)
	case methodZstd:
		if r.zstd == nil {
			r.zstd = zstd.ZipDecompressor(zstd.WithDecoderMaxWindow(maxWindow))
		}
		src = r.zstd(packed)
	default:
		return nil, fmt.Errorf("the member is packed with method %d: only stored, deflate and zstd members can be read", m.method)
	}
	return &unpacking{member: m, src: src, hash: crc32.NewIEEE()}, nil
}

// Read gives the unpacked bytes.
func (u *unpacking) Read(p []byte) (n int, err error) {
	if u.err != nil {
		return 0, u.err
	}
	n, u.err = u.next(p)
	return n, u.err
}

func (u *unpacking) next(p []byte) (int, error) {
	n, err := u.src.Read(p)
	u.done += int64(n)
	u.hash.Write(p[:n])
	switch {
	case u.done > maxMember:
		return 0, errTooLarge
	case u.done > freeSize && u.done/maxRatio > u.packed:
		return 0, errBomb
	case err == nil:
		return n, nil
	case err != io.EOF:
		return n, damaged(err)
	case u.done != u.size:
		return n, errShort
	case u.hash.Sum32() != u.sum:
		return n, errDamaged
	}
	return n, io.EOF
}

// Close lets the decompressor go.
func (u *unpacking) Close() error {
	if err := u.src.Close(); err != nil && !u.broken() {
		return damaged(err)
	}
	return nil
}

// broken reports whether the reading ended before the end.
func (u *unpacking) broken() bool { return u.err != nil && !errors.Is(u.err, io.EOF) }

// rooted gives the fault of a broken member in the place of what it led to: some field
// that cannot be read, or a field that is missing.
func rooted(src io.Reader, err error) error {
	if u, ok := src.(*unpacking); ok && u.broken() {
		return u.err
	}
	return err
}

func damaged(err error) error {
	return fmt.Errorf("the member is damaged: %w; copy the log again", err)
}

// drain reads to the end, which is where a member is checked.
func drain(src io.Reader, buf []byte) error {
	for {
		if _, err := src.Read(buf); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
