package lmeval_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/lmeval"
)

// The sample opens to its documents: one is logged for two filters, one is a choice
// between two options.
func TestSamples(t *testing.T) {
	root := foreigntest.Samples(t)
	if root == "" {
		return
	}
	paths, err := filepath.Glob(filepath.Join(root, "lmeval", "*samples_*.jsonl"))
	if err != nil || len(paths) != 1 {
		t.Fatalf("%d samples (%v), want one", len(paths), err)
	}
	file, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	if !lmeval.Sniff(file[:512], filepath.Base(paths[0])) {
		t.Errorf("%s is not known by its head", paths[0])
	}
	f := read(t, string(file))
	want := []string{
		"0 (Q: 2+2?\nA:): \" The answer is 4.\" | \" The answer is 5.\" | \" The answer is 4.\"",
		`7 (ctx): " b" -9.75`,
		`8 (café ☃): "hi"`,
	}
	if !slices.Equal(f.Lines(), want) || len(f.Faults) > 0 {
		t.Errorf("got %q and %q, want %q", f.Lines(), f.Says(), want)
	}
}
