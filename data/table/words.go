package table

import (
	"slices"
	"strings"

	"github.com/confscope/confscope/data/foreign"
)

// words says what words of a column mean yes and no; what is in neither means neither.
type words struct{ yes, no []string }

func plain(word string) string { return strings.ToLower(strings.TrimSpace(word)) }

// with puts a user's own words before these.
func (w words) with(yes, no []string) words {
	own := words{}
	for _, word := range yes {
		own.yes = append(own.yes, plain(word))
	}
	for _, word := range no {
		own.no = append(own.no, plain(word))
	}
	return words{
		append(own.yes, without(w.yes, own.no)...),
		append(own.no, without(w.no, own.yes)...),
	}
}

func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(word string) bool { return slices.Contains(some, word) })
}

// flag is what a word means; known is false for a word that means neither.
func (w words) flag(word string) (flag foreign.Flag, known bool) {
	switch word = plain(word); {
	case slices.Contains(w.yes, word):
		return foreign.FlagTrue, true
	case slices.Contains(w.no, word):
		return foreign.FlagFalse, true
	}
	return foreign.FlagAbsent, word == "unknown" || nothing(word)
}

// unsafeWords are the words of labels.
func unsafeWords() words {
	return words{
		yes: []string{"unsafe", "harmful", "malicious", "toxic", "true", "1", "1.0"},
		no:  []string{"safe", "unharmful", "benign", "non-toxic", "nontoxic", "non_toxic", "false", "0", "0.0"},
	}
}

// harmfulWords are the words of verdicts about an answer.
func harmfulWords() words {
	w := unsafeWords()
	w.yes = append(w.yes, "yes", "y", "t", "jailbroken", "success")
	w.no = append(w.no, "no", "n", "f", "harmless", "not harmful", "failure")
	return w
}

// refusedWords are the words of verdicts about refusing.
func refusedWords() words {
	return words{
		yes: append(refusals(), "true", "yes", "y", "t", "1", "1.0"),
		no:  append(compliances(), "false", "no", "n", "f", "0", "0.0"),
	}
}

// A partial refusal counts as one, as in the publications about over-refusal.
func refusals() []string {
	return []string{"refusal", "refused", "refuse", "full_refusal", "partial_refusal", "direct_refusal", "indirect_refusal",
		"2_full_refusal", "3_partial_refusal"}
}

func compliances() []string {
	return []string{"compliance", "complied", "comply", "full_compliance", "partial_compliance", "1_full_compliance"}
}
