package data_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// Short names for the labels, for tables.
const (
	u = data.LabelUnknown
	s = data.LabelSafe
	x = data.LabelUnsafe
)

func ids(all ...string) string {
	var b strings.Builder
	for _, id := range all {
		b.WriteString(record(id) + "\n")
	}
	return b.String()
}

// shape is a label file and what it must say of three instances.
type shape struct {
	name, run, content string
	labels             []data.Label
	prompt, topic      string // of the second instance
	because            string
}

func (c shape) open(t *testing.T, o data.Options) *data.Run {
	t.Helper()
	path := write(t, "predictions.jsonl", c.run)
	if o.Labels == "" {
		put(t, filepath.Join(filepath.Dir(path), c.name), c.content)
	}
	return open(t, path, o)
}

// Label files are read in the shapes that benchmarks have them, and give labels, prompts
// and topics.
func TestLabelShapes(t *testing.T) {
	rows := ids("set_test_0", "set_test_1", "set_test_2")
	named := ids("p1", "p2", "p3")
	for _, c := range []shape{
		{"labels.jsonl", rows, `{"prompt": "a", "subcategory": "x", "prompt_harm_label": "harmful"}` + "\n" + `{"prompt": "b \u2603", "subcategory": "y", "prompt_harm_label": "unharmful"}` + "\n" + `{"prompt": "c", "prompt_harm_label": null}` + "\n", []data.Label{x, s, u}, "b ☃", "y", "WildGuardMix"},
		{"labels.jsonl", rows, `{"user_input":"a","toxicity":1}` + "\n" + `{"user_input":"b","toxicity":0}` + "\n" + `{"user_input":"c","toxicity":1.0}`, []data.Label{x, s, x}, "b", "", "ToxicChat in JSON"},
		{"labels.csv", rows, "conv_id,user_input,toxicity,jailbreaking\nq1,a,0,1\nq2,\"b,\n\"\"b\"\"\",1,0\nq3,c,0,0\n", []data.Label{s, x, s}, "b,\n\"b\"", "", "ToxicChat in CSV"},
		{"labels.csv", named, "id,label,prompt,category\np3,safe,c,z\np2,unsafe,b,y\np1,benign,a,x\n", []data.Label{s, x, s}, "b", "y", "by id, in any order"},
		{"labels.csv", named, "\xef\xbb\xbfid,prompt,type,label,focus,note\r\np1,a,x,safe,,\r\np2,b,y,unsafe,,\r\np3,c,x,safe,,\r\n", []data.Label{s, x, s}, "b", "y", "XSTest from a spreadsheet"},
		{"labels.csv", named, "ID\tLABEL\tPROMPT\np1\t0\ta\np2\t1\tb\np3\ttrue\tc\n", []data.Label{s, x, x}, "b", "", "tabs and capitals"},
		{"labels.csv", named, ",id,label,prompt\n0,p1,Malicious,a\n1,p2,Non-Toxic,b \"quoted\"\n2,p3,NaN,c\n", []data.Label{x, s, u}, "b \"quoted\"", "", "an index column and bare quotes"},
		{"labels.jsonl.gz", named, gzipped(`{"id":"p1","label":true}`+"\n", `{"id":"p2","label":false,"prompt":"b"}`+"\n\n"), []data.Label{x, s, u}, "b", "", "gzip"},
		{"labels.csv.zst", named, zstded("id,label,prompt\np2,toxic,b\n"), []data.Label{u, x, u}, "b", "", "zstd"},
		{"labels.jsonl", rows, "\xef\xbb\xbf" + `{"prompt":"a","label":"unsafe"}` + "\r\n" + `{"broken"` + "\r\n" + `{"prompt":"c","label":"safe"}`, []data.Label{x, u, s}, "", "", "a broken row keeps its number"},
		{"labels.jsonl", rows, `{"question_id": 5, "\u0070rompt":"a","label":"safe","x":[{"y":1}]}` + "\n" + `{"label":1,"label":0,"prompt":"b"}`, []data.Label{s, s, u}, "b", "", "escaped names, nested extras, equal names"},
	} {
		for _, o := range []data.Options{{}, {Labels: write(t, c.name, c.content)}} {
			run := c.open(t, o)
			if got := run.Labels(); !slices.Equal(got, c.labels) {
				t.Errorf("%s: labels %v, want %v; problems %v", c.because, got, c.labels, run.Problems().List)
			}
			prompt, ok, err := run.Prompt(1)
			if err != nil || prompt != c.prompt || ok != (c.prompt != "") || run.Topic(1) != c.topic {
				t.Errorf("%s: prompt %q, %v, %v, topic %q", c.because, prompt, ok, err, run.Topic(1))
			}
			if run.Source().LabelsName != c.name {
				t.Errorf("%s: labels come from %q", c.because, run.Source().LabelsName)
			}
		}
	}
}

// What does not join, and words that mean neither class, is counted and said.
func TestLabelProblems(t *testing.T) {
	for _, c := range []struct {
		run, name, labels string
		says              []string
		because           string
	}{
		{ids("p1", "p2", "p3"), "labels.csv", "id,label\np1,safe\np9,safe\n", []string{
			"labels.csv: joined by id, it has no row for 2 of 3 instances: their labels are unknown",
			"labels.csv: joined by id, 1 of its 2 rows have no instance",
		}, "ids that do not meet"},
		{ids("p", "q_7"), "labels.csv", "label\nsafe\n", []string{
			"labels.csv: joined by the number at the end of instance_id, it has no row for 2 of 2 instances: their labels are unknown",
			"labels.csv: joined by the number at the end of instance_id, 1 of its 1 rows have no instance",
		}, "no number, and one too large"},
		{ids("p_0"), "labels.csv", "label\nperhaps\nPerhaps\n?\nperhaps\nsafe\nerror\n", []string{`labels.csv:2: label: no label that is known: "perhaps" (2), "?" (1), "Perhaps" (1), "error" (1): read as unknown`}, "another word"},
		{ids("p1"), "labels.csv", "id,label\np1,safe\np1,unsafe\np1,safe\n", []string{
			"labels.csv:3: id: this id stands in the file before, with another label: the first one counts",
			"labels.csv: joined by id, 2 of its 3 rows have no instance",
		}, "an id with two labels"},
		{ids("p_0"), "labels.jsonl", `{"prompt": "a"}`, []string{"labels.jsonl: it has no label column"}, "prompts only"},
		{ids("p_0"), "labels.jsonl", "{\"label\": 1}\n{\"label\": \n", []string{
			"labels.jsonl:2: the record ends too early: record skipped",
		}, "a broken row"},
		{ids("p_0"), "labels.jsonl", "", []string{"labels.jsonl: found beside the run but not read: reading the labels of labels.jsonl: the file is empty"}, "an empty file"},
		{ids("p_0"), "labels.csv", "name,size\na,1\n", []string{"labels.csv: found beside the run but not read"}, "no useful column"},
		{ids("p_0"), "labels.jsonl", "[1]", []string{"labels.jsonl: found beside the run but not read"}, "a JSON array"},
		{ids("p_0"), "labels.jsonl.gz", gzipped(strings.Repeat(`{"label": 1}`+"\n", 4000))[:80], []string{"the record ends too early", "the file is cut off"}, "a cut file"},
	} {
		path := write(t, "predictions.jsonl", c.run)
		labels := filepath.Join(filepath.Dir(path), c.name)
		put(t, labels, c.labels)
		run := open(t, path, data.Options{})
		list := run.Problems().List
		if len(list) < len(c.says) {
			t.Errorf("%s: problems %v, want %q", c.because, list, c.says)
			continue
		}
		for i, says := range c.says {
			if !strings.Contains(list[i].Error(), says) {
				t.Errorf("%s: problem %q, want %q", c.because, list[i].Error(), says)
			}
		}
	}
}

// A label file that is asked for has to be readable.
func TestLabelErrors(t *testing.T) {
	run := write(t, "predictions.jsonl", ids("p_0"))
	for _, labels := range []string{
		filepath.Join(t.TempDir(), "none.csv"), write(t, "empty.jsonl", ""), write(t, "other.csv", "name,size\na,1\n"),
		write(t, "array.json", "[]"), write(t, "log.eval", "PK\x03\x04"), t.TempDir(), write(t, "bad.gz", "\x1f\x8b bad"),
	} {
		_, err := data.Open(t.Context(), run, data.Options{Labels: labels})
		if err == nil || !strings.Contains(err.Error(), filepath.Base(labels)) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v does not name the file in one sentence", labels, err)
		}
	}
}

// The join is decided by the whole run, also when the first id that matches comes late.
func TestLateJoinByID(t *testing.T) {
	var all []string
	for i := range 50 {
		all = append(all, fmt.Sprintf("set_%d", i))
	}
	path := write(t, "predictions.jsonl", ids(append(all, "named")...))
	labels := write(t, "labels.csv", "id,label\nnamed,unsafe\nother,safe\n")
	run := load(t, start(t, path, data.Options{Labels: labels}), 200, 500, 300)
	defer run.Close()
	if l := run.Labels(); l[0] != u || l[1] != u || l[50] != x {
		t.Errorf("labels %v: rows by number and by id are mixed", l)
	}
}

// Prompts are visited in order, and only where there are any.
func TestEachPrompt(t *testing.T) {
	path := write(t, "predictions.jsonl", ids("a", "b", "c"))
	run := open(t, path, data.Options{Labels: write(t, "labels.csv", "id,prompt\nc,third\na,first\n")})
	var got []string
	err := run.EachPrompt(t.Context(), 0, 3, func(i int, prompt []byte) bool {
		got = append(got, fmt.Sprint(i, string(prompt)))
		return true
	})
	if err != nil || strings.Join(got, " ") != "0first 2third" {
		t.Errorf("visited %q, %v", got, err)
	}
}

// A label file that changes underneath changes no prompt.
func TestLabelsChange(t *testing.T) {
	labels := write(t, "labels.csv", "id,prompt\na,first\nb,second\n")
	run := open(t, write(t, "predictions.jsonl", ids("a", "b")), data.Options{Labels: labels})
	put(t, labels, "id,prompt\nb,first\na,second\n")
	if prompt, _, err := run.Prompt(0); prompt != "first" || err != nil {
		t.Errorf("prompt %q, error %v", prompt, err)
	}
}

// A run that is still being written has not come to all rows of its label file yet: they
// are no problem. Once it is whole, they are.
func TestRowsThatARunInProgressHasNotComeTo(t *testing.T) {
	const record = `{"instance_id": "x_0", "traces": ["a"], "confidences": [1]}` + "\n"
	const labels = `{"label": "safe"}` + "\n" + `{"label": "unsafe"}` + "\n"
	for _, c := range []struct {
		predictions string
		problems    int
		because     string
	}{
		{record + `{"instance_id": "x_1", "tra`, 0, "the second row's record is on its way"},
		{record, 1, "the run is whole, and the second row belongs to nothing"},
	} {
		run, err := data.Read("run", strings.NewReader(c.predictions), strings.NewReader(labels), data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := run.Problems().Total(); got != c.problems {
			t.Errorf("%d problems (%v), want %d, because %s", got, run.Problems().List, c.problems, c.because)
		}
	}
}
