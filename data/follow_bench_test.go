package data_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/runtest"
)

// BenchmarkFollow looks at a file of a million traces: one that has not changed, and one
// to which a thousand records are added each time.
func BenchmarkFollow(b *testing.B) {
	var run bytes.Buffer
	total, err := (runtest.Synthetic{Bytes: 100_000 * 1200, Text: 30}).Write(&run, nil)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "predictions.jsonl")
	if err := os.WriteFile(path, run.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	var more bytes.Buffer
	added, err := (runtest.Synthetic{Bytes: 1000 * 1200, Text: 30, Seed: 1}).Write(&more, nil)
	if err != nil {
		b.Fatal(err)
	}
	o := data.Options{Lists: []data.PhraseList{sweepRefusals()}}
	f := follow(b, path, o)
	b.Logf("%d instances with %d traces, and %d more each time", total, f.run.Traces(), added)
	f.look()
	b.Run("unchanged", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := f.f.Look(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("1000 records", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(more.Len()))
		for b.Loop() {
			b.StopTimer()
			appendTo(b, path, more.String())
			b.StartTimer()
			f.look()
		}
		b.ReportMetric(float64(f.run.Traces()), "traces")
	})
}
