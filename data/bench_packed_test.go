package data_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/confscope/confscope/data"
)

func fastGzip(w io.Writer) io.WriteCloser {
	z, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		panic(err)
	}
	return z
}

func fastZstd(w io.Writer) io.WriteCloser {
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		panic(err)
	}
	return z
}

// unpackOnly reads a packed file to its end with the library that a run is opened with.
func unpackOnly(b *testing.B, path string) {
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 256<<10)
	var content io.Reader
	if head, _ := in.Peek(2); head[0] == 0x1f {
		content, err = gzip.NewReader(in)
	} else {
		var z *zstd.Decoder
		if z, err = zstd.NewReader(in, zstd.WithDecoderConcurrency(1)); err == nil {
			defer z.Close()
			content = z
		}
	}
	for buf := make([]byte, 256<<10); err == nil; {
		_, err = content.Read(buf)
	}
	if !errors.Is(err, io.EOF) {
		b.Fatal(err)
	}
}

// BenchmarkOpenPacked opens a packed run and unpacks it without looking at it, in turns:
// "x-unpack" is the ratio of the best times.
func BenchmarkOpenPacked(b *testing.B) {
	for name, pack := range map[string]func(io.Writer) io.WriteCloser{"gzip": fastGzip, "zstd": fastZstd} {
		b.Run(name, func(b *testing.B) {
			path, size := benchFile(b, pack)
			b.SetBytes(size)
			open, unpack := turns(b, func() {
				run, err := data.Open(context.Background(), path, data.Options{SpoolDir: b.TempDir()})
				if err != nil {
					b.Fatal(err)
				}
				if err := run.Close(); err != nil {
					b.Fatal(err)
				}
			}, func() { unpackOnly(b, path) })
			b.ReportMetric(open.Seconds()/unpack.Seconds(), "x-unpack")
			b.ReportMetric(open.Seconds()*1000, "open-ms")
		})
	}
}

// BenchmarkSearch searches a run for a text that is in no answer, on all processors, and
// reads the same file without looking at it, in turns: "x-read" is the ratio.
func BenchmarkSearch(b *testing.B) {
	path, size := benchFile(b, nil)
	run, err := data.Open(context.Background(), path, data.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer run.Close()
	for name, q := range map[string]data.Query{
		"text": {Text: "Nobody says this"}, "short text": {Text: "qxz"}, "expression": {Regexp: regexp.MustCompile(`(?i)nobody\s+says`)},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size)
			search, read := turns(b, func() { find(b, run, q) }, func() {
				f, err := os.Open(path)
				if err != nil {
					b.Fatal(err)
				}
				defer f.Close()
				for buf := make([]byte, 1<<20); err == nil; {
					_, err = f.Read(buf)
				}
			})
			b.ReportMetric(search.Seconds()/read.Seconds(), "x-read")
			b.ReportMetric(float64(size)/1e6/search.Seconds(), "best-MB/s")
		})
	}
}

// turns runs two things in turns and gives the least time that each took; the time of the
// first is that of the benchmark.
func turns(b *testing.B, first, second func()) (time.Duration, time.Duration) {
	best := [2]time.Duration{time.Hour, time.Hour}
	once := func(n int, do func()) {
		start := time.Now()
		do()
		best[n] = min(best[n], time.Since(start))
	}
	for b.Loop() {
		once(0, first)
		b.StopTimer()
		once(1, second)
		b.StartTimer()
	}
	return best[0], best[1]
}
