package main

import (
	"bytes"
	"compress/gzip"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// gzipped packs a text.
func gzipped(t *testing.T, text string) string {
	t.Helper()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.String()
}

// zstandard packs a text.
func zstandard(t *testing.T, text string) string {
	t.Helper()
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(z.EncodeAll([]byte(text), nil))
}

// A packed published sweep is known by its bytes, whatever its name, and wherever it comes
// from.
func TestPublishedPacked(t *testing.T) {
	text := publishedText(t)
	for _, c := range []struct{ name, content, because string }{
		{"published.json.gz", gzipped(t, text), "gzip is seen through"},
		{"published.json.zst", zstandard(t, text), "and so is zstd"},
		{"published.json", gzipped(t, text), "the name says nothing"},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		write(t, path, c.content)
		if got := confscope(t, "sweep", path); !strings.Contains(got, c.name+": 8 positions of a published sweep") {
			t.Errorf("%s gives\n%s\nbecause %s", c.name, got, c.because)
		}
		if got := confscope(t, "compare", "demo:run2", path); !strings.Contains(got, "REPRODUCED: the run gives every published figure, at all 8 positions") {
			t.Errorf("%s beside its run gives\n%s\nbecause %s", c.name, got, c.because)
		}
		piped := invocation{args: []string{"sweep", "-"}, stdin: c.content}.run(t)
		if piped.code != 0 || !strings.Contains(piped.out, "stdin: 8 positions of a published sweep") {
			t.Errorf("%s through a pipe ends with %d, says %q and prints\n%s\nbecause %s", c.name, piped.code, piped.err, piped.out, c.because)
		}
		refused := invocation{args: []string{"check", path}}.run(t)
		if refused.code != codeInput || !strings.Contains(refused.err, "this is a published sweep, without traces") {
			t.Errorf("%s is checked with %d and %q", c.name, refused.code, refused.err)
		}
	}
}

// What is packed and no published sweep is a run as before, and a fault is one sentence.
func TestPackedThatIsNoPublishedSweep(t *testing.T) {
	lines := ""
	for _, r := range tinyRun() {
		lines += r.prediction(t) + "\n"
	}
	plain := invocation{args: []string{"sweep", "-"}, stdin: lines}.run(t)
	for _, packed := range []string{gzipped(t, lines), zstandard(t, lines)} {
		got := invocation{args: []string{"sweep", "-"}, stdin: packed}.run(t)
		if got != plain {
			t.Errorf("packed predictions on standard input give %+v, and plain ones %+v", got, plain)
		}
	}
	text := gzipped(t, publishedText(t))
	for content, says := range map[string]string{
		text[:len(text)-20]: "this looks like a published sweep, and the packed file is cut off: copy it again",
		text[:4]:            "",
		"\x1f\x8b":          "",
	} {
		path := filepath.Join(t.TempDir(), "published.json.gz")
		write(t, path, content)
		for _, one := range []invocation{{args: []string{"sweep", path}}, {args: []string{"sweep", "-"}, stdin: content}} {
			got := one.run(t)
			if got.code != codeInput || !strings.Contains(got.err, says) || strings.Count(got.err, "\n") != 1 {
				t.Errorf("%d bytes of %q end with %d and say %q, want %q", len(content), one.args, got.code, got.err, says)
			}
		}
	}
}
