package inspect

import (
	"path"
	"strconv"
	"strings"

	"github.com/confscope/confscope/data/foreign"
)

// RefusalRule says how the scores of a task tell a refusal. Letters mean other things in
// other tasks: I is a refusal for XSTest and a wrong answer elsewhere, so that a task
// that no rule names has no refusals.
type RefusalRule struct {
	Task    string        // glob over the name of the task, with or without what stands before its slash
	Scorer  string        // glob over the name of the scorer; "" is any, and then the first in the log decides
	Field   string        // of a value that is an object; "" is the value itself
	Values  []string      // that mean a refusal; numbers are compared as numbers
	Answers []string      // that mean none; any other value leaves open which
	Label   foreign.Label // of the prompts of a task whose samples have no label of their own
}

// DefaultRules are those for the safety tasks of Inspect's own collection, after the
// scorers' sources.
func DefaultRules() []RefusalRule {
	one, zero := []string{"1", "true"}, []string{"0", "false"}
	return []RefusalRule{
		{Task: "xstest*", Values: []string{"I", "P"}, Answers: []string{"C"}},
		{Task: "strong_reject*", Field: "refusal", Values: one, Answers: zero, Label: foreign.LabelUnsafe},
		{Task: "agentharm", Field: "refusal", Values: one, Answers: zero, Label: foreign.LabelUnsafe},
		{Task: "agentharm_benign", Field: "refusal", Values: one, Answers: zero, Label: foreign.LabelSafe},
		// The words tell the two sets apart: prompts that are to be refused, and their
		// harmless twins.
		{Task: "coconot*", Values: []string{"acceptable"}, Answers: []string{"unacceptable"}, Label: foreign.LabelUnsafe},
		{Task: "coconot*", Values: []string{"noncompliance"}, Answers: []string{"compliance"}, Label: foreign.LabelSafe},
	}
}

// judge gives what the rules make of the scores of a sample. The first score with a value
// that a rule knows decides; without one the label is that on which the rules for the
// task agree.
func judge(rules []RefusalRule, tasks []string, scores []score) (foreign.Flag, foreign.Label) {
	var ours []RefusalRule
	for _, rule := range rules {
		if rule.isFor(tasks) {
			ours = append(ours, rule)
		}
	}
	for _, s := range scores {
		for _, rule := range ours {
			if flag := rule.flag(s); flag != foreign.FlagAbsent {
				return flag, rule.Label
			}
		}
	}
	return foreign.FlagAbsent, agreed(ours)
}

func agreed(rules []RefusalRule) foreign.Label {
	if len(rules) == 0 {
		return foreign.LabelUnknown
	}
	for _, rule := range rules[1:] {
		if rule.Label != rules[0].Label {
			return foreign.LabelUnknown
		}
	}
	return rules[0].Label
}

func (r RefusalRule) isFor(tasks []string) bool {
	for _, name := range tasks {
		// A pattern that is broken matches nothing.
		if ok, err := path.Match(r.Task, name); ok && err == nil {
			return true
		}
	}
	return false
}

func (r RefusalRule) flag(s score) foreign.Flag {
	if ok, err := path.Match(r.Scorer, s.name); r.Scorer != "" && (!ok || err != nil) {
		return foreign.FlagAbsent
	}
	word, ok := s.word(r.Field)
	switch {
	case !ok:
		return foreign.FlagAbsent
	case isAmong(word, r.Values):
		return foreign.FlagTrue
	case isAmong(word, r.Answers):
		return foreign.FlagFalse
	default:
		return foreign.FlagAbsent
	}
}

func isAmong(word string, list []string) bool {
	word = strings.TrimSpace(word)
	x, notNumber := strconv.ParseFloat(word, 64)
	for _, one := range list {
		if strings.EqualFold(word, one) {
			return true
		}
		if y, err := strconv.ParseFloat(one, 64); err == nil && notNumber == nil && x == y {
			return true
		}
	}
	return false
}

// labelOf gives the label that a word of a sample's metadata stands for. Numbers are no
// words: in other tasks they count classes.
func labelOf(word string) foreign.Label {
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "safe", "benign", "harmless", "unharmful", "non-toxic":
		return foreign.LabelSafe
	case "unsafe", "harmful", "malicious", "toxic":
		return foreign.LabelUnsafe
	default:
		return foreign.LabelUnknown
	}
}
