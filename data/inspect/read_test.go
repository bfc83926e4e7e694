package inspect_test

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/inspect"
)

// One log in every shape that it is written in gives the same instances.
func TestShapesOfOneLog(t *testing.T) {
	pieces := func(method uint16) []piece {
		list := []piece{samplePiece("b/c", 2, "b two"), samplePiece("a", 1, "a one"), samplePiece("b/c", 1, "b one"), samplePiece("a", 2, "a two"), headerPiece("popularity", 2)}
		for i := range list {
			list[i].method = method
		}
		return list
	}
	inOne := func() []byte {
		var bodies []string
		for _, p := range pieces(zip.Store)[:4] {
			bodies = append(bodies, p.body)
		}
		return document(headerJSON("success", "popularity", 2), bodies...)
	}
	for _, row := range []struct {
		name string
		file []byte
	}{
		{"stored", archive(t, pieces(zip.Store)...)},
		{"deflate", archive(t, pieces(zip.Deflate)...)},
		{"zstd in two frames", archive(t, pieces(methodZstd)...)},
		{"json", inOne()},
		{"json with a byte order mark", append([]byte("\xEF\xBB\xBF"), inOne()...)},
	} {
		t.Run(row.name, func(t *testing.T) {
			f := read(t, row.file)
			wantLines(t, "instances", f.lines(), "b/c: b one | b two", "a: a one | a two")
			wantLines(t, "faults", f.sentences())
			if f.Records[0].Line != 1 || f.Records[1].Line != 2 {
				t.Errorf("lines %d and %d, want 1 and 2: those of the samples in which the ids first appear", f.Records[0].Line, f.Records[1].Line)
			}
			one := f.Records[0].Traces[0]
			if deref(f.Records[0].Prompt) != "ask b/c" || one.Tokens != 2 || !foreign.IsAbsent(one.Confidence) || one.Refused != foreign.FlagAbsent {
				t.Errorf("the first trace is %+v after %q", one, deref(f.Records[0].Prompt))
			}
		})
	}
}

// Whatever the order of the members, each id is one record with its epochs in order, and
// ids come as they first appear.
func TestAnyOrder(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 20 {
		var pieces []piece
		for id := range 1 + random.IntN(6) {
			for epoch := range 1 + random.IntN(5) {
				pieces = append(pieces, samplePiece(fmt.Sprint("id", id), epoch+1, fmt.Sprint("e", epoch+1)))
			}
		}
		random.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
		var order []string
		count := map[string]int{}
		for _, p := range pieces {
			id, _, _ := strings.Cut(strings.TrimPrefix(p.name, "samples/"), "_")
			if !slices.Contains(order, id) {
				order = append(order, id)
			}
			count[id]++
		}
		for i, id := range order {
			var answers []string
			for n := range count[id] {
				answers = append(answers, fmt.Sprint("e", n+1))
			}
			order[i] += ": " + strings.Join(answers, " | ")
		}
		wantLines(t, "instances", read(t, archive(t, append(pieces, headerPiece("x", 0))...)).lines(), order...)
	}
}

func TestUnfinishedLogs(t *testing.T) {
	start := piece{name: "_journal/start.json", body: `{"version":2,"eval":{"task":"xstest","config":{}},"plan":{}}`, method: zip.Deflate}
	whole := archive(t, start, samplePiece("a", 1, "one"), samplePiece("b", 1, "two"), samplePiece("c", 1, strings.Repeat("long ", 50)))
	cutInC := whole[:strings.Index(string(whole), "samples/c")+60]
	running := document(headerJSON("started", "x", 1), sampleJSON("a", 1, "one"))
	for _, row := range []struct {
		name, because string
		file          []byte
		lines, faults []string
	}{
		{"running", "a log without header.json takes its task from the start", archive(t, start, samplePiece("a", 1, "one")),
			[]string{"a: one"}, []string{"0 status: the run is still going or was killed: samples may be missing (1 are here)"}},
		{"cut", "whole members are found by their own headers", cutInC, []string{"a: one", "b: two"},
			[]string{"0 : the log is cut off: it has no directory of a zip archive. Its whole samples were read from the front; copy it again for the others",
				"0 status: the run is still going or was killed: samples may be missing (2 are here)"}},
		{"running json", "a document states its status", running, []string{"a: one"}, []string{"0 status: the run is still going or was killed: samples may be missing (1 are here)"}},
		{"cut json", "what stands before the cut is kept", document(headerJSON("success", "x", 1), sampleJSON("a", 1, "one"), sampleJSON("b", 1, "two")[:80]),
			[]string{"a: one"}, []string{"2! : the JSON ends too early; the log is read up to here, copy it again for what follows"}},
		{"epoch missing", "the traces that are there are kept, and how many ids are short is said", archive(t, samplePiece("a", 1, "one"), samplePiece("a", 2, "two"), samplePiece("b", 2, "three"), headerPiece("x", 2)),
			[]string{"a: one | two", "b: three"}, []string{"0 epoch: 1 of 2 ids have fewer than the 2 epochs of the run: they have fewer traces"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			f := read(t, row.file)
			wantLines(t, row.because, f.lines(), row.lines...)
			wantLines(t, row.because, f.sentences(), row.faults...)
		})
	}
}

func TestSamplesTwice(t *testing.T) {
	f := read(t, archive(t, samplePiece("a", 1, "first try"), samplePiece("b", 1, "b"), samplePiece("a", 1, "second try"), headerPiece("x", 1)))
	wantLines(t, "of members with one name the last counts, in the first one's place", f.lines(), "a: second try", "b: b")
	wantLines(t, "which is usual, and no fault", f.sentences())

	f = read(t, document(headerJSON("success", "x", 1), sampleJSON("a", 1, "first"), sampleJSON("a", 2, "other"), sampleJSON("a", 1, "second")))
	wantLines(t, "of samples with one id and epoch the last counts", f.lines(), "a: second | other")
	wantLines(t, "which is said", f.sentences(), "1! epoch: sample 3 has the same id and epoch and was written later: that one counts")
}

// A sample in chunks is one sample: its parts are not read as samples of their own.
func TestChunks(t *testing.T) {
	const dir = "samples/a_epoch_1/"
	long := strings.Repeat("long answer ", 20)
	shell := `{"id":"a","epoch":1,"input":[{"role":"user","content":"attachment://1"}],"output":{"choices":[{"message":{"content":[{"type":"text","text":"attachment://2"},{"type":"text","text":"end"}]}}]},"message_refs":[]}`
	f := read(t, archive(t,
		piece{name: dir + "attachments/2.json", body: `["` + long + `"]`, method: zip.Deflate},
		piece{name: dir + "sample.json", body: shell, method: zip.Deflate},
		piece{name: dir + "metadata.json", body: `{"label":"unsafe","category":"fraud"}`, method: zip.Deflate},
		piece{name: dir + "skeleton.json", body: `{"id":"no sample"}`},
		piece{name: dir + "messages/0.json", body: `[{"id":"no sample","epoch":1}]`},
		piece{name: dir + "events/stats.json", body: `[]`},
		piece{name: dir + "attachments/0.json", body: `["none","the question"]`, method: zip.Deflate},
		samplePiece("b", 1, "b"), headerPiece("x", 1)))
	wantLines(t, "instances", f.lines(), "a: "+long+"end", "b: b")
	wantLines(t, "faults", f.sentences())
	if r := f.Records[0]; deref(r.Prompt) != "the question" || r.Label != foreign.LabelUnsafe || r.Topic != "fraud" {
		t.Errorf("prompt %q, label %d, topic %q: want what attachments and metadata.json say", deref(r.Prompt), r.Label, r.Topic)
	}
}

func TestRefusedFiles(t *testing.T) {
	twice := func() []byte {
		file := archive(t, samplePiece("a", 1, strings.Repeat("x y ", 100)), headerPiece("x", 1))
		return []byte(strings.ReplaceAll(string(file), "PK\x01\x02", "PK\x01\x03"))
	}()
	for _, row := range []struct {
		name string
		file []byte
		want string
	}{
		{"empty", nil, "the file is empty"},
		{"another zip", archive(t, piece{name: "word/document.xml", body: "<a/>"}), "not an Inspect log: the archive has no header.json, no _journal/start.json and no samples"},
		{"cut in its first sample", archive(t, samplePiece("a", 1, "one"))[:60], "the log is cut off: it has neither the directory of a zip archive nor one whole sample; copy it again when its run is over"},
		{"another json", []byte(`{"a": 1}`), "not an Inspect log: the JSON has no eval"},
		{"text", []byte("hello"), "not an Inspect log: the JSON has no eval"},
		{"no samples", document(headerJSON("success", "x", 1)), "the log has no samples: it was written without them (--no-log-samples) or only its header was copied"},
		{"failed", document(`{"status":"error","eval":{},"error":{"message":"no\nkey"}}`), "the log has no samples: the run ended with an error (no key)"},
		{"all broken", document(headerJSON("success", "x", 1), `{"epoch":1}`), "no sample of the log can be read: its only one is broken"},
	} {
		t.Run(row.name, func(t *testing.T) {
			err := inspect.Read(context.Background(), input(row.file), &found{})
			if err == nil || err.Error() != row.want {
				t.Errorf("got %v, want %s", err, row.want)
			}
		})
	}
	if f := read(t, twice); len(f.Records) != 1 {
		t.Errorf("a log whose directory is broken gave %d instances, want the 1 that is whole", len(f.Records))
	}
	if err := inspect.Read(context.Background(), foreign.Input{Stream: strings.NewReader("PK")}, &found{}); err == nil || !strings.Contains(err.Error(), "unpack it first") {
		t.Errorf("a stream gave %v: a log needs random access", err)
	}
}

func TestReadStops(t *testing.T) {
	file := archive(t, samplePiece("a", 1, "one"), samplePiece("b", 1, "two"), headerPiece("x", 1))
	full := errors.New("full")
	f := &found{foreigntest.Sink{Refuse: full}}
	if err := inspect.Read(context.Background(), input(file), f); !errors.Is(err, full) || len(f.Records) != 1 {
		t.Errorf("got %v after %d records, want the sink's own error after 1", err, len(f.Records))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	f = &found{}
	if err := inspect.Read(ctx, input(file), f); !errors.Is(err, context.Canceled) || len(f.Records)+len(f.Faults) != 0 {
		t.Errorf("a cancelled reading gave %v, %d records, %d faults", err, len(f.Records), len(f.Faults))
	}
}

func TestProgress(t *testing.T) {
	samples := []string{sampleJSON("a", 1, strings.Repeat("word ", 40_000)), sampleJSON("b", 1, "two")}
	for name, file := range map[string][]byte{
		"eval": archive(t, piece{name: "samples/a_epoch_1.json", body: samples[0]}, piece{name: "samples/b_epoch_1.json", body: samples[1]}, headerPiece("x", 1)),
		"json": document(headerJSON("success", "x", 1), samples...),
	} {
		f := read(t, file)
		if !slices.IsSorted(f.Done) || len(f.Done) < 3 || f.Done[len(f.Done)-1] != int64(len(file)) {
			t.Errorf("%s: progress %v, want rising to %d", name, f.Done, len(file))
		}
	}
}

func TestSniff(t *testing.T) {
	log := archive(t, piece{name: "_journal/start.json", body: "{}"})
	for _, row := range []struct {
		because, name, head string
		want                bool
	}{
		{"the first member is a log's", "x.bin", string(log), true},
		{"summaries are a log's", "x.bin", string(archive(t, piece{name: "summaries.json", body: "[]"})), true},
		{"and so is all of its journal", "x.bin", string(archive(t, piece{name: "_journal/summaries/1.json", body: "[]"})), true},
		{"the name says so", "x.eval", string(archive(t, piece{name: "other", body: "{}"})), true},
		{"another zip", "x.zip", string(archive(t, piece{name: "other", body: "{}"})), false},
		{"half a header", "x.zip", "PK\x03\x04", false},
		{"a document, cut in its eval", "x.json", `{"version": 2, "status": "success", "eval": {"task_id": "`, true},
		{"another order", "x.json", "\xEF\xBB\xBF {\"eval\": {\"a\": [1, {}]}, \"status\": \"", true},
		{"eval is no object", "x.json", `{"status": "x", "eval": 3, "a": 1`, false},
		{"the words are deeper", "x.json", `{"a": {"status": 1, "eval": {}}}`, false},
		{"a line of predictions", "x.jsonl", `{"instance_id": "a", "traces": []}`, false},
		{"nothing", "x.json", "", false},
	} {
		if got := inspect.Sniff([]byte(row.head), row.name); got != row.want {
			t.Errorf("%s: %v, want %v", row.because, got, row.want)
		}
	}
}
