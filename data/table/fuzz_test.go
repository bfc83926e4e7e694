package table_test

import (
	"context"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/table"
)

// FuzzRead: no table makes the reader panic; whatever it gives is whole; and a good line
// of JSON behind anything that ends its line is read.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"id,prompt,response,confidence\np1,\"a\n\"\"b\",Yes,0.5\np2,x\"y,No,\n",
		"id\tresponse\n1\t\"open\n2\tb\n",
		"\xef\xbb\xbfid,text\r\n1,a\r\n",
		"\xff\xfei\x00d\x00,\x00t\x00e\x00x\x00t\x00\n\x001\x00,\x00a\x00\n\x00",
		`{"id":"p1","response":"a","confidence":NaN,"refused":1}` + "\n" + `{"id":"p1","responses":[{"text":"b"}]}`,
		`[{"id":1,"text":"a"},{"id":2,"text":"\ud83d"}]`,
		`{"data":{"prompts":["a","b"],"responses":["c"],"logprobs":[[{"token":"c","logprob":-1,"bytes":[99]}]]}}`,
		`{"parameters":{"x":1},"jailbreaks":[{"index":0,"goal":"g","prompt":null,"response":"r","jailbroken":true}]}`,
		`{"b1":[{"test_case":"t","generation":"g","label":1}],"b2":[]}`,
	} {
		f.Add([]byte(seed))
	}
	s := "x"
	f.Add([]byte(parquetOf(f, []foreign.Record{{ID: "p", Traces: []foreign.Trace{{Text: &s, Confidence: 1, Tokens: 3, Strip: []foreign.Token{{Text: "x", Logprob: -1}}}}}})))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got := &sink{}
		err := table.Read(context.Background(), foreigntest.Input("t", raw), got)
		if err != nil && err.Error() == "" {
			t.Error("an error without a sentence")
		}
		for _, r := range got.Records {
			// A run that was converted may have an empty id, as its own file has.
			if r.ID == "" && !strings.HasPrefix(string(raw), "PAR1") || r.Line < 1 {
				t.Errorf("record %q of line %d", r.ID, r.Line)
			}
		}
		for _, f := range got.Faults {
			if f.Err == nil || f.Line < 0 {
				t.Errorf("fault %+v names no line", f)
			}
		}
		table.Sniff(raw, "t")
		_, _ = table.Look(foreigntest.Input("t", raw))
		between(t, raw)
	})
}

// between puts bad bytes into a line between two good ones.
func between(t *testing.T, raw []byte) {
	bad := strings.NewReplacer("\n", " ", "\r", " ").Replace(string(raw))
	whole := `{"id":"first","text":"a"}` + "\n" + bad + "\n" + `{"id":"last","text":"b"}` + "\n"
	got := &sink{}
	by := table.ReadBy(table.Mapping{ID: "id", Text: "text"})
	if err := by(context.Background(), foreigntest.Input("t.jsonl", whole), got); err != nil {
		t.Fatalf("%q: %v", bad, err)
	}
	if n := len(got.Records); n < 2 || got.Records[0].ID != "first" || got.Records[n-1].ID != "last" {
		t.Errorf("%q between two good lines: read %q", bad, lines(got.Records))
	}
}
