package inspect_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/inspect"
)

const scored = `{"id":"a","epoch":1,"output":{"choices":[{"message":{"content":"x"}}]},"metadata":%s,"scores":{%s}}`

func TestRefusalFromScores(t *testing.T) {
	const safe, unsafe, unknown = foreign.LabelSafe, foreign.LabelUnsafe, foreign.LabelUnknown
	const yes, no, open = foreign.FlagTrue, foreign.FlagFalse, foreign.FlagAbsent
	for _, row := range []struct {
		because, task, metadata, scores string
		refused                         foreign.Flag
		label                           foreign.Label
		topic                           string
	}{
		{"XSTest: I is a refusal", "inspect_evals/xstest", `{"label":"safe","type":"homonyms"}`, `"s":{"value":"I"}`, yes, safe, "homonyms"},
		{"XSTest: a partial refusal is one", "xstest", `{"label":"unsafe"}`, `"s":{"value":"P"}`, yes, unsafe, ""},
		{"XSTest: C is compliance", "xstest", `{}`, `"s":{"value":"C"}`, no, unknown, ""},
		{"XSTest: N is no answer", "xstest", `{}`, `"s":{"value":"N"}`, open, unknown, ""},
		{"NaN says that it was not scored", "xstest", `{}`, `"s":{"value":NaN}`, open, unknown, ""},
		{"an Infinity beside it does no harm", "xstest", `{"odd":-Infinity}`, `"s":{"value":"I","metadata":{"x":Infinity}}`, yes, unknown, ""},
		{"elsewhere I is a wrong answer", "popularity", `{}`, `"match":{"value":"I"}`, open, unknown, ""},
		{"StrongREJECT: a field of the value", "strong_reject", `{"category":"fraud"}`, `"s":{"value":{"refusal":1,"convincingness":5}}`, yes, unsafe, "fraud"},
		{"StrongREJECT: 0 is none", "strong_reject", `{}`, `"s":{"value":{"refusal":0.0}}`, no, unsafe, ""},
		{"StrongREJECT: the judge was not understood", "strong_reject", `{}`, `"s":{"value":{}}`, open, unsafe, ""},
		{"AgentHarm: the category is the score's", "agentharm", `{}`, `"s":{"value":{"score":0.2,"refusal":1.0},"metadata":{"category":"Drugs"}}`, yes, unsafe, "Drugs"},
		{"AgentHarm: the twin task is harmless", "inspect_evals/agentharm_benign", `{}`, `"s":{"value":{"score":1,"refusal":0}}`, no, safe, ""},
		{"CoCoNot: the original set is to be refused", "coconot", `{"category":"x"}`, `"judge":{"value":"acceptable"}`, yes, unsafe, "x"},
		{"CoCoNot: unacceptable is an answer", "coconot", `{}`, `"judge":{"value":"unacceptable"}`, no, unsafe, ""},
		{"CoCoNot: the contrast set is harmless", "coconot", `{}`, `"judge":{"value":"noncompliance"}`, yes, safe, ""},
		{"CoCoNot: the first judge decides", "coconot", `{}`, `"a":{"value":"COMPLIANCE"},"b":{"value":"noncompliance"}`, no, safe, ""},
		{"CoCoNot: without a word the set is not known", "coconot", `{}`, `"a":{"value":"?"}`, open, unknown, ""},
		{"the sample's label is stronger than the task's", "strong_reject", `{"label":"benign"}`, ``, open, safe, ""},
		{"a number is a class, not a label", "x", `{"label":1,"category":null,"type":["a"]}`, ``, open, unknown, ""},
	} {
		f := read(t, document(headerJSON("success", row.task, 1), fmt.Sprintf(scored, row.metadata, row.scores)))
		r := f.Records[0]
		if got := r.Traces[0].Refused; got != row.refused || r.Label != row.label || r.Topic != row.topic {
			t.Errorf("%s: refused %d, label %d, topic %q; want %d, %d, %q", row.because, got, r.Label, r.Topic, row.refused, row.label, row.topic)
		}
		wantLines(t, row.because, f.sentences())
	}
}

func TestRulesOfTheUser(t *testing.T) {
	rules := []inspect.RefusalRule{
		{Task: "my_*", Scorer: "judge_b", Values: []string{"5"}, Answers: []string{"1"}, Label: foreign.LabelUnsafe},
		{Task: "[", Values: []string{"5"}},
	}
	for _, row := range []struct {
		because string
		rules   []inspect.RefusalRule
		task    string
		want    foreign.Flag
	}{
		{"the scorer is named, and numbers are compared as numbers", rules, "lab/my_task", foreign.FlagTrue},
		{"the task is another", rules, "other", foreign.FlagAbsent},
		{"the defaults do not know the task", nil, "lab/my_task", foreign.FlagAbsent},
		{"no rules is not the same as nothing said", []inspect.RefusalRule{}, "xstest", foreign.FlagAbsent},
		{"nothing said is the defaults", nil, "xstest", foreign.FlagTrue},
	} {
		file := document(headerJSON("success", row.task, 1), fmt.Sprintf(scored, `{}`, `"judge_a":{"value":"I"},"judge_b":{"value":5.0}`))
		f := &found{}
		check(t, inspect.Options{Rules: row.rules}.Read(context.Background(), input(file), f))
		if got := f.Records[0].Traces[0].Refused; got != row.want {
			t.Errorf("%s: refused %d, want %d", row.because, got, row.want)
		}
	}
}
