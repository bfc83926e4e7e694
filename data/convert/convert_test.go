package convert_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/convert"
	"github.com/confscope/confscope/data/demo"
	"github.com/confscope/confscope/data/runtest"
)

// dump writes everything that a run says, numbers by their bits. Texts that are no UTF-8
// are repaired first where the run is to be compared with one that went through Parquet.
func dump(t *testing.T, run *data.Run, repaired bool) string {
	t.Helper()
	text := func(s string) string {
		if repaired {
			s = strings.ToValidUTF8(s, "\uFFFD")
		}
		return fmt.Sprintf("%q", s)
	}
	var b strings.Builder
	for f := data.FieldText; f <= data.FieldRecorded; f++ {
		fmt.Fprintf(&b, "%t ", run.Has(f))
	}
	fmt.Fprintln(&b, run.Confidence())
	for i := range run.Instances() {
		d, err := run.Detail(i)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, text(run.ID(i)), run.Labels()[i], text(run.Topic(i)), run.Recorded(i), run.Category(i), d.HasPrompt, text(d.Prompt))
		first, end := run.Span(i)
		for n := first; n < end; n++ {
			j := n - first
			fmt.Fprintf(&b, "  %x %d %d%d%d %t%t %s", math.Float64bits(run.Confidences()[n]), run.Tokens()[n], run.Refused(n), run.Harmful(n),
				run.ClassifierRefused(n), run.HasText(n), run.EmptyText(n), text(d.Texts[j]))
			// Tokens may end within a character, so they are kept as bytes everywhere.
			fmt.Fprintf(&b, " %t %q", saysTokens(d, j), strip(d, j))
			b.WriteString("\n")
		}
	}
	return b.String()
}

// saysTokens reports whether a run has a list of tokens for a trace, if an empty one.
func saysTokens(d data.Detail, j int) bool {
	return j < len(d.Tokens) && d.Tokens[j] != nil || j < len(d.Logprobs) && d.Logprobs[j] != nil ||
		j < len(d.Peaks) && d.Peaks[j] != nil || j < len(d.Candidates) && d.Candidates[j] != nil
}

// strip is what a run says of the tokens of a trace, place by place: where the lists
// differ in length, a place without a value is like one whose value is absent.
func strip(d data.Detail, j int) []string {
	n := 0
	for _, have := range []int{lengthOf(d.Tokens, j), lengthOf(d.Logprobs, j), lengthOf(d.Peaks, j), lengthOf(d.Candidates, j)} {
		n = max(n, have)
	}
	places := make([]string, n)
	for k := range places {
		token, _ := at(d.Tokens, j, k)
		places[k] = fmt.Sprint(token, number(d.Logprobs, j, k), number(d.Peaks, j, k))
		tops, _ := at(d.Candidates, j, k)
		for _, c := range tops {
			places[k] += fmt.Sprint(" ", c.Token, c.Logprob)
		}
	}
	return places
}

func lengthOf[T any](lists [][]T, j int) int {
	if j < len(lists) {
		return len(lists[j])
	}
	return 0
}

func at[T any](lists [][]T, j, k int) (v T, ok bool) {
	if j < len(lists) && k < len(lists[j]) {
		return lists[j][k], true
	}
	return v, false
}

func number(lists [][]float64, j, k int) string {
	if x, ok := at(lists, j, k); ok && !data.IsAbsentConfidence(x) {
		return fmt.Sprintf(" %x", math.Float64bits(x))
	}
	return " -"
}

func open(t *testing.T, path string) *data.Run {
	t.Helper()
	run, err := data.Open(t.Context(), path, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := run.Close(); err != nil {
			t.Error(err)
		}
	})
	return run
}

// through writes the run in a format and opens what was written.
func through(t *testing.T, run *data.Run, f convert.Format) (*data.Run, []byte, convert.Report) {
	t.Helper()
	var b bytes.Buffer
	report, err := convert.Write(t.Context(), run, &b, f, nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Instances != run.Instances() {
		t.Errorf("%s: %d instances are reported of %d", f, report.Instances, run.Instances())
	}
	path := filepath.Join(t.TempDir(), "run"+f.Ending())
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, path), b.Bytes(), report
}

// What is written in any format is read back as it was, and written again it is the same
// byte for byte.
func TestNothingIsLost(t *testing.T) {
	for seed := range uint64(25) {
		path := filepath.Join(t.TempDir(), "predictions.jsonl")
		lines := odd(rand.New(rand.NewPCG(seed, 3)))
		if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
			t.Fatal(err)
		}
		run := open(t, path)
		if skipped := run.Problems().Skipped; skipped > 0 {
			t.Fatalf("seed %d: %d records are skipped: %v", seed, skipped, run.Problems().List)
		}
		want := dump(t, run, false)
		_, plain, _ := through(t, run, convert.Lines)
		for _, f := range convert.Formats() {
			back, _, report := through(t, run, f)
			want := want
			if f == convert.Parquet {
				want = dump(t, run, true)
			}
			if got := dump(t, back, false); got != want {
				t.Fatalf("seed %d, %s:\n%s", seed, f, difference(want, got))
			}
			if report.Repaired == 0 && back.Source().Fingerprint != run.Source().Fingerprint {
				t.Errorf("seed %d, %s: the fingerprint changes", seed, f)
			}
			if back.Problems().Skipped > 0 {
				t.Errorf("seed %d, %s: %v", seed, f, back.Problems().List)
			}
			if _, again, _ := through(t, back, convert.Lines); report.Repaired == 0 && !bytes.Equal(plain, again) {
				t.Errorf("seed %d, %s: the lines differ when they are written again:\n%s", seed, f, difference(string(plain), string(again)))
			}
		}
	}
}

func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant %s\n got %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("%d lines and %d", len(w), len(g))
}

// odd makes records with every state that a value can have, as any program may write them.
func odd(r *rand.Rand) string {
	var b strings.Builder
	one := func(words ...string) string { return words[r.IntN(len(words))] }
	list := func(n int, words ...string) string {
		all := make([]string, n)
		for i := range all {
			all[i] = one(words...)
		}
		return "[" + strings.Join(all, ",") + "]"
	}
	texts := []string{`""`, `"a"`, `"\ud83d alone"`, `"\ud83d\ude00"`, `"\u0000\n\t\\"`, "\"\xff\xfe bytes \xe2\x98\"", `null`, `"I cannot help"`, `"é \/ ☃"`, `"\u001b[31m"`}
	numbers := []string{"0", "-0.0", "NaN", "Infinity", "-Infinity", "null", "1e400", "-1e400", "5e-324", "0.1234567890123456789", "1", "-9999"}
	flags := []string{"true", "false", "null", "1", "0"}
	for i := range 1 + r.IntN(30) {
		n := r.IntN(5)
		id := one(`"p0"`, `"p0"`, `""`, fmt.Sprintf(`"p%d"`, i), fmt.Sprint(i), "\"\xff\"", `"a\u0000b"`)
		fields := []string{`"instance_id":` + id, `"confidences":` + list(n, numbers...)}
		maybe := func(field string) {
			if r.IntN(2) == 0 {
				fields = append(fields, field)
			}
		}
		maybe(`"traces":` + list(max(0, n-r.IntN(2)), texts...))
		maybe(`"refused":` + list(n, flags...))
		maybe(`"wildguard_harmful":` + list(n, flags...))
		maybe(`"wildguard_refused":` + list(n, flags...))
		maybe(`"tokens_per_trace":` + list(n, "0", "7", "null", "4294967294", "3.0"))
		maybe(`"final_prediction":` + one(`"safe"`, `"unsafe"`, `"maybe"`, "null"))
		maybe(`"confidence_category":` + one(`"confident_refusal"`, `"uncertain_compliance"`, `"other"`, "null"))
		maybe(`"label":` + one(`"safe"`, `"unsafe"`, "null"))
		maybe(`"topic":` + one(`""`, `"weapons"`, `"größer"`))
		maybe(`"prompt":` + one(texts...))
		maybe(`"tokens":` + list(n, `["a","b"]`, "null", `[]`, "[\"\xe2\",\"\"]"))
		maybe(`"logprobs":` + list(n, `[-0.5,null]`, `[NaN,-Infinity,-9999]`, "null", `["no"]`, `[NaN,NaN]`, `[null,null,null]`, `[]`))
		maybe(`"peaks":` + list(n, `[17.125,0]`, "null", `[NaN]`, `[null]`))
		maybe(`"candidates":` + list(n, `[[["a",-0.5],["b",-3]],[]]`, `[null,[["c",null]]]`, "null"))
		maybe(`"confidence_scale":` + one(`"probability"`, `"not stated"`, "null"))
		maybe(`"refusal_rate":0.5`)
		b.WriteString("{" + strings.Join(fields, ",") + "}\n")
	}
	return b.String()
}

// The notation of tests goes through as well, and so does a built-in run whose labels
// stand in a file of their own.
func TestLabelsAreWrittenIn(t *testing.T) {
	notation, _ := runtest.Run(t, "unsafe: R.54 R.61*7 | C1.5h", "safe: Hnan Cinf C-inf C? => safe", "unknown: C.5hr", "safe:")
	built, err := demo.Open(t.Context(), demo.Run2Tokens, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer built.Close()
	for _, run := range []*data.Run{notation, built} {
		want := dump(t, run, false)
		for _, f := range convert.Formats() {
			back, _, _ := through(t, run, f)
			if got := dump(t, back, false); got != want {
				t.Errorf("%s, %s:\n%s", run.Source().Name, f, difference(want, got))
			}
		}
	}
}

// Arrays that hold nothing but null state nothing, before and after.
func TestNullsStateNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "predictions.jsonl")
	content := `{"instance_id":"a","confidences":[1,2],"traces":[null,null],"refused":[null,null],"wildguard_harmful":[null,null],` +
		`"wildguard_refused":[null],"tokens_per_trace":[null,null]}` + "\n"
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	run := open(t, path)
	for _, f := range convert.Formats() {
		back, _, _ := through(t, run, f)
		if got, want := dump(t, back, false), dump(t, run, false); got != want || !strings.HasPrefix(got, "false false false false false false ") {
			t.Errorf("%s:\n%s", f, difference(want, got))
		}
	}
}

// What a format has no place for is counted.
func TestLossesAreReported(t *testing.T) {
	path := filepath.Join(t.TempDir(), "predictions.jsonl")
	content := `{"instance_id":"a","confidences":[1],"mood":"good","refusal_rate":0,"wildguard_harm_conf":[0.5]}` + "\n" +
		"{\"instance_id\":\"b\",\"traces\":[\"\xff\",\"x\"],\"prompt\":\"\xfe\"}\n" + `{"instance_id":"c","confidences":[1],"mood":"bad"}` + "\n"
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	run := open(t, path)
	for _, f := range convert.Formats() {
		_, _, report := through(t, run, f)
		repaired := 0
		if f == convert.Parquet {
			repaired = 2
		}
		if got := strings.Join(report.Others, " "); got != "mood wildguard_harm_conf" || report.Dropped != 2 || report.Repaired != repaired {
			t.Errorf("%s: %+v; two instances have two fields without a place, and %d texts are no UTF-8", f, report, repaired)
		}
	}
}

// Lists of tokens that hold no number come back with their length, and numbers that are
// none are not numbers that are absent.
func TestSilentTokensComeBack(t *testing.T) {
	for fields, because := range map[string]string{
		`"logprobs":[[NaN,NaN],[null,NaN]]`:                       "nothing but NaN is stated",
		`"peaks":[[NaN,NaN,NaN],null]`:                            "the same of DeepConf's confidences, and the other answer states nothing",
		`"logprobs":[[-1,-2],[NaN]],"peaks":[null,[NaN]]`:         "an answer with numbers stands beside one without",
		`"logprobs":[[null,null],[]]`:                             "two tokens without a number, and none at all",
		`"tokens":[["",""],null]`:                                 "tokens may be empty",
		`"tokens":[["a","b"],["c"]],"logprobs":[[NaN],[-1]]`:      "a list may be shorter than the others",
		`"candidates":[[[],[]],[null]],"tokens":[null,["x","y"]]`: "candidates may be none",
	} {
		path := filepath.Join(t.TempDir(), "predictions.jsonl")
		if err := os.WriteFile(path, []byte(`{"instance_id":"a","confidences":[1,2],`+fields+"}\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		run := open(t, path)
		for _, f := range convert.Formats() {
			back, _, _ := through(t, run, f)
			if got, want := dump(t, back, false), dump(t, run, false); got != want {
				t.Errorf("%s, %s, where %s:\n%s", fields, f, because, difference(want, got))
			}
			stated := strings.Contains(fields, "NaN")
			for field, name := range map[data.Field]string{data.FieldLogprobs: "logprobs", data.FieldPeaks: "peaks"} {
				if stated && back.Has(field) != strings.Contains(fields, name) {
					t.Errorf("%s, %s: it has %s: %v", fields, f, name, back.Has(field))
				}
			}
		}
	}
}
