package batch_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/foreign"
)

// weigher is a sink that adds up what records hold, and checks that faults name lines.
type weigher struct {
	t      *testing.T
	ids    []string
	texts  []string
	weight int // bytes of memory that the heaviest record takes
	line   int
	tooFar int
}

func (w *weigher) Read(int64) {}

func (w *weigher) Fault(f foreign.Fault) {
	if f.Line < 1 || f.Line > w.tooFar || f.Err == nil || strings.ContainsAny(f.Err.Error(), "\n\x1b") {
		w.t.Errorf("fault %+v: want a line from 1 to %d and one plain sentence", f, w.tooFar)
	}
}

func (w *weigher) Record(r *foreign.Record) error {
	if r.Line <= w.line || r.Line > w.tooFar || r.ID == "" {
		w.t.Errorf("record %q of line %d follows line %d of %d", r.ID, r.Line, w.line, w.tooFar)
	}
	w.line = r.Line
	weight := len(r.ID)
	for _, t := range r.Traces {
		weight += 56
		if t.Text != nil {
			weight += len(*t.Text)
		}
		for _, token := range t.Strip {
			weight += 56 + len(token.Text) + 40*len(token.Top)
		}
	}
	w.weight = max(w.weight, weight)
	w.ids = append(w.ids, r.ID)
	if text := r.Traces[0].Text; text != nil {
		w.texts = append(w.texts, *text)
	}
	return nil
}

// Whatever stands between two good lines: nothing panics, faults name their line, what a
// record holds is bounded by what the file holds, and the good lines are read.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		chat("p", `{"index": 1, "message": {"content": "a", "refusal": null}, "logprobs": {"content": [{"token": "a", "logprob": -1, "bytes": [97], "top_logprobs": [{"token": "b", "logprob": NaN}]}]}}`),
		body("p", `"choices": [{"text": "Q A", "logprobs": {"tokens": ["Q", "bytes:\\xe2"], "token_logprobs": [null, -1], "top_logprobs": [{"a": -1}]}}], "usage": {"prompt_tokens": 1, "completion_tokens": 1}`),
		body("p", `"output": [{"type": "message", "content": [{"type": "output_text", "text": "a", "logprobs": [{"token": "a", "logprob": -1}]}, {"refusal": "x"}]}]`),
		`{"custom_id": "p", "response": null, "error": {"code": 1, "message": "a\nb"}}`,
		`{"custom_id": 7, "method": "POST", "url": "u", "body": {"messages": [{"role": "user", "content": [{"text": "a"}]}]}}`,
		body("p", `"data": []`), "{\n\n7", chat("p", `{"message": {"content": "\ud83d`),
	} {
		f.Add([]byte(seed))
	}
	first, last := chat("first", said(`"x"`)), chat("last", said(`"y"`))
	f.Fuzz(func(t *testing.T, middle []byte) {
		file := first + "\n" + string(middle) + "\n" + last
		w := weigher{t: t, tooFar: strings.Count(file, "\n") + 1}
		if err := batch.Read(t.Context(), input(file), &w); err != nil {
			t.Fatal(err)
		}
		n := len(w.ids)
		if n < 2 || w.ids[0] != "first" || w.texts[0] != "x" || w.ids[n-1] != "last" || w.texts[len(w.texts)-1] != "y" {
			t.Errorf("records %q with %q: the good lines are gone", w.ids, w.texts)
		}
		if most := 24*len(middle) + 4096; w.weight > most {
			t.Errorf("a record of %d bytes from %d bytes of file", w.weight, len(middle))
		}
		_ = batch.ReadPrompts(t.Context(), input(string(middle)), func(id, _ string) error {
			if id == "" {
				t.Error("a prompt of no id")
			}
			return nil
		})
		if batch.Sniff(middle, "x") && batch.SniffInput(middle, "x") && bytes.Count(middle, []byte("\n")) == 0 {
			t.Error("one line is both the input and the output of a job")
		}
	})
}
