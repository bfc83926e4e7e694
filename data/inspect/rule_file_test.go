package inspect_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/inspect"
)

func TestRulesComeBack(t *testing.T) {
	var file bytes.Buffer
	if err := inspect.WriteRules(&file, inspect.DefaultRules()); err != nil {
		t.Fatal(err)
	}
	text := file.String()
	got, err := inspect.ReadRules(strings.NewReader("\ufeff" + text))
	if err != nil || !reflect.DeepEqual(got, inspect.DefaultRules()) {
		t.Errorf("%v: of\n%s\nthere came back %+v", err, text, got)
	}
}

func TestBadRules(t *testing.T) {
	const good = `{"task": "a", "values": ["1"], "answers": ["0"]}`
	for file, says := range map[string]string{
		``:      "no JSON array",
		`{}`:    "no JSON array",
		`[]`:    "no rule",
		`[[1]]`: "rule 1",
		`[` + good + `, {"task": "a", "values": 1}]`: `rule 2: key "values": expected a list of texts`,
		`[{"tsk": "a"}]`:                                          `no key "tsk"; the keys are task, scorer`,
		`[{"values": ["1"]}]`:                                     `key "task"`,
		`[{"task": "[", "values": ["1"]}]`:                        "broken pattern",
		`[{"task": "a", "scorer": "[", "values": ["1"]}]`:         `key "scorer"`,
		`[{"task": "a"}]`:                                         "neither names a value",
		`[{"task": "a", "values": ["1"], "label": "bad"}]`:        `key "label": "bad"`,
		`[{"task": "a", "values": ["1.0"], "answers": ["1"]}]`:    "stands under answers too",
		`[{"task": "a", "values": ["1"], "answers": [{"a": 1}]}]`: `key "answers"`,
	} {
		if _, err := inspect.ReadRules(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("of %s it says %v, and should name %q", file, err, says)
		}
	}
}
