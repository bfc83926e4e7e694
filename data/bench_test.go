package data_test

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/runtest"
)

// benchFile writes a synthetic run once a benchmark, plain or packed by the given writer.
func benchFile(b *testing.B, pack func(io.Writer) io.WriteCloser) (path string, bytes int64) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "predictions.jsonl")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	var w io.WriteCloser = f
	if pack != nil {
		w = pack(f)
	}
	s := runtest.Synthetic{Bytes: runtest.BenchBytes()}
	if _, err := s.Write(w, nil); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	if pack != nil {
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
	return path, s.Bytes
}

func gzipWriter(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }

func zstdWriter(w io.Writer) io.WriteCloser {
	z, err := zstd.NewWriter(w)
	if err != nil {
		panic(err)
	}
	return z
}

// BenchmarkOpen opens a run in each packing, with the phrase lists of the method marked
// in the same pass. MB/s counts unpacked bytes; allocs/line counts everything.
func BenchmarkOpen(b *testing.B) {
	for _, c := range []struct {
		name  string
		pack  func(io.Writer) io.WriteCloser
		lists []data.PhraseList
	}{
		{"plain", nil, nil},
		{"plain, one list", nil, []data.PhraseList{sweepRefusals()}},
		{"plain, two lists", nil, []data.PhraseList{sweepRefusals(), riskWords()}},
		{"gzip", gzipWriter, nil},
		{"zstd", zstdWriter, nil},
		{"zstd, one list", zstdWriter, []data.PhraseList{sweepRefusals()}},
	} {
		b.Run(c.name, func(b *testing.B) {
			path, size := benchFile(b, c.pack)
			b.SetBytes(size)
			var before, after runtime.MemStats
			lines := 0
			runtime.ReadMemStats(&before)
			for b.Loop() {
				run, err := data.Open(context.Background(), path, data.Options{Lists: c.lists})
				if err != nil {
					b.Fatal(err)
				}
				lines += run.Instances()
				if err := run.Close(); err != nil {
					b.Fatal(err)
				}
			}
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(lines), "allocs/line")
		})
	}
}

// BenchmarkResident is what an open run holds for each of its traces, ids and all.
func BenchmarkResident(b *testing.B) {
	path, _ := benchFile(b, nil)
	held := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for b.Loop() {
		before := held()
		run, err := data.Open(context.Background(), path, data.Options{Lists: []data.PhraseList{sweepRefusals()}})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(held()-before)/float64(run.Traces()), "B/trace")
		if err := run.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFirstBite is the time until there are rows to show, whatever the file's size.
func BenchmarkFirstBite(b *testing.B) {
	path, _ := benchFile(b, nil)
	for b.Loop() {
		l, err := data.Start(path, data.Options{Lists: []data.PhraseList{sweepRefusals()}})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := l.Next(context.Background()); err != nil {
			b.Fatal(err)
		}
		if err := l.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMark marks another list in a run that is open.
func BenchmarkMark(b *testing.B) {
	path, size := benchFile(b, nil)
	run, err := data.Open(context.Background(), path, data.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer run.Close()
	b.SetBytes(size)
	for b.Loop() {
		if _, err := run.Mark(context.Background(), riskWords()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAgainstPython opens a run, plainly and with one list marked, and in turns reads
// the same bytes without looking at them and has Python read them, with json.loads a line and all
// but the texts kept. "x-python" and "x-read" are ratios of the best times. Without a
// python3 there is nothing to compare with.
func BenchmarkAgainstPython(b *testing.B) {
	python, err := exec.LookPath("python3")
	if err != nil {
		b.Log("no python3 here: nothing to compare with")
		return
	}
	path, size := benchFile(b, nil)
	for name, lists := range map[string][]data.PhraseList{"numbers": nil, "one list": {sweepRefusals()}} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size)
			best, bestPython, bestRead := time.Hour, time.Hour, time.Hour
			for b.Loop() {
				best = min(best, openOnce(b, path, lists))
				b.StopTimer()
				bestRead = min(bestRead, readOnce(b, path))
				bestPython = min(bestPython, loadsOnce(b, python, path))
				b.StartTimer()
			}
			b.ReportMetric(bestPython.Seconds()/best.Seconds(), "x-python")
			b.ReportMetric(best.Seconds()/bestRead.Seconds(), "x-read")
			b.ReportMetric(bestPython.Seconds()*1000, "python-ms")
			b.ReportMetric(bestRead.Seconds()*1000, "read-ms")
			b.ReportMetric(best.Seconds()*1000, "open-ms")
		})
	}
}

func openOnce(b *testing.B, path string, lists []data.PhraseList) time.Duration {
	b.Helper()
	start := time.Now()
	run, err := data.Open(context.Background(), path, data.Options{Lists: lists})
	if err != nil {
		b.Fatal(err)
	}
	took := time.Since(start)
	if err := run.Close(); err != nil {
		b.Fatal(err)
	}
	return took
}

// readOnce reads a file as Open does, a mebibyte at a time, and looks at nothing of it.
func readOnce(b *testing.B, path string) time.Duration {
	b.Helper()
	start := time.Now()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	buf := make([]byte, 1<<20)
	for at := int64(0); err == nil; at += int64(len(buf)) {
		_, err = f.ReadAt(buf, at)
	}
	if !errors.Is(err, io.EOF) {
		b.Fatal(err)
	}
	return time.Since(start)
}

// loadsOnce has Python read a file, and takes its own word for how long that took.
func loadsOnce(b *testing.B, python, path string) time.Duration {
	b.Helper()
	const script = `
import json, sys, time
start = time.perf_counter()
kept = []
with open(sys.argv[1]) as f:
    for line in f:
        record = json.loads(line)
        del record["traces"]
        kept.append(record)
print(time.perf_counter() - start)`
	out, err := exec.Command(python, "-c", script, path).Output()
	if err != nil {
		b.Fatal(err)
	}
	seconds, err := time.ParseDuration(strings.TrimSpace(string(out)) + "s")
	if err != nil {
		b.Fatal(err)
	}
	return seconds
}

// BenchmarkPrintable cleans text of the common kind and of the hostile kind.
func BenchmarkPrintable(b *testing.B) {
	for name, text := range map[string]string{"ascii": runtest.Text('R'), "hostile": "\x1b[31mred\u202e ☃ \xff é 漢字"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				data.Printable(text)
			}
		})
	}
}
