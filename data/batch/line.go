package batch

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

// caps is the most that is kept of one line.
type caps struct {
	traces int // answers
	cells  int // tokens and candidates
}

const (
	// No server samples as many answers at once; a hostile line of 256 MiB could name 80 million.
	maxTraces = 1 << 16
	// A line of the greatest length has hardly more tokens in earnest, as one takes about
	// 60 bytes; a hostile one of empty texts would take twenty times its length of memory.
	maxCells = 1 << 22
)

// reader turns lines into records, one at a time.
type reader struct {
	options Options
	most    caps
	name    string
	out     foreign.Sink
	given   bool // at least one record was

	record foreign.Record
	cells  int // tokens and candidates of the record so far
	words  words
	buf    []byte

	aside, asideLine int // lines without answers: how many, and the first
}

// envelope is a line, with its parts unopened.
type envelope struct {
	id, response, failure, body jsonl.Value
}

func open(v jsonl.Value) (e envelope) {
	v.Take(map[string]*jsonl.Value{"custom_id": &e.id, "response": &e.response, "error": &e.failure, "body": &e.body})
	return e
}

func (r *reader) line(n int, v jsonl.Value) error {
	e := open(v)
	if isRequest := e.response == nil && e.body != nil; isRequest && !r.given {
		return fmt.Errorf("%s holds the requests of a batch job and not its answers: open the output file of the job, this one only gives the prompts", r.name)
	}
	r.record = foreign.Record{ID: r.options.id(customID(e.id)), Line: n, Traces: r.record.Traces[:0]}
	r.cells = 0
	if r.record.ID == "" {
		r.fault("custom_id", true, errors.New("expected the text that names the request"))
		return nil
	}
	body, field, err := e.answer()
	if err != nil {
		r.fault(field, true, err)
		return nil
	}
	if !r.fill(body) {
		return nil
	}
	r.given = true
	r.number(customID(e.id))
	return r.out.Record(&r.record)
}

// fill reads a body by what it holds; false means that the line gives no record.
func (r *reader) fill(body jsonl.Value) bool {
	var choices, output, data, results, spent, prompt, failure jsonl.Value
	body.Take(map[string]*jsonl.Value{"choices": &choices, "output": &output, "data": &data, "results": &results,
		"error": &failure, "usage": &spent, "prompt_text": &prompt})
	if text, ok := prompt.Text(); ok && text != "" {
		r.record.Prompt = &text
	}
	switch {
	case choices.Kind() == jsonl.Array:
		return r.choices(choices, usageOf(spent))
	case output.Kind() == jsonl.Array:
		return r.response(body, output, usageOf(spent))
	case !failure.Missing():
		r.fault("response.body.error", true, failed(-1, failure))
		return false
	case data.Kind() == jsonl.Array || results.Kind() == jsonl.Array:
		if r.aside++; r.aside == 1 {
			r.asideLine = r.record.Line
		}
		return false
	}
	r.fault("response.body", true, errors.New("no answers: expected an array under choices or output"))
	return false
}

// number gives the answers the number of the sample that the request was for.
func (r *reader) number(custom string) {
	n, ok := onlyNumber(custom[len(r.record.ID):])
	if !ok {
		return
	}
	for i := range r.record.Traces {
		part := float64(i) / float64(len(r.record.Traces))
		r.record.Traces[i].Order, r.record.Traces[i].Ordered = n+part, true
	}
}

// onlyNumber is the number in a text that holds one and no other digits.
func onlyNumber(s string) (n float64, ok bool) {
	const digits = "0123456789"
	from := strings.IndexAny(s, digits)
	if from < 0 {
		return 0, false
	}
	end := from + len(s[from:]) - len(strings.TrimLeft(s[from:], digits))
	whole, err := strconv.ParseUint(s[from:end], 10, 53)
	return float64(whole), err == nil && !strings.ContainsAny(s[end:], digits)
}

func (r *reader) fault(field string, skipped bool, err error) {
	r.out.Fault(foreign.Fault{Line: r.record.Line, Field: field, Err: err, Skipped: skipped})
}

// usage is what a server counted; -1 where it did not.
type usage struct{ prompt, answers int }

func usageOf(v jsonl.Value) usage {
	u := usage{prompt: -1, answers: -1}
	for key, value := range v.Fields() {
		n, ok := value.Count()
		if !ok {
			continue
		}
		switch key {
		case "prompt_tokens", "input_tokens":
			u.prompt = n
		case "completion_tokens", "output_tokens":
			u.answers = n
		}
	}
	return u
}
