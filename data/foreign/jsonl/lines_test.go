package jsonl_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

func input(text string) foreign.Input {
	return foreign.Input{Name: "x.jsonl", Stream: strings.NewReader(text)}
}

func TestLines(t *testing.T) {
	rows := []struct {
		text    string
		most    int
		want    []string
		because string
	}{
		{"a\nb\n", 9, []string{"1 a", "2 b"}, "a line end ends a line and starts none"},
		{"a\nb", 9, []string{"1 a", "2 b cut"}, "the last line may lack its end, and then says so"},
		{"\ufeffa\r\n\ufeffb\r\n", 9, []string{"1 a", "2 \ufeffb"}, "a byte order mark stands at the start of a file only"},
		{"\n \t\n\r\na\n\n", 9, []string{"4 a"}, "blank lines are passed and counted"},
		{"", 9, nil, "no line"},
		{"abcdefghijkl\nb\n", 9, []string{"1 long", "2 b"}, "a line too long is passed as a whole"},
		{"a\nabcdefghijkl", 9, []string{"1 a", "2 long cut"}, "also at the end"},
		{strings.Repeat("x", 900_000) + "\ny\n", 700_000, []string{"1 long", "2 y"}, "also where it spans several chunks"},
		{strings.Repeat("x", 600_000) + "\ny\n", 700_000, []string{"1 " + strings.Repeat("x", 600_000), "2 y"}, "chunks are joined"},
	}
	for _, row := range rows {
		for _, slow := range []bool{false, true} {
			in := input(row.text)
			if slow {
				in.Stream = iotest.HalfReader(in.Stream)
			}
			lines := jsonl.NewLines(t.Context(), in)
			lines.SetMost(row.most)
			if got := all(t, lines); !slices.Equal(got, row.want) {
				t.Errorf("%.40q: got %.80q, want %.80q, because %s", row.text, got, row.want, row.because)
			}
			if lines.Done() != int64(len(row.text)) {
				t.Errorf("%.40q: %d bytes done, want %d", row.text, lines.Done(), len(row.text))
			}
		}
	}
}

func all(t *testing.T, lines *jsonl.Lines) []string {
	t.Helper()
	var got []string
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return got
		}
		if err != nil {
			t.Fatal(err)
		}
		s := fmt.Sprintf("%d %s", line.Number, line.Text)
		if line.Long {
			s += "long"
		}
		if line.Cut {
			s += " cut"
		}
		got = append(got, s)
	}
}

// record is a sink that writes down what it is told.
type record struct {
	faults []string
	read   []int64
}

func (r *record) Record(*foreign.Record) error { return nil }
func (r *record) Read(done int64)              { r.read = append(r.read, done) }
func (r *record) Fault(f foreign.Fault) {
	r.faults = append(r.faults, fmt.Sprintf("%d %v %v", f.Line, f.Skipped, f.Err))
}

func TestObjects(t *testing.T) {
	text := "{\"a\":1}\n[1]\n{\"a\":}\n{\"a\":2}\n{\"a\":"
	var out record
	var got []string
	err := jsonl.Objects(t.Context(), input(text), &out, func(line int, v jsonl.Value) error {
		got = append(got, fmt.Sprintf("%d %s", line, v))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{`1 {"a":1}`, `4 {"a":2}`}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q: good lines survive bad neighbours", got, want)
	}
	for i, want := range []string{"2 true expected one JSON object", "3 true not JSON at byte 6", "5 true the JSON ends too early: it is the last line"} {
		if i >= len(out.faults) || !strings.HasPrefix(out.faults[i], want) {
			t.Errorf("faults %q, want number %d to start with %q", out.faults, i, want)
		}
	}
	if len(out.faults) != 3 || !slices.Equal(out.read, []int64{int64(len(text))}) {
		t.Errorf("%d faults, read %v of %d bytes", len(out.faults), out.read, len(text))
	}
}

func TestObjectsEnd(t *testing.T) {
	stop, broken := errors.New("enough"), errors.New("the disk is gone")
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	half := foreign.Input{Name: "x.jsonl", Stream: io.MultiReader(strings.NewReader("{}\n{}"), iotest.ErrReader(broken))}
	none := func(int, jsonl.Value) error { return nil }
	rows := []struct {
		ctx     context.Context
		in      foreign.Input
		take    func(int, jsonl.Value) error
		want    error
		as      bool // the error is given back as it is
		because string
	}{
		{t.Context(), input("{}\n"), func(int, jsonl.Value) error { return stop }, stop, true, "whoever takes may end the reading"},
		{cancelled, input("{}\n"), none, context.Canceled, true, "a cancelled reading ends"},
		{t.Context(), half, none, broken, false, "what broke is said with the name of the file"},
	}
	for _, row := range rows {
		err := jsonl.Objects(row.ctx, row.in, &record{}, row.take)
		if !errors.Is(err, row.want) || row.as != (errors.Unwrap(err) == nil) {
			t.Errorf("got %v, want %v, because %s", err, row.want, row.because)
		}
	}
	if err := jsonl.Objects(t.Context(), half, &record{}, none); err == nil {
		t.Error("no error from an input that cannot be read")
	}
}
