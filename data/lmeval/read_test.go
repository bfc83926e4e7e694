package lmeval_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/lmeval"
)

func input(text string) foreign.Input {
	return foreigntest.Input("samples_x.jsonl", text)
}

func read(t *testing.T, text string) *foreigntest.Sink {
	t.Helper()
	var f foreigntest.Sink
	if err := lmeval.Read(t.Context(), input(text), &f); err != nil {
		t.Fatal(err)
	}
	return &f
}

// sample is a line as the harness writes it.
func sample(id, arguments, resps string, beside ...string) string {
	rest := strings.Join(append([]string{`"filtered_resps": ["x"], "filter": "none", "metrics": ["acc"], "acc": NaN`}, beside...), ", ")
	return `{"doc_id": ` + id + `, "doc": {"question": "q"}, "target": "4", "arguments": ` + arguments + `, "resps": ` + resps + `, ` + rest + `}`
}

const generate = `{"gen_args_0": {"arg_0": "Q", "arg_1": {"until": ["\n"], "do_sample": true}}}`

// options are the arguments of a choice between continuations.
func options(pairs ...[2]string) string {
	var all []string
	for i, p := range pairs {
		all = append(all, fmt.Sprintf(`"gen_args_%d": {"arg_0": %q, "arg_1": %q}`, i, p[0], p[1]))
	}
	return "{" + strings.Join(all, ", ") + "}"
}

func TestRecords(t *testing.T) {
	ab := options([2]string{"Q", " a"}, [2]string{"Q", " b"})
	rows := []struct{ line, want, because string }{
		{sample("0", generate, `[["a", "b", "a"]]`), `0 (Q): "a" | "b" | "a"`, "the repeats are the traces"},
		{sample("0", generate, `[["5"]]`), `0 (Q): "5"`, "an answer that is a number is a text"},
		{sample(`"x-1"`, generate, `[["a"]]`), `x-1 (Q): "a"`, "an id may be a text"},
		{sample("0", `[["Q", {"until": []}]]`, `[["a"]]`), `0 (Q): "a"`, "arguments as they were before 2024"},
		{sample("0", `{}`, `[["a", "-1.5"]]`), `0: "a" | "-1.5"`, "no arguments, no prompt"},
		{sample("0", options([2]string{"Q", "x"}, [2]string{"R", "y"}), `[["a"]]`), `0 (Q): "a"`, "arguments of a request that nobody answered"},
		{sample("0", `{"gen_args_0": {"arg_0": ["[{\"role\": \"system\", \"content\": \"s\"}, {\"role\": \"user\", \"content\": \"Why?\"}]"], "arg_1": {}}}`, `[["a"]]`), `0 (Why?): "a"`, "a conversation is a text in a list"},
		{sample("0", `{"gen_args_0": {"arg_0": ["[{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"Why?\"}]}]"], "arg_1": {}}}`, `[["a"]]`), `0 (Why?): "a"`, "or one of parts"},
		{sample("0", `{"gen_args_0": {"arg_0": ["not a conversation"], "arg_1": {}}}`, `[["a"]]`), `0 (not a conversation): "a"`, "whatever else it is"},
		{sample("0", generate, `[["a"]]`, `"doc": {"subject": "law", "category": "harm"}`), `0 (Q) <harm>: "a"`, "the category of the document"},
		{sample("0", generate, `[["caf\u00e9 ☃"]]`), `0 (Q): "café ☃"`, "escaped or not"},

		{sample("7", ab, `[[["-12.3125", "False"]], [["-9.75", "True"]]]`), `7 (Q): " b" -9.75`, "the likeliest option is the answer"},
		{sample("7", ab, `[[[-9.75, true]], [[-12.3125, false]]]`), `7 (Q): " a" -9.75`, "numbers, as they were before 2024"},
		{sample("7", ab, `[[["-1", "x"]], [["-1", "x"]]]`), `7 (Q): " a" -1`, "of equals, the first"},
		{sample("7", ab, `[[["nan", "x"]], [["-inf", "x"]]]`), `7 (Q): " b" -Inf`, "any number is more than none"},
		{sample("7", ab, `[[["-1", "x"]], [["inf", "x"]]]`), `7 (Q): " b" +Inf`, "as Python writes what is beyond numbers"},
		{sample("7", ab, `[[["-1", "x"], ["-4", "x"]], [["-2", "x"], ["-3", "x"]]]`), `7 (Q): " a" -1 | " b" -3`, "for each repeat"},
		{sample("7", options([2]string{"Q", " a"}, [2]string{"Q", " b"}, [2]string{"", " a"}, [2]string{"", " b"}), `[[["-2", "x"]], [["-3", "x"]], [["-1", "x"]], [["-1", "x"]]]`), `7 (Q): " a" -2`, "options weighed without the question are no answers to it"},
		{sample("7", options([2]string{"Ann ", "is."}, [2]string{"Bob ", "is."}), `[[["-2", "x"]], [["-1", "x"]]]`), `7: "Bob " -1`, "the options may be in the context"},
	}
	for _, row := range rows {
		f := read(t, row.line+"\n")
		if got := strings.Join(f.Lines(), "\n"); got != row.want || len(f.Faults) > 0 {
			t.Errorf("%s\n got %s %q\nwant %s, because %s", row.line, got, f.Says(), row.want, row.because)
		}
		if done := f.Done[len(f.Done)-1]; done != int64(len(row.line)+1) {
			t.Errorf("%s: %d bytes read of %d", row.line, done, len(row.line)+1)
		}
	}
}

// The lines of further filters repeat a document and are no traces of it; lines of another
// document or run are said.
func TestFilters(t *testing.T) {
	line := func(id, filter, hash string) string {
		return sample(id, generate, `[["a"]]`, `"filter": "`+filter+`", "doc_hash": "`+hash+`"`)
	}
	rows := []struct {
		lines   []string
		records int
		fault   string
		because string
	}{
		{[]string{line("0", "maj", "h0"), line("0", "first", "h0"), line("1", "maj", "h1"), line("1", "first", "h1")}, 2, "", "filters side by side"},
		{[]string{line("0", "maj", "h0"), line("1", "maj", "h1"), line("0", "first", "h0"), line("1", "first", "h1")}, 2, "", "one filter after the other, as the harness writes"},
		{[]string{line("0", "maj", "h0"), line("0", "maj", "h0")}, 1, "2 skipped doc_id: the document stands on line 1 already, with the same filter", "the same run twice"},
		{[]string{line("0", "maj", "h0"), line("0", "first", "other")}, 1, "2 skipped doc_id: another document of this number stands on line 1", "two tasks in one file"},
		{[]string{sample("0", generate, `7`), line("0", "maj", "h0")}, 1, "1 skipped resps: expected the list", "a document that could not be read may come again"},
	}
	for _, row := range rows {
		f := read(t, strings.Join(row.lines, "\n"))
		faults := strings.Join(f.Says(), "; ")
		if len(f.Records) != row.records || (row.fault == "") != (faults == "") || !strings.HasPrefix(faults, row.fault) {
			t.Errorf("%d records, faults %q, want %d and %q, because %s", len(f.Records), faults, row.records, row.fault, row.because)
		}
	}
}

func TestFaults(t *testing.T) {
	ab := options([2]string{"Q", " a"}, [2]string{"Q", " b"})
	rows := []struct{ line, record, fault, because string }{
		{sample("null", generate, `[["a"]]`), "", "2 skipped doc_id: expected", "no id"},
		{sample("NaN", generate, `[["a"]]`), "", "2 skipped doc_id: expected", "no id either"},
		{sample("0", generate, `null`), "", "2 skipped resps: expected the list", "nothing logged"},
		{sample("0", generate, `[]`), "", "2 skipped resps: no request", "nothing asked"},
		{sample("0", generate, `[[]]`), "", "2 skipped resps: expected texts", "nothing answered"},
		{sample("0", generate, `[[{"a": 1}]]`), "", "2 skipped resps: expected texts", "an object is no answer"},
		{sample("0", generate, `[["a", null]]`), `0 (Q): "a" | none`, "2 kept resps[0][1]: expected a text", "one of two answers"},
		{sample("0", generate, `[["a"], ["b"]]`), `0 (Q): "a"`, "2 kept resps: 2 requests with texts", "two generations for one document"},
		{sample("0", ab, `[[["-1", "x"]], [["much", "x"]]]`), "", "2 skipped resps: expected texts", "no number"},
		{sample("0", ab, `[[["-1", "x"]], []]`), "", "2 skipped resps: expected texts", "an option without its likelihood"},
		{sample("0", generate, "["+strings.Repeat(`["a"],`, 4096)+`["a"]]`), "", "2 skipped resps: more than 4096 requests", "no document asks so much"},
		{`{"doc_id": 0, "doc": {`, "", "2 skipped : the JSON ends too early", "a line that was cut"},
	}
	for _, row := range rows {
		f := read(t, sample("98", generate, `[["x"]]`)+"\n"+row.line+"\n"+sample("99", generate, `[["y"]]`)+"\n")
		want := slices.DeleteFunc([]string{`98 (Q): "x"`, row.record, `99 (Q): "y"`}, func(s string) bool { return s == "" })
		if !slices.Equal(f.Lines(), want) {
			t.Errorf("%.200s\n got %q\nwant %q, because %s", row.line, f.Lines(), want, row.because)
		}
		if len(f.Faults) != 1 || !strings.HasPrefix(f.Says()[0], row.fault) {
			t.Errorf("%.200s\nfaults %q, want %q, because %s", row.line, f.Says(), row.fault, row.because)
		}
	}
}

func TestScoresAreCounted(t *testing.T) {
	one := options([2]string{"Q", " a"})
	f := read(t, strings.Join([]string{
		sample("0", generate, `[["a"]]`),
		sample("1", one, `[[["-1.5", "True"]]]`),
		sample("2", `{"gen_args_0": {"arg_0": "a whole text"}}`, `[["-123.5"]]`),
		sample("3", `[["a whole text"]]`, `[[-123.5]]`),
	}, "\n"))
	if want := []string{"2 skipped resps: likelihoods of a given text and no answers, on 3 lines from here on: they are left out"}; !slices.Equal(f.Says(), want) {
		t.Errorf("faults %q, want %q", f.Says(), want)
	}
	if len(f.Records) != 1 {
		t.Errorf("records %q, want the one answer", f.Lines())
	}
}

func TestReadEnds(t *testing.T) {
	stop := errors.New("enough")
	f := foreigntest.Sink{Refuse: stop}
	text := sample("0", generate, `[["a"]]`) + "\n" + sample("1", generate, `[["a"]]`)
	if err := lmeval.Read(t.Context(), input(text), &f); err != stop || len(f.Records) != 1 { //nolint:errorlint // It is given back as it is.
		t.Errorf("got %v after %d records, want the sink's own error after one", err, len(f.Records))
	}
}

func TestManyAnswers(t *testing.T) {
	f := read(t, sample("0", generate, "[["+strings.Repeat(`"",`, 1<<16)+`"b"]]`))
	if len(f.Records) != 1 || strings.Count(f.Lines()[0], `""`) != 1<<16 || !strings.Contains(strings.Join(f.Says(), ""), "more than 65536 answers") {
		t.Errorf("%d records, faults %q, want 65,536 answers and a word about the last", len(f.Records), f.Says())
	}
}

func TestSniff(t *testing.T) {
	whole := sample("0", generate, `[["a"]]`)
	rows := []struct {
		head, name string
		want       bool
		because    string
	}{
		{whole, "x.jsonl", true, "known by its keys"},
		{whole[:strings.Index(whole, "arg_1")], "x.jsonl", true, "a long prompt cuts the head"},
		{whole[:strings.Index(whole, "question")], "x.jsonl", false, "two keys are little"},
		{whole[:strings.Index(whole, "question")], "samples_x.jsonl", true, "but enough behind such a name"},
		{`{"doc_id": 0, "doc": {}}`, "samples_x.jsonl", false, "a whole object without answers"},
		{`{"instance_id": "p", "traces": []}`, "samples_x.jsonl", false, "another format"},
	}
	for _, row := range rows {
		if got := lmeval.Sniff([]byte(row.head), row.name); got != row.want {
			t.Errorf("%s, %s: %v, want %v, because %s", row.name, row.head, got, row.want, row.because)
		}
	}
}

var _ foreign.ReadFunc = lmeval.Read
