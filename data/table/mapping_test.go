package table_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/table"
)

// A mapping goes to a file and back, and says what is wrong with it by its key.
func TestMappingFile(t *testing.T) {
	m := table.Mapping{IDs: []string{"prompt", "model"}, Text: "out", Confidence: "p", Label: "tier", Unsafe: []string{"dual_use"}, Safe: []string{"ok"}, Refusal: []string{"nope"}}
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	back, err := table.ReadMapping(&b)
	if err != nil || !reflect.DeepEqual(m, back) {
		t.Errorf("wrote %+v, read %+v, %v", m, back, err)
	}
	for _, c := range []struct{ content, says string }{
		{`{"text": 5}`, `key "text": expected the name of a column in quotes, found number`},
		{`{"ids": "a"}`, `key "ids": expected a list of texts, like ["a", "b"], found string`},
		{`{"txt": "a"}`, `key "txt": there is no such key; the keys are id, prompt, context, text`},
		{`["text"]`, "it has to be an object in braces"},
		{`{"text": "a"`, "it is no JSON object in braces"},
		{`{"text": "a"} {}`, "something follows"},
	} {
		if _, err := table.ReadMapping(strings.NewReader(c.content)); err == nil || !strings.HasPrefix(err.Error(), "reading the mapping: "+c.says) {
			t.Errorf("%s: error %v, want %q", c.content, err, c.says)
		}
	}
}

// A mapping is checked against the columns before a row is read.
func TestMappingCheck(t *testing.T) {
	columns := []string{"a", "b"}
	for _, c := range []struct {
		m    table.Mapping
		says string // "" for none
	}{
		{table.Mapping{ID: "a", Text: "b"}, ""},
		{table.Mapping{Refused: "b"}, ""},
		{table.Mapping{ID: "a", Text: "c"}, `mapping, key "text": there is no column "c"; the table has a, b`},
		{table.Mapping{IDs: []string{"a", "d"}, Text: "b"}, `mapping, key "ids": there is no column "d"`},
		{table.Mapping{ID: "a", IDs: []string{"a", "b"}, Text: "b"}, `mapping, key "ids": give either id or ids`},
		{table.Mapping{Text: "b", Unsafe: []string{"Bad"}, Safe: []string{"bad "}}, `mapping, key "unsafe": "Bad" stands under safe too`},
		{table.Mapping{Prompt: "a"}, `it has prompts (column "a") but no answers`},
		{table.Mapping{ID: "a"}, "no column for answers"},
	} {
		err := c.m.Check(columns)
		if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.HasPrefix(err.Error(), c.says)) {
			t.Errorf("%+v: %v, want %q", c.m, err, c.says)
		}
	}
	err := table.ReadBy(table.Mapping{Text: "x"})(t.Context(), foreigntest.Input("t", "a,b\n1,2\n"), &sink{})
	if err == nil || !strings.Contains(err.Error(), `there is no column "x"`) {
		t.Errorf("reading by a mapping that does not fit: %v", err)
	}
}

// The words of a mapping come before the usual ones.
func TestMappingWords(t *testing.T) {
	by := table.ReadBy(table.Mapping{ID: "id", Text: "text", Label: "tier", Refused: "how", Unsafe: []string{"dual_use", "safe"}, Safe: []string{"Fine"}, Refusal: []string{"nope"}, Compliance: []string{"refusal"}})
	s := readBy(t, by, "t.csv", "id,text,tier,how\n1,a,DUAL_USE,nope\n2,b,fine ,refusal\n3,c,safe,refused\n4,d,harmful,\n")
	if want := "1 unsafe: aR\n2 safe: bC\n3 unsafe: cR\n4 unsafe: d\n"; lines(s.Records) != want || len(s.Faults) > 0 {
		t.Errorf("read\n%swant\n%sfaults %s", lines(s.Records), want, s.says())
	}
}
