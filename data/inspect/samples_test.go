package inspect_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/inspect"
)

// Real logs, where they are at hand: each opens to its instances or to its one sentence.
func TestRealLogs(t *testing.T) {
	dir := foreigntest.Samples(t)
	if dir == "" {
		return
	}
	files, err := filepath.Glob(filepath.Join(dir, "inspect", "*"))
	check(t, err)
	if len(files) == 0 {
		t.Fatalf("no files in %s", filepath.Join(dir, "inspect"))
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) { realLog(t, path) })
	}
}

func realLog(t *testing.T, path string) {
	body, err := os.ReadFile(path)
	check(t, err)
	name := filepath.Base(path)
	if !inspect.Sniff(body[:min(len(body), 512)], "unnamed") {
		t.Error("not recognised by its first 512 bytes")
	}
	f := &found{}
	err = inspect.Read(context.Background(), input(body), f)
	t.Log(f.lines(), f.sentences(), err)
	if empty := strings.HasPrefix(name, "2024-08-29") || strings.Contains(name, "no-samples"); empty != (err != nil) {
		t.Fatalf("error %v", err)
	}
	seen := map[string]bool{}
	for _, r := range f.Records {
		if seen[r.ID] || r.Prompt == nil || *r.Prompt == "" || len(r.Traces) == 0 {
			t.Errorf("instance %q: prompt %q, %d traces", r.ID, deref(r.Prompt), len(r.Traces))
		}
		seen[r.ID] = true
		for _, tr := range r.Traces {
			if tr.Text == nil || *tr.Text == "" || tr.Refused != foreign.FlagAbsent {
				t.Errorf("instance %q: answer %q, refused %d: no rule is for these tasks", r.ID, deref(tr.Text), tr.Refused)
			}
		}
	}
	if strings.HasPrefix(name, "log_streaming") {
		wantLines(t, "two ids with two epochs, in an order of their own", f.lines(), "2: No. | No", "1: No | Yes.")
	}
}
