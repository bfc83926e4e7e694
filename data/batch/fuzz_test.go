package batch_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/foreign/foreigntest"
)

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
		w := foreigntest.Weigher{T: t, Length: strings.Count(file, "\n") + 1}
		if err := batch.Read(t.Context(), input(file), &w); err != nil {
			t.Fatal(err)
		}
		lines := w.Lines()
		n := len(lines)
		if n < 2 || lines[0] != `first: "x"` || lines[n-1] != `last: "y"` {
			t.Errorf("records %q: the good lines are gone", lines)
		}
		if most := 24*len(middle) + 4096; w.Heaviest > most {
			t.Errorf("a record of %d bytes from %d bytes of file", w.Heaviest, len(middle))
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
