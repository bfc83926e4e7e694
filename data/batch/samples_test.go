package batch_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
)

// Every real file opens to its rows, or tells where they are.
func TestSamples(t *testing.T) {
	root := foreigntest.Samples(t)
	if root == "" {
		return
	}
	want := map[string]struct {
		records, traces, tokens, prompts int
		faults                           []string
	}{
		"SYNTHETIC_variants_batch_output.jsonl": {records: 3, traces: 4, tokens: 7, faults: []string{
			"2 skipped error: the request failed and has no answer (status 400: Request must not be sent in stream mode): send it again",
			"3 skipped error: the request failed and has no answer (batch_expired: This request could not be executed before the completion window expired): send it again",
		}},
		"litellm_fixture_batch_output.jsonl": {records: 2, traces: 2},
		"vllm_docs_old_shape_output.jsonl":   {records: 2, traces: 2},
		"uqlm_rewrapped_batch_output.jsonl":  {records: 5, traces: 25, tokens: 180},
		"uqlm_rewrapped_batch_input.jsonl":   {prompts: 5},
	}
	for name, w := range want {
		file, err := os.ReadFile(filepath.Join(root, "openai", name))
		if err != nil {
			t.Error(err)
			continue
		}
		head := file[:min(len(file), 4096)]
		in := foreigntest.Input(name, file)
		if batch.Sniff(head, name) != (w.prompts == 0) || batch.SniffInput(head, name) != (w.prompts > 0) {
			t.Errorf("%s is not known by its head", name)
		}
		if w.prompts > 0 {
			n := 0
			if err := batch.ReadPrompts(t.Context(), in, func(string, string) error { n++; return nil }); err != nil || n != w.prompts {
				t.Errorf("%s: %d prompts (%v), want %d", name, n, err, w.prompts)
			}
			continue
		}
		var f foreigntest.Sink
		if err := batch.Read(t.Context(), in, &f); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		traces, tokens := size(f.Records)
		if len(f.Records) != w.records || traces != w.traces || tokens != w.tokens || !slices.Equal(f.Says(), w.faults) {
			t.Errorf("%s: %d records, %d traces, %d tokens, faults %q, want %+v\n%s", name, len(f.Records), traces, tokens, f.Says(), w, strings.Join(f.Lines(), "\n"))
		}
	}
}

// size is how many traces and tokens records have together.
func size(records []foreign.Record) (traces, tokens int) {
	for _, r := range records {
		traces += len(r.Traces)
		for _, t := range r.Traces {
			tokens += len(t.Strip)
		}
	}
	return traces, tokens
}

// The log-probabilities of real answers add up to what a plain decoding of the file adds
// up to, bit for bit, and their tokens join to the answer.
func TestSampleLogprobs(t *testing.T) {
	root := foreigntest.Samples(t)
	if root == "" {
		return
	}
	file, err := os.ReadFile(filepath.Join(root, "openai", "uqlm_rewrapped_batch_output.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var f foreigntest.Sink
	if err := batch.Read(t.Context(), input(string(file)), &f); err != nil {
		t.Fatal(err)
	}
	var want []float64
	for line := range bytes.Lines(file) {
		var plain struct {
			Response struct {
				Body struct {
					Choices []struct {
						Logprobs struct {
							Content []struct{ Logprob float64 }
						}
					}
				}
			}
		}
		if err := json.Unmarshal(line, &plain); err != nil {
			t.Fatal(err)
		}
		for _, choice := range plain.Response.Body.Choices {
			sum := 0.0
			for _, token := range choice.Logprobs.Content {
				sum += token.Logprob
			}
			want = append(want, sum)
		}
	}
	got, apart := sums(f.Records)
	if !slices.Equal(got, want) || apart > 0 {
		t.Errorf("sums %v, want %v; %d answers do not join", got, want, apart)
	}
}

// sums adds up the log-probabilities of each answer, and counts the answers whose tokens do
// not join to their text.
func sums(records []foreign.Record) (all []float64, apart int) {
	for _, r := range records {
		for _, t := range r.Traces {
			sum, text := 0.0, ""
			for _, token := range t.Strip {
				sum += token.Logprob
				text += token.Text
			}
			all = append(all, sum)
			if t.Text == nil || text != *t.Text {
				apart++
			}
		}
	}
	return all, apart
}
