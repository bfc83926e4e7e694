package batch

import (
	"errors"
	"fmt"
	"strings"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

// response fills the record from a body of the responses endpoint: one answer, which may
// be several parts of several messages.
func (r *reader) response(body, output jsonl.Value, spent usage) bool {
	if status, _ := body.Field("status").Text(); status == "failed" || status == "cancelled" || status == "in_progress" || status == "queued" {
		r.fault("response.body.status", true, fmt.Errorf("the response is %s and has no answer%s: send the request again", status, because(body)))
		return false
	}
	a := answer{}
	for i, item := range output.Items() {
		if kind, _ := item.Field("type").Text(); kind != "message" {
			continue // reasoning and tool calls are no part of the answer
		}
		for j, part := range item.Field("content").Items() {
			a.add(r, fmt.Sprintf("response.body.output[%d].content[%d]", i, j), part)
		}
	}
	t := foreign.Trace{Confidence: foreign.Absent(), Tokens: spent.answers}
	if why, _ := body.Field("incomplete_details", "reason").Text(); why == "content_filter" || a.refused {
		t.Refused = foreign.FlagTrue
	}
	if a.found {
		s := a.text.String()
		t.Text = &s
	}
	// Where one part lacks its tokens, the others would stand for the whole.
	if !a.gap && len(a.strip) > 0 {
		t.Strip, t.Tokens = a.strip, len(a.strip)
	}
	r.record.Traces = append(r.record.Traces, t)
	return true
}

// because is the server's reason in brackets, where it gives one.
func because(body jsonl.Value) string {
	if why := reason(body.Field("error")); why != "" {
		return " (" + why + ")"
	}
	return ""
}

// answer gathers the parts of a response.
type answer struct {
	text           strings.Builder
	strip          []foreign.Token
	found, refused bool
	gap            bool // a part that says something has no tokens
}

func (a *answer) add(r *reader, field string, part jsonl.Value) {
	var words, refusal, logprobs jsonl.Value
	part.Take(map[string]*jsonl.Value{"text": &words, "refusal": &refusal, "logprobs": &logprobs})
	s, ok := words.Text()
	if no, isRefusal := refusal.Text(); isRefusal {
		s, ok = s+no, true
		a.refused = true
	}
	if !ok {
		r.fault(field, false, errors.New("expected a text or a refusal: this part of the answer is left out"))
		return
	}
	a.found = true
	a.text.WriteString(s)
	strip, err := r.entries(logprobs)
	if err != nil {
		r.fault(field+".logprobs", false, err)
	}
	a.gap = a.gap || len(strip) == 0 && s != ""
	a.strip = append(a.strip, strip...)
}
