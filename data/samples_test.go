package data_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// TestSamples opens every file of a folder of real ones, where there is such a folder:
// each opens, or says in one sentence why it does not.
func TestSamples(t *testing.T) {
	root := os.Getenv("CONFSCOPE_SAMPLES")
	if root == "" {
		t.Log("CONFSCOPE_SAMPLES is not set: no real file is read")
		return
	}
	says := map[string]string{
		"evil.pkl": "posix.system", "xstest_prompts.csv": "--labels", "uqlm_rewrapped_batch_input.jsonl": "input of a batch job",
		"2025-05-12T20-28-13-04-00_no-samples.json":                        "cancelled",
		"2024-08-29T15-11-18+00-00_popularity_5EAmX6wjMFqea6WY7XHzZp.json": "no samples", "README.md": "README.md",
	}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		run, err := data.Open(t.Context(), path, data.Options{})
		if want := says[e.Name()]; want != "" {
			if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: %v, want one sentence that says %q", path, err, want)
			}
			return nil
		}
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return nil
		}
		t.Logf("%s: %s, %d instances, %d traces, %d problems, %+v", e.Name(), run.Source().Format, run.Instances(), run.Traces(), run.Problems().Total(), run.Confidence())
		for i := range run.Instances() {
			if _, err := run.Detail(i); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
		return run.Close()
	})
	if err != nil {
		t.Error(err)
	}
}

// TestRuns opens the runs of a folder, where there is such a folder.
func TestRuns(t *testing.T) {
	root := os.Getenv("CONFSCOPE_RUNS")
	if root == "" {
		t.Log("CONFSCOPE_RUNS names no folder: no real run is read")
		return
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	runs := 0
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		runs++
		run := open(t, filepath.Join(root, e.Name()), data.Options{})
		if run.Source().Format != "predictions.jsonl" || run.Traces() < run.Instances() || run.Source().Cut {
			t.Errorf("%s: %+v", e.Name(), run.Source())
		}
		readAll(t, run)
	}
	if runs < 4 {
		t.Errorf("%s holds %d runs, want 4 at least", root, runs)
	}
}
