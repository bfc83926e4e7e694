package data

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// runFile gives the file that a path means: itself, or the run inside a folder.
func runFile(path string) (string, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", missingError(path)
	case err != nil:
		return "", unopened("looking for the run", path, err)
	case !info.IsDir():
		return path, nil
	}
	for _, stem := range []string{"predictions", "predictions_wildguard", "predictions_checkpoint"} {
		if found := beside(path, stem+".jsonl"); found != "" {
			return found, nil
		}
	}
	return "", errNoPredictions
}

// errNoPredictions is for a folder: it may hold files of another format.
const errNoPredictions cause = "the folder holds no predictions.jsonl"

// unopened says why something cannot be opened, in words where people can do something
// about it.
func unopened(doing, path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return closedError{fmt.Errorf("%s: it may not be read by you (%w): ask its owner for the right to, or name a copy of your own", path, bare(err))}
	case errors.Is(err, syscall.ELOOP):
		return closedError{fmt.Errorf("%s: it is a link that leads back to itself: name the file that it should lead to", path)}
	}
	return closedError{fmt.Errorf("%s: %w", doing, err)}
}

// closedError is that something cannot be opened, so that nobody knows what it holds.
type closedError struct{ why error }

// Error gives the reason.
func (c closedError) Error() string { return c.why.Error() }

// Unwrap gives the reason as it is.
func (c closedError) Unwrap() error { return c.why }

// isClosed reports whether an error is that something cannot be opened, or is not there.
func isClosed(err error) bool {
	var closed closedError
	return errors.As(err, &closed) || errors.Is(err, fs.ErrNotExist)
}

// bare is the error of a file operation without the operation and the path.
func bare(err error) error {
	var fault *fs.PathError
	if errors.As(err, &fault) {
		return fault.Err
	}
	return err
}

// missingError is the error for a path where nothing is.
type missingError string

func (m missingError) Error() string {
	return string(m) + ": there is no such file or folder: give a trace file or a folder that holds one"
}

// Unwrap lets errors.Is find fs.ErrNotExist.
func (m missingError) Unwrap() error { return fs.ErrNotExist }

// beside looks in a folder for a name, plain or packed.
func beside(dir, name string) string {
	for _, suffix := range []string{"", ".gz", ".zst"} {
		path := filepath.Join(dir, name+suffix)
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path
		}
	}
	return ""
}

// firstLineEnds reports whether there is a whole line in a file, or so much that there ought
// to be one: before, it is too early to say what it is.
func firstLineEnds(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return true
	}
	defer file.Close() //nolint:errcheck // it is only read
	head := make([]byte, headBytes)
	n, err := io.ReadFull(file, head)
	return err == nil || n == 0 || hasLine(head[:n])
}

// lookAt says which file has the name now, and how large it is.
func lookAt(path string) (fs.FileInfo, error) { return os.Stat(path) }

// sameFile reports whether two looks have found the same file, whatever its name.
func sameFile(a, b fs.FileInfo) bool { return os.SameFile(a, b) }
