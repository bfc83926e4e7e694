package table_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/table"
)

// endless gives the same text again and again, up to a size.
type endless struct {
	text string
	at   int
	left int64
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) && e.left > 0 {
		m := copy(p[n:min(len(p), n+int(min(e.left, 1<<20)))], e.text[e.at:])
		e.at = (e.at + m) % len(e.text)
		n += m
		e.left -= int64(m)
	}
	return n, nil
}

// held is how much memory a reading has taken from the system, at most.
func held(t *testing.T, f func()) uint64 {
	t.Helper()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.HeapSys - min(before.HeapSys, after.HeapSys)
}

// A row that never ends is one sentence, and the rows behind it are read.
func TestEndlessRows(t *testing.T) {
	const size, most = 65 << 20, 650 << 20 // ten times the row: the collector decides how much of it is garbage
	for _, c := range []struct{ before, middle, after, says string }{
		{"id,text\n1,a\n2,\"", "x", "\n3,c\n", "this line is left out"},
		{`[{"id":1,"text":"a"},"`, "x", `",{"id":2,"text":"b"}]`, "longer than 64 MiB"},
	} {
		s := &sink{}
		in := io.MultiReader(strings.NewReader(c.before), &endless{text: c.middle, left: size}, strings.NewReader(c.after))
		var err error
		took := held(t, func() {
			err = table.Read(t.Context(), foreign.Input{Name: "t", Stream: in}, s)
		})
		if err != nil || len(s.Records) != 2 || !strings.Contains(s.says(), c.says) {
			t.Errorf("%q: %d records, error %v, faults %.300s", c.before, len(s.Records), err, s.says())
		}
		if took > most {
			t.Errorf("%q: %d MiB", c.before, took>>20)
		}
	}
}

// A page that unpacks to more than any page should is refused before it is unpacked.
func TestParquetBombs(t *testing.T) {
	const size = 257 << 20
	for _, codec := range []compress.Codec{&parquet.Zstd, behindNotes{&parquet.Zstd}, &parquet.Lz4Raw} {
		content := bomb(t, codec, size)
		s := &sink{}
		var err error
		took := held(t, func() {
			err = table.Read(t.Context(), foreigntest.Input("t", content), s)
		})
		if err == nil || !strings.Contains(fmt.Sprint(err, s.says()), "a page is larger than 256 MiB") {
			t.Errorf("%s: error %v, faults %s", codec, err, s.says())
		}
		if took > 64<<20 {
			t.Errorf("%s: %d KiB unpack to %d MiB", codec, len(content)>>10, took>>20)
		}
	}
}

// behindNotes packs with a frame in front that every reader is to skip.
type behindNotes struct{ compress.Codec }

// Encode gives the packed bytes.
func (c behindNotes) Encode(dst, src []byte) ([]byte, error) {
	packed, err := c.Codec.Encode(nil, src)
	return append(append(dst[:0], "\x50\x2a\x4d\x18\x04\x00\x00\x00note"...), packed...), err
}

// bomb writes a large page that states to be a small one.
func bomb(t *testing.T, codec compress.Codec, size int) string {
	t.Helper()
	type one struct {
		Text string `parquet:"text"`
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[one](&b, parquet.Compression(codec), parquet.DataPageStatistics(false), parquet.SkipPageBounds("text"))
	if _, err := w.Write([]one{{strings.Repeat("\x00", size)}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	content := b.Bytes()
	if content[4] != 0x15 || content[6] != 0x15 {
		t.Fatalf("the first page begins with % x: the unpacked size is no longer its second field", content[4:12])
	}
	copy(content[7:12], []byte{0xE8, 0x87, 0x80, 0x80, 0x00}) // 500, in as many bytes as before
	return string(content)
}
