//go:build unix

package data_test

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/confscope/confscope/data"
)

// A named pipe that nobody writes to keeps nobody waiting who wants to leave, and is read
// as soon as somebody does write.
func TestNamedPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := data.Start(path, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p, err := l.Next(t.Context()); err != nil || p.Run.Instances() != 0 || p.Finished {
		t.Errorf("before anybody wrote: %+v, %v", p, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Next(ended); err == nil {
		t.Error("who leaves has to wait")
	}
	w, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteString(record("a") + "\n"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for {
		p, err := l.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if p.Finished {
			if p.Run.Instances() != 1 {
				t.Errorf("%d instances", p.Run.Instances())
			}
			if err := p.Run.Close(); err != nil {
				t.Error(err)
			}
			return
		}
	}
}
