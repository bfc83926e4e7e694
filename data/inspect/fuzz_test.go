package inspect_test

import (
	"archive/zip"
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/inspect"
)

// FuzzRead reads any bytes as a log, and as a sample between two good ones in a document
// and in archives. Nothing panics, every fault has a cause and a line of the log, what is
// given is no more than the input can hold, and the good samples come through.
func FuzzRead(f *testing.F) {
	rich := `{"id":"r","epoch":2,"input":[{"role":"user","content":"attachment://h"}],"metadata":{"label":"safe"},"scores":{"s":{"value":NaN}},
		"output":{"choices":[{"message":{"content":[{"type":"text","text":"t"}]},"logprobs":{"content":[{"token":"t","logprob":-0.5,"bytes":[116],"top_logprobs":[{"token":"u","logprob":-Infinity}]}]}}],"usage":{"output_tokens":1}},"attachments":{"h":"ask"}}`
	f.Add([]byte(rich))
	f.Add(document(headerJSON("error", "xstest", 2), rich, sampleJSON("a", 1, "x")))
	for _, method := range []uint16{zip.Store, zip.Deflate, methodZstd} {
		whole := archive(f, piece{name: "samples/r_epoch_2.json", body: rich, method: method}, headerPiece("x", 1),
			piece{name: "samples/q_epoch_1/sample.json", body: rich, method: method}, piece{name: "samples/q_epoch_1/attachments/0.json", body: `["a"]`})
		f.Add(whole)
		f.Add(whole[:len(whole)/2])
	}
	for _, odd := range []string{`{"id":1,"epoch":1`, `{"id":[],"epoch":{}}`, "PK\x05\x06", `{"a":"\`, "\x01", `{"id":1,"id":2,"input":"\ud800"}`} {
		f.Add([]byte(odd))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		alone := &found{}
		// The error is the whole answer for most bytes; that it is a sentence is all that is asked.
		if err := inspect.Read(context.Background(), input(body), alone); err != nil && !sentence(err) {
			t.Errorf("the error %q is no sentence", err)
		}
		alone.sane(t, len(body))
		inspect.Sniff(body, "x.json")

		first, last := "the first good one", "the last good one"
		pieces := []piece{samplePiece(first, 1, "one"), {name: "samples/x_epoch_1.json", body: string(body)}, samplePiece(last, 1, "two"), headerPiece("xstest", 1)}
		pieces[0].method, pieces[2].method, pieces[3].method = zip.Store, zip.Store, zip.Store
		var between [][]byte
		for _, method := range []uint16{zip.Store, zip.Deflate, methodZstd} {
			pieces[1].change = func(h *zip.FileHeader) { h.Method = method }
			between = append(between, archive(t, pieces...))
		}
		if balanced(body) {
			between = append(between, document(headerJSON("success", "xstest", 1), pieces[0].body, string(body), pieces[2].body))
		}
		for _, file := range between {
			got := read(t, file)
			got.sane(t, len(file))
			for _, want := range []string{first + ": one", last + ": two"} {
				if !slices.Contains(got.lines(), want) {
					t.Errorf("%q is not among %q (%q)", want, got.lines(), got.sentences())
				}
			}
		}
	})
}

// balanced reports whether the bytes are one JSON value as far as brackets and quotes go:
// others take their neighbours in a document with them.
func balanced(body []byte) bool {
	trimmed := bytes.Trim(body, " \t\r\n") // JSON knows no other space
	if len(trimmed) < 2 || trimmed[0] != '{' {
		return false
	}
	depth, quoted := 0, false
	for i := 0; i < len(trimmed); i++ {
		switch b := trimmed[i]; {
		case quoted && b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '{' || b == '[':
			depth++
		case b == '}' || b == ']':
			depth--
		}
		if depth == 0 && i < len(trimmed)-1 {
			return false
		}
	}
	return depth == 0 && !quoted
}

func sentence(err error) bool { return len(err.Error()) > 10 && !strings.Contains(err.Error(), "%!") }

// sane checks what holds for any input of so many bytes.
func (f *found) sane(t *testing.T, size int) {
	t.Helper()
	// A byte of input is at most 1000 of text once it is unpacked, and text takes its place
	// once as a text and once as an attachment.
	held, most := 0, 4*1000*size+4<<20
	for _, r := range f.Records {
		held += len(r.ID) + len(deref(r.Prompt)) + len(r.Topic)
		if r.ID == "" || r.Line < 1 {
			t.Errorf("a record %q in line %d", r.ID, r.Line)
		}
		for _, tr := range r.Traces {
			held += len(deref(tr.Text)) + 64*len(tr.Strip)
			if tr.Tokens < -1 || !foreign.IsAbsent(tr.Confidence) {
				t.Errorf("a trace with %d tokens and confidence %v", tr.Tokens, tr.Confidence)
			}
		}
	}
	if held > most {
		t.Errorf("%d bytes of input gave %d bytes of texts", size, held)
	}
	for _, one := range f.Faults {
		if one.Err == nil || !sentence(one.Err) || one.Line < 0 || one.Skipped && one.Line == 0 {
			t.Errorf("the fault %+v names no cause or no line", one)
		}
	}
}
