package data_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/confscope/confscope/data"
)

// record writes one record of a run, as Python's json.dumps would.
func record(id string) string {
	return `{"instance_id": "` + id + `", "traces": ["I can't help \u2603 \ud83d\ude00", "Sure."], "confidences": [0.41, 0.5], "refused": [true, false]}`
}

func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	put(t, path, content)
	return path
}

func put(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB, path string, o data.Options) *data.Run {
	t.Helper()
	run, err := data.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { run.Close() })
	return run
}

func read(t testing.TB, predictions string) *data.Run {
	t.Helper()
	run, err := data.Read("run.jsonl", strings.NewReader(predictions), nil, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { run.Close() })
	return run
}

func gzipped(parts ...string) string {
	var b bytes.Buffer
	for _, p := range parts {
		w := gzip.NewWriter(&b)
		if _, err := w.Write([]byte(p)); err != nil {
			panic(err)
		}
		if err := w.Close(); err != nil {
			panic(err)
		}
	}
	return b.String()
}

func zstded(parts ...string) string {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	var b []byte
	for _, p := range parts {
		b = w.EncodeAll([]byte(p), b)
	}
	return string(b)
}

// Whatever a file is called, its first bytes say how it is packed; all ways to give a run
// give the same run, with its texts.
func TestWaysToGiveARun(t *testing.T) {
	a, b := record("a_0")+"\n", record("a_1")+"\n"
	for _, c := range []struct{ name, content, because string }{
		{"predictions.jsonl", a + b, "plain"},
		{"predictions.jsonl", "\xef\xbb\xbf" + a + b, "a byte order mark is no text"},
		{"predictions.jsonl", strings.ReplaceAll(a+b, "\n", "\r\n"), "CR LF ends lines too"},
		{"predictions.jsonl", "\n \n" + a + "\n" + b + "\n\n", "blank lines are passed"},
		{"predictions.jsonl", a + strings.TrimSuffix(b, "\n"), "a whole last record needs no newline"},
		{"predictions.jsonl.gz", gzipped(a + b), "gzip"},
		{"predictions.jsonl.gz", gzipped(a, b), "gzip with two members"},
		{"predictions.jsonl", gzipped(a + b), "gzip by another name"},
		{"predictions.jsonl.zst", zstded(a + b), "zstd"},
		{"predictions.jsonl.zst", zstded(a, b), "zstd with two frames"},
		{"predictions.jsonl.gz", a + b, "plain by another name"},
		{"predictions_wildguard.jsonl", a + b, "found in the folder by its other name"},
	} {
		path := write(t, c.name, c.content)
		stdin := data.Options{Stdin: strings.NewReader(c.content)}
		for way, run := range map[string]*data.Run{
			"file": open(t, path, data.Options{}), "folder": open(t, filepath.Dir(path), data.Options{}), "stdin": open(t, "-", stdin),
		} {
			if run.Instances() != 2 || run.Traces() != 4 || run.ID(1) != "a_1" || run.Problems().Total() != 0 || run.Source().Cut {
				t.Errorf("%s as %s: %d instances, %d traces, problems %v, cut %v", c.because, way, run.Instances(), run.Traces(), run.Problems(), run.Source().Cut)
				continue
			}
			d, err := run.Detail(1)
			if err != nil || d.Texts[0] != "I can't help ☃ 😀" || d.Texts[1] != "Sure." {
				t.Errorf("%s as %s: texts %q, %v", c.because, way, d.Texts, err)
			}
		}
	}
}

// A file that is no run is refused with one sentence that names it and says what to do.
func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, content, says string }{
		{"empty.jsonl", "", "is empty"},
		{"blank.jsonl", "\n\n \n", "is empty"},
		{"table.csv", "id,colour\n1,x\n", "CSV"},
		{"array.json", `[{"instance_id": "a"}]`, "array"},
		{"run.pkl", "\x80\x04\x95\x00", "pickle"},
		{"log.eval", "PK\x03\x04....", "zip"},
		{"other.zip", "PK\x03\x04....", "zip"},
		{"labels.csv", "id,prompt,label\n1,x,safe\n", "--labels"},
		{"input.jsonl", `{"custom_id": "a", "method": "POST", "url": "/v1/chat/completions", "body": {"messages": []}}` + "\n", "input of a batch job"},
		{"table.parquet", "PAR1....", "Parquet"},
		{"run.jsonl.bz2", "BZh91AY", "bzip2"},
		{"run.jsonl", "\xff\xfe{\x00", "UTF-16"},
		{"notes.txt", "hello there\n", "does not begin with {"},
		{"batch.jsonl", `{"custom_id": "p1", "response": {}}` + "\n", "response.body"},
		{"indented.json", "{\n  \"instance_id\": \"a\",\n  \"traces\": []\n}\n", "ends too early"},
		{"other.jsonl", `{"instance_id": "a", "answer": 1}` + "\n", "neither traces nor confidences"},
		{"cut.jsonl", `{"instance_id": "a", "tra`, "cut"},
		{"packed.jsonl.gz", gzipped("a,b\n"), "CSV"},
		{"packed.jsonl.zst", zstded(""), "empty"},
		{"broken.jsonl.gz", "\x1f\x8bno gzip at all", "broken.jsonl.gz"},
	} {
		path := write(t, c.name, c.content)
		_, err := data.Open(t.Context(), path, data.Options{})
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.name) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one sentence that says %q", c.name, err, c.says)
		}
	}
	for _, path := range []string{filepath.Join(t.TempDir(), "nothing.jsonl"), t.TempDir()} {
		_, err := data.Open(t.Context(), path, data.Options{})
		if err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: error %v does not name the path", path, err)
		}
	}
	_, err := data.Open(t.Context(), "-", data.Options{Stdin: strings.NewReader("")})
	if err == nil || !strings.Contains(err.Error(), "stdin") {
		t.Errorf("empty standard input: error %v", err)
	}
}

// What a program printed before the first record is listed, and costs nothing else.
func TestTextBeforeRecords(t *testing.T) {
	run := open(t, write(t, "predictions.jsonl", "Loading, please wait\n"+record("a")+"\n"), data.Options{})
	if p := run.Problems(); run.Instances() != 1 || p.Skipped != 1 || p.List[0].Line != 1 {
		t.Errorf("%d instances, problems %v", run.Instances(), p)
	}
}

// A run that is still being written ends in the middle of a record. That is said, and is
// no fault; the same holds for a packed file that is cut.
func TestCutInput(t *testing.T) {
	whole := record("a_0") + "\n" + record("a_1") + "\n"
	packed := gzipped(whole + strings.Repeat(record("a_2")+"\n", 2000))
	squeezed := zstded(whole, strings.Repeat(record("a_2")+"\n", 20000))
	for _, c := range []struct {
		content string
		because string
	}{
		{whole + record("a_2")[:60], "inside a string"},
		{whole + record("a_2")[:len(record("a_2"))-1], "before the last bracket"},
		{whole + "{", "after the first byte"},
		{packed[:len(packed)-40], "inside the gzip stream"},
		{squeezed[:len(squeezed)-10], "inside the zstd stream"},
	} {
		run := open(t, write(t, "predictions.jsonl", c.content), data.Options{})
		if !run.Source().Cut || run.Instances() < 2 || run.Problems().Skipped != 0 {
			t.Errorf("cut %s: cut %v, %d instances, %v", c.because, run.Source().Cut, run.Instances(), run.Problems())
		}
	}
	if run := read(t, whole); run.Source().Cut {
		t.Error("a whole run is said to be cut")
	}
}

// A source says where a run came from, and its fingerprint changes with the content.
func TestSource(t *testing.T) {
	path := write(t, "predictions.jsonl", record("a")+"\n")
	a := open(t, path, data.Options{})
	same := open(t, write(t, "predictions.jsonl", record("a")+"\n"), data.Options{})
	other := open(t, write(t, "predictions.jsonl", record("b")+"\n"), data.Options{Title: "Other"})
	s := a.Source()
	if s.Name != "predictions.jsonl" || s.Title != filepath.Base(filepath.Dir(path)) || s.Format != "predictions.jsonl" || s.Bytes != int64(len(record("a"))+1) || !s.Complete || s.LabelsName != "" {
		t.Errorf("source %+v", s)
	}
	if s.Fingerprint == "" || s.Fingerprint != same.Source().Fingerprint || s.Fingerprint == other.Source().Fingerprint {
		t.Error("fingerprints do not tell contents apart")
	}
	if named := open(t, write(t, "mine.jsonl", record("a")+"\n"), data.Options{}); named.Source().Title != "mine" {
		t.Errorf("a file with a name of its own is called %q", named.Source().Title)
	}
	if other.Source().Title != "Other" {
		t.Errorf("title %q", other.Source().Title)
	}
}

// A load that is called off ends with the context's error and can go on later.
func TestCancel(t *testing.T) {
	l, err := data.Start(write(t, "predictions.jsonl", record("a")+"\n"), data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	if p, err := l.Next(t.Context()); err != nil || !p.Finished || p.Run.Instances() != 1 {
		t.Errorf("after a cancelled bite: %+v, %v", p, err)
	}
}
