package inspect

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/confscope/confscope/data/foreign"
)

// ruleEntry is a rule as its file spells it.
type ruleEntry struct {
	Task    string   `json:"task"`
	Scorer  string   `json:"scorer,omitempty"`
	Field   string   `json:"field,omitempty"`
	Values  []string `json:"values"`
	Answers []string `json:"answers"`
	Label   string   `json:"label,omitempty"`
}

// maxRules is far more than a file of rules needs, in bytes.
const maxRules = 1 << 20

// WriteRules writes rules as a JSON array that ReadRules reads, an object for each.
func WriteRules(w io.Writer, rules []RefusalRule) error {
	entries := make([]ruleEntry, len(rules))
	for i, rule := range rules {
		entries[i] = ruleEntry{rule.Task, rule.Scorer, rule.Field, rule.Values, rule.Answers, labelWord(rule.Label)}
	}
	raw, err := json.MarshalIndent(entries, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(raw, '\n'))
	return err
}

// ReadRules reads a JSON array of rules. The rules stand in the order in which they are
// tried. Errors name the rule, counted from 1, and the key.
func ReadRules(r io.Reader) ([]RefusalRule, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxRules))
	if err != nil {
		return nil, err
	}
	var parts []json.RawMessage
	if err := json.Unmarshal(bytes.TrimPrefix(raw, []byte("\ufeff")), &parts); err != nil {
		return nil, errors.New(`it is no JSON array of rules like [{"task": "xstest*", "values": ["I"], "answers": ["C"]}]`)
	}
	if len(parts) == 0 {
		return nil, errors.New("it holds no rule: no task would have refusals")
	}
	rules := make([]RefusalRule, len(parts))
	for i, part := range parts {
		if rules[i], err = readRule(part); err != nil {
			return nil, fmt.Errorf("rule %d: %w", i+1, err)
		}
	}
	return rules, nil
}

func readRule(raw []byte) (RefusalRule, error) {
	var e ruleEntry
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&e); err != nil {
		return RefusalRule{}, ruleFault(err)
	}
	label, ok := labelNamed(e.Label)
	switch {
	case e.Task == "":
		return RefusalRule{}, errors.New(`key "task" has to name a task, with * for any letters`)
	case badGlob(e.Task):
		return RefusalRule{}, fmt.Errorf("key \"task\": %q is a broken pattern: see to its brackets and backslashes", e.Task)
	case badGlob(e.Scorer):
		return RefusalRule{}, fmt.Errorf("key \"scorer\": %q is a broken pattern: see to its brackets and backslashes", e.Scorer)
	case len(e.Values) == 0 && len(e.Answers) == 0:
		return RefusalRule{}, errors.New(`keys "values" and "answers": neither names a value, so the rule does nothing`)
	case !ok:
		return RefusalRule{}, fmt.Errorf("key \"label\": %q is neither safe nor unsafe nor left out", e.Label)
	}
	for _, value := range e.Values {
		if isAmong(value, e.Answers) {
			return RefusalRule{}, fmt.Errorf("key \"values\": %q stands under answers too", value)
		}
	}
	return RefusalRule{e.Task, e.Scorer, e.Field, e.Values, e.Answers, label}, nil
}

// ruleFault says what is wrong with a rule in the words of its author.
func ruleFault(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		wants := "a text in quotes"
		switch kind.Field {
		case "":
			wants = "an object in braces"
		case "values", "answers":
			wants = `a list of texts, like ["1", "true"]`
		}
		return fmt.Errorf("key %q: expected %s, found %s", kind.Field, wants, kind.Value)
	}
	if key, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
		return fmt.Errorf("there is no key %s; the keys are task, scorer, field, values, answers, label", key)
	}
	return err
}

func badGlob(pattern string) bool {
	_, err := path.Match(pattern, "")
	return err != nil
}

func labelWord(label foreign.Label) string {
	switch label {
	case foreign.LabelSafe:
		return "safe"
	case foreign.LabelUnsafe:
		return "unsafe"
	case foreign.LabelUnknown:
	}
	return ""
}

func labelNamed(word string) (foreign.Label, bool) {
	for _, label := range []foreign.Label{foreign.LabelUnknown, foreign.LabelSafe, foreign.LabelUnsafe} {
		if word == labelWord(label) {
			return label, true
		}
	}
	return foreign.LabelUnknown, false
}
