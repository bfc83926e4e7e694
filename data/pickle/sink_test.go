package pickle_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/pickle"
)

// sink keeps what a reader gives.
type sink struct{ foreigntest.Sink }

// lines gives the traces, a line each.
func (s *sink) lines() []string {
	var all []string
	for _, r := range s.Records {
		prompt := "-"
		if r.Prompt != nil {
			prompt = *r.Prompt
		}
		head := fmt.Sprintf("%d %s %s", r.Line, r.ID, prompt)
		if len(r.Traces) == 0 {
			all = append(all, head+": no traces")
		}
		if r.Label != foreign.LabelUnknown || r.Verdict != foreign.FlagAbsent {
			head += " LABELLED"
		}
		for i := range r.Traces {
			all = append(all, head+": "+traceLine(&r.Traces[i]))
		}
	}
	return all
}

// says gives the faults as line field: cause.
func (s *sink) says() []string {
	var all []string
	for _, f := range s.Faults {
		all = append(all, fmt.Sprintf("%d %s: %v", f.Line, f.Field, f.Err))
	}
	return all
}

// traceLine is a trace as a person would write it down: text, confidence, tokens, peaks.
func traceLine(t *foreign.Trace) string {
	text, confidence := "-", "-"
	if t.Text != nil {
		text = *t.Text
	}
	if !foreign.IsAbsent(t.Confidence) {
		confidence = fmt.Sprintf("%.6g", t.Confidence)
	}
	var peaks []string
	for _, token := range t.Strip {
		peaks = append(peaks, fmt.Sprint(token.Peak))
		if token.Text != "" || token.Logprob == token.Logprob || token.Top != nil {
			peaks = append(peaks, "with more than a peak")
		}
	}
	return fmt.Sprintf("%q %s %d [%s]", text, confidence, t.Tokens, strings.Join(peaks, " "))
}

// read is what comes out of a file.
func read(file []byte) (*sink, error) {
	s := &sink{}
	in := foreigntest.Input("deepthink_offline_qid7_rid1_x.pkl", file)
	return s, pickle.Read(context.Background(), in, s)
}

func readWell(t *testing.T, file []byte) *sink {
	t.Helper()
	s, err := read(file)
	if err != nil {
		t.Fatalf("the file is good, and yet: %v", err)
	}
	return s
}

func sameLines(t *testing.T, because string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s\n got  %s\n want %s", because, strings.Join(got, "\n      "), strings.Join(want, "\n      "))
	}
}

// trace is DeepConf's dictionary of an answer.
func trace(text string, confs any, tokens any, more ...any) items {
	return append(items{"stop_reason", "stop", "text", text, "token_ids", list{1, 2, 70000}, "num_tokens", tokens, "confs", confs,
		"extracted_answer", "70"}, more...)
}

// question is DeepConf's dictionary of a question, around lists of traces.
func question(lists ...any) items {
	q := append(items{"final_answer", "70", "voting_results", items{"majority", items{"answer", "70", "num_votes", 2, "confidence", nil}}}, lists...)
	return append(q, "conf_bar", np(2.5), "config", items{}, "question", "2 + 2?", "ground_truth", "4", "qid", 3, "run_id", "r0",
		"evaluation", items{"majority", items{"is_correct", true}})
}
