package data

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"sync/atomic"
)

// What of a file is compared when it has been written to: so many samples of so many bytes,
// evenly spread, the first and the last bytes among them.
const (
	samples     = 16
	sampleBytes = 4 << 10
)

// identity is what a file was when it was opened. It looks at the open file, not at the
// name: when another file takes the name, the texts are still those that the numbers
// belong to.
type identity struct {
	file *os.File
	size int64
	kept []byte       // the samples
	time atomic.Int64 // when it was written to last, as far as that has been looked into
}

func identify(file *os.File, info os.FileInfo) *identity {
	d := &identity{file: file, size: info.Size()}
	d.time.Store(info.ModTime().UnixNano())
	d.kept, _ = d.sample() // a file that cannot be read is not the same later
	return d
}

// check gives errChanged for a file that became shorter, or was written over. One that has
// only grown holds what it held, which samples tell. What changed between them is found
// where the record of a text is another one; a text that took the place of one as long is not.
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
	parts, err := d.sample()
	if err != nil || !bytes.Equal(parts, d.kept) {
		return errChanged
	}
	d.time.Store(written)
	return nil
}

// sample reads parts of what the file was, or all of it where that is no more.
func (d *identity) sample() ([]byte, error) {
	if d.size <= samples*sampleBytes {
		all := make([]byte, d.size)
		_, err := io.ReadFull(io.NewSectionReader(d.file, 0, d.size), all)
		return all, err
	}
	parts := make([]byte, samples*sampleBytes)
	for i := range int64(samples) {
		from := i * (d.size - sampleBytes) / (samples - 1)
		if _, err := d.file.ReadAt(parts[i*sampleBytes:(i+1)*sampleBytes], from); err != nil {
			return nil, err
		}
	}
	return parts, nil
}
