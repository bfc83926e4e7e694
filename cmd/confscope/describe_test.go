package main

import (
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// TestShellsCompleteTheWordsOfFlags, and files where a file is meant.
func TestShellsCompleteTheWordsOfFlags(t *testing.T) {
	for _, row := range []struct{ args, want, because string }{
		{"sweep --judge ", "keywords-any", "a judge"},
		{"sweep --confidence ", "lowest-group", "a confidence"},
		{"check --format ", "md", "a format"},
		{"convert --format ", "parquet", "a format of files"},
		{"slices --by ", "topic", "a slicing"},
		{"choose --on ", "lower", "a side"},
		{"sweep --warmup ", ":4", "a number is no file"},
		{"sweep --mapping ", ":0", "a file"},
		{"sweep ", ":0", "a run"},
		{"results/pre", ":0", "a run is a file, without a command too"},
		{"sw", "sweep", "a command"},
	} {
		args := append([]string{"__complete"}, strings.Split(row.args, " ")...)
		if got := (invocation{args: args}).run(t); got.code != 0 || !strings.Contains("\n"+got.out, "\n"+row.want) {
			t.Errorf("%q completes to %q, want %s: %s", row.args, got.out, row.want, row.because)
		}
	}
}

// TestHelpIsRefusedForWhatIsNotThere, and its prose has no lines of its own.
func TestHelpIsRefusedForWhatIsNotThere(t *testing.T) {
	for _, args := range [][]string{{"help", "foo"}, {"help", "sweep", "foo"}, {"completion", "foo"}, {"man", "foo"}} {
		if got := (invocation{args: args}).run(t); got.code != codeUsage || got.out != "" || strings.Count(got.err, "\n") != 1 {
			t.Errorf("%q ends with %d, %q, %q; want 64 and one sentence", args, got.code, got.out, got.err)
		}
	}
	for _, args := range [][]string{{"help"}, {"help", "sweep"}, {"help", "completion", "bash"}, {"completion"}, {"completion", "zsh"}} {
		confscope(t, args...)
	}
	root := newRoot(&app{})
	for _, cmd := range append(root.Commands(), root) {
		for _, paragraph := range strings.Split(cmd.Long, "\n\n") {
			if strings.Contains(paragraph, "\n") {
				t.Errorf("%s: a line ends in %q: it would break where a terminal does not end", cmd.Name(), paragraph)
			}
		}
		cmd.Flags().VisitAll(shortUsage(t, cmd.Name()))
	}
}

// shortUsage finds flags whose line in the help is too long to be read; lists of words may be.
func shortUsage(t *testing.T, command string) func(*pflag.Flag) {
	return func(f *pflag.Flag) {
		if offered, ok := f.Value.(interface{ offers() []string }); len(f.Usage) > 140 && ok && len(offered.offers()) == 0 {
			t.Errorf("%s --%s: %d letters are no short help: %s", command, f.Name, len(f.Usage), f.Usage)
		}
	}
}
