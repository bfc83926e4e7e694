package batch

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

// choice is one answer of a chat or of a completion, with its parts unopened.
type choice struct {
	at, index                            int // place in the list, and in the order of sampling
	message, text, logprobs, finish, ids jsonl.Value
}

// choices fills the record from a body of chat completions or completions.
func (r *reader) choices(list jsonl.Value, spent usage) bool {
	found := r.opened(list)
	if len(found) == 0 {
		r.fault("response.body.choices", true, errors.New("no answer in the list"))
		return false
	}
	slices.SortStableFunc(found, func(a, b choice) int { return cmp.Compare(a.index, b.index) })
	for _, c := range found {
		r.record.Traces = append(r.record.Traces, r.trace(c))
	}
	r.dropEcho(spent)
	if only := &r.record.Traces[0]; len(found) == 1 && only.Tokens < 0 {
		only.Tokens = spent.answers
	}
	return true
}

func (r *reader) opened(list jsonl.Value) []choice {
	var found []choice
	for i, v := range list.Items() {
		if len(found) == r.most.traces {
			r.fault("response.body.choices", false, fmt.Errorf("more than %d answers: the rest are left out", r.most.traces))
			break
		}
		if v.Kind() != jsonl.Object {
			r.fault(fmt.Sprintf("response.body.choices[%d]", i), false, errors.New("expected an object: this answer is left out"))
			continue
		}
		found = append(found, openChoice(i, v))
	}
	return found
}

func openChoice(i int, v jsonl.Value) choice {
	c := choice{at: i, index: i}
	var index jsonl.Value
	v.Take(map[string]*jsonl.Value{"index": &index, "message": &c.message, "text": &c.text, "logprobs": &c.logprobs,
		"finish_reason": &c.finish, "token_ids": &c.ids})
	if n, ok := index.Count(); ok {
		c.index = n
	}
	return c
}

func (r *reader) trace(c choice) foreign.Trace {
	t := foreign.Trace{Confidence: foreign.Absent(), Tokens: -1}
	field := fmt.Sprintf("response.body.choices[%d]", c.at)
	content, refusal := c.text, jsonl.Value(nil)
	c.message.Take(map[string]*jsonl.Value{"content": &content, "refusal": &refusal})
	if c.message.Missing() && c.text.Missing() || content.Kind() == jsonl.Number || content.Kind() == jsonl.Object || content.Kind() == jsonl.Bool {
		r.fault(field, false, errors.New("expected a message or a text: the answer is kept without its text"))
	}
	refused := text(refusal)
	if t.Text = text(content); t.Text == nil || *t.Text == "" && refused != nil {
		t.Text = refused
	}
	if why, _ := c.finish.Text(); why == "content_filter" || refused != nil && *refused != "" {
		t.Refused = foreign.FlagTrue
	}
	t.Strip = r.strip(field+".logprobs", c.logprobs)
	if t.Tokens = count(c.ids); len(t.Strip) > 0 {
		t.Tokens = len(t.Strip)
	}
	return t
}

// count is the number of elements of a list that has any, else -1.
func count(list jsonl.Value) int {
	n := -1
	for i := range list.Items() {
		n = i + 1
	}
	return n
}

// text is a text, or the texts of a list of parts as one; nil where there is none.
func text(v jsonl.Value) *string {
	if s, ok := v.Text(); ok {
		return &s
	}
	var all strings.Builder
	found := false
	for _, part := range v.Items() {
		s, ok := part.Text()
		if !ok {
			s, ok = part.Field("text").Text()
		}
		found = found || ok
		all.WriteString(s)
	}
	if !found {
		return nil
	}
	s := all.String()
	return &s
}
