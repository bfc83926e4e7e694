package data_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/table"
)

// written is one file of a run in some format: two prompts with two answers each.
type written struct {
	name, format, content string
}

// everyFormat has the same two instances, as far as each format can state them.
func everyFormat(t testing.TB) []written {
	t.Helper()
	chat := func(id string, texts ...string) string {
		var choices []string
		for i, text := range texts {
			choices = append(choices, fmt.Sprintf(`{"index": %d, "message": {"role": "assistant", "content": %q}, "finish_reason": "stop"}`, i, text))
		}
		return fmt.Sprintf(`{"id": "r", "custom_id": %q, "response": {"status_code": 200, "body": {"choices": [%s]}}, "error": null}`, id, strings.Join(choices, ", "))
	}
	lmeval := func(id int, texts ...string) string {
		return fmt.Sprintf(`{"doc_id": %d, "doc": {}, "target": "", "arguments": {}, "resps": [[%q, %q]], "filtered_resps": [%q], "filter": "none"}`, id, texts[0], texts[1], texts[0])
	}
	return []written{
		{"rows.csv", "table", "prompt_id,prompt,response,confidence\n0,ask,one,.5\n1,tell,two,.25\n0,ask,three,.75\n1,tell,I'm sorry,1\n"},
		{"rows.jsonl", "table", "{\"id\": 0, \"prompt\": \"ask\", \"response\": \"one\"}\n{\"id\": 1, \"prompt\": \"tell\", \"response\": \"two\"}\n{\"id\": 0, \"prompt\": \"ask\", \"response\": \"three\"}\n{\"id\": 1, \"prompt\": \"tell\", \"response\": \"I'm sorry\"}\n"},
		{"rows.parquet", "table", parquetOf(t)},
		{"out.jsonl", "batch output", chat("0", "one", "three") + "\n" + chat("1", "two", "I'm sorry") + "\n"},
		{"log.eval", "Inspect log", evalOf(t)},
		{"samples_x.jsonl", "lm-eval samples", lmeval(0, "one", "three") + "\n" + lmeval(1, "two", "I'm sorry") + "\n"},
	}
}

func parquetOf(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	w := table.NewWriter(&b)
	for i, texts := range [][]string{{"one", "three"}, {"two", "I'm sorry"}} {
		r := foreign.Record{ID: fmt.Sprint(i)}
		for _, text := range texts {
			r.Traces = append(r.Traces, foreign.Trace{Text: &text, Confidence: foreign.Absent(), Tokens: -1})
		}
		if err := w.Record(&r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func evalOf(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, content string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	add("_journal/start.json", `{"version": 2, "eval": {"task": "t", "model": "m"}}`)
	for i, texts := range [][]string{{"one", "three"}, {"two", "I'm sorry"}} {
		for e := 2; e >= 1; e-- { // the order in which they were done
			add(fmt.Sprintf("samples/%d_epoch_%d.json", i, e), fmt.Sprintf(
				`{"id": %d, "epoch": %d, "input": "ask", "output": {"choices": [{"message": {"role": "assistant", "content": %q}}]}}`, i, e, texts[e-1]))
		}
	}
	add("header.json", `{"version": 2, "status": "success", "eval": {"task": "t", "model": "m"}}`)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Every format opens to the same rows: from a file, packed, from a pipe and as the only
// run in a folder.
func TestEveryFormatOpens(t *testing.T) {
	for _, w := range everyFormat(t) {
		path, packed := write(t, w.name, w.content), write(t, w.name+".gz", gzipped(w.content))
		for way, run := range map[string]*data.Run{
			"file": open(t, path, data.Options{}), "packed": open(t, packed, data.Options{}), "folder": open(t, filepath.Dir(path), data.Options{}),
			"stdin": open(t, "-", data.Options{Stdin: strings.NewReader(w.content)}),
		} {
			if got := answers(t, run); !slices.Equal(got, []string{"0: one, three", "1: two, I'm sorry"}) {
				t.Errorf("%s as %s: %q, problems %v", w.name, way, got, run.Problems().List)
			}
			if f := run.Source().Format; f != w.format {
				t.Errorf("%s as %s: format %q, want %q", w.name, way, f, w.format)
			}
		}
	}
}

func answers(t testing.TB, run *data.Run) []string {
	t.Helper()
	var all []string
	for i := range run.Instances() {
		d, err := run.Detail(i)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d.ID+": "+strings.Join(d.Texts, ", "))
	}
	return all
}

// Where a file does not state refusals, the phrases of a list tell them, answer by
// answer; what was read so is no part of what the file says.
func TestRefusalsFromTexts(t *testing.T) {
	list := data.PhraseList{Name: "list", Phrases: []string{"i'm sorry"}}
	o := data.Options{Lists: []data.PhraseList{list}, Refusing: "list"}
	for _, w := range everyFormat(t) {
		path := write(t, w.name, w.content)
		run, bare := open(t, path, o), open(t, path, data.Options{})
		for trace, want := range []data.Flag{data.FlagFalse, data.FlagFalse, data.FlagFalse, data.FlagTrue} {
			if run.Refused(trace) != want || !run.RefusedRead(trace) || bare.Refused(trace) != data.FlagAbsent {
				t.Errorf("%s: trace %d: refused %v, read %v, without a list %v", w.name, trace, run.Refused(trace), run.RefusedRead(trace), bare.Refused(trace))
			}
		}
		if run.Source().Fingerprint != bare.Source().Fingerprint {
			t.Errorf("%s: what is read from texts changes the fingerprint", w.name)
		}
		if !slices.ContainsFunc(run.Problems().List, func(p data.Problem) bool { return p.Field == "refused" }) {
			t.Errorf("%s: nobody says that refusals were read from texts", w.name)
		}
	}
	stated := open(t, write(t, "predictions.jsonl", record("a")+"\n"), o)
	if stated.RefusedRead(0) || stated.Refused(0) != data.FlagTrue || stated.Problems().Total() != 0 {
		t.Errorf("a stated refusal is read again: %v", stated.Problems())
	}
}

// A record knows where it stood in its own file, and so does a fault.
func TestLinesOfOtherFormats(t *testing.T) {
	run := open(t, write(t, "out.jsonl", everyFormat(t)[3].content+"{\"custom_id\": \"x\", \"response\": null, \"error\": {\"code\": \"c\", \"message\": \"m\"}}\n"), data.Options{})
	if run.Line(0) != 1 || run.Line(1) != 2 {
		t.Errorf("lines %d and %d", run.Line(0), run.Line(1))
	}
	if list := run.Problems().List; len(list) != 1 || list[0].Line != 3 || list[0].File != "out.jsonl" || !list[0].Skipped {
		t.Errorf("problems %v", list)
	}
}

// A folder of tables is one run: its files are read in the order in which people count
// them, and an instance has its answers from all of them.
func TestFolderOfTables(t *testing.T) {
	dir := t.TempDir()
	for _, seed := range []int{10, 2, 1} {
		content := fmt.Sprintf("prompt_id,response,seed\na,a%d,%d\nb,b%d,%d\n", seed, seed, seed, seed)
		put(t, filepath.Join(dir, fmt.Sprintf("seed%d.csv", seed)), content)
	}
	put(t, filepath.Join(dir, "notes.txt"), "nothing of this run")
	run := open(t, dir, data.Options{})
	if got := answers(t, run); !slices.Equal(got, []string{"a: a1, a2, a10", "b: b1, b2, b10"}) {
		t.Errorf("%q", got)
	}
	if run.Source().Title != filepath.Base(dir) {
		t.Errorf("title %q", run.Source().Title)
	}
	put(t, filepath.Join(dir, "other.jsonl"), everyFormat(t)[3].content)
	if _, err := data.Open(t.Context(), dir, data.Options{}); err == nil || !strings.Contains(err.Error(), "name the file itself") {
		t.Errorf("two formats in one folder: %v", err)
	}
}

// A table whose columns are a guess is not read when the user is to confirm them, and the
// error holds what there is to confirm.
func TestConfirmedColumns(t *testing.T) {
	path := write(t, "odd.csv", "k,answer,sure\n1,x,.5\n1,y,.7\n")
	_, err := data.Open(t.Context(), path, data.Options{Confirm: true})
	var unmapped *data.Unmapped
	if !errors.As(err, &unmapped) || !slices.Equal(unmapped.Preview.Columns, []string{"k", "answer", "sure"}) {
		t.Fatalf("error %v", err)
	}
	run := open(t, path, data.Options{Confirm: true, Mapping: &data.Mapping{ID: "k", Text: "answer", Confidence: "sure"}})
	if got := run.Confidences(); run.Instances() != 1 || !slices.Equal(got, []float64{.5, .7}) {
		t.Errorf("%d instances, confidences %v", run.Instances(), got)
	}
	if c := run.Confidence(); c.Scale != data.ScaleProbability || c.Basis != data.BasisGuessed {
		t.Errorf("confidence %+v", c)
	}
}

// A copy in a temporary file is what packed tables need, so that they cannot do without.
func TestNoSpoolOfOtherFormats(t *testing.T) {
	for _, w := range everyFormat(t) {
		run, err := data.Open(t.Context(), "-", data.Options{Stdin: strings.NewReader(w.content), NoSpool: true})
		switch w.format {
		case "batch output", "lm-eval samples":
			if err != nil || run.Traces() != 4 {
				t.Errorf("%s: %v", w.name, err)
			}
		default:
			if err == nil || !strings.Contains(err.Error(), "--no-spool") {
				t.Errorf("%s: %v", w.name, err)
			}
		}
	}
}

// A load that nobody goes on with leaves nothing behind.
func TestUnfinishedTranscoding(t *testing.T) {
	content := everyFormat(t)[0].content + strings.Repeat("0,ask,more,.5\n", 100_000)
	l, err := data.Start(write(t, "rows.csv", content), data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Next(t.Context()); err != nil {
		t.Error(err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if _, err := l.Next(t.Context()); err == nil {
		t.Error("a closed load goes on")
	}
}

// A folder whose files are of several formats names each as people do.
func TestFolderOfSeveralFormats(t *testing.T) {
	dir := t.TempDir()
	for _, w := range everyFormat(t) {
		if w.format == "table" || w.format == "Inspect log" {
			put(t, filepath.Join(dir, w.format), w.content)
		}
	}
	_, err := data.Open(t.Context(), dir, data.Options{})
	if err == nil || !strings.Contains(err.Error(), "holds an Inspect log (Inspect log) and a table (table): name") {
		t.Errorf("error %v", err)
	}
}

// What is guessed about a column names it once.
func TestGuessNamesItsColumnOnce(t *testing.T) {
	run := open(t, write(t, "t.csv", "id,said,tier\n1,a long sentence about nothing at all,benign\n2,and one more that says no more,unknown\n"), data.Options{})
	var says []string
	for _, p := range run.Problems().List {
		says = append(says, p.Error())
	}
	if want := []string{
		"t.csv: tier: is taken for label by its words (benign, unknown)",
		"t.csv: said: is taken for the answers because its texts are the longest",
	}; !slices.Equal(says, want) {
		t.Errorf("says %q, want %q", says, want)
	}
}
