package data

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
)

// startFolder begins to read a folder that holds no predictions.jsonl by that name: one
// file with answers, or many that are one run together.
func startFolder(path string, o Options) (*Loading, error) {
	run, err := filesOf(path)
	if err != nil {
		return nil, err
	}
	l, err := run.start(path, o)
	if err != nil {
		return nil, err
	}
	for _, file := range run.left {
		l.problems.add(file)
	}
	return l, nil
}

// folderRun is what of a folder is a run.
type folderRun struct {
	files []foreignFile // of one format
	size  int64
	left  []Problem // files that are left out though they have answers, or may have
}

func (r folderRun) words() string {
	if len(r.files) == 1 {
		return one(r.files[0].format.name)
	}
	return several(r.files[0].format.name)
}

func (r folderRun) start(path string, o Options) (*Loading, error) {
	files, f := r.files, r.files[0].format
	if len(files) == 1 {
		return startFileAt(filepath.Join(path, files[0].name), o)
	}
	if !f.shares {
		return nil, fmt.Errorf("%s: the folder holds %d files, each of them a run (%s): name one of them: %s", path, len(files), f.name, namesOf(files))
	}
	d := newDoor(filepath.Base(path), nil, o)
	for i := range files {
		files[i].open = fileOpener(filepath.Join(path, files[i].name), f, o, &d.read)
	}
	d.files, d.size = files, r.size
	l := startStream(Source{Name: filepath.Base(path), Path: path}, d, nil, o)
	l.openLabels = labelsAt(o.Labels, filepath.Join(path, files[0].name), o)
	return l, nil
}

// namesOf names files, the first of many.
func namesOf(files []foreignFile) string {
	const most = 8
	var names []string
	for _, f := range files[:min(len(files), most)] {
		names = append(names, f.name)
	}
	text := PrintableLine(strings.Join(names, ", "))
	if more := len(files) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// filesOf finds the files of a folder that have answers. They have to be of one format,
// since nobody said which is meant; but a predictions.jsonl would be called so if it were.
func filesOf(path string) (folderRun, error) {
	infos, lost, err := regularFiles(path)
	if err != nil {
		return folderRun{}, unopened("looking for the run", path, err)
	}
	var run, native folderRun
	var damaged []Problem
	for _, info := range infos {
		f, err := formatOfFile(filepath.Join(path, info.Name()))
		var torn unpackable
		var other stranger
		switch {
		case errors.As(err, &torn):
			damaged = append(damaged, leftOut(info.Name(), torn))
		case errors.As(err, &other):
			lost = append(lost, leftOut(info.Name(), other))
		case err != nil:
			return folderRun{}, err
		case f == nil:
		case f.name == nativeFormat:
			native.add(info, f)
		case len(run.files) > 0 && run.files[0].format.name != f.name:
			return folderRun{}, fmt.Errorf("%s: the folder holds %s (%s) and %s (%s): name the file itself",
				path, one(run.files[0].format.name), PrintableLine(run.files[0].name), one(f.name), PrintableLine(info.Name()))
		default:
			run.add(info, f)
		}
	}
	found, err := mainOf(path, run, native, damaged)
	found.left = append(found.left, lost...)
	return found, err
}

// mainOf gives what of the files of a folder is the run, and names what is left out.
func mainOf(path string, run, native folderRun, damaged []Problem) (folderRun, error) {
	switch {
	case len(run.files) > 0:
		for _, file := range native.files {
			run.left = append(run.left, leftOut(file.name, fmt.Errorf("it is %s and the folder is read as %s", one(nativeFormat), run.words())))
		}
	case len(native.files) > 0:
		run = native
	case len(damaged) > 0:
		return folderRun{}, fmt.Errorf("%s: the folder holds no file that can be read: %w", path, damaged[0])
	default:
		return folderRun{}, fmt.Errorf("%s: the folder holds no predictions.jsonl (or .gz, .zst), and no file of another format: name the file itself", path)
	}
	slices.SortStableFunc(run.files, func(a, b foreignFile) int { return naturally(a.name, b.name) })
	run.left = append(run.left, damaged...)
	return run, nil
}

func (r *folderRun) add(info fs.FileInfo, f *format) {
	r.files = append(r.files, foreignFile{name: info.Name(), format: f})
	r.size += info.Size()
}

// fileOpener opens a file of a folder when its turn comes, and counts the bytes read of it.
func fileOpener(path string, format *format, o Options, read *atomic.Int64) func(context.Context) (*opened, error) {
	return func(ctx context.Context) (*opened, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, unopened("opening the run", path, err)
		}
		info, err := f.Stat()
		if err != nil {
			return nil, errors.Join(fmt.Errorf("opening the run: %w", err), f.Close())
		}
		name := filepath.Base(path)
		content, kind, err := unpacked(counting{f, read}, readBuffer, o.bomb)
		if err != nil {
			_ = f.Close() // it was only read
			return nil, fmt.Errorf("unpacking %s: %w", name, err)
		}
		return incoming{name, kind, unpackedContent{content, closers{content, f}}, f, info.Size()}.open(ctx, format, o)
	}
}

// closers closes several in order.
type closers []io.Closer

// Close closes all of them.
func (c closers) Close() error {
	var all error
	for _, one := range c {
		all = errors.Join(all, one.Close())
	}
	return all
}
