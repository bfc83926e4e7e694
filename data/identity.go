package data

import (
	"crypto/sha256"
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

// digest stands for the samples: they themselves would be as large as a small run.
type digest [sha256.Size]byte

// identity is what a file was when it was opened. It looks at the open file, not at the
// name: when another file takes the name, the texts are still those that the numbers
// belong to.
type identity struct {
	file *os.File
	size int64
	kept digest       // of the samples; zero where they could not be read
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
	if err != nil || parts != d.kept {
		return errChanged
	}
	d.time.Store(written)
	return nil
}

// sample digests parts of what the file was, or all of it where that is no more.
func (d *identity) sample() (digest, error) {
	count, each := int64(samples), int64(sampleBytes)
	if d.size <= count*each {
		count, each = 1, d.size
	}
	hash := sha256.New()
	for i := range count {
		from := i * (d.size - each) / max(count-1, 1)
		n, err := io.Copy(hash, io.NewSectionReader(d.file, from, each))
		if err == nil && n < each {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return digest{}, err
		}
	}
	return digest(hash.Sum(nil)), nil
}
