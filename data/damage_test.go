package data_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// A packed file that is cut at any byte keeps what was read before the cut, texts too; or
// one sentence says that there is nothing.
func TestCutAnywhere(t *testing.T) {
	content := ""
	for _, id := range []string{"a", "b", "c", "d"} {
		content += record(id) + "\n"
	}
	parts := strings.SplitAfter(content, "\n")
	for name, whole := range map[string]string{
		"gzip": gzipped(content), "gzip, many members": gzipped(parts...), "zstd": unseeded(content), "zstd, many frames": framed(content, 100),
	} {
		before := 0
		for cut := 1; cut <= len(whole); cut += 1 + len(whole)/300 {
			path := write(t, "predictions.jsonl", whole[:cut])
			run, err := data.Open(t.Context(), path, data.Options{NoSpool: cut%2 == 0})
			if err != nil {
				if message := err.Error(); before > 0 || strings.ContainsAny(message, "\n\x1f") || len(message) < 20 {
					t.Errorf("%s cut at %d after %d records: error %q", name, cut, before, message)
				}
				continue
			}
			n := run.Instances()
			if n < before || n > 4 || run.ID(n-1) != string("abcd"[n-1]) || n < 4 && !run.Source().Cut && !strings.HasSuffix(whole[:cut], gzipped(parts[n-1])) {
				t.Errorf("%s cut at %d: %d instances after %d, cut %t", name, cut, n, before, run.Source().Cut)
			}
			if d, err := run.Detail(n - 1); err != nil || len(d.Texts) != 2 {
				t.Errorf("%s cut at %d: text of %d: %v", name, cut, n-1, err)
			}
			before = n
			if err := run.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// zeros is a zstd frame that holds a text and then as many bytes of zero in blocks of four
// bytes each; the window is 2^log bytes.
func zeros(text string, n int64, log byte) string {
	b := []byte{0x28, 0xb5, 0x2f, 0xfd, 0, (log - 10) << 3}
	block := func(size int, kind, last uint32) {
		b = binary.LittleEndian.AppendUint32(b, uint32(size)<<3|kind<<1|last)[:len(b)+3]
	}
	if text != "" {
		block(len(text), 0, 0)
		b = append(b, text...)
	}
	const most = 128 << 10
	for ; n > 0; n -= most {
		block(int(min(n, most)), 1, 0)
		b = append(b, 0)
	}
	block(0, 0, 1)
	return string(b)
}

// Files that are made to do harm, and files that were harmed, cost little and get one
// sentence each; what can be read of them is read.
func TestBombs(t *testing.T) {
	good := record("a") + "\n"
	next := unseeded("\n" + record("b") + "\n")
	flipped := []byte(gzipped(good))
	flipped[len(flipped)-8] ^= 1
	for _, c := range []struct {
		packed    string
		instances int
		says      string
		because   string
	}{
		{zeros("", 1<<40>>8, 20), 0, "is no predictions.jsonl", "4 GB of zeros are no record, and are not read on"},
		{zeros(good, 1<<28, 20) + next, 2, "the line is longer than the limit", "a line of 256 MB of zeros is passed"},
		{zeros(good, 1, 31), 0, "takes more than 128 MiB of memory", "the window is 2 GiB"},
		{gzipped(good, strings.Repeat("\x00", 64<<20), "\n"+record("b")+"\n"), 2, "the line is longer than the limit", "gzip of zeros"},
		{gzipped(good) + "garbage of some length", 1, "behind the packed content stands something else", "garbage behind gzip"},
		{unseeded(good) + "garbage of some length", 1, "behind the packed content stands something else", "garbage behind zstd"},
		{string(flipped), 1, "the packed content is damaged", "the checksum is wrong"},
		{"\x1f\x8bno gzip at all", 0, "the packed content is damaged", "only the first bytes are right"},
	} {
		path := write(t, "predictions.jsonl.zst", c.packed)
		run, err := data.Open(t.Context(), path, data.Options{MaxLine: 1 << 20, SpoolDir: filepath.Join(t.TempDir(), "nowhere")})
		if c.instances == 0 {
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want %q, because %s", err, c.says, c.because)
			}
			continue
		}
		if err != nil {
			t.Errorf("%v, because %s", err, c.because)
			continue
		}
		if p := run.Problems(); run.Instances() != c.instances || p.Total() != 1 || !strings.Contains(p.List[0].Error(), c.says) {
			t.Errorf("%d instances, problems %v, want %d and %q, because %s", run.Instances(), p.List, c.instances, c.says, c.because)
		}
		if d, err := run.Detail(c.instances - 1); err != nil || d.Texts[1] != "Sure." {
			t.Errorf("the text of the last: %v, because %s", err, c.because)
		}
		if err := run.Close(); err != nil {
			t.Error(err)
		}
	}
}

// endless gives a text, then as many bytes of one kind, then another text.
type endless struct {
	before, after io.Reader
	left          int64
	fill          []byte
}

func (e *endless) Read(p []byte) (int, error) {
	if n, err := e.before.Read(p); err == nil {
		return n, nil
	}
	if e.left == 0 {
		return e.after.Read(p)
	}
	n := copy(p[:min(int64(len(p)), e.left)], e.fill)
	e.left -= int64(n)
	return n, nil
}

// A line of more than 4 GiB is passed in little memory and is not kept: there is no folder
// for a copy of more than a few MB here, and the record behind it has its text.
func TestLineOfFourGiB(t *testing.T) {
	in := &endless{
		before: strings.NewReader(record("a") + "\n" + `{"instance_id": "long", "traces": ["`),
		left:   4<<30 + 5, fill: bytes.Repeat([]byte("x"), 256<<10),
		after: strings.NewReader(`"]}` + "\n" + record("b") + "\n"),
	}
	run := open(t, "-", data.Options{Stdin: in, MaxLine: 1 << 20, SpoolDir: filepath.Join(t.TempDir(), "nowhere")})
	if p := run.Problems(); run.Instances() != 2 || p.Total() != 1 || p.List[0].Line != 2 || !strings.Contains(p.List[0].Error(), "longer than the limit") {
		t.Errorf("%d instances, problems %v", run.Instances(), p.List)
	}
	for i, id := range []string{"a", "b"} {
		if d, err := run.Detail(i); err != nil || d.ID != id || d.Texts[1] != "Sure." {
			t.Errorf("the text of %s: %v", id, err)
		}
	}
}

// A file of a terabyte of headers is not walked to its end for the places where unpacking
// may begin.
func TestEmptyFrames(t *testing.T) {
	if n := data.SmallFrames(emptyFrames{}, 1<<40); n != 0 {
		t.Errorf("%d frames", n)
	}
	small := framed(strings.Repeat("x", 1200), 300)
	if n := data.SmallFrames(strings.NewReader(small), int64(len(small))); n != 4 {
		t.Errorf("%d frames of 4", n)
	}
}

// emptyFrames has a frame that holds nothing every eight bytes.
type emptyFrames struct{}

func (emptyFrames) ReadAt(p []byte, off int64) (int, error) {
	const frame = "\x50\x2a\x4d\x18\x00\x00\x00\x00"
	for i := range p {
		p[i] = frame[(off+int64(i))%8]
	}
	return len(p), nil
}

// The buffer for a huge line grows to the longest line at once: whatever it has outgrown is
// memory that is held beside it.
func TestHugeLineIsHeldOnce(t *testing.T) {
	const most = 130 << 20
	in := &endless{
		before: strings.NewReader(record("a") + "\n" + `{"instance_id": "long", "traces": ["`),
		left:   most + 10<<20, fill: bytes.Repeat([]byte("x"), 256<<10),
		after: strings.NewReader(`"]}` + "\n" + record("b") + "\n"),
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run := open(t, "-", data.Options{Stdin: in, MaxLine: most, NoSpool: true})
	runtime.ReadMemStats(&after)
	if run.Instances() != 2 || run.Problems().Skipped != 1 {
		t.Errorf("%d instances, problems %v", run.Instances(), run.Problems().List)
	}
	// 128 MiB are the buffers up to 64 MiB together.
	if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 128+130+20 {
		t.Errorf("%d MiB were taken for a line of at most 130 MiB", took)
	}
}
