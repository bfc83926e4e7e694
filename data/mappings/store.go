package mappings

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/confscope/confscope/data/atomicfile"
	"github.com/confscope/confscope/data/table"
)

var (
	errNoPlace = errors.New("there is no place for mappings: set HOME or XDG_STATE_HOME, or give the mapping with --mapping FILE")
	errNoFile  = errors.New("something that is not a file is in its place")
)

// Store is the folder that confirmed mappings lie in. The zero Store keeps none.
type Store struct{ dir string }

// In gives the store under the folder that XDG_STATE_HOME stands for; one that keeps
// nothing where that is "".
func In(stateHome string) Store {
	if stateHome == "" {
		return Store{}
	}
	return Store{filepath.Join(stateHome, "confscope", "mappings")}
}

// Path names the file for a table with these columns, "" where there is no place.
func (s Store) Path(columns []string) string {
	if s.dir == "" {
		return ""
	}
	return filepath.Join(s.dir, key(columns)+".json")
}

// key is a hash of the names, each with its length before it: so no two sets of columns
// read the same.
func key(columns []string) string {
	sorted := slices.Clone(columns)
	slices.Sort(sorted)
	hash := sha256.New()
	for _, name := range sorted {
		_ = binary.Write(hash, binary.LittleEndian, uint64(len(name))) // a hash takes everything
		hash.Write([]byte(name))
	}
	return hex.EncodeToString(hash.Sum(nil)[:20])
}

// Find gives the mapping that was confirmed for a table with these columns; found is false
// where none was. The error is of one that is there and cannot be used: it says what to do.
func (s Store) Find(columns []string) (m table.Mapping, found bool, err error) {
	path := s.Path(columns)
	if path == "" {
		return m, false, nil
	}
	if m, err = read(path, columns); errors.Is(err, fs.ErrNotExist) {
		return table.Mapping{}, false, nil
	}
	if err != nil {
		return table.Mapping{}, false, fmt.Errorf("the columns confirmed before, in %s, cannot be used: %w: confirm them anew, or delete the file", path, err)
	}
	return m, true, nil
}

// read reads a mapping that fits the columns, and nothing that is no plain file: a pipe
// would block.
func read(path string, columns []string) (table.Mapping, error) {
	if info, err := os.Stat(path); err != nil {
		return table.Mapping{}, err
	} else if !info.Mode().IsRegular() {
		return table.Mapping{}, errNoFile
	}
	file, err := os.Open(path)
	if err != nil {
		return table.Mapping{}, err
	}
	m, err := table.ReadMapping(file)
	return m, errors.Join(err, m.Check(columns), file.Close())
}

// Keep keeps a mapping for tables with these columns, in place of what was kept before.
// The error says what to do.
func (s Store) Keep(columns []string, m table.Mapping) error {
	path := s.Path(columns)
	if path == "" {
		return errNoPlace
	}
	var text bytes.Buffer
	if err := errors.Join(m.Check(columns), m.Write(&text)); err != nil {
		return err
	}
	if err := atomicfile.WritePrivate(path, text.Bytes()); err != nil {
		return fmt.Errorf("the columns cannot be kept for next time: %w: see that %s is a folder of yours on a disk with room, or set XDG_STATE_HOME to another", err, s.dir)
	}
	return nil
}

// Forget drops the mapping for tables with these columns, and reports whether there was one.
func (s Store) Forget(columns []string) (bool, error) {
	path := s.Path(columns)
	if path == "" {
		return false, nil
	}
	switch err := os.Remove(path); {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("the columns confirmed before cannot be forgotten: %w: delete %s yourself", err, path)
	}
	return true, nil
}
