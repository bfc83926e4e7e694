package table

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// zstdSize adds up the blocks of zstd frames without unpacking them: each unpacks to at
// most 128 KiB. The layout is that of RFC 8878, section 3.1.
func zstdSize(r *bufio.Reader) (int64, error) {
	const magic, skippable = 0xFD2FB528, 0x184D2A50
	for total := int64(0); ; {
		mark, err := little(r, 4)
		switch {
		case errors.Is(err, io.EOF):
			return total, nil
		case err != nil:
			return 0, err
		case mark&^0xF == skippable:
			n, err := little(r, 4)
			if err == nil {
				_, err = r.Discard(int(n))
			}
			if err != nil {
				return 0, err
			}
		case mark != magic:
			return 0, errPage
		default:
			n, err := frameSize(r)
			if total += n; err != nil || total > maxPage {
				return total, err
			}
		}
	}
}

// frameSize passes one frame behind its mark.
func frameSize(r *bufio.Reader) (int64, error) {
	flags, err := r.ReadByte()
	if err != nil {
		return 0, err
	}
	header := []int{0, 1, 2, 4}[flags&3] + []int{0, 2, 4, 8}[flags>>6] // dictionary, content size
	single := flags>>5&1 == 1
	if !single || flags>>6 == 0 {
		header++ // the window, or a content size of one byte
	}
	if _, err := r.Discard(header); err != nil {
		return 0, err
	}
	total := int64(0)
	for last := false; !last && total <= maxPage; {
		var n int64
		if n, last, err = blockSize(r); err != nil {
			return 0, err
		}
		total += n
	}
	if flags>>2&1 == 1 {
		_, err = r.Discard(4) // a checksum
	}
	return total, err
}

// blockSize passes one block, and says to how much it unpacks at most.
func blockSize(r *bufio.Reader) (int64, bool, error) {
	const raw, repeated, most = 0, 1, 128 << 10
	head, err := little(r, 3)
	if err != nil {
		return 0, false, err
	}
	size, unpacked := int64(head>>3), int64(most)
	kind := head >> 1 & 3
	if kind == raw || kind == repeated {
		unpacked = size
	}
	if kind == repeated {
		size = 1
	}
	_, err = r.Discard(int(size))
	return unpacked, head&1 == 1, err
}

// little reads a small whole number, its lowest byte first.
func little(r io.Reader, n int) (uint32, error) {
	var b [4]byte
	_, err := io.ReadFull(r, b[:n])
	return binary.LittleEndian.Uint32(b[:]), err
}
