package table_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/table"
)

// content reads a sample, unpacked.
func content(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(path, ".gz") {
		r, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if raw, err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return string(raw)
}

// Every sample is either read, or left to the reader whose format it is, or refused in
// one sentence.
func TestSamples(t *testing.T) {
	folder := foreigntest.Samples(t)
	if folder == "" {
		return
	}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name := filepath.Base(path)
		text := content(t, path)
		sniffed := table.Sniff([]byte(text[:min(len(text), 64<<10)]), name)
		s := &sink{}
		err = table.Read(t.Context(), foreigntest.Input(name, text), s)
		t.Logf("%s: sniffed %v, %d records, %d faults, error %v", name, sniffed, len(s.Records), len(s.Faults), err)
		if testing.Verbose() && sniffed {
			p, _ := table.Look(foreigntest.Input(name, text))
			t.Logf("  %+v", p.Mapping)
			for _, d := range p.Doubts {
				t.Logf("  %s: %s", d.Key, d.Says)
			}
			t.Logf("%.1200s\n%.600s", lines(s.Records[:min(len(s.Records), 6)]), s.says())
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
