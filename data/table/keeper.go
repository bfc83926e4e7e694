package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// keeper reads through to a file and keeps the bytes of the row at hand, so that it can
// be read again in another way.
type keeper struct {
	r     *bufio.Reader
	kept  []byte
	given int   // of kept, the bytes that the present reader has had
	from  int64 // offset of kept[0], counted from the last again
	lines int   // line ends before kept[0]
	eof   bool
}

// again lets the kept bytes be read once more, with offsets from 0.
func (k *keeper) again() io.Reader {
	k.given, k.from = 0, 0
	return k
}

func (k *keeper) Read(p []byte) (int, error) {
	if k.given < len(k.kept) {
		n := copy(p, k.kept[k.given:])
		k.given += n
		return n, nil
	}
	if len(k.kept) > maxRow {
		return 0, errLongRow
	}
	n, err := k.r.Read(p)
	k.kept = append(k.kept, p[:n]...)
	k.given += n
	k.eof = k.eof || errors.Is(err, io.EOF)
	return n, err
}

// upTo gives the kept bytes up to an offset.
func (k *keeper) upTo(end int64) []byte {
	return k.kept[:min(int64(len(k.kept)), end-k.from)]
}

// more keeps about as much again, so that looking at all of it after each time costs
// little; false where there is no more, or it would be too much.
func (k *keeper) more() bool {
	if k.eof || len(k.kept) > maxRow {
		return false
	}
	chunk := make([]byte, max(len(k.kept), 4096))
	n, err := io.ReadFull(k.r, chunk)
	k.kept = append(k.kept, chunk[:n]...)
	k.eof = err != nil
	return true
}

// skipBlank forgets the empty lines that come first.
func (k *keeper) skipBlank() {
	for bytes.HasPrefix(k.kept, []byte{'\n'}) || bytes.HasPrefix(k.kept, []byte("\r\n")) {
		k.drop(k.from + int64(bytes.IndexByte(k.kept, '\n')) + 1)
	}
}

// drop forgets the bytes up to an offset.
func (k *keeper) drop(end int64) {
	gone := k.upTo(end)
	k.lines += bytes.Count(gone, []byte{'\n'})
	k.kept = k.kept[len(gone):]
	k.given -= len(gone)
	k.from += int64(len(gone))
}

// skipLine forgets the first line that is kept, and what of it has not been read yet.
func (k *keeper) skipLine() error {
	if at := bytes.IndexByte(k.kept, '\n'); at >= 0 {
		k.kept = append([]byte(nil), k.kept[at+1:]...)
		k.lines++
		return nil
	}
	k.kept = nil
	for {
		_, err := k.r.ReadSlice('\n')
		switch {
		case err == nil:
			k.lines++
			return nil
		case errors.Is(err, io.EOF):
			return nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
}
