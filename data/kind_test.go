package data_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// TestProblemsAreCountedByKind also beyond what is listed.
func TestProblemsAreCountedByKind(t *testing.T) {
	const many = 1500
	var file strings.Builder
	for range many {
		file.WriteString(`{"instance_id": "same", "traces": ["a", "b"], "confidences": [0.5]}` + "\n")
	}
	file.WriteString(`{"instance_id": "other", "traces": ["a"]}` + "\nno record\n")
	run, err := data.Read("kinds", strings.NewReader(file.String()), nil, data.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer run.Close()
	p := run.Problems()
	for _, c := range []struct {
		kind    data.Kind
		want    int
		because string
	}{
		{data.KindRagged, many, "each of the many records lacks a confidence"},
		{data.KindDuplicate, many - 1, "all but the first of them repeat its id"},
		{data.KindOther, 2, "one record has no confidences and one line is no record"},
		{data.KindFile + 1, 0, "there is no such kind"},
	} {
		if got := p.Count(c.kind); got != c.want {
			t.Errorf("kind %d is counted %d times, want %d: %s", c.kind, got, c.want, c.because)
		}
	}
	for _, one := range p.List {
		if ragged := strings.Contains(one.Err.Error(), "1 of 2 values"); ragged != (one.Kind == data.KindRagged) {
			t.Fatalf("%v is of kind %d", one, one.Kind)
		}
	}
}

func TestEmptyTexts(t *testing.T) {
	for _, c := range []struct{ traces, want, because string }{
		{`["", " ", null, "\u0000", "\""]`, "true false false false false", "only the first has a text without a character"},
		{`[ ""  ,"a",""]`, "true false true", "white space beside a text is none of it"},
		{`[""], "confidences": [0.1, 0.2]`, "true false", "a text that is not there is absent, not empty"},
		{`["a"], "traces": [""]`, "true", "the later of two fields counts"},
	} {
		run, err := data.Read("texts", strings.NewReader(`{"instance_id": 1, "traces": `+c.traces+"}\n"), nil, data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for trace := range run.Traces() {
			got = append(got, fmt.Sprint(run.EmptyText(trace)))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: empty %v, want %s: %s", c.traces, got, c.want, c.because)
		}
		if err := run.Close(); err != nil {
			t.Error(err)
		}
	}
}
