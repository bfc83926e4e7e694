package data

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
)

// disk is what a run is read from, as the system describes it: one file, or those of a
// folder that make up the run.
type disk struct {
	path  string
	files []fs.FileInfo // by name
}

// same reports whether nothing has changed between two looks.
func (d disk) same(e disk) bool {
	return d.path == e.path && slices.EqualFunc(d.files, e.files, func(a, b fs.FileInfo) bool {
		return sameFile(a, b) && a.Name() == b.Name() && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
	})
}

// sameFiles reports whether the files are the same, whatever they hold.
func (d disk) sameFiles(e disk) bool { return slices.EqualFunc(d.files, e.files, sameFile) }

func (d disk) size() (n int64) {
	for _, info := range d.files {
		n += info.Size()
	}
	return n
}

// became names what has happened to a run that does not hold any more what was read of it
// before.
func (d disk) became(now disk) (change Change, says string) {
	switch {
	case len(d.files) != 1 || len(now.files) != 1:
		return Truncated, " holds other records than before"
	case !sameFile(d.files[0], now.files[0]):
		return Replaced, what(Replaced, 0, 0)
	}
	return Truncated, what(Truncated, d.size(), now.size())
}

// lookedInto is a file of a folder of which it is known whether it has answers.
type lookedInto struct {
	info   fs.FileInfo
	counts bool
}

// disk looks at what the run is to be read from now. The error is fs.ErrNotExist where
// there is nothing.
func (f *Following) disk() (disk, error) {
	path, err := runFile(f.asked)
	if f.folder = errors.Is(err, errNoPredictions); f.folder {
		return f.diskFolder()
	}
	if err != nil {
		return disk{}, err
	}
	info, err := lookAt(path)
	switch {
	case err != nil:
		return disk{}, err
	case !info.Mode().IsRegular():
		return disk{}, fmt.Errorf("%s is no file, and comes only once: there is nothing to follow", filepath.Base(path))
	}
	return disk{path, []fs.FileInfo{info}}, nil
}

// diskFolder looks at the files of a folder that have answers. Each is looked into once,
// and again when it has changed without having any.
func (f *Following) diskFolder() (disk, error) {
	infos, _, err := regularFiles(f.asked)
	if err != nil {
		return disk{}, err
	}
	d, inside := disk{path: f.asked}, make(map[string]lookedInto, len(infos))
	for _, info := range infos {
		one := lookedInto{info: info}
		was, known := f.inside[info.Name()]
		switch {
		case known && sameFile(was.info, info) && (was.counts || was.info.Size() == info.Size() && was.info.ModTime().Equal(info.ModTime())):
			one.counts = was.counts
		default:
			format, err := formatOfFile(filepath.Join(f.asked, info.Name()))
			if isClosed(err) {
				continue // the next look tries again
			}
			one.counts = err == nil && format != nil
		}
		if inside[info.Name()] = one; one.counts {
			d.files = append(d.files, info)
		}
	}
	if f.inside = inside; len(d.files) == 0 {
		return disk{}, fs.ErrNotExist
	}
	return d, nil
}
