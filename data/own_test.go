package data_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// Records may state label, topic and prompt of their own; what one does not state is
// unknown, and no fault.
func TestOwnFacts(t *testing.T) {
	run := open(t, write(t, "predictions.jsonl", strings.Join([]string{
		`{"instance_id": "a", "confidences": [1]}`,
		`{"label": "unsafe", "topic": "x", "instance_id": "b", "confidences": [1], "prompt": " p\u2603 "}`,
		`{"instance_id": "c", "prompt": null, "label": null, "topic": null, "confidences": [1]}`,
		`{"instance_id": "d", "prompt": [1], "label": 1, "topic": {}, "confidences": [1]}`,
		`{"instance_id": "e", "prompt": "", "label": "safe", "label": "ERROR", "topic": "y", "topic": "x", "confidences": [1]}`,
		`{"instance_id": "f", "label": "unsafe", "label": "safe", "confidences": [1]}`,
		`{"instance_id": "g", "label": "unknown", "confidences": [1]}`,
	}, "\n")), data.Options{})
	if got := run.Labels(); !slices.Equal(got, []data.Label{u, x, u, u, u, s, u}) {
		t.Errorf("labels %v", got)
	}
	if list := run.Problems().List; len(list) != 1 || !strings.Contains(list[0].Error(), `predictions.jsonl:5: label: neither "safe" nor "unsafe"`) {
		t.Errorf("problems %v", list)
	}
	var got []string
	if err := run.EachPrompt(t.Context(), 0, 6, func(i int, prompt []byte) bool {
		got = append(got, fmt.Sprintf("%d%q", i, prompt))
		return true
	}); err != nil || !slices.Equal(got, []string{`1" p☃ "`, `4""`}) {
		t.Errorf("prompts %q, %v", got, err)
	}
	for i, topic := range []string{"", "x", "", "", "x", ""} {
		d, err := run.Detail(i)
		if err != nil || run.Topic(i) != topic || d.Topic != topic || d.HasPrompt != (i == 1 || i == 4) {
			t.Errorf("instance %d: topic %q, detail %+v, %v", i, run.Topic(i), d, err)
		}
	}
}

// However a load is cut into parts, every instance keeps what its record states.
func TestOwnFactsInParts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var lines strings.Builder
	var labels []data.Label
	var tops, prompts []string
	for i := range 2000 {
		line, label, topic, prompt := fmt.Sprintf(`{"instance_id": "q%d", "confidences": [1]`, i), u, "", ""
		if i > 500 && r.IntN(4) == 0 {
			label = data.Label(1 + r.IntN(2))
			line += fmt.Sprintf(`, "label": %q`, label)
		}
		if i < 1500 && r.IntN(3) == 0 {
			topic = fmt.Sprint("t", r.IntN(40))
			line += fmt.Sprintf(`, "topic": %q`, topic)
		}
		if r.IntN(5) == 0 {
			prompt = fmt.Sprint("prompt ", i)
			line += fmt.Sprintf(`, "prompt": %q`, prompt)
		}
		lines.WriteString(line + "}\n")
		labels, tops, prompts = append(labels, label), append(tops, topic), append(prompts, prompt)
	}
	path := write(t, "predictions.jsonl", lines.String())
	for _, unit := range []int64{100, 777, 1 << 20} {
		run := load(t, start(t, path, data.Options{Workers: 3}), unit, unit, 300)
		if !slices.Equal(run.Labels(), labels) {
			t.Errorf("units of %d: other labels", unit)
		}
		for i := range run.Instances() {
			prompt, ok, err := run.Prompt(i)
			if run.Topic(i) != tops[i] || prompt != prompts[i] || ok != (prompts[i] != "") || err != nil {
				t.Fatalf("units of %d: instance %d: %q %q %v", unit, i, run.Topic(i), prompt, err)
			}
		}
		if err := run.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A label file goes before what the records state, and leaves what it does not know.
func TestOwnFactsBesideLabels(t *testing.T) {
	run := open(t, write(t, "predictions.jsonl", strings.Join([]string{
		`{"instance_id": "a", "label": "safe", "topic": "own", "prompt": "own", "confidences": [1]}`,
		`{"instance_id": "b", "label": "safe", "topic": "own", "prompt": "own", "confidences": [1]}`,
		`{"instance_id": "c", "label": "safe", "topic": "own", "prompt": "own", "confidences": [1]}`,
	}, "\n")), data.Options{Labels: write(t, "l.csv", "id,label,category,prompt\na,unsafe,file,file\nb,,,\n")})
	if got := run.Labels(); !slices.Equal(got, []data.Label{x, s, s}) {
		t.Errorf("labels %v", got)
	}
	prompt, _, err := run.Prompt(2)
	if run.Topic(0) != "file" || run.Topic(1) != "own" || run.Topic(2) != "own" || prompt != "own" || err != nil {
		t.Errorf("topics %q %q %q, prompt %q, %v", run.Topic(0), run.Topic(1), run.Topic(2), prompt, err)
	}
}

// More topics than can be told apart are a fault, said once; the first are kept.
func TestTooManyOwnTopics(t *testing.T) {
	var b strings.Builder
	for i := range 70_000 {
		fmt.Fprintf(&b, `{"instance_id": %d, "topic": "t%d", "confidences": []}`+"\n", i, i)
	}
	run := open(t, write(t, "predictions.jsonl", b.String()), data.Options{})
	if list := run.Problems().List; len(list) != 1 || !strings.Contains(list[0].Error(), "65,535 different topics") {
		t.Errorf("problems %v", list)
	}
	if run.Topic(65_534) != "t65534" || run.Topic(69_999) != "" {
		t.Errorf("topics %q, %q", run.Topic(65_534), run.Topic(69_999))
	}
}
