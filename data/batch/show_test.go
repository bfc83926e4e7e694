package batch_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/foreign"
)

// found is a sink that writes down what it is given, as a person would.
type found struct {
	records []string
	faults  []string
	read    int64
	stop    error
}

func (f *found) Record(r *foreign.Record) error {
	f.records = append(f.records, show(r))
	return f.stop
}

func (f *found) Fault(fault foreign.Fault) {
	kept := "kept"
	if fault.Skipped {
		kept = "skipped"
	}
	f.faults = append(f.faults, fmt.Sprintf("%d %s %s: %v", fault.Line, kept, fault.Field, fault.Err))
}

func (f *found) Read(done int64) { f.read = done }

// show writes a record as: id (prompt): "text" refused #tokens [token logprob {candidate logprob}] | "next"
func show(r *foreign.Record) string {
	var b strings.Builder
	b.WriteString(r.ID)
	if r.Prompt != nil {
		fmt.Fprintf(&b, " (%s)", *r.Prompt)
	}
	for i, t := range r.Traces {
		b.WriteString([]string{" |", ":"}[max(0, 1-i)])
		b.WriteString(showTrace(t))
	}
	return b.String()
}

func showTrace(t foreign.Trace) string {
	s := " none"
	if t.Text != nil {
		s = fmt.Sprintf(" %q", *t.Text)
	}
	s += []string{"", " answered", " refused"}[t.Refused]
	if t.Tokens >= 0 {
		s += fmt.Sprintf(" #%d", t.Tokens)
	}
	if !foreign.IsAbsent(t.Confidence) || t.Harmful != foreign.FlagAbsent {
		s += " INVENTED"
	}
	if t.Strip == nil {
		return s
	}
	var tokens []string
	for _, token := range t.Strip {
		one := fmt.Sprintf("%s %v", token.Text, token.Logprob)
		for _, c := range token.Top {
			one += fmt.Sprintf(" {%s %v}", c.Text, c.Logprob)
		}
		if !math.IsNaN(token.Peak) {
			one += " INVENTED"
		}
		tokens = append(tokens, one)
	}
	return s + " [" + strings.Join(tokens, ", ") + "]"
}

func input(text string) foreign.Input {
	return foreign.Input{Name: "out.jsonl", At: strings.NewReader(text), Size: int64(len(text))}
}

func read(t *testing.T, text string) *found {
	t.Helper()
	var f found
	if err := batch.Read(context.Background(), input(text), &f); err != nil {
		t.Fatal(err)
	}
	return &f
}

// chat is a line with these choices of a chat, and what stands beside them in the body.
func chat(id, choices string, beside ...string) string {
	return body(id, strings.Join(append([]string{`"object": "chat.completion", "choices": [` + choices + `]`}, beside...), ", "))
}

func body(id, fields string) string {
	return `{"id": "batch_req_1", "custom_id": "` + id + `", "response": {"status_code": 200, "request_id": "r", "body": {` + fields + `}}, "error": null}`
}

func said(content string) string {
	return `{"message": {"role": "assistant", "content": ` + content + `}}`
}
