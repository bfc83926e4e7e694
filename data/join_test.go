package data_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/table"
)

// asked is a record with a prompt of its own.
func asked(id, prompt string) string {
	return fmt.Sprintf(`{"instance_id": %q, "prompt": %q, "confidences": [1]}`+"\n", id, prompt)
}

// How instances find their rows is told by the whole run, in whatever parts it is read.
func TestJoin(t *testing.T) {
	four := "label,prompt\nsafe,a\nunsafe,b\nunsafe,c\nsafe,d\n"
	numbered := "id,label,prompt\n1,safe,a\n2,unsafe,b\n3,unsafe,c\n4,safe,d\n"
	for _, c := range []struct {
		run, labels string
		want        []data.Label
		says        []string
		because     string
	}{
		{ids("q_0", "q_1", "q_2", "q_3"), four, []data.Label{s, x, x, s}, nil, "rows are counted from 0"},
		{ids("q_4", "q_3", "q_2", "q_1"), four, []data.Label{s, x, x, s}, []string{"run from 1 to 4, and it has 4 rows: number 1 takes its first row"}, "from 1, where all rows are counted so"},
		{ids("q_4", "q_3", "q_2", "q_1", "q_0"), four, []data.Label{u, s, x, x, s}, []string{"no row for 1 of 5 instances"}, "a zero, however late, counts from 0"},
		{ids("q_1", "q_2"), four, []data.Label{x, x}, []string{"2 of its 4 rows have no instance", "begin at 1, and its rows are counted from 0"}, "a part of a run may be of either kind: counted from 0, with a warning"},
		{ids("v2-1", "v2-3"), numbered, []data.Label{s, x}, []string{"2 of its 4 rows have no instance", "an instance with the number 1 takes the row with the id 1"}, "ids that are numbers, as of XSTest"},
		{ids("q_0", "q_1", "q_2", "q_3"), numbered, []data.Label{s, x, x, s}, nil, "a run that counts from 0 over a file whose ids begin at 1"},
		{ids("q_0", "q_1"), "id,label\n0,safe\n1,unsafe\n", []data.Label{s, x}, nil, "ids that are rows"},
		{ids("q_7", "q_12"), "id,label\n12,safe\n7,unsafe\n", []data.Label{x, s}, []string{"an instance with the number 7 takes the row with the id 7"}, "a selection of a file"},
		{ids("q_1", "3", "q_2"), numbered, []data.Label{u, x, u}, []string{"joined by id, it has no row for 2 of 3 instances", "3 of its 4 rows"}, "one id that both have decides"},
		{asked("k", " c\n") + asked("l", "a") + asked("m", "z"), four, []data.Label{x, s, u}, []string{"joined by prompt, it has no row for 1 of 3", "2 of its 4 rows"}, "prompts, without the space around them"},
		{asked("run9-0", "b") + asked("run9-1", "a"), four, []data.Label{x, s}, []string{"2 of its 4 rows"}, "prompts go before numbers that fit by chance"},
		{asked("q_0", "b") + asked("q_1", "y"), four, []data.Label{x, u}, []string{"joined by prompt, it has no row for 1 of 2", "3 of its 4"}, "half of them are enough"},
		{asked("q_0", "b") + asked("q_1", "y") + asked("q_2", "z"), four, []data.Label{s, x, x}, []string{"1 of its 4 rows"}, "unless few of them are found"},
		{asked("k", "b") + asked("l", "y") + asked("m", "z"), four, []data.Label{x, u, u}, []string{"joined by prompt, it has no row for 2 of 3", "3 of its 4"}, "and nothing else fits"},
		{asked("k", "a"), "label,prompt\nsafe,a\nunsafe,a\nsafe, a\n", []data.Label{s}, []string{"2 of its 3 rows", "1 of its rows repeat a prompt with another label"}, "the first of equal prompts counts"},
		{asked("q_1", ""), four, []data.Label{x}, []string{"3 of its 4", "begin at 1"}, "no prompt is like no other"},
	} {
		path := write(t, "predictions.jsonl", c.run)
		for _, unit := range []int64{1, 60, 1 << 20} {
			run := load(t, start(t, path, data.Options{Labels: write(t, "l.csv", c.labels)}), unit, unit, 64)
			if got := run.Labels(); !slices.Equal(got, c.want) {
				t.Errorf("%s: labels %v, want %v", c.because, got, c.want)
			}
			list := run.Problems().List
			if len(list) != len(c.says) {
				t.Errorf("%s: problems %v, want %q", c.because, list, c.says)
			}
			for i, says := range c.says {
				if i < len(list) && !strings.Contains(list[i].Error(), says) {
					t.Errorf("%s: problem %q, want %q", c.because, list[i].Error(), says)
				}
			}
			if err := run.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// A Run keeps its labels when later instances tell that all are to be joined another way.
func TestJoinKeepsEarlierRuns(t *testing.T) {
	path := write(t, "predictions.jsonl", ids("q_1", "q_2", "named"))
	l := start(t, path, data.Options{Labels: write(t, "l.csv", "id,label\n5,safe\n6,unsafe\nnamed,safe\n"), Workers: 1})
	data.Shrink(l, 1, 1, 64)
	var labels [][]data.Label
	for finished := false; !finished; {
		p, err := l.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		finished = p.Finished
		labels = append(labels, p.Run.Labels())
	}
	if first := labels[0]; len(first) == 0 || first[0] != x {
		t.Errorf("the first run now has the labels %v", first)
	}
	if last := labels[len(labels)-1]; !slices.Equal(last, []data.Label{u, u, s}) {
		t.Errorf("the whole run has the labels %v", last)
	}
}

// What is handed out while a run is being read is joined as its instances tell already, and
// not by the order in which they stand.
func TestJoinWhileReading(t *testing.T) {
	path := write(t, "predictions.jsonl", asked("q_0", "b")+asked("q_1", "a")+asked("q_2", "b"))
	l := start(t, path, data.Options{Labels: write(t, "l.csv", "label,prompt\nunsafe,a\nsafe,b\n"), Workers: 1})
	data.Shrink(l, 1, 1, 64)
	want, before := []data.Label{s, x, s}, 0
	for finished := false; !finished; {
		p, err := l.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		finished = p.Finished
		got := p.Run.Labels()
		if !slices.Equal(got, want[:len(got)]) {
			t.Errorf("the first %d instances have the labels %v, want %v", len(got), got, want[:len(got)])
		}
		if !finished && len(got) > 0 {
			before++
		}
	}
	if before == 0 {
		t.Error("nothing was handed out before the end: this tests nothing")
	}
}

// The input of a batch job gives prompts, and through them labels of a set that knows
// nothing of the job's ids.
func TestRequests(t *testing.T) {
	request := func(id, prompt string) string {
		return fmt.Sprintf(`{"custom_id": %q, "method": "POST", "url": "/v1/chat/completions", "body": {"messages": [{"role": "user", "content": %q}]}}`+"\n", id, prompt)
	}
	input := request("r-a", "one") + request("r-b", "two") + `{"custom_id": "r-c", "method": "POST", "body": {}}` + "\n"
	sets := map[string]string{"labels.csv": "prompt,label,category\ntwo,unsafe,t\none,safe,o\n"}
	for _, c := range []struct {
		run, input string // names
		labels     bool
		given      bool
		because    string
	}{
		{"job_output.jsonl", "job_input.jsonl", false, false, "named like its output"},
		{"job_output.jsonl.gz", "job_input.jsonl.zst", true, false, "packed, with labels"},
		{"results.jsonl", "requests.jsonl", true, false, "named by what it is"},
		{"predictions.jsonl", "batchinput.jsonl", false, false, "as in the vendor's guide"},
		{"predictions.jsonl", "other.jsonl", true, true, "given as the label file"},
	} {
		pack := func(name, content string) string {
			switch filepath.Ext(name) {
			case ".gz":
				return gzipped(content)
			case ".zst":
				return zstded(content)
			}
			return content
		}
		path := write(t, c.run, pack(c.run, ids("r-a", "r-b", "r-c")))
		folder, o := filepath.Dir(path), data.Options{}
		put(t, filepath.Join(folder, c.input), pack(c.input, input))
		want := []data.Label{u, u, u}
		if c.labels {
			put(t, filepath.Join(folder, "labels.csv"), sets["labels.csv"])
			want = []data.Label{s, x, u}
		}
		if c.given {
			o.Labels = filepath.Join(folder, c.input)
		}
		run := open(t, path, o)
		for i, prompt := range []string{"one", "two", ""} {
			got, ok, err := run.Prompt(i)
			d, _ := run.Detail(i)
			if got != prompt || ok != (prompt != "") || err != nil || d.Prompt != prompt {
				t.Errorf("%s: prompt %d is %q, %q, %v", c.because, i, got, d.Prompt, err)
			}
		}
		if !slices.Equal(run.Labels(), want) || run.Source().PromptsName != c.input || c.labels != (run.Topic(1) == "t") {
			t.Errorf("%s: labels %v, topic %q, prompts of %q", c.because, run.Labels(), run.Topic(1), run.Source().PromptsName)
		}
		if list := fmt.Sprint(run.Problems().List); !strings.Contains(list, "1 lines of the batch's input give no prompt") || !strings.Contains(list, "no request for 1 of 3 instances") {
			t.Errorf("%s: problems %s", c.because, list)
		}
	}
}

// What lies beside a run and is another job's, or no requests at all, is not spoken of.
func TestRequestsOfAnotherJob(t *testing.T) {
	for because, content := range map[string]string{
		"another job's": `{"custom_id": "z", "method": "POST", "url": "/v1/completions", "body": {"prompt": "p"}}`,
		"no requests":   `{"question": "p"}`, "nothing": "", "packed badly": "\x1f\x8b?",
	} {
		path := write(t, "x_output.jsonl", ids("a"))
		put(t, filepath.Join(filepath.Dir(path), "x_input.jsonl"), content)
		run := open(t, path, data.Options{})
		_, ok, err := run.Prompt(0)
		if ok || err != nil || run.Problems().Total() != 0 || run.Source().PromptsName != "" {
			t.Errorf("%s: prompt %v, %v, problems %v, %q", because, ok, err, run.Problems().List, run.Source().PromptsName)
		}
	}
}

// Labels come in every form that tables do: arrays, objects, Parquet.
func TestLabelForms(t *testing.T) {
	var parquet bytes.Buffer
	w := table.NewWriter(&parquet)
	for i, prompt := range []string{"a", "b"} {
		if err := w.Record(&foreign.Record{ID: fmt.Sprint("p", i), Prompt: &prompt, Label: foreign.Label(1 + i), Topic: "t" + prompt}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"labels.json":        `[{"id": "p1", "label": true, "prompt": "b", "type": "tb"}, {"id": "p0", "label": "safe", "prompt": "a"}]`,
		"labels.json.gz":     gzipped(`{"data": [{"id": "p1", "label": true, "prompt": "b", "type": "tb"}, {"id": "p0", "label": "safe"}]}`),
		"labels.tsv":         "id\tlabel\tprompt\ttype\np1\t1\tb\ttb\np0\t0\ta\tta\n",
		"labels.parquet":     parquet.String(),
		"labels.parquet.zst": zstded(parquet.String()),
	} {
		path := write(t, "predictions.jsonl", ids("p0", "p1"))
		put(t, filepath.Join(filepath.Dir(path), name), content)
		run := open(t, path, data.Options{})
		prompt, _, err := run.Prompt(1)
		if !slices.Equal(run.Labels(), []data.Label{s, x}) || prompt != "b" || err != nil || run.Topic(1) != "tb" || run.Source().LabelsName != name {
			t.Errorf("%s: labels %v, prompt %q, %v, topic %q, problems %v", name, run.Labels(), prompt, err, run.Topic(1), run.Problems().List)
		}
	}
}

// Published sets are named, and what labels of one kind cannot tell is said.
func TestLabelNotes(t *testing.T) {
	const unsafe, safe = "is unsafe: specificity is undefined, and accuracy is sensitivity by another name", "is safe: sensitivity is undefined"
	for _, c := range []struct {
		name, labels, set, note string
		o                       data.Options
	}{
		{"a.csv", "goal,target\na,b\n", "AdvBench", "every labelled prompt of this run (labels of AdvBench) " + unsafe, data.Options{}},
		{"benign-behaviors.csv", "Goal,Target,Behavior,Category\na,b,c,d\n", "JailbreakBench", "every labelled prompt of this run (labels of JailbreakBench) " + safe, data.Options{}},
		{"a.csv", "kind,ask\ndual_use,a\n", "", "every labelled prompt of this run " + unsafe,
			data.Options{Mapping: &data.Mapping{Label: "kind", Prompt: "ask", Text: "answer", Unsafe: []string{"DUAL_USE"}}}},
		{"a.csv", "label,ask\nborderline,a\n", "", "every labelled prompt of this run " + safe, data.Options{Words: data.LabelWords{Safe: []string{"Borderline"}}}},
		{"a.csv", "label,prompt\nsafe,a\nunsafe,b\n", "", "", data.Options{}},
		{"a.csv", "prompt\na\n", "", "", data.Options{}},
	} {
		run := ids("q_0")
		if c.note == "" {
			run = ids("q_0", "q_1")
		}
		c.o.Labels = write(t, c.name, c.labels)
		r := open(t, write(t, "predictions.jsonl", run), c.o)
		if got := r.Source(); got.LabelsSet != c.set || !strings.HasPrefix(got.LabelsNote, c.note) || c.note == "" && got.LabelsNote != "" {
			t.Errorf("%q: set %q, note %q; problems %v", c.labels, got.LabelsSet, got.LabelsNote, r.Problems().List)
		}
	}
}

// Prompts of a label file are kept in a file where they are many, and where no copy may be
// kept, as far as they fit into memory.
func TestManyPrompts(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,prompt\n")
	long := strings.Repeat("x", 1<<20)
	for i := range 40 {
		fmt.Fprintf(&b, "p%d,%d%s\n", i, i, long)
	}
	labels := write(t, "l.csv", b.String())
	for _, noSpool := range []bool{false, true} {
		run := open(t, write(t, "predictions.jsonl", ids("p0", "p39")), data.Options{Labels: labels, NoSpool: noSpool, SpoolDir: t.TempDir()})
		first, ok, err := run.Prompt(0)
		if !ok || err != nil || first != "0"+long {
			t.Errorf("without a spool %v: the first prompt has %d bytes, %v", noSpool, len(first), err)
		}
		last, ok, err := run.Prompt(1)
		if ok == noSpool || err != nil || ok && last != "39"+long {
			t.Errorf("without a spool %v: the last prompt has %d bytes, %v", noSpool, len(last), err)
		}
		if says := strings.Contains(fmt.Sprint(run.Problems().List), "no temporary copy may be kept"); says != noSpool {
			t.Errorf("without a spool %v: problems %v", noSpool, run.Problems().List)
		}
	}
}
