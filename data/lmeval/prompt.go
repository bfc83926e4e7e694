package lmeval

import (
	"bytes"
	"strings"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

// promptOf is what the model was given, and nil where its requests differ in that.
func promptOf(requests []request) *string {
	for _, q := range requests {
		if !bytes.Equal(q.context, requests[0].context) {
			return nil
		}
	}
	context := requests[0].context
	if s, ok := context.Text(); ok {
		return &s
	}
	// A conversation is logged as a list with one JSON text in it.
	for _, item := range context.Items() {
		s, ok := item.Text()
		if !ok {
			return nil
		}
		if said := lastOfUser(s); said != nil {
			return said
		}
		return &s
	}
	return nil
}

// lastOfUser is the last message of the user in a conversation that is written as JSON.
func lastOfUser(conversation string) *string {
	messages, err := jsonl.Parse([]byte(conversation))
	if err != nil {
		return nil
	}
	var last *string
	for _, m := range messages.Items() {
		if role, _ := m.Field("role").Text(); role == "user" {
			s := content(m.Field("content"))
			last = &s
		}
	}
	return last
}

// content is the text of a message, or the texts of its parts as one.
func content(v jsonl.Value) string {
	if s, ok := v.Text(); ok {
		return s
	}
	var all strings.Builder
	for _, part := range v.Items() {
		s, _ := part.Field("text").Text()
		all.WriteString(s)
	}
	return all.String()
}
