package data_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// A detail is everything that the files say in words, undecorated.
func TestDetail(t *testing.T) {
	line := `{"instance_id": "a\u001b", "traces": ["\u001b[31m", null, "c"], "confidences": [1, 2, 3], ` +
		`"tokens": [["x", "\ud83d\ude00"], null, ["c"]], "logprobs": [[-0.5, NaN, null], [], 7]}`
	run := read(t, line+"\n")
	d, err := run.Detail(0)
	if err != nil {
		t.Fatal(err)
	}
	if d.ID != "a\x1b" || d.Texts[0] != "\x1b[31m" || d.HasText[1] || d.Texts[2] != "c" || d.HasPrompt {
		t.Errorf("detail %+v", d)
	}
	if len(d.Tokens) != 3 || d.Tokens[0][1] != "😀" || d.Tokens[1] != nil || d.Tokens[2][0] != "c" {
		t.Errorf("tokens %q", d.Tokens)
	}
	if l := d.Logprobs; len(l) != 3 || l[0][0] != -0.5 || l[0][1] == l[0][1] || !data.IsAbsentConfidence(l[0][2]) || len(l[1]) != 0 || l[1] == nil || l[2] != nil {
		t.Errorf("log-probabilities %v", l)
	}
	if plain, err := read(t, record("a")+"\n").Detail(0); err != nil || plain.Tokens != nil || plain.Logprobs != nil {
		t.Errorf("a record without tokens has %v %v, %v", plain.Tokens, plain.Logprobs, err)
	}
}

// Texts are visited in order, decoded, until the visitor has had enough.
func TestEachText(t *testing.T) {
	run := read(t, strings.Join([]string{
		`{"instance_id": "a", "traces": ["1\n", null, "\u2603"]}`, `{"instance_id": "b", "traces": []}`, `{"instance_id": "c", "traces": ["x", "y"]}`,
	}, "\n")+"\n")
	visit := func(from, to, most int) string {
		var got []string
		err := run.EachText(t.Context(), from, to, func(i, trace int, text []byte) bool {
			got = append(got, fmt.Sprintf("%d %d %q", i, trace, text))
			return len(got) < most
		})
		if err != nil {
			t.Error(err)
		}
		return strings.Join(got, ", ")
	}
	for _, c := range []struct {
		from, to, most int
		want           string
	}{
		{0, 3, 9, `0 0 "1\n", 0 2 "☃", 2 3 "x", 2 4 "y"`},
		{0, 3, 3, `0 0 "1\n", 0 2 "☃", 2 3 "x"`},
		{2, 3, 9, `2 3 "x", 2 4 "y"`},
		{1, 2, 9, ``},
	} {
		if got := visit(c.from, c.to, c.most); got != c.want {
			t.Errorf("instances %d..%d: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

// Whoever calls a pass over the texts off gets the context's error.
func TestTextsCancelled(t *testing.T) {
	path := write(t, "predictions.jsonl", ids("a", "b"))
	run := open(t, path, data.Options{Labels: write(t, "labels.csv", "id,prompt\na,x\n")})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, mark := run.Mark(ctx, sweepRefusals())
	for _, err := range []error{
		mark,
		run.EachText(ctx, 0, 2, func(int, int, []byte) bool { return true }),
		run.EachPrompt(ctx, 0, 2, func(int, []byte) bool { return true }),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
}

// When a file is replaced underneath, reading a text is an error that says what to do.
func TestFileChanges(t *testing.T) {
	for _, c := range []struct{ now, because string }{
		{ids("b", "a"), "another record stands there"},
		{"", "the file is shorter"},
		{strings.ReplaceAll(ids("a", "b"), `["`, `,"`), "the record is broken"},
		{strings.ReplaceAll(ids("a", "b"), `, "Sure."]`, `]         `), "the record has fewer traces"},
	} {
		path := write(t, "predictions.jsonl", strings.ReplaceAll(ids("a", "b"), `, "confidences": [0.41, 0.5], "refused": [true, false]`, ""))
		run := open(t, path, data.Options{})
		put(t, path, strings.ReplaceAll(c.now, `, "confidences": [0.41, 0.5], "refused": [true, false]`, ""))
		_, detail := run.Detail(0)
		each := run.EachText(t.Context(), 0, 2, func(int, int, []byte) bool { return true })
		_, mark := run.Mark(t.Context(), sweepRefusals())
		for _, err := range []error{detail, each, mark} {
			if err == nil || !strings.Contains(err.Error(), "predictions.jsonl:1: the file changed since it was opened; open it again") {
				t.Errorf("error %v, because %s", err, c.because)
			}
		}
	}
}
