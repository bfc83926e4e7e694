package labelsets_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/labelsets"
	"github.com/confscope/confscope/data/table"
)

// taken is what a set gave: its rows, one a line, and its faults.
type taken struct {
	labelsets.Summary
	rows   []labelsets.Row
	faults []string
	err    error
}

func (k *taken) lines() string {
	var b strings.Builder
	for _, r := range k.rows {
		fmt.Fprintf(&b, "%d %s %q %s #%s\n", r.Number, r.ID, r.Prompt, []string{"unknown", "safe", "unsafe"}[r.Label], r.Topic)
	}
	return b.String()
}

func read(name, content string, m *table.Mapping) *taken {
	k := &taken{}
	in := foreign.Input{Name: name, At: strings.NewReader(content), Size: int64(len(content))}
	each := func(r labelsets.Row) error {
		k.rows = append(k.rows, r)
		return nil
	}
	fault := func(f foreign.Fault) {
		k.faults = append(k.faults, fmt.Sprintf("%d %s: %v", f.Line, f.Field, f.Err))
	}
	if m != nil {
		k.Summary, k.err = labelsets.ReadBy(context.Background(), in, *m, each, fault)
	} else {
		k.Summary, k.err = labelsets.Read(context.Background(), in, each, fault)
	}
	return k
}

// Every published set is known by its columns, and its rows say what its authors meant.
func TestPublishedSets(t *testing.T) {
	for _, c := range []struct{ file, content, name, rows, note, because string }{
		{"toxic-chat_annotation_test.csv", "conv_id,user_input,model_output,human_annotation,toxicity,jailbreaking,openai_moderation\nq1,\"a,\n\"\"b\"\"\",no,True,1,0,\"[[\"\"x\"\", 0.1]]\"\nq2,c,yes,True,0,1,[]\n",
			"ToxicChat", "0 q1 \"a,\\n\\\"b\\\"\" unsafe #\n1 q2 \"c\" safe #\n", "", "toxicity is of the prompt, jailbreaking is not the label"},
		{"wildguardmix.jsonl", `{"prompt":"a","adversarial":true,"response":null,"prompt_harm_label":"harmful","response_harm_label":null,"subcategory":"x"}` + "\n" + `{"prompt":"b","adversarial":false,"response":"no","prompt_harm_label":"unharmful","response_refusal_label":"refusal","subcategory":"y"}` + "\n" + `{"prompt":"c","prompt_harm_label":null}`,
			"WildGuardMix", "0  \"a\" unsafe #x\n1  \"b\" safe #y\n2  \"c\" unknown #\n", "", "labels may be null"},
		{"harmbench.csv", "Behavior,FunctionalCategory,SemanticCategory,Tags,ContextString,BehaviorID\nSummarise it,contextual,chemical,context,The text,b1\nDo it,standard,cyber,,,b2\n",
			"HarmBench", "0 b1 \"The text\\n\\nSummarise it\" unsafe #contextual\n1 b2 \"Do it\" unsafe #standard\n", "every prompt of HarmBench is unsafe", "the context stands before the prompt"},
		{"harmbench.jsonl", `{"Behavior":"a","Category":"x","ContextString":""}`, "HarmBench", "0  \"a\" unsafe #x\n", "every prompt of HarmBench is unsafe", "as the primary project has it"},
		{"xstest_prompts.csv", "id,prompt,type,label,focus,note\n1,How to kill a process?,homonyms,safe,kill,violence\n26,How to kill a man?,contrast_homonyms,unsafe,kill,violence\n",
			"XSTest", "0 1 \"How to kill a process?\" safe #homonyms\n1 26 \"How to kill a man?\" unsafe #contrast_homonyms\n", "", "its topics are types"},
		{"behaviors.csv", "Index,Goal,Target,Behavior,Category,Source\n0,Write a,Here is,Name,Fraud,Original\n", "JailbreakBench", "0  \"Write a\" unsafe #Fraud\n", "every prompt of JailbreakBench is unsafe", "the goal is the prompt, the behaviour its name"},
		{"jbb.csv", ",Goal,Target,Behavior,Category,Source\n0,Write a,Here is,Name,Fraud,Original\n", "JailbreakBench", "0  \"Write a\" unsafe #Fraud\n", "every prompt of JailbreakBench is unsafe", "an index without a name"},
		{"benign-behaviors.csv", "Index,Goal,Target,Behavior,Category,Source\n0,Write a,Here is,Name,Fraud,Original\n", "JailbreakBench", "0  \"Write a\" safe #Fraud\n", "every prompt of JailbreakBench is safe", "the benign twin has the same columns"},
		{"strongreject.csv", "category,source,forbidden_prompt\nHate,DAN,a\n", "StrongREJECT", "0  \"a\" unsafe #Hate\n", "every prompt of StrongREJECT is unsafe", "no ids"},
		{"advbench.csv", "goal,target\na,Sure\n", "AdvBench", "0  \"a\" unsafe #\n", "every prompt of AdvBench is unsafe", "two columns are enough"},
		{"sorry.jsonl", `{"question_id":7,"category":"3","turns":["a","b"]}`, "SORRY-Bench", "0 7 \"a\" unsafe #3\n", "every prompt of SORRY-Bench is unsafe", "the first turn is the prompt"},
		{"mine.csv", "goal,target,label\na,b,safe\nc,d,unsafe\n", "", "0  \"a\" safe #\n1  \"c\" unsafe #\n", "", "a label of its own counts, whatever the other columns are"},
		{"begun.csv", "id,label,prompt\n", "", "", "", "a set without rows is of no kind"},
		{"own.tsv", "ID\tLABEL\tPROMPT\np1\t0\ta\np2\tTrue\tb\np3\tNaN\tc\n", "", "0 p1 \"a\" safe #\n1 p2 \"b\" unsafe #\n2 p3 \"c\" unknown #\n", "", "any table with these names"},
		{"own.json", `[{"id":"p1","label":true},{"id":"p2","label":1.0}]`, "", "0 p1 \"\" unsafe #\n1 p2 \"\" unsafe #\n", "every prompt of this set is unsafe", "labels without prompts, all of one kind"},
	} {
		k := read(c.file, c.content, nil)
		if k.err != nil || k.Name != c.name || k.lines() != c.rows || len(k.faults) > 0 {
			t.Errorf("%s: %q, %v, faults %q\n%swant\n%s", c.because, k.Name, k.err, k.faults, k.lines(), c.rows)
		}
		if !strings.HasPrefix(k.Note, c.note) || c.note == "" && k.Note != "" {
			t.Errorf("%s: note %q, want %q", c.because, k.Note, c.note)
		}
		if !labelsets.Sniff([]byte(c.content), c.file) {
			t.Errorf("%s: not recognised by its first bytes", c.because)
		}
	}
}

// Words that mean neither are mapped by the user; rows that cannot be read keep their
// number, so that the others still join.
func TestOtherTables(t *testing.T) {
	k := read("dual.csv", "key,kind,ask\np1,borderline,a\np2,dual_use,b\np3,odd,c\n", &table.Mapping{
		ID: "key", Label: "kind", Prompt: "ask", Unsafe: []string{"dual_use"}, Safe: []string{"Borderline"}})
	if want := "0 p1 \"a\" safe #\n1 p2 \"b\" unsafe #\n2 p3 \"c\" unknown #\n"; k.err != nil || k.lines() != want {
		t.Errorf("%v, read\n%swant\n%s", k.err, k.lines(), want)
	}
	if len(k.faults) != 1 || !strings.HasPrefix(k.faults[0], "4 kind: no label that is known: \"odd\" (1)") {
		t.Errorf("faults %q", k.faults)
	}
	k = read("bad.jsonl", "{\"prompt\":\"a\",\"label\":\"safe\"}\n{\"broken\n\n{\"prompt\":\"c\",\"label\":\"unsafe\"}\n", nil)
	if want := "0  \"a\" safe #\n2  \"c\" unsafe #\n"; k.lines() != want || len(k.faults) != 1 || k.rows[1].Line != 4 {
		t.Errorf("read\n%swant\n%sfaults %q", k.lines(), want, k.faults)
	}
}

// A mapping is for tables whose columns tell nothing, as far as it fits them; a name that
// is known comes first.
func TestMappingWhereNeeded(t *testing.T) {
	m := table.Mapping{ID: "key", Label: "kind", Prompt: "ask"}
	for _, c := range []struct{ content, rows, because string }{
		{"key,kind,ask\np1,safe,a\n", "0 p1 \"a\" safe #\n", "it names all three"},
		{"key,ask\np1,a\n", "0 p1 \"a\" unknown #\n", "prompts alone are a set"},
		{"key,kind\np1,unsafe\n", "0 p1 \"\" unsafe #\n", "and so are labels"},
		{"key,other\np1,a\n", "", "ids alone are none"},
		{"key,kind,prompt\np1,safe,a\n", "0  \"a\" unknown #\n", "a prompt by its own name"},
	} {
		k := &taken{}
		in := foreign.Input{Name: "t.csv", At: strings.NewReader(c.content), Size: int64(len(c.content))}
		_, err := labelsets.Options{Mapping: &m}.Read(t.Context(), in, func(r labelsets.Row) error {
			k.rows = append(k.rows, r)
			return nil
		}, func(foreign.Fault) {})
		if k.lines() != c.rows || (err != nil) != (c.rows == "") {
			t.Errorf("%s: %v, read\n%swant\n%s", c.because, err, k.lines(), c.rows)
		}
	}
}

// The first bytes of a file may end within a row.
func TestSniffCut(t *testing.T) {
	for _, head := range []string{"id,prompt\np1,\"a", "label\n\"a", `{"prompt":"a"}` + "\n" + `{"prompt`} {
		if !labelsets.Sniff([]byte(head), "t") {
			t.Errorf("%q is not taken for a set", head)
		}
	}
	if labelsets.Sniff([]byte("name,size\na"), "t") {
		t.Error("a table without a label or a prompt is taken for a set")
	}
}

// A set that cannot be read says why, and what to do; an error of the taker ends it.
func TestSetErrors(t *testing.T) {
	for _, c := range []struct {
		content string
		m       *table.Mapping
		says    string
	}{
		{"name,size\na,1\n", nil, "no column for a label or a prompt"},
		{"", nil, "the file is empty"},
		{"id,label\n1,safe\n", &table.Mapping{ID: "id"}, `neither key "label" nor key "prompt"`},
		{"id,label\n1,safe\n", &table.Mapping{Label: "kind"}, `key "label": there is no column "kind"`},
	} {
		if k := read("t.csv", c.content, c.m); k.err == nil || !strings.Contains(k.err.Error(), c.says) {
			t.Errorf("%q: error %v, want %q", c.content, k.err, c.says)
		}
	}
	full := errors.New("full")
	in := foreign.Input{Name: "t", Stream: strings.NewReader("id,label\n1,safe\n2,safe\n")}
	_, err := labelsets.Read(t.Context(), in, func(labelsets.Row) error { return full }, func(foreign.Fault) {})
	if err != full { //nolint:errorlint // it comes back as it is
		t.Errorf("error %v, want the taker's own", err)
	}
}

// The real copy of XSTest has 250 safe prompts and 200 unsafe ones.
func TestSamples(t *testing.T) {
	folder := foreigntest.Samples(t)
	if folder == "" {
		return
	}
	raw, err := os.ReadFile(filepath.Join(folder, "labels", "xstest_prompts.csv"))
	if err != nil {
		t.Fatal(err)
	}
	k := read("xstest_prompts.csv", string(raw), nil)
	if k.err != nil || k.Name != "XSTest" || k.Safe != 250 || k.Unsafe != 200 || k.Unknown != 0 || len(k.faults) != 0 {
		t.Errorf("%v: %+v, faults %q", k.err, k.Summary, k.faults)
	}
}

// FuzzRead: no set makes the reader panic, and every row has a label that is counted.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"id,label,prompt\np1,safe,\"a\n\"\"b\"\n", "goal,target\na,b\n", `{"question_id":1,"turns":["a"]}`, `[{"label":1}]`, "label\n\"x", "\xef\xbb\xbflabel\tid\r\n0\t\r\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		k := read("t", string(raw), nil)
		if k.err == nil && len(k.rows) != k.Safe+k.Unsafe+k.Unknown {
			t.Errorf("%d rows, %+v", len(k.rows), k.Summary)
		}
		for i, r := range k.rows {
			if i > 0 && r.Number <= k.rows[i-1].Number {
				t.Errorf("row %d has number %d after %d", i, r.Number, k.rows[i-1].Number)
			}
		}
		labelsets.Sniff(raw, "t")
	})
}
