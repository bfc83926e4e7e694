package lmeval

import (
	"errors"
	"fmt"
	"hash/maphash"
	"math"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

type reader struct {
	out    foreign.Sink
	record foreign.Record
	seed   maphash.Seed
	seen   map[uint64]taken // by the hash of its number

	aside, asideLine int // lines without answers: how many, and the first
}

// taken is the line that a document was taken from.
type taken struct {
	filter, doc uint64
	line        int
}

// sample is a line, with its parts unopened.
type sample struct {
	id, doc, docHash, arguments, resps, filter jsonl.Value
}

func open(v jsonl.Value) (s sample) {
	v.Take(map[string]*jsonl.Value{"doc_id": &s.id, "doc": &s.doc, "doc_hash": &s.docHash, "arguments": &s.arguments, "resps": &s.resps, "filter": &s.filter})
	return s
}

func (r *reader) line(n int, v jsonl.Value) error {
	s := open(v)
	r.record = foreign.Record{ID: name(s.id), Line: n, Traces: r.record.Traces[:0]}
	if r.record.ID == "" {
		r.fault("doc_id", true, errors.New("expected the number or text that names the document"))
		return nil
	}
	if r.repeated(s) {
		return nil
	}
	requests, err := requestsOf(s)
	if err != nil {
		r.fault("resps", true, err)
		return nil
	}
	if !r.answers(requests) {
		return nil
	}
	r.record.Topic = topic(s.doc)
	r.seen[maphash.String(r.seed, r.record.ID)] = r.taken(s)
	return r.out.Record(&r.record)
}

// repeated reports whether a document of this number was taken from a line before. That is
// how further filters are logged, and worth a word only where it is something else.
func (r *reader) repeated(s sample) bool {
	before, ok := r.seen[maphash.String(r.seed, r.record.ID)]
	if !ok {
		return false
	}
	switch now := r.taken(s); {
	case now.doc != before.doc:
		r.fault("doc_id", true, fmt.Errorf("another document of this number stands on line %d: open the files of several tasks one by one", before.line))
	case now.filter == before.filter:
		r.fault("doc_id", true, fmt.Errorf("the document stands on line %d already, with the same filter: open the files of several runs one by one", before.line))
	}
	return true
}

func (r *reader) taken(s sample) taken {
	return taken{filter: maphash.Bytes(r.seed, s.filter), doc: maphash.Bytes(r.seed, s.docHash), line: r.record.Line}
}

func (r *reader) fault(field string, skipped bool, err error) {
	r.out.Fault(foreign.Fault{Line: r.record.Line, Field: field, Err: err, Skipped: skipped})
}

// name is the id of a document, which is a number where the harness wrote it.
func name(v jsonl.Value) string {
	if x, ok := v.Float(); ok && !math.IsNaN(x) && !math.IsInf(x, 0) {
		return string(v)
	}
	s, _ := v.Text()
	return s
}

// topic is what a document says of itself under the names that data sets use.
func topic(doc jsonl.Value) string {
	var category, topic, subject jsonl.Value
	doc.Take(map[string]*jsonl.Value{"category": &category, "topic": &topic, "subject": &subject})
	for _, v := range []jsonl.Value{category, topic, subject} {
		if s, _ := v.Text(); s != "" {
			return s
		}
	}
	return ""
}
