package data_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/runtest"
)

// synthetic is a run of the given size with texts of 20 kB.
func synthetic(t testing.TB, size int64) string {
	t.Helper()
	var predictions bytes.Buffer
	if _, err := (runtest.Synthetic{Bytes: size, Text: 20_000, Seed: 7}).Write(&predictions, nil); err != nil {
		t.Fatal(err)
	}
	return predictions.String()
}

// framed packs a content as many frames, each with a checksum, and a frame that is to be
// skipped before each, as parallel packers write it.
func framed(content string, size int) string {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	var b []byte
	for from := 0; from < len(content); from += size {
		b = append(b, 0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4)
		b = w.EncodeAll([]byte(content[from:min(from+size, len(content))]), b)
	}
	return string(b)
}

// unseeded packs a content as one frame that does not say how much it holds.
func unseeded(content string) string {
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	if err != nil {
		panic(err)
	}
	if _, err := w.Write([]byte(content)); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

// However input comes, its texts are those of the plain file: from a copy in memory or in a
// file that nobody sees, or by unpacking it again. Only where nothing was kept of what
// cannot be read twice does an error say so.
func TestTextsOfPackedInput(t *testing.T) {
	content := synthetic(t, 2<<20)
	incompressible := noisy(9 << 20)
	plain := open(t, write(t, "predictions.jsonl", content), data.Options{})
	noise := open(t, write(t, "predictions.jsonl", incompressible), data.Options{})
	seen, nowhere := t.TempDir(), filepath.Join(t.TempDir(), "nowhere")
	packings := map[string]func(string) string{
		"gzip":              func(s string) string { return gzipped(s) },
		"zstd, one frame":   unseeded,
		"zstd, many frames": func(s string) string { return framed(s, 300_000) },
		"zstd, two sizes":   func(s string) string { return framed(s, 9<<20) },
		"piped":             nil,
	}
	for name, pack := range packings {
		for _, o := range []data.Options{{SpoolDir: seen}, {SpoolDir: nowhere}, {NoSpool: true, SpoolDir: nowhere}} {
			for _, as := range []struct {
				want    *data.Run
				content string
			}{{plain, content}, {noise, incompressible}} {
				kind := fmt.Sprintf("%s in %s, no spool: %t", name, filepath.Base(o.SpoolDir), o.NoSpool)
				path := "-"
				if o.Stdin = strings.NewReader(as.content); pack != nil {
					path, o.Stdin = write(t, "predictions.jsonl", pack(as.content)), nil
				}
				run := open(t, path, o)
				if left, err := os.ReadDir(seen); err != nil || len(left) > 0 {
					t.Errorf("%s: the temporary file can be seen: %v, %v", kind, left, err)
				}
				says := ""
				switch {
				case pack == nil && o.NoSpool:
					says = "standard input comes only once and its texts were not kept, as asked: leave out --no-spool"
				case pack == nil && o.SpoolDir == nowhere && as.want == noise: // the other fits into memory
					says = "could not be kept in a temporary file"
				}
				sameTexts(t, kind, run, as.want, says)
				if err := run.Close(); err != nil {
					t.Errorf("%s: %v", kind, err)
				}
				if _, err := run.Detail(0); err == nil {
					t.Errorf("%s: a closed run reads texts", kind)
				}
			}
		}
	}
}

// noisy is a run whose texts cannot be packed.
func noisy(size int) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/"
	rng := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, `{"instance_id": "n_%d", "confidences": [0.5], "traces": ["`, i)
		for range 100 + rng.IntN(30_000) {
			for bits, n := rng.Uint64(), 0; n < 10; bits, n = bits>>6, n+1 {
				b.WriteByte(letters[bits&63])
			}
		}
		b.WriteString("\"]}\n")
	}
	return b.String()
}

// sameTexts holds the texts of a run against those of another, in and out of order.
func sameTexts(t *testing.T, kind string, run, want *data.Run, says string) {
	t.Helper()
	n := want.Instances()
	if run.Instances() != n {
		t.Fatalf("%s: %d instances, want %d", kind, run.Instances(), n)
	}
	for _, i := range []int{n / 2, n - 1, 0, n / 3, n - 1} {
		got, err := run.Detail(i)
		if says != "" {
			if err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("%s: error %v, want %q", kind, err, says)
			}
			continue
		}
		if wanted, _ := want.Detail(i); err != nil || fmt.Sprint(got) != fmt.Sprint(wanted) {
			t.Errorf("%s: another text of instance %d, %v", kind, i, err)
		}
	}
	if says != "" {
		return
	}
	at := 0
	err := run.EachText(t.Context(), 0, n, func(_, _ int, text []byte) bool {
		at += len(text)
		return true
	})
	_ = want.EachText(t.Context(), 0, n, func(_, _ int, text []byte) bool { at -= len(text); return true })
	if err != nil || at != 0 {
		t.Errorf("%s: the texts are %d bytes longer, %v", kind, at, err)
	}
}

// A text far into a packed file takes time. A call that is ended meanwhile says how far it
// is, and calls that are all ended get there together.
func TestRereading(t *testing.T) {
	content := synthetic(t, 6<<20)
	for _, o := range []data.Options{{NoSpool: true}, {}} {
		run := open(t, write(t, "predictions.jsonl.zst", unseeded(content)), o)
		last, before, steps := run.Instances()-1, int64(-1), 0
		for ; ; steps++ {
			_, err := run.DetailContext(&ending{Context: t.Context(), looks: 3}, last)
			if err == nil {
				break
			}
			var again *data.Rereading
			if !errors.As(err, &again) || !errors.Is(err, context.Canceled) || again.Done <= before || again.Done > again.Total {
				t.Fatalf("step %d: error %v after %d", steps, err, before)
			}
			if !strings.Contains(err.Error(), "reading again from the start") {
				t.Errorf("error %v", err)
			}
			before = again.Done
		}
		if steps < 5 {
			t.Errorf("only %d steps", steps)
		}
	}
}

// ending is a context that ends when it has been looked at a few times.
type ending struct {
	context.Context
	looks int
}

func (e *ending) Err() error {
	if e.looks--; e.looks < 0 {
		return context.Canceled
	}
	return nil
}

// Readers in many places at once of a file that is unpacked again each get their texts.
func TestManyReaders(t *testing.T) {
	content := synthetic(t, 4<<20)
	for _, o := range []data.Options{{NoSpool: true}, {SpoolDir: t.TempDir()}} {
		for _, packed := range []string{unseeded(content), gzipped(content), framed(content, 100_000)} {
			run := open(t, write(t, "predictions.jsonl", packed), o)
			done := make(chan error)
			for w := range 7 {
				go func() {
					var err error
					for i := w; i < run.Instances() && err == nil; i += 5 {
						var d data.Detail
						if d, err = run.Detail(i); err == nil && (d.ID != run.ID(i) || len(d.Texts[9]) < 1000) {
							err = fmt.Errorf("instance %d has other texts", i)
						}
					}
					done <- err
				}()
			}
			for range 7 {
				if err := <-done; err != nil {
					t.Error(err)
				}
			}
		}
	}
}
