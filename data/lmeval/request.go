package lmeval

import (
	"errors"
	"fmt"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

// maxRequests is the most requests of a document that are read, and maxTraces the most
// answers to them. No task comes near; a hostile line of 256 MiB could name 80 million.
const (
	maxRequests = 1 << 12
	maxTraces   = 1 << 16
)

// request is what a document asked of the model, with its parts unopened.
type request struct {
	context      jsonl.Value // what the model was given
	continuation jsonl.Value // an option to weigh, or the settings of the sampler
	answers      jsonl.Value // one for each repeat
}

// requestsOf pairs the arguments of a sample with the answers to them.
func requestsOf(s sample) ([]request, error) {
	if s.resps.Kind() != jsonl.Array {
		return nil, errors.New("expected the list of what the model answered, for each request")
	}
	var all []request
	for i, answers := range s.resps.Items() {
		if i == maxRequests {
			return nil, fmt.Errorf("more than %d requests for one document: split the task", maxRequests)
		}
		all = append(all, request{answers: answers})
	}
	if len(all) == 0 {
		return nil, errors.New("no request has been answered")
	}
	named(all, s.arguments)
	listed(all, s.arguments)
	return all, nil
}

// named reads arguments as they are written since 2024: gen_args_0.arg_0 and so on.
func named(all []request, arguments jsonl.Value) {
	for key, value := range arguments.Fields() {
		var i int
		if _, err := fmt.Sscanf(key, "gen_args_%d", &i); err != nil || i < 0 || i >= len(all) {
			continue
		}
		all[i].context, all[i].continuation = value.Field("arg_0"), value.Field("arg_1")
	}
}

// listed reads arguments as they were written before: a list of lists.
func listed(all []request, arguments jsonl.Value) {
	for i, list := range arguments.Items() {
		if i == len(all) {
			return
		}
		for j, value := range list.Items() {
			switch j {
			case 0:
				all[i].context = value
			case 1:
				all[i].continuation = value
			}
		}
	}
}

// generated reports whether the model wrote an answer of its own. The log-likelihood of a
// whole text is a text too where it is logged, and only the lack of settings tells.
func (q request) generated() bool {
	for _, answer := range q.answers.Items() {
		if answer.Kind() != jsonl.Text {
			return false
		}
		if q.context != nil && q.continuation == nil {
			_, scored := float(answer)
			return !scored
		}
		return true
	}
	return false
}
