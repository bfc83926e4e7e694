package data

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"sync/atomic"
)

// identityEnd is how much of either end of a file is compared when it has been written to.
const identityEnd = 4 << 10

// identity is what a file was when it was opened. It looks at the open file, not at the
// name: when another file takes the name, the texts are still those that the numbers
// belong to.
type identity struct {
	file *os.File
	size int64
	ends []byte
	time atomic.Int64 // when it was written to last, as far as that has been looked into
}

func identify(file *os.File, info os.FileInfo) *identity {
	d := &identity{file: file, size: info.Size()}
	d.time.Store(info.ModTime().UnixNano())
	d.ends, _ = d.readEnds() // a file that cannot be read is not the same later
	return d
}

// check gives errChanged for a file that became shorter, or was written over. One that has
// only grown holds what it held; of one as long as before, the ends tell. A record that
// changed between them is found when it is decoded.
func (d *identity) check() error {
	now, err := d.file.Stat()
	switch {
	case errors.Is(err, fs.ErrClosed):
		return errClosed
	case err != nil:
		return err
	case now.Size() < d.size:
		return errChanged
	}
	written := now.ModTime().UnixNano()
	if written == d.time.Load() {
		return nil
	}
	ends, err := d.readEnds()
	if err != nil || !bytes.Equal(ends, d.ends) {
		return errChanged
	}
	d.time.Store(written)
	return nil
}

// readEnds reads the first and the last bytes of what the file was.
func (d *identity) readEnds() ([]byte, error) {
	n := min(d.size, identityEnd)
	ends := make([]byte, 2*n)
	_, err := d.file.ReadAt(ends[:n], 0)
	if err == nil {
		_, err = d.file.ReadAt(ends[n:], d.size-n)
	}
	return ends, err
}
