package batch

import (
	"context"
	"fmt"
	"regexp"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

// Options says how a file is to be read. The zero value reads it as it is.
type Options struct {
	// CutSuffix is for jobs that asked for every sample in a request of its own, with ids
	// such as p1#3: what it matches at the end of a custom_id is cut off, unless nothing
	// would be left. The samples of one instance then become records of one id, a trace
	// each, in the order of the file. A batch answers in any order, so other records may
	// stand between them: whoever takes the records gathers them, and sorts them by the
	// number in what was cut off, which the traces have where it holds exactly one.
	CutSuffix *regexp.Regexp
}

// Read gives the records of a batch output file, one a line, as foreign.ReadFunc says.
// Requests that failed are faults. Lines with embeddings or scores are passed over, and
// one fault at the end says how many there were.
func Read(ctx context.Context, in foreign.Input, out foreign.Sink) error {
	return Options{}.Read(ctx, in, out)
}

// Read is the function Read with options.
func (o Options) Read(ctx context.Context, in foreign.Input, out foreign.Sink) error {
	return o.read(ctx, in, out, caps{traces: maxTraces, cells: maxCells})
}

func (o Options) read(ctx context.Context, in foreign.Input, out foreign.Sink, most caps) error {
	r := reader{options: o, most: most, name: in.Name, out: out, words: words{}}
	if err := jsonl.Objects(ctx, in, out, r.line); err != nil {
		return err
	}
	if r.aside > 0 {
		out.Fault(foreign.Fault{Line: r.asideLine, Field: "response.body", Skipped: true,
			Err: fmt.Errorf("embeddings or scores and no answers, on %d lines from here on: they are left out", r.aside)})
	}
	return nil
}

// Sniff reports whether the head of a file looks like batch output.
func Sniff(head []byte, _ string) bool {
	return jsonl.Sniff(head, func(k jsonl.Keys) bool {
		// A table may have columns of these names too: there the response is a text.
		answered := k.Kind("response") == jsonl.Object
		failed := k.Kind("response") == jsonl.Null && k.Has("error")
		return k.Has("custom_id") && (answered || failed)
	})
}

// id is the instance that a custom_id belongs to.
func (o Options) id(custom string) string {
	if o.CutSuffix == nil {
		return custom
	}
	for _, at := range o.CutSuffix.FindAllStringIndex(custom, -1) {
		if at[0] > 0 && at[1] == len(custom) {
			return custom[:at[0]]
		}
	}
	return custom
}

// customID is the custom_id of a line. Numbers are taken as they are written.
func customID(v jsonl.Value) string {
	if v.Kind() == jsonl.Number {
		return string(v)
	}
	s, _ := v.Text()
	return s
}
