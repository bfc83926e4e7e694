package inspect_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/inspect"
)

func TestBadMembers(t *testing.T) {
	bomb := `{"id":"b","epoch":1,"messages":"` + strings.Repeat("a", 8<<20) + `"}`
	for _, row := range []struct {
		because string
		bad     piece
		want    string
	}{
		{"a bomb", piece{body: bomb, method: methodZstd}, "the member unpacks to more than 1000 times its packed size: left out, no text packs that well"},
		{"a wrong checksum", piece{body: sampleJSON("b", 1, "x"), change: func(h *zip.FileHeader) { h.CRC32++ }}, "the member is damaged: its checksum is wrong; copy the log again"},
		{"another size", piece{body: sampleJSON("b", 1, "x"), method: zip.Deflate, change: func(h *zip.FileHeader) { h.UncompressedSize64-- }}, "the member is damaged: it unpacks to another size than the archive states; copy the log again"},
		{"encrypted", piece{body: sampleJSON("b", 1, "x"), change: func(h *zip.FileHeader) { h.Flags |= 1 }}, "the member is encrypted: write the log again without a password"},
		{"bzip2", piece{body: sampleJSON("b", 1, "x"), change: func(h *zip.FileHeader) { h.Method = 12 }}, "the member is packed with method 12: only stored, deflate and zstd members can be read"},
		{"no deflate data", piece{body: sampleJSON("b", 1, "x"), change: func(h *zip.FileHeader) { h.Method = zip.Deflate }}, "the member is damaged: flate: corrupt input before offset 9; copy the log again"},
		{"no zstd data", piece{body: sampleJSON("b", 1, "x"), change: func(h *zip.FileHeader) { h.Method = methodZstd }}, "the member is damaged: invalid input: magic number mismatch; copy the log again"},
		{"cut JSON", piece{body: `{"id":"b","epoch":1,"output":{`}, "the JSON ends too early"},
	} {
		t.Run(row.because, func(t *testing.T) {
			row.bad.name = "samples/b_epoch_1.json"
			f := read(t, archive(t, samplePiece("a", 1, "one"), row.bad, samplePiece("c", 1, "three"), headerPiece("x", 1)))
			wantLines(t, "the neighbours are read", f.lines(), "a: one", "c: three")
			wantLines(t, row.because, f.sentences(), "2! : samples/b_epoch_1.json: "+row.want)
		})
	}
}

// A long sample that is packed as texts are is no bomb.
func TestLongMember(t *testing.T) {
	random, text := rand.New(rand.NewPCG(3, 1)), strings.Builder{}
	for range 400_000 {
		fmt.Fprintf(&text, "word%d ", random.IntN(1000))
	}
	f := read(t, archive(t, samplePiece("a", 1, text.String()), headerPiece("x", 1)))
	if len(f.sentences()) > 0 || len(f.Records) != 1 || *f.Records[0].Traces[0].Text != text.String() {
		t.Errorf("%d records, faults %q, want a text of %d bytes", len(f.Records), f.sentences(), text.Len())
	}
}

func TestOverlappingMembers(t *testing.T) {
	file := archive(t, samplePiece("a", 1, "one"), piece{name: "x", change: func(h *zip.FileHeader) { h.CompressedSize64 = 1 << 40 }})
	err := inspect.Read(context.Background(), input(file), &found{})
	if err == nil || err.Error() != "the members of the archive lie over each other: no log is written like that" {
		t.Errorf("got %v", err)
	}
}

// patch is a file of which only the ends are in memory: a long run of one byte between.
type patch struct {
	head, tail string
	fill       int64
}

func (p patch) size() int64 { return int64(len(p.head)) + p.fill + int64(len(p.tail)) }

// ReadAt gives the bytes at an offset.
func (p patch) ReadAt(b []byte, at int64) (int, error) {
	size := int64(len(p.head)) + p.fill
	n := 0
	for ; n < len(b) && at < size+int64(len(p.tail)); at++ {
		switch {
		case at < int64(len(p.head)):
			b[n] = p.head[at]
		case at < size:
			b[n] = 'a'
		default:
			b[n] = p.tail[at-size]
		}
		n++
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// What a log holds beside the answers costs no memory, however much it is.
func TestMemory(t *testing.T) {
	head := document(headerJSON("success", "x", 1), `{"id":"a","epoch":1,"messages":"`)
	file := patch{head: strings.TrimSuffix(string(head), "]}"), fill: 17 << 20, tail: `","output":{"choices":[{"message":{"content":"yes"}}]}}]}`}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f := &found{}
	check(t, inspect.Read(context.Background(), foreign.Input{At: file, Size: file.size()}, f))
	runtime.ReadMemStats(&after)
	wantLines(t, "instances", f.lines(), "a: yes")
	if got := after.TotalAlloc - before.TotalAlloc; got > 1<<20 {
		t.Errorf("passing over 17 MiB of messages allocated %d bytes, want less than 1 MiB", got)
	}

	file.head = strings.Replace(file.head, `"messages"`, `"input"`, 1)
	f = &found{}
	check(t, inspect.Read(context.Background(), foreign.Input{At: file, Size: file.size()}, f))
	wantLines(t, "a text beyond the cap", f.sentences(), "1! : input: a value is longer than this field may be")
}

// Epochs whose answers take much memory are handed over in records that follow each other.
func TestPartsOfAnInstance(t *testing.T) {
	var samples []string
	long := strings.Repeat("x", 11<<20)
	for epoch := range 4 {
		samples = append(samples, strings.Replace(sampleJSON("a", epoch+1, fmt.Sprintf("%d-", epoch)), "-", long, 1))
	}
	f := read(t, document(headerJSON("success", "x", 4), append(samples, sampleJSON("b", 1, "b"))...))
	var got bytes.Buffer
	for _, r := range f.Records {
		fmt.Fprintf(&got, "%s:", r.ID)
		for _, tr := range r.Traces {
			fmt.Fprintf(&got, "%.1s", *tr.Text)
		}
		got.WriteByte(' ')
	}
	if got.String() != "a:01 a:23 b:b " {
		t.Errorf("records %q, want those of a in parts of two epochs", got.String())
	}
}

// A text whose parts all name one long attachment would be longer than any memory.
func TestRepeatedAttachment(t *testing.T) {
	parts := strings.Repeat(`{"type":"text","text":"attachment://x"},`, 300)
	f := read(t, document(headerJSON("success", "x", 1), `{"id":"a","epoch":1,"output":{"choices":[{"message":{"content":[`+strings.TrimSuffix(parts, ",")+`]}}]},"attachments":{"x":"`+strings.Repeat("y", 1<<20)+`"}}`, sampleJSON("b", 1, "b")))
	wantLines(t, "instances", f.lines(), "b: b")
	wantLines(t, "faults", f.sentences(), "1! : the texts and tokens of one sample take more than 256 MiB of memory: left out; log fewer choices or top_logprobs")
}
