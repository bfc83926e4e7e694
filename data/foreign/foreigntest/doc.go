// Package foreigntest is what the tests of the readers of other formats have in common: a
// sink that keeps what it is given and can write it down as a person would, and the folder
// of real files. Only tests import it.
package foreigntest

import (
	"bytes"
	"os"
	"testing"

	"github.com/confscope/confscope/data/foreign"
)

// Samples is the folder of real files, "" where none is named: then the test holds nothing
// against anything, and says so.
func Samples(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("CONFSCOPE_SAMPLES")
	if folder == "" {
		t.Log("CONFSCOPE_SAMPLES names no folder: no real file is read")
	}
	return folder
}

// Input is a file that holds content.
func Input[C string | []byte](name string, content C) foreign.Input {
	return foreign.Input{Name: name, At: bytes.NewReader([]byte(content)), Size: int64(len(content))}
}
