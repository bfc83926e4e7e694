package batch

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

// answer finds the body that answers the request, or says in which field the failure is
// and what it is.
func (e envelope) answer() (body jsonl.Value, field string, err error) {
	if e.response.Missing() {
		return nil, "error", failed(-1, e.failure)
	}
	if e.response.Kind() != jsonl.Object {
		return nil, "response", errors.New("expected the object that the server answered with")
	}
	var code jsonl.Value
	e.response.Take(map[string]*jsonl.Value{"status_code": &code, "body": &body})
	status, ok := code.Count()
	if !ok {
		status = -1
	}
	if body == nil {
		body = e.response // as the first batch runner of vLLM wrote it
	}
	switch {
	case status >= 400 || body.Missing():
		return nil, "error", failed(status, e.failure, body.Field("error"), body.Field("message"))
	case body.Kind() != jsonl.Object:
		return nil, "response.body", errors.New("expected the object that the server answered with")
	}
	return body, "", nil
}

// failed says that a request has no answer, in the words of the first value that has some.
func failed(status int, reasons ...jsonl.Value) error {
	why := ""
	for _, v := range reasons {
		if why = reason(v); why != "" {
			break
		}
	}
	if status >= 0 {
		why = strings.TrimSuffix(fmt.Sprintf("status %d: %s", status, why), ": ")
	}
	if why == "" {
		why = "neither a response nor an error is given"
	}
	return fmt.Errorf("the request failed and has no answer (%s): send it again", why)
}

// reason is an error as one line: a text, or the code and message of an object.
func reason(v jsonl.Value) string {
	if s, ok := v.Text(); ok {
		return sentence(s)
	}
	code, _ := v.Field("code").Text()
	if v.Field("code").Kind() == jsonl.Number {
		code = string(v.Field("code"))
	}
	message, _ := v.Field("message").Text()
	if code == "" || message == "" {
		return sentence(code + message)
	}
	return sentence(code + ": " + message)
}

// sentence makes a server's words fit for a message: one line, nothing that a terminal
// would obey, and no longer than it takes to understand.
func sentence(s string) string {
	const most = 200
	var b strings.Builder
	n := 0
	for word := range strings.FieldsFuncSeq(s, func(c rune) bool { return !unicode.IsGraphic(c) || unicode.IsSpace(c) }) {
		if n += len([]rune(word)) + 1; n > most {
			return strings.TrimSpace(b.String() + " ...")
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return strings.TrimSuffix(b.String(), ".")
}
