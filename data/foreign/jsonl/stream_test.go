package jsonl_test

import (
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

func stream(t *testing.T, src io.Reader, buffer int) *jsonl.Stream {
	s := jsonl.NewStream(t.Context(), src, make([]byte, buffer))
	return &s
}

// However a document comes in, a Stream gives of it what encoding/json does.
func TestStreamEqualsDecoder(t *testing.T) {
	const seed = 12
	random := rand.New(rand.NewPCG(seed, 0))
	for i := range 1000 {
		text, err := json.MarshalIndent(document(random, 4), "", " ")
		if err != nil {
			t.Fatal(err)
		}
		var want any
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatal(err)
		}
		s := stream(t, iotest.HalfReader(strings.NewReader("\ufeff"+string(text)+"\n0")), 1+random.IntN(40))
		s.Common = []string{"a", ""}
		got, err := taken(s)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d, document %d, %s: got %v (%v), want %v", seed, i, text, got, err, want)
		}
		if _, err := s.Peek(); err != nil || s.Line() != strings.Count(string(text), "\n")+2 || s.Offset() != int64(len("\ufeff")+len(text)+1) {
			t.Fatalf("seed %d, document %d, %s: ends before byte %d of line %d (%v)", seed, i, text, s.Offset(), s.Line(), err)
		}
	}
}

// taken takes a value apart, step by step.
func taken(s *jsonl.Stream) (any, error) {
	switch b, err := s.Peek(); {
	case err != nil:
		return nil, err
	case b == '{':
		object := map[string]any{}
		err := s.Object(func(key string) (err error) {
			object[key], err = taken(s)
			return err
		})
		return object, err
	case b == '[':
		list := []any{}
		err := s.Array(func() error {
			item, err := taken(s)
			list = append(list, item)
			return err
		})
		return list, err
	}
	raw, err := s.Raw(1 << 10)
	return walk(raw), err
}

func TestStreamFaults(t *testing.T) {
	rows := []struct {
		text, want string // what the values of the outer object are, up to what is wrong
		err        error
		because    string
	}{
		{`{"a":"x","b":[1,{}],"c":1.50,"d":NaN,"e":true}`, "x||1.50||", nil, "texts and numbers have a text, all else has none"},
		{`["a"]`, "", nil, "what is no object has no fields, and is passed"},
		{`{"a":"` + strings.Repeat("x", 50) + `","b":"y"}`, "", jsonl.ErrLong, "longer than was allowed"},
		{`{"a":"x","b":`, "x", jsonl.ErrCut, "the value is missing"},
		{`{"a":"x","b":"`, "x", jsonl.ErrCut, "the text has no end"},
		{`{"a":"x","b":}`, "x", jsonl.ErrValue, "a bracket in its place"},
	}
	for _, row := range rows {
		var got []string
		s := stream(t, iotest.OneByteReader(strings.NewReader(row.text)), 8)
		err := s.Object(func(string) error {
			text, err := s.Text(40)
			if err == nil {
				got = append(got, text)
			}
			return err
		})
		if !errors.Is(err, row.err) || strings.Join(got, "|") != row.want {
			t.Errorf("%s: got %q (%v), want %q (%v), because %s", row.text, got, err, row.want, row.err, row.because)
		}
	}
	for text, want := range map[string]string{
		`{"a" 1}`: "expected a colon", `{"a":1 "b":2}`: "expected a comma", `{a:1}`: "a field name in quotes", `{"a":"\x"}`: "invalid character 'x' in string escape code",
	} {
		s := stream(t, strings.NewReader(text), 8)
		err := s.Object(func(string) error { _, err := s.Text(40); return err })
		if err == nil || !strings.HasPrefix(err.Error(), "the JSON is broken: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want a sentence with %q", text, err, want)
		}
	}
}

func TestStreamOverCountsFromItsFirstByte(t *testing.T) {
	t.Parallel()
	var s jsonl.Stream
	for range 2 { // one part after another
		s.Over([]byte("[1,\n 2]"))
		if s.Offset() != 0 || s.Line() != 1 {
			t.Fatalf("begins at byte %d of line %d", s.Offset(), s.Line())
		}
		items := 0
		if err := s.Array(func() error { items++; return s.Skip() }); err != nil || items != 2 {
			t.Fatalf("%d items (%v), want 2", items, err)
		}
		if s.Offset() != 7 || s.Line() != 2 {
			t.Errorf("ends at byte %d of line %d, want 7 of 2", s.Offset(), s.Line())
		}
	}
	s.Over([]byte("\ufeff1"))
	if b, err := s.Peek(); err != nil || b == '1' {
		t.Error("a byte order mark within a document was passed over as if it began one")
	}
}
