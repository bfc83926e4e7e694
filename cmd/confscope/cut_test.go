package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// A file that ends in the middle of a record is not taken for a whole run without a word.
func TestCutRunIsSaid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run.jsonl")
	whole := tinyRun()[0].prediction(t) + "\n"
	write(t, path, whole+tinyRun()[1].prediction(t)[:30])
	got := invocation{args: []string{"sweep", path}}.run(t)
	if got.code != 0 || !strings.Contains(got.err, "run.jsonl is cut off in its last record") || !strings.Contains(got.err, "of the 1 instance before") {
		t.Errorf("exit %d, %q", got.code, got.err)
	}
	write(t, path, whole)
	if got := (invocation{args: []string{"sweep", path}}).run(t); strings.Contains(got.err, "cut") {
		t.Errorf("a whole run: %q", got.err)
	}
}
