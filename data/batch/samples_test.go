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
)

// samples gives the folder of real files. Without it the tests that use it hold nothing
// against anything, and say so.
func samples(t *testing.T) string {
	t.Helper()
	root := os.Getenv("CONFSCOPE_SAMPLES")
	if root == "" {
		t.Log("CONFSCOPE_SAMPLES is not set: no real file is read")
	}
	return root
}

// Every real file opens to its rows, or tells where they are.
func TestSamples(t *testing.T) {
	root := samples(t)
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
		in := foreign.Input{Name: name, At: bytes.NewReader(file), Size: int64(len(file))}
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
		f := found{}
		count := counter{found: &f}
		if err := batch.Read(t.Context(), in, &count); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(f.records) != w.records || count.traces != w.traces || count.tokens != w.tokens || !slices.Equal(f.faults, w.faults) {
			t.Errorf("%s: %d records, %d traces, %d tokens, faults %q, want %+v\n%s", name, len(f.records), count.traces, count.tokens, f.faults, w, strings.Join(f.records, "\n"))
		}
	}
}

type counter struct {
	*found
	traces, tokens int
}

func (c *counter) Record(r *foreign.Record) error {
	c.traces += len(r.Traces)
	for _, t := range r.Traces {
		c.tokens += len(t.Strip)
	}
	return c.found.Record(r)
}

// The log-probabilities of real answers add up to what a plain decoding of the file adds
// up to, bit for bit, and their tokens join to the answer.
func TestSampleLogprobs(t *testing.T) {
	root := samples(t)
	if root == "" {
		return
	}
	file, err := os.ReadFile(filepath.Join(root, "openai", "uqlm_rewrapped_batch_output.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var got sums
	if err := batch.Read(t.Context(), input(string(file)), &got); err != nil {
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
	if !slices.Equal(got.all, want) || got.apart > 0 {
		t.Errorf("sums %v, want %v; %d answers do not join", got.all, want, got.apart)
	}
}

type sums struct {
	found
	all   []float64
	apart int // answers whose tokens do not join to their text
}

func (s *sums) Record(r *foreign.Record) error {
	for _, t := range r.Traces {
		sum, text := 0.0, ""
		for _, token := range t.Strip {
			sum += token.Logprob
			text += token.Text
		}
		s.all = append(s.all, sum)
		if t.Text == nil || text != *t.Text {
			s.apart++
		}
	}
	return nil
}
