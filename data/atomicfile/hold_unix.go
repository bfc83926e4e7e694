//go:build unix && !solaris && !aix

package atomicfile

import (
	"errors"
	"os"
	"syscall"
)

// hold opens the draft and locks it until the process ends: the system lets go of the
// lock whatever ends it.
func hold(name string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, errTaken
	}
	// A file system without locks says so here and in abandoned, where nothing is then.
	if errors.Is(syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK) {
		return nil, errors.Join(errTaken, f.Close())
	}
	return f, nil
}

// abandoned reports whether nobody holds the draft.
func abandoned(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // it was only looked at
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}
