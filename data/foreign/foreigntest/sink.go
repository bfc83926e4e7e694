package foreigntest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
)

// Sink keeps what a reader gives.
type Sink struct {
	Records []foreign.Record // nothing of them is the reader's memory
	Faults  []foreign.Fault
	Done    []int64 // what Read was told
	Refuse  error   // what Record gives back
}

// Record keeps a record, since the reader may use its memory again.
func (s *Sink) Record(r *foreign.Record) error {
	one := *r
	one.Prompt, one.Traces, one.Others = kept(r.Prompt), slices.Clone(r.Traces), slices.Clone(r.Others)
	for i := range one.Traces {
		t := &one.Traces[i]
		t.Text, t.Strip = kept(t.Text), slices.Clone(t.Strip)
		for j := range t.Strip {
			t.Strip[j].Top = slices.Clone(t.Strip[j].Top)
		}
	}
	s.Records = append(s.Records, one)
	return s.Refuse
}

func kept(text *string) *string {
	if text == nil {
		return nil
	}
	s := *text
	return &s
}

// Fault keeps a fault.
func (s *Sink) Fault(f foreign.Fault) { s.Faults = append(s.Faults, f) }

// Read keeps how far the reader has come.
func (s *Sink) Read(done int64) { s.Done = append(s.Done, done) }

// Says gives the faults, each as: line kept field: cause. A record that was left out is
// skipped and not kept.
func (s *Sink) Says() []string {
	var all []string
	for _, f := range s.Faults {
		what := "kept"
		if f.Skipped {
			what = "skipped"
		}
		all = append(all, fmt.Sprintf("%d %s %s: %v", f.Line, what, f.Field, f.Err))
	}
	return all
}

// Lines gives the records, each as: id (prompt) <topic>: "text" confidence refused harmful
// #tokens [token logprob {candidate logprob}] | "next". What is absent is left out.
func (s *Sink) Lines() []string {
	var all []string
	for _, r := range s.Records {
		all = append(all, line(r))
	}
	return all
}

func line(r foreign.Record) string {
	var b strings.Builder
	b.WriteString(r.ID)
	if r.Prompt != nil {
		fmt.Fprintf(&b, " (%s)", *r.Prompt)
	}
	if r.Topic != "" {
		fmt.Fprintf(&b, " <%s>", r.Topic)
	}
	for i, t := range r.Traces {
		b.WriteString([]string{" |", ":"}[max(0, 1-i)])
		b.WriteString(trace(t))
	}
	return b.String()
}

func trace(t foreign.Trace) string {
	s := " none"
	if t.Text != nil {
		s = fmt.Sprintf(" %q", *t.Text)
	}
	if !foreign.IsAbsent(t.Confidence) {
		s += fmt.Sprintf(" %v", t.Confidence)
	}
	s += []string{"", " answered", " refused"}[t.Refused] + []string{"", " harmless", " harmful"}[t.Harmful]
	if t.Tokens >= 0 {
		s += fmt.Sprintf(" #%d", t.Tokens)
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
			one += fmt.Sprintf(" peak %v", token.Peak)
		}
		tokens = append(tokens, one)
	}
	return s + " [" + strings.Join(tokens, ", ") + "]"
}

// Weigher is a Sink for files that may be hostile: it looks whether records and faults name
// lines of the file, the records in order, and adds up what a record holds.
type Weigher struct {
	Sink
	T        testing.TB
	Length   int // of the file, in lines
	Heaviest int // bytes of memory that the heaviest record takes, about
	line     int
}

// Record checks a record, weighs and keeps it.
func (w *Weigher) Record(r *foreign.Record) error {
	if r.Line <= w.line || r.Line > w.Length || r.ID == "" || len(r.Traces) == 0 {
		w.T.Errorf("record %q of line %d follows line %d of %d", r.ID, r.Line, w.line, w.Length)
	}
	w.line = r.Line
	weight := len(r.ID) + len(r.Topic)
	for _, t := range r.Traces {
		weight += 56
		if t.Text != nil {
			weight += len(*t.Text)
		}
		for _, token := range t.Strip {
			weight += 56 + len(token.Text) + 40*len(token.Top)
		}
	}
	w.Heaviest = max(w.Heaviest, weight)
	return w.Sink.Record(r)
}

// Fault checks a fault.
func (w *Weigher) Fault(f foreign.Fault) {
	if f.Line < 1 || f.Line > w.Length || f.Err == nil || strings.ContainsAny(f.Err.Error(), "\n\x1b") {
		w.T.Errorf("fault %+v: want a line from 1 to %d and one plain sentence", f, w.Length)
	}
}

// Count counts records and keeps nothing.
type Count int

// Record counts.
func (c *Count) Record(*foreign.Record) error { *c++; return nil }

// Fault is not kept.
func (*Count) Fault(foreign.Fault) {}

// Read is not kept.
func (*Count) Read(int64) {}
