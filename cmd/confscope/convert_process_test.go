//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/confscope/confscope/data/runtest"
)

// drafting starts a conversion of a run that takes a while, over a file that is there, and
// comes back when it is writing.
func drafting(t *testing.T, run, out string, stop os.Signal) (code int, said string) {
	t.Helper()
	cmd := program(t, "convert", run, "-o", out, "--force")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	before := drafts(t, out)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for now := drafts(t, out); len(now) == 0 || slices.Equal(now, before); now = drafts(t, out) {
		select {
		case <-look.C:
		case <-t.Context().Done():
			t.Fatal("it never began to write")
		}
	}
	if err := cmd.Process.Signal(stop); err != nil {
		t.Fatal(err)
	}
	return codeOf(t, cmd.Wait()), stdout.String() + stderr.String()
}

// drafts are the names of what lies beside the output.
func drafts(t *testing.T, out string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(out))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), "."+filepath.Base(out)+".draft-") {
			names = append(names, entry.Name())
		}
	}
	return names
}

// However a conversion ends before its end, what stood in its place stands there still.
// Only a kill leaves something, once, and the next conversion takes it away.
func TestConvertIsWholeOrNothing(t *testing.T) {
	var lines bytes.Buffer
	if _, err := (runtest.Synthetic{Bytes: 48 << 20, Seed: 5}).Write(&lines, nil); err != nil {
		t.Fatal(err)
	}
	run, out := filepath.Join(t.TempDir(), "run.jsonl"), filepath.Join(t.TempDir(), "out.jsonl.gz")
	write(t, run, lines.String())
	write(t, out, "before")
	rows := []struct {
		stop os.Signal
		code int
		left int
	}{{os.Interrupt, 130, 0}, {syscall.SIGTERM, 143, 0}, {os.Kill, -1, 1}, {os.Kill, -1, 1}, {os.Interrupt, 130, 0}}
	for _, row := range rows {
		code, said := drafting(t, run, out, row.stop)
		text, err := os.ReadFile(out)
		if code != row.code || said != "" || err != nil || string(text) != "before" || len(drafts(t, out)) != row.left {
			t.Errorf("%s: ends with %d, says %q, leaves %d drafts and %d bytes; want %d, silence, %d and what was there",
				row.stop, code, said, len(drafts(t, out)), len(text), row.code, row.left)
		}
	}
	small := save(t, tinyRun())
	if got := (invocation{args: []string{"convert", small, "-o", out, "--force"}}).run(t); got.code != 0 || drafts(t, out) != nil {
		t.Errorf("ends with %d, says %q, and %v is left", got.code, got.err, drafts(t, out))
	}
}
