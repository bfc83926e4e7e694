package data

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/labelsets"
)

// regularFiles lists the files of a folder by name; a link counts as what it leads to, and
// those that lead nowhere are left out.
func regularFiles(path string) (infos []fs.FileInfo, lost []Problem, err error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, nil, err
	}
	infos = make([]fs.FileInfo, 0, len(entries))
	for _, e := range entries {
		info, err := os.Stat(filepath.Join(path, e.Name()))
		switch {
		case err == nil && info.Mode().IsRegular():
			infos = append(infos, info)
		case err == nil, hidden(e.Name()), e.Type()&fs.ModeSymlink == 0 && errors.Is(err, fs.ErrNotExist): // deleted just now
		default:
			lost = append(lost, leftOut(e.Name(), nowhere(err)))
		}
	}
	return infos, lost, nil
}

// hidden reports whether a file is none of the user's own, but of a program: editors mark
// with a link to nowhere what they have open.
func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// nowhere says why nothing is known of what a folder lists.
func nowhere(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return cause("it is a link to a file that is not there")
	case errors.Is(err, syscall.ELOOP):
		return cause("it is a link that leads back to itself")
	}
	return fmt.Errorf("it cannot be looked at: %w", bare(err))
}

// formatOfFile recognises a file; nil where it is of no format that is known. Label files
// have no answers, so that they are of none. The error is unpackable where that cannot be
// told, and stranger where it can, and the file is called like one with traces.
func formatOfFile(path string) (*format, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unopened("looking for the run", path, err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	content, kind, err := unpacked(f, lookBuffer, bombBound{})
	if err != nil {
		return nil, unpackable{err}
	}
	defer content.Close() //nolint:errcheck // as above
	r := bufio.NewReaderSize(content, headBytes)
	head := peekLines(r)
	if isNative(head) {
		return &format{name: nativeFormat}, nil
	}
	if found := formatOf(head, filepath.Base(path)); found != nil {
		return found, nil
	}
	if kind != containerPlain {
		if _, err := r.Peek(headBytes); err != nil && !errors.Is(err, io.EOF) {
			return nil, unpackable{err}
		}
	}
	return nil, strange(filepath.Base(path), head)
}

// unpackable is that so little of a packed file can be unpacked that nobody can tell what
// it holds.
type unpackable struct{ why error }

// Error gives the reason.
func (u unpackable) Error() string {
	if isCut(u.why) {
		return errCutFile.Error()
	}
	return u.why.Error()
}

// stranger is that a file holds no traces though it is called like one that does.
type stranger string

// Error gives the reason.
func (s stranger) Error() string { return string(s) }

// strange says of a file without traces that it is a stranger; nil where nobody would look
// for traces in it: a text, labels, the input of a batch job.
func strange(name string, head []byte) error {
	plain := unpackedName(name)
	switch {
	case hidden(name), stem(name) == plain && (plain == name || filepath.Ext(plain) != ""): // no ending of a trace file
		return nil
	case len(head) == 0:
		return stranger("it is empty")
	case stem(name) == "labels", labelsets.Sniff(head, plain), batch.SniffInput(head, plain):
		return nil
	}
	return stranger("it holds no traces that are known")
}
