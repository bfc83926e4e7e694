package batch

import (
	"context"
	"errors"
	"fmt"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

// LeftOut is the error of ReadPrompts where the file was read to its end and some of its
// lines gave no prompt.
type LeftOut struct {
	Lines int
	First foreign.Fault // what was wrong with the first of them
}

// Error says how many lines gave no prompt, and why the first did not.
func (e *LeftOut) Error() string {
	return fmt.Sprintf("%d lines of the batch's input give no prompt; the first is line %d: %v", e.Lines, e.First.Line, e.First.Err)
}

// Unwrap gives the cause of the first fault.
func (e *LeftOut) Unwrap() error { return e.First.Err }

// SniffInput reports whether the head of a file looks like the input of a batch job.
func SniffInput(head []byte, _ string) bool {
	return jsonl.Sniff(head, func(k jsonl.Keys) bool {
		addressed := k.Has("method") || k.Has("url")
		return k.Has("custom_id") && addressed && k.Kind("body") == jsonl.Object && !k.Has("response")
	})
}

// ReadPrompts gives the prompt of every request in the input file of a batch job, in the
// order of the file: the last message of the user, or the text to complete. An error of
// each ends the reading and is given back as it is. Lines without a prompt are passed
// over; a *LeftOut at the end tells of them.
func ReadPrompts(ctx context.Context, in foreign.Input, each func(id, prompt string) error) error {
	return Options{}.ReadPrompts(ctx, in, each)
}

// ReadPrompts is the function ReadPrompts with options: ids are cut as in Read, so that
// the same id may come once for every sample.
func (o Options) ReadPrompts(ctx context.Context, in foreign.Input, each func(id, prompt string) error) error {
	var left leftOut
	err := jsonl.Objects(ctx, in, &left, func(line int, v jsonl.Value) error {
		e := open(v)
		id := o.id(customID(e.id))
		prompt, ok := asked(e.body)
		if id == "" || !ok {
			left.Fault(foreign.Fault{Line: line, Skipped: true, Err: errors.New("expected a custom_id, and a body with a message of the user or a prompt")})
			return nil
		}
		return each(id, prompt)
	})
	if err == nil && left.Lines > 0 {
		return &left.LeftOut
	}
	return err
}

// asked is what the user asked for last in the body of a request.
func asked(body jsonl.Value) (prompt string, ok bool) {
	var found *string
	for key, value := range body.Fields() {
		switch key {
		case "messages", "input":
			found = lastOfUser(value)
		case "prompt":
			found = onlyText(value)
		}
	}
	if found == nil {
		return "", false
	}
	return *found, true
}

// lastOfUser is the text of the last message of the user in a conversation. The responses
// endpoint takes a plain text in its place.
func lastOfUser(messages jsonl.Value) *string {
	if s, ok := messages.Text(); ok {
		return &s
	}
	var last *string
	for _, m := range messages.Items() {
		if role, _ := m.Field("role").Text(); role != "user" {
			continue
		}
		if said := text(m.Field("content")); said != nil {
			last = said
		}
	}
	return last
}

// onlyText is a text, or the only text of a list: of several, none is the request's prompt.
func onlyText(v jsonl.Value) *string {
	if n := count(v); n > 1 {
		return nil
	}
	return text(v)
}

// leftOut counts faults; nothing else of a sink is asked for where prompts are read.
type leftOut struct{ LeftOut }

func (l *leftOut) Record(*foreign.Record) error { return nil }

func (l *leftOut) Read(int64) {}

func (l *leftOut) Fault(f foreign.Fault) {
	if l.Lines++; l.Lines == 1 {
		l.First = f
	}
}
