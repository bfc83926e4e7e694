package inspect_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/inspect"
)

const methodZstd = zstd.ZipMethodWinZip

// piece is one member of an archive that a test writes.
type piece struct {
	name, body string
	method     uint16
	change     func(*zip.FileHeader) // after the true values were put in
}

// sampleJSON is a sample with one answer.
func sampleJSON(id string, epoch int, answer string) string {
	return fmt.Sprintf(`{"id":%q,"epoch":%d,"input":"ask %s","output":{"choices":[{"message":{"role":"assistant","content":%q},"stop_reason":"stop"}],"usage":{"output_tokens":%d}}}`,
		id, epoch, id, answer, len(strings.Fields(answer)))
}

func samplePiece(id string, epoch int, answer string) piece {
	return piece{name: fmt.Sprintf("samples/%s_epoch_%d.json", id, epoch), body: sampleJSON(id, epoch, answer), method: zip.Deflate}
}

func headerJSON(status, task string, epochs int) string {
	return fmt.Sprintf(`{"version":2,"status":%q,"eval":{"task":%q,"model":"m","config":{"epochs":%d}}}`, status, task, epochs)
}

func headerPiece(task string, epochs int) piece {
	return piece{name: "header.json", body: headerJSON("success", task, epochs), method: zip.Deflate}
}

// packed gives what a member's bytes become. A zstd member is written in two frames, as
// Inspect does with long ones.
func packed(t testing.TB, body string, method uint16) []byte {
	t.Helper()
	var out bytes.Buffer
	switch method {
	case zip.Deflate:
		w, err := flate.NewWriter(&out, flate.DefaultCompression)
		check(t, err)
		_, err = w.Write([]byte(body))
		check(t, err)
		check(t, w.Close())
	case methodZstd:
		enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		check(t, err)
		half := len(body) / 2
		out.Write(enc.EncodeAll([]byte(body[:half]), nil))
		out.Write(enc.EncodeAll([]byte(body[half:]), nil))
		check(t, enc.Close())
	default:
		out.WriteString(body)
	}
	return out.Bytes()
}

// archive writes an .eval file whose local headers state all lengths, as Python does.
func archive(t testing.TB, pieces ...piece) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range pieces {
		body := packed(t, p.body, p.method)
		head := &zip.FileHeader{Name: p.name, Method: p.method, CRC32: crc32.ChecksumIEEE([]byte(p.body)),
			CompressedSize64: uint64(len(body)), UncompressedSize64: uint64(len(p.body))}
		if p.change != nil {
			p.change(head)
		}
		to, err := w.CreateRaw(head)
		check(t, err)
		_, err = to.Write(body)
		check(t, err)
	}
	check(t, w.Close())
	return out.Bytes()
}

// document writes a .json log.
func document(header string, samples ...string) []byte {
	return []byte(strings.TrimSuffix(header, "}") + `,"samples":[` + strings.Join(samples, ",\n") + `]}`)
}

// found is what a reader gave.
type found struct{ foreigntest.Sink }

// lines gives the records as a person would note them: id: answers by epoch and choice.
func (f *found) lines() []string {
	var lines []string
	for _, r := range f.Records {
		var answers []string
		for _, tr := range r.Traces {
			answers = append(answers, deref(tr.Text))
		}
		lines = append(lines, r.ID+": "+strings.Join(answers, " | "))
	}
	return lines
}

// sentences gives the faults as line field: cause, with an ! where a sample was left out.
func (f *found) sentences() []string {
	var all []string
	for _, one := range f.Faults {
		mark := ""
		if one.Skipped {
			mark = "!"
		}
		all = append(all, strings.Join(strings.Fields(fmt.Sprintf("%d%s %s: %v", one.Line, mark, one.Field, one.Err)), " "))
	}
	return all
}

func deref(s *string) string {
	if s == nil {
		return "<none>"
	}
	return *s
}

func input(file []byte) foreign.Input {
	return foreigntest.Input("log.eval", file)
}

// read reads a file that can be read.
func read(t testing.TB, file []byte) *found {
	t.Helper()
	f := &found{}
	check(t, inspect.Read(context.Background(), input(file), f))
	return f
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantLines compares texts line by line.
func wantLines(t testing.TB, what string, got []string, want ...string) {
	t.Helper()
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("%s:\n%s\nwant:\n%s", what, g, w)
	}
}
