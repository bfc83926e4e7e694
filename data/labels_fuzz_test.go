package data_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/table"
)

// labelSeeds are label files of every form.
func labelSeeds(f *testing.F) []string {
	var parquet bytes.Buffer
	w, prompt := table.NewWriter(&parquet), "a"
	for _, r := range []foreign.Record{{ID: "p_0", Prompt: &prompt, Label: foreign.LabelSafe, Topic: "t"}, {ID: "p_9", Label: foreign.LabelUnsafe}} {
		if err := w.Record(&r); err != nil {
			f.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	return []string{
		"id,label,prompt\np_0,safe,\"a\n\"\"b\"\np_1,1,c\n", `{"id":"p_0","label":1,"prompt":"a"}`, "a\tlabel\n\t\"", "label\n\"x", "\xef\xbb\xbflabel,prompt\r\n0,\r\n",
		"prompt,label,type\n a ,odd,t\na,safe,u\nb,ERROR,t\n", "id,label\n1,0\n2,1\n", "label\n1\n0\n", "goal,target\na,b\n",
		`[{"id":"p_0","label":true},{"prompt":"b"}]`, `{"data":[{"id":1,"label":"safe"}]}`, `{"label":{"0":"safe","1":"unsafe"},"prompt":{"0":"a","1":"b"}}`,
		`{"custom_id":"p_0","method":"POST","url":"/v1/completions","body":{"prompt":"a"}}` + "\n" + `{"custom_id":"p_0#1","method":"POST","body":{"messages":[{"role":"user","content":"b"}]}}`,
		parquet.String(), gzipped("id,label\np_1,unsafe\n"), zstded(parquet.String()), gzipped("id,label\np_1,unsafe\n")[:20],
	}
}

// FuzzLabels: no label file makes the loader panic, whatever it is joined by. Every prompt
// can be read, one by one as in order; a run read in many parts is joined like one read
// whole; and what is shown fits on a line.
func FuzzLabels(f *testing.F) {
	for _, seed := range labelSeeds(f) {
		f.Add([]byte(seed))
	}
	runs := []string{ids("p_0", "p_1"), ids("q_1", "q_2"), asked("k", "a") + asked("l", "b\n") + asked("p_1", "")}
	f.Fuzz(func(t *testing.T, labels []byte) {
		for _, records := range runs {
			whole, err := data.Read("run.jsonl", strings.NewReader(records), bytes.NewReader(labels), data.Options{Words: data.LabelWords{Safe: []string{"odd"}}})
			if err != nil {
				if strings.Contains(data.PrintableLine(err.Error()), "\n") {
					t.Errorf("%q: error of several lines %q", labels, err)
				}
				return
			}
			readPrompts(t, whole)
			l, err := data.StartReader("run.jsonl", strings.NewReader(records), bytes.NewReader(labels), data.Options{Words: data.LabelWords{Safe: []string{"odd"}}, Workers: 1})
			if err != nil {
				t.Fatal(err)
			}
			parts := load(t, l, 1, 1, 64)
			if !slices.Equal(whole.Labels(), parts.Labels()) || whole.Problems().Total() != parts.Problems().Total() {
				t.Errorf("%q: labels %v and problems %v; in parts %v and %v", labels, whole.Labels(), whole.Problems().List, parts.Labels(), parts.Problems().List)
			}
			if err := whole.Close(); err != nil {
				t.Error(err)
			}
			if err := parts.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}

func readPrompts(t *testing.T, run *data.Run) {
	t.Helper()
	var one, each []string
	for i := range run.Instances() {
		prompt, ok, err := run.Prompt(i)
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			one = append(one, prompt)
		}
		if d, err := run.Detail(i); err != nil || d.Prompt != prompt || d.Topic != run.Topic(i) {
			t.Fatalf("detail %+v, %v, want prompt %q and topic %q", d, err, prompt, run.Topic(i))
		}
	}
	if err := run.EachPrompt(t.Context(), 0, run.Instances(), func(_ int, prompt []byte) bool {
		each = append(each, string(prompt))
		return true
	}); err != nil || !slices.Equal(one, each) {
		t.Errorf("prompts %q one by one, %q in order, %v", one, each, err)
	}
}

// The words of labels hold for the label column of a run as for a label file.
func TestWordsOfTables(t *testing.T) {
	const table = "id,prompt,response,score,label\na,p,x,0.5,dual_use\nb,q,y,0.5,borderline\n"
	words, err := data.ParseLabelWords(" Dual_Use = unsafe ,borderline=SAFE,")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []*data.Mapping{nil, {ID: "id", Text: "response", Label: "label"}} {
		run := open(t, write(t, "answers.csv", table), data.Options{Words: words, Mapping: m})
		if list := fmt.Sprint(run.Problems().List); !slices.Equal(run.Labels(), []data.Label{x, s}) || strings.Contains(list, "neither safe nor unsafe") {
			t.Errorf("labels %v, problems %s", run.Labels(), list)
		}
	}
	run := open(t, write(t, "answers.csv", table), data.Options{})
	if list := fmt.Sprint(run.Problems().List); !strings.Contains(list, `answers.csv:2: label: no label that is known: "borderline" (1), "dual_use" (1)`) {
		t.Errorf("problems %s", list)
	}
}
