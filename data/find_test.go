package data_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// What cannot be opened says what to do about it.
func TestUnopened(t *testing.T) {
	loop := filepath.Join(t.TempDir(), "loop.jsonl")
	if err := os.Symlink("loop.jsonl", loop); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Open(t.Context(), loop, data.Options{}); err == nil || !strings.Contains(err.Error(), "a link that leads back to itself") {
		t.Errorf("of a link to itself it says %v", err)
	}
	err := data.Unopened("secret.jsonl", &fs.PathError{Op: "open", Path: "secret.jsonl", Err: fs.ErrPermission})
	if got := err.Error(); !strings.HasPrefix(got, "secret.jsonl: it may not be read by you (permission denied)") {
		t.Errorf("of a file without permission it says %q", got)
	}
}
