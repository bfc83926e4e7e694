package table

import (
	"bufio"
	"errors"
	"io"
)

// lz4Size adds up the sequences of an LZ4 block without unpacking it: each has some bytes
// as they are, and then a place to copy more from.
func lz4Size(r *bufio.Reader) (int64, error) {
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
