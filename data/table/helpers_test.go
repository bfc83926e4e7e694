package table_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/table"
)

// sink keeps what a reader gives.
type sink struct{ foreigntest.Sink }

// says gives the faults as a person reads them.
func (s *sink) says() string {
	var all []string
	for _, f := range s.Faults {
		line := fmt.Sprintf("%d: %s: %v", f.Line, f.Field, f.Err)
		if f.Skipped {
			line += " [skipped]"
		}
		all = append(all, line)
	}
	return strings.Join(all, "\n")
}

// read reads a table by its guess.
func read(t *testing.T, name, content string) *sink {
	t.Helper()
	return readBy(t, table.Read, name, content)
}

func readBy(t *testing.T, f foreign.ReadFunc, name, content string) *sink {
	t.Helper()
	s := &sink{}
	if err := f(t.Context(), foreigntest.Input(name, content), s); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, s.says())
	}
	return s
}

// lines writes records in a notation of their own: id, label, verdict, topic, and each
// trace as text~confidence, then R or C for refused or complied, H or h for harmful or
// not, tokens. What is absent is left out.
func lines(records []foreign.Record) string {
	var b strings.Builder
	for _, r := range records {
		b.WriteString(r.ID)
		if r.Prompt != nil {
			b.WriteString(" " + strconv.Quote(*r.Prompt))
		}
		b.WriteString([]string{"", " safe", " unsafe"}[r.Label])
		b.WriteString([]string{"", " verdict:safe", " verdict:unsafe"}[r.Verdict])
		if r.Topic != "" {
			b.WriteString(" #" + r.Topic)
		}
		b.WriteString(":")
		for _, t := range r.Traces {
			b.WriteString(" " + trace(t))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func trace(t foreign.Trace) string {
	s := "-"
	if t.Text != nil {
		s = *t.Text
	}
	if !foreign.IsAbsent(t.Confidence) {
		s += "~" + strconv.FormatFloat(t.Confidence, 'g', -1, 64)
	}
	s += []string{"", "C", "R"}[t.Refused] + []string{"", "h", "H"}[t.Harmful]
	if t.Tokens >= 0 {
		s += strconv.Itoa(t.Tokens)
	}
	for _, one := range t.Strip {
		s += fmt.Sprintf("|%s%.3g", one.Text, one.Logprob)
	}
	return s
}

// equal compares records, numbers by their bits, all but their lines.
func equal(a, b foreign.Record) bool {
	return a.ID == b.ID && equalText(a.Prompt, b.Prompt) && a.Label == b.Label && a.Topic == b.Topic && a.Verdict == b.Verdict &&
		a.Category == b.Category && a.Scale == b.Scale && slices.EqualFunc(a.Traces, b.Traces, equalTrace)
}

func equalText(a, b *string) bool { return a == b || a != nil && b != nil && *a == *b }

func equalTrace(a, b foreign.Trace) bool {
	return equalText(a.Text, b.Text) && same(a.Confidence, b.Confidence) && a.Refused == b.Refused && a.Harmful == b.Harmful && a.Classified == b.Classified &&
		a.Tokens == b.Tokens && (a.Strip == nil) == (b.Strip == nil) && slices.EqualFunc(a.Strip, b.Strip, equalToken)
}

func equalToken(a, b foreign.Token) bool {
	return a.Text == b.Text && same(a.Logprob, b.Logprob) && same(a.Peak, b.Peak) && (a.Top == nil) == (b.Top == nil) &&
		slices.EqualFunc(a.Top, b.Top, func(a, b foreign.Candidate) bool { return a.Text == b.Text && same(a.Logprob, b.Logprob) })
}

func same(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }

// parquetOf writes records as Parquet.
func parquetOf(t testing.TB, records []foreign.Record) string {
	t.Helper()
	var b bytes.Buffer
	w := table.NewWriter(&b)
	for i := range records {
		if err := w.Record(&records[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
