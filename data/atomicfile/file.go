package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

const (
	draftWord   = ".draft-"
	mostName    = 180 // bytes of the file's name in a draft's: file systems end at 255
	mostDrafts  = 1000
	usualAccess = 0o666 // before the umask, as os.Create
	ownAccess   = 0o600
)

// Faults of the place.
var (
	errNotPlain = errors.New("it is not a plain file")
	errFull     = errors.New("too many drafts of other programs lie beside it")
	errOver     = errors.New("the file is finished already")
	errTaken    = errors.New("another program removed the draft")
)

// File is a file in the making. It belongs to one goroutine.
type File struct {
	place string // where the file goes, links followed
	draft *os.File
	hold  *os.File // keeps the draft from being taken for one of a dead process
	over  bool
}

// Create begins a file at the path. What stands there now stays until Commit; a path that
// is a link keeps being one, and one that is no plain file, as a device, is refused.
func Create(path string) (*File, error) { return create(path, usualAccess) }

// WritePrivate writes a whole file that only its owner may read, and makes its folder
// where there is none.
func WritePrivate(path string, content []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := create(path, ownAccess)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Abort()) }()
	if _, err := f.Write(content); err != nil {
		return err
	}
	return f.Commit()
}

func create(path string, access fs.FileMode) (*File, error) {
	place, err := placeOf(path)
	if err != nil {
		return nil, err
	}
	if err := sweep(place); err != nil {
		return nil, err
	}
	for n := range mostDrafts {
		f := &File{place: place}
		switch err := f.open(prefix(place)+strconv.Itoa(os.Getpid())+"-"+strconv.Itoa(n), access); {
		case err == nil:
			return f, nil
		case !errors.Is(err, fs.ErrExist) && !errors.Is(err, errTaken):
			return nil, err
		}
	}
	return nil, &fs.PathError{Op: "create", Path: path, Err: errFull}
}

// placeOf follows links and refuses what cannot be replaced by a file.
func placeOf(path string) (string, error) {
	if info, err := os.Lstat(path); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		path = followed(path)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return path, nil
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", &fs.PathError{Op: "create", Path: path, Err: errNotPlain}
	}
	return path, nil
}

// followed is where a link leads, also where nothing is there yet.
func followed(link string) string {
	if target, err := filepath.EvalSymlinks(link); err == nil {
		return target
	}
	target, err := os.Readlink(link)
	switch {
	case err != nil:
		return link
	case filepath.IsAbs(target):
		return target
	}
	return filepath.Join(filepath.Dir(link), target)
}

// prefix is how the paths of all drafts of a file begin.
func prefix(place string) string {
	name := filepath.Base(place)
	if len(name) > mostName {
		name = strings.ToValidUTF8(name[:mostName], "")
	}
	return filepath.Join(filepath.Dir(place), "."+name+draftWord)
}

// sweep removes the drafts that dead processes have left. A folder that cannot be listed
// is no reason not to write into it.
func sweep(place string) error {
	folder, start := filepath.Split(prefix(place))
	entries, err := os.ReadDir(filepath.Clean(folder + "."))
	if err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return nil
		}
		return err
	}
	for _, entry := range entries {
		rest, ours := strings.CutPrefix(entry.Name(), start)
		if ours && strings.Trim(rest, "0123456789-") == "" && entry.Type().IsRegular() && abandoned(filepath.Join(folder, entry.Name())) {
			_ = os.Remove(filepath.Join(folder, entry.Name())) // a draft more is in nobody's way
		}
	}
	return nil
}

// open makes the draft and holds it.
func (f *File) open(name string, access fs.FileMode) error {
	draft, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, access)
	if err != nil {
		return err
	}
	f.draft = draft
	if f.hold, err = hold(name); err == nil && !named(draft, name) {
		err = errTaken
	}
	if err != nil {
		return errors.Join(err, f.release(), draft.Close())
	}
	return nil
}

// named reports whether the file still has the name: before it was held another program
// may have taken it for abandoned.
func named(f *os.File, name string) bool {
	own, errOwn := f.Stat()
	there, errThere := os.Stat(name)
	return errOwn == nil && errThere == nil && os.SameFile(own, there)
}

// Path is where the file will stand, links followed.
func (f *File) Path() string { return f.place }

// Write appends to the draft.
func (f *File) Write(p []byte) (int, error) {
	if f.over {
		return 0, errOver
	}
	return f.draft.Write(p)
}

// Commit waits until the disk has the content, gives it the file's name in one step, and
// waits until the disk has that too. After an error the draft is gone and what stood at
// the path before still does.
func (f *File) Commit() error {
	if f.over {
		return errOver
	}
	err := bearable(f.draft.Sync())
	f.over = true
	err = errors.Join(err, f.draft.Close())
	if err == nil {
		err = os.Rename(f.draft.Name(), f.place)
	}
	if err != nil {
		return errors.Join(err, f.discard())
	}
	return errors.Join(f.release(), syncFolder(filepath.Dir(f.place)))
}

// Abort takes the draft away. Behind Commit it does nothing, so it can be deferred.
func (f *File) Abort() error {
	if f.over {
		return nil
	}
	f.over = true
	return errors.Join(f.draft.Close(), f.discard())
}

func (f *File) discard() error {
	err := os.Remove(f.draft.Name())
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, f.release())
}

func (f *File) release() error {
	if f.hold == nil {
		return nil
	}
	return f.hold.Close()
}

// syncFolder waits until the disk knows the names in the folder. Windows has no such call.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) { // it may be written to and not read
			return nil
		}
		return fmt.Errorf("keeping the name: %w", err)
	}
	return errors.Join(bearable(folder.Sync()), folder.Close())
}

// bearable drops the error of a file system that does not know how to sync.
func bearable(err error) error {
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return nil
	}
	return err
}
