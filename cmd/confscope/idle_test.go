package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFlagsThatWouldDoNothingAreRefused: who types one should not believe that it did
// something; a setting holds for every run and is passed over where it cannot.
func TestFlagsThatWouldDoNothingAreRefused(t *testing.T) {
	run, dir := save(t, tinyRun()), t.TempDir()
	in := func(name, content string) string {
		write(t, filepath.Join(dir, name), content)
		return filepath.Join(dir, name)
	}
	rules, columns := in("rules.json", confscope(t, "mapping", "--refusal-rules")), in("columns.json", `{"id":"id","text":"text"}`)
	table := in("answers.csv", "id,response,confidence\na,I did it,0.5\na,I did it too,0.7\n")
	rows := []struct {
		because string
		args    []string
		says    string
	}{
		{"the built-in run has labels", []string{"sweep", "--labels", run}, "--labels: the built-in run has its labels with it"},
		{"and words for them", []string{"sweep", "--label-words", "bad=unsafe"}, "--label-words: the built-in run"},
		{"converted it has them, too", []string{"convert", "-o", filepath.Join(dir, "x.jsonl"), "--labels", run}, "--labels: the built-in run"},
		{"no ids of batch output", []string{"sweep", "--cut-suffix", "#.*"}, "--cut-suffix: run2 is no batch output"},
		{"a table has no such ids", []string{"sweep", table, "--cut-suffix", "#.*"}, "--cut-suffix: answers.csv is no batch output but of the format table"},
		{"no scores", []string{"sweep", run, "--refusals", rules}, "--refusals: predictions.jsonl is no Inspect log"},
		{"no columns", []string{"sweep", run, "--mapping", columns}, "--mapping: predictions.jsonl is no table"},
		{"no groups of tokens", []string{"sweep", "demo:run2-tokens", "--window", "50"}, "--window does nothing here"},
		{"nor in a mean", []string{"sweep", "demo:run2-tokens", "--confidence", "nll", "--window", "50"}, "the confidence nll looks at no groups"},
		{"no orders are drawn", []string{"report", run, "-o", filepath.Join(dir, "r"), "--no-band", "--seed", "2"}, "--seed does nothing here"},
		{"rules need no file", []string{"mapping", table, "--refusal-rules"}, "--refusal-rules prints rules"},
		{"and forget nothing", []string{"mapping", "--forget", "--refusal-rules"}, "--refusal-rules prints rules"},
	}
	for _, row := range rows {
		t.Run(row.because, func(t *testing.T) {
			got := invocation{args: row.args}.run(t)
			last := got.err[strings.LastIndexByte(strings.TrimSuffix(got.err, "\n"), '\n')+1:]
			if got.code != codeUsage || got.out != "" || !strings.Contains(last, row.says) || !strings.Contains(last, "leave") {
				t.Errorf("%q ends with %d, %q, %q; want 64 and %q", row.args, got.code, got.out, got.err, row.says)
			}
		})
	}
	settings := []string{"CONFSCOPE_LABELS=" + run, "CONFSCOPE_MAPPING=" + columns, "CONFSCOPE_CUT_SUFFIX=#", "CONFSCOPE_WINDOW=50"}
	if got := (invocation{args: []string{"sweep"}, env: settings}).run(t); got.code != 0 || got.err != "" {
		t.Errorf("settings that do nothing for a run end with %d, %q; want 0 and silence", got.code, got.err)
	}
	out := filepath.Join(dir, "study")
	if got := (invocation{args: []string{"report", "--no-band", "-o", out}, env: settings}).run(t); got.code != 0 {
		t.Fatal(got.err)
	}
	page, err := os.ReadFile(filepath.Join(out, "report.md"))
	if err != nil || strings.Contains(string(page), "--mapping=") || strings.Contains(string(page), "--window=") {
		t.Errorf("%v: the page's command has flags that are refused", err)
	}
}

// TestFaultsOfFilesHaveNoWordsOfTheLanguage: what a user reads is about his file.
func TestFaultsOfFilesHaveNoWordsOfTheLanguage(t *testing.T) {
	dir := t.TempDir()
	for because, in := range map[string]invocation{
		"no mapping":             {args: []string{"sweep", "--mapping", filepath.Join(dir, "gone")}},
		"no rules":               {args: []string{"sweep", "--refusals", filepath.Join(dir, "gone")}},
		"rules that are prose":   {args: []string{"sweep", "--refusals", put(t, dir, "rules", "Dear diary")}},
		"a mapping, cut":         {args: []string{"sweep", "--mapping", put(t, dir, "cut", `{"id": `)}},
		"an open group":          {args: []string{"sweep", "--cut-suffix", "("}},
		"no phrases":             {args: []string{"sweep", "--phrases", filepath.Join(dir, "gone")}},
		"settings that are cut":  {args: []string{"sweep"}, settings: "labels = [\n"},
		"a table as a setting":   {args: []string{"sweep"}, settings: "refusals = {a = 1}\n"},
		"a folder of the system": {args: []string{"convert", "-o", "/proc/x.jsonl"}},
		"a report there":         {args: []string{"report", "--no-band", "-o", "/proc/x"}},
	} {
		got := in.run(t)
		if got.code != codeUsage && got.code != codeInput && got.code != codeOutput || strings.Count(got.err, "\n") != 1 {
			t.Errorf("%s: exit %d, %q; want one sentence", because, got.code, got.err)
		}
		for _, word := range []string{"EOF", "open ", "mkdir ", "map[", "nil", "(?:", "draft", "invalid character", "error parsing"} {
			if strings.Contains(got.err, word) {
				t.Errorf("%s: %q has %q in it", because, got.err, word)
			}
		}
	}
}

func put(t *testing.T, dir, name, content string) string {
	t.Helper()
	write(t, filepath.Join(dir, name), content)
	return filepath.Join(dir, name)
}
