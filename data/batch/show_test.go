package batch_test

import (
	"context"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
)

func input(text string) foreign.Input {
	return foreigntest.Input("out.jsonl", text)
}

func read(t *testing.T, text string) *foreigntest.Sink {
	t.Helper()
	var f foreigntest.Sink
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
