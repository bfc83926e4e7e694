package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/pierrec/lz4/v4"
)

// lz4Size is how much an LZ4 block unpacks to. It is unpacked for that: the decoder of
// pages takes every fault of a block for a lack of room, and asks for more without end.
func lz4Size(packed io.Reader) (int64, error) {
	block, err := io.ReadAll(packed)
	if err != nil {
		return 0, err
	}
	size, err := lz4Stated(bufio.NewReader(bytes.NewReader(block)))
	if err != nil || size > maxPage {
		return size, err
	}
	const slack = 64 // the decoder copies in strides
	n, err := lz4.UncompressBlock(block, make([]byte, size+slack))
	if err != nil {
		return 0, fmt.Errorf("a page is no LZ4 block: %w", err)
	}
	return int64(n), nil
}

// lz4Stated adds up the sequences of an LZ4 block: each has some bytes as they are, and
// then a place to copy more from.
func lz4Stated(r *bufio.Reader) (int64, error) {
	for total := int64(0); ; {
		token, err := r.ReadByte()
		if errors.Is(err, io.EOF) {
			return total, nil
		}
		if err != nil {
			return 0, err
		}
		plain, err := lz4Length(r, int64(token>>4))
		if total += plain; err != nil || total > maxPage {
			return total, err
		}
		if _, err := r.Discard(int(plain)); err != nil {
			return 0, err
		}
		if _, err := r.Discard(2); err != nil {
			return total, nil //nolint:nilerr // the last sequence has nothing to copy
		}
		copied, err := lz4Length(r, int64(token&15))
		if total += copied + 4; err != nil || total > maxPage {
			return total, err
		}
	}
}

// lz4Length reads the rest of a length: 15 says that more follows, and 255 that more does.
func lz4Length(r *bufio.Reader, n int64) (int64, error) {
	if n < 15 {
		return n, nil
	}
	for n <= maxPage {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		if n += int64(b); b < 255 {
			break
		}
	}
	return n, nil
}
