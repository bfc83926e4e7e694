package tui_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui"
)

// chatAnswer is a line of a batch output: an answer of as many tokens as it is given numbers.
func chatAnswer(id string, logprobs ...float64) string {
	var tokens []string
	for _, l := range logprobs {
		tokens = append(tokens, fmt.Sprintf(`{"token": "a", "logprob": %g, "top_logprobs": []}`, l))
	}
	return fmt.Sprintf(`{"id": "r", "custom_id": %q, "response": {"status_code": 200, "body": {"choices": [{"index": 0, "message": {"role": "assistant", "content": %q}, "logprobs": {"content": [%s]}}]}}, "error": null}`+"\n",
		id, strings.Repeat("a", len(logprobs)), strings.Join(tokens, ", "))
}

// plainAnswer is a record of a predictions.jsonl with or without numbers for its tokens.
func plainAnswer(id string, tokens bool) string {
	with := ""
	if tokens {
		with = `, "logprobs": [[-1, -2], [-3, -5]]`
	}
	return fmt.Sprintf(`{"instance_id": %q, "prompt": "ask", "traces": ["one", "two"]%s}`+"\n", id, with)
}

// The first records of a run may have no numbers at all. As soon as there are tokens they
// stand for the confidence, as they would if the file were opened then.
func TestFollowedTokensComeLater(t *testing.T) {
	for _, row := range []struct {
		because, name, first, later string
		anew                        bool
	}{
		{"a batch output is read anew", "batch_output.jsonl", chatAnswer("a"), chatAnswer("b", -1, -2) + chatAnswer("c", -3), false},
		{"a predictions.jsonl is read on", "predictions.jsonl", plainAnswer("a", false), plainAnswer("b", true) + plainAnswer("c", true), false},
		{"another file has the name", "predictions.jsonl", plainAnswer("a", false), plainAnswer("b", true) + plainAnswer("c", true), true},
	} {
		t.Run(row.because, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), row.name)
			put(t, path, row.first)
			f := followPath(t, path, tui.Options{})
			f.look().sees("there are no numbers yet", "no trace has a confidence")
			if row.anew {
				put(t, path+".new", row.later)
				if err := os.Rename(path+".new", path); err != nil {
					t.Fatal(err)
				}
			} else {
				f.writes(t, row.later)
			}
			f.look().misses("there are tokens now", "no trace has a confidence", "no confidence")
			f.sees("they are what is shown", "probability")
			if s := f.state(); s.Method.Confidence != analysis.MeasureProbability || s.Results.Taken.Measure.Kind != analysis.MeasureProbability || s.Results.Blind {
				t.Fatalf("wanted is %s, taken %s", s.Method.Confidence, s.Results.Taken.Measure)
			}
			f.press("c")
			if !f.state().Results.Sweep.Setup().Invert {
				t.Error("c does not turn the probability round")
			}
			f.press("c")
			if m := f.state().Results.Taken.Measure.Kind; m != analysis.MeasureTail {
				t.Errorf("c goes on to %s", m)
			}
		})
	}
}

// A measure that the user has chosen stays, whatever comes.
func TestFollowedKeepsTheChosenMeasure(t *testing.T) {
	path := filepath.Join(t.TempDir(), "predictions.jsonl")
	put(t, path, plainAnswer("a", false))
	f := followPath(t, path, tui.Options{Measure: analysis.Measure{Kind: analysis.MeasureNLL}})
	f.look().sees("there are no tokens yet", "no trace has a confidence")
	f.writes(t, plainAnswer("b", true))
	f.look()
	if m := f.state().Results.Taken.Measure.Kind; m != analysis.MeasureNLL {
		t.Errorf("taken is %s", m)
	}
}
