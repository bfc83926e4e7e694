package pickle_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/pickle"
)

// TestSamples reads pickles that Python wrote, where they are there.
func TestSamples(t *testing.T) {
	folder := foreigntest.Samples(t)
	if folder == "" {
		return
	}
	files, err := filepath.Glob(filepath.Join(folder, "deepconf", "*.pkl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pickle in %s/deepconf: %v", folder, err)
	}
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := &sink{}
		name := filepath.Base(path)
		err = pickle.Read(context.Background(), foreigntest.Input(name, content), s)
		switch name {
		case "evil.pkl":
			expect(t, name, s, err, 0, "this pickle asks for posix.system: it is refused, and nothing of it was run")
		case "trunc.pkl":
			expect(t, name, s, err, 1, "the pickle is cut at byte 3000, before its end: copy the file again, or wait until it is written")
		default:
			expect(t, name, s, err, 8, "<nil>")
		}
	}
}

func expect(t *testing.T, name string, s *sink, err error, traces int, sentence string) {
	t.Helper()
	said := "<nil>"
	if err != nil {
		said = err.Error()
	}
	if said != sentence || len(s.lines()) != traces || len(s.says()) > 0 {
		t.Errorf("%s: %d traces, faults %q and %q; want %d, none and %q", name, len(s.lines()), s.says(), said, traces, sentence)
	}
	for i, line := range s.lines() {
		if !strings.Contains(line, "Trace "+string(rune('0'+i))+": the answer is") {
			t.Errorf("%s: trace %d is %s", name, i, line)
		}
	}
}
