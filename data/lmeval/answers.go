package lmeval

import (
	"bytes"
	"errors"
	"fmt"
	"math"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

// answers fills the traces of the record; false means that the line gives no record.
func (r *reader) answers(requests []request) bool {
	switch {
	case requests[0].generated():
		return r.generations(requests)
	case !weighed(requests):
		r.fault("resps", true, errors.New("expected texts, or pairs of a log-likelihood and whether it is the greedy choice"))
		return false
	case len(requests) == 1:
		if r.aside++; r.aside == 1 {
			r.asideLine = r.record.Line
		}
		return false
	}
	return r.options(conditional(requests))
}

func (r *reader) generations(requests []request) bool {
	if len(requests) > 1 {
		r.fault("resps", false, fmt.Errorf("%d requests with texts for one document: only the first is taken", len(requests)))
	}
	r.record.Prompt = promptOf(requests[:1])
	for i, answer := range requests[0].answers.Items() {
		if i == maxTraces {
			r.fault("resps", false, fmt.Errorf("more than %d answers: the rest are left out", maxTraces))
			break
		}
		t := foreign.Trace{Confidence: foreign.Absent(), Tokens: -1}
		if s, ok := answer.Text(); ok {
			t.Text = &s
		} else {
			r.fault(fmt.Sprintf("resps[0][%d]", i), false, errors.New("expected a text: the answer is kept without it"))
		}
		r.record.Traces = append(r.record.Traces, t)
	}
	return true
}

// weighed reports whether every request was answered by a log-likelihood.
func weighed(requests []request) bool {
	for _, q := range requests {
		found := false
		for _, answer := range q.answers.Items() {
			if _, found = likelihood(answer); !found {
				return false
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// conditional leaves out the requests without a context that some tasks add, one for each
// option, to see how likely the options are in themselves.
func conditional(requests []request) []request {
	var kept []request
	for _, q := range requests {
		if context, ok := q.context.Text(); !ok || context != "" {
			kept = append(kept, q)
		}
	}
	if len(kept) == 0 {
		return requests
	}
	return kept
}

// options takes the likeliest option at each repeat as the model's answer; of equals, the
// first, as the harness does.
func (r *reader) options(requests []request) bool {
	var best []int
	for i, q := range requests {
		for k, answer := range q.answers.Items() {
			if k == maxTraces {
				break
			}
			value, _ := likelihood(answer)
			if k == len(best) {
				best = append(best, i)
				r.record.Traces = append(r.record.Traces, foreign.Trace{Confidence: value, Tokens: -1})
				continue
			}
			if t := &r.record.Traces[k]; value > t.Confidence || math.IsNaN(t.Confidence) && !math.IsNaN(value) {
				best[k], t.Confidence = i, value
			}
		}
	}
	r.record.Prompt = promptOf(requests)
	for k, i := range best {
		r.record.Traces[k].Text = option(requests, i)
	}
	return true
}

// option is what sets one request apart from the others: its continuation, or its context
// where the options are put into that.
func option(requests []request, i int) *string {
	q := requests[i]
	part := q.continuation
	if bytes.Equal(requests[0].continuation, requests[len(requests)-1].continuation) {
		part = q.context
	}
	if s, ok := part.Text(); ok {
		return &s
	}
	return nil
}

// likelihood is the log-likelihood of an answer: the first of a pair, or alone where a
// whole text was weighed.
func likelihood(answer jsonl.Value) (float64, bool) {
	if answer.Kind() != jsonl.Array {
		return float(answer)
	}
	for _, first := range answer.Items() {
		return float(first)
	}
	return 0, false
}

// float is a number, or a text that holds one: since 2024 the harness writes its numbers
// as texts.
func float(v jsonl.Value) (float64, bool) {
	s, ok := v.Text()
	if !ok {
		return v.Float()
	}
	switch s {
	case "nan":
		return math.NaN(), true
	case "inf":
		return math.Inf(1), true
	case "-inf":
		return math.Inf(-1), true
	}
	number, err := jsonl.Parse([]byte(s))
	if err != nil {
		return 0, false
	}
	return number.Float()
}
