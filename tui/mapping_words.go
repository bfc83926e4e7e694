package tui

import (
	"slices"
	"strings"

	"github.com/confscope/confscope/data"
)

// Word is a word of a column that no rule knows. The user may say what it means.
type Word struct {
	Key  string // of the mapping, whose column has it
	Text string // as the file writes it, raw
	Rows int    // of the first rows that have it
}

// mostWords is how many unknown words a column may show: one with more holds no words.
const mostWords = 20

// unknownWords are the words of the chosen columns whose meaning can be said.
func unknownWords(c Columns) []Word {
	bare := c.Mapping
	bare.Unsafe, bare.Safe, bare.Refusal, bare.Compliance = nil, nil, nil, nil
	var words []Word
	for _, key := range []string{"refused", "label", "verdict"} {
		if name := *slotOf(&c.Mapping, key); name != "" {
			words = addWords(words, c, bare, key, c.column(name))
		}
	}
	return words
}

// addWords adds those of one column; one that stands under another key with the same
// words is there already.
func addWords(words []Word, c Columns, bare data.Mapping, key string, column int) []Word {
	if column < 0 {
		return words
	}
	room := len(words) + mostWords
	for _, row := range c.Preview.Rows {
		for _, value := range partsOf(row[column]) {
			if bare.Means(key, value) != data.MeansUnknown {
				continue
			}
			same := func(w Word) bool { return sameLists(w.Key, key) && plainWord(w.Text) == plainWord(value) }
			switch at := slices.IndexFunc(words, same); {
			case at >= 0 && words[at].Key == key:
				words[at].Rows++
			case at < 0 && len(words) < room:
				words = append(words, Word{key, value, 1})
			}
		}
	}
	return words
}

func sameLists(a, b string) bool { return (a == "refused") == (b == "refused") }

// plainWord is a word as mappings compare it.
func plainWord(word string) string { return strings.ToLower(strings.TrimSpace(word)) }

// partsOf are the single values of a value as a preview shows it: of a list its first ones.
func partsOf(value string) []string {
	count, list, isList := strings.Cut(value, ": ")
	if !isList || count == "" || strings.Trim(count, "0123456789") != "" {
		return []string{value}
	}
	return strings.Split(list, " | ")
}

// wordMeanings are what a word can be said to mean, in the order in which keys step
// through them.
func wordMeanings() []data.Meaning {
	return []data.Meaning{data.MeansUnknown, data.MeansYes, data.MeansNo}
}

// meaningOf is what the mapping says of a word.
func meaningOf(m data.Mapping, w Word) data.Meaning { return m.Means(w.Key, w.Text) }

// openWords are the unknown words of a key that have no meaning yet, and whether it has any
// unknown words.
func (c Columns) openWords(key string) (open []string, some bool) {
	for _, w := range c.Words {
		if w.Key != key {
			continue
		}
		some = true
		if meaningOf(c.Mapping, w) == data.MeansUnknown {
			open = append(open, w.Text)
		}
	}
	return open, some
}

// ofWords reports whether a doubt is about words that can be given a meaning: the guess
// names the flag for that, and on the screen they stand below the columns.
func (c Columns) ofWords(d data.Doubt) bool {
	_, some := c.openWords(d.Key)
	return some && strings.Contains(d.Says, "--label-words")
}

// doubtText says what the guess is not sure of, and what can be done about it here.
func (c Columns) doubtText(d data.Doubt) string {
	if !c.ofWords(d) {
		return data.PrintableLine(d.Says)
	}
	open, _ := c.openWords(d.Key)
	return data.PrintableLine(d.Column + " has words that are neither safe nor unsafe (" + strings.Join(open, ", ") +
		"): they are listed below the columns, and ← → says there what each means")
}

// withMeaning is the mapping that says what a word means.
func withMeaning(m data.Mapping, w Word, means data.Meaning) data.Mapping {
	yes, no := &m.Unsafe, &m.Safe
	if w.Key == "refused" {
		yes, no = &m.Refusal, &m.Compliance
	}
	*yes, *no = without(*yes, w.Text), without(*no, w.Text)
	switch means {
	case data.MeansYes:
		*yes = append(*yes, w.Text)
	case data.MeansNo:
		*no = append(*no, w.Text)
	case data.MeansUnknown, data.MeansNothing, data.MeansItself, data.MeansNumber:
	}
	return m
}

// without is a new list that lacks a word.
func without(list []string, word string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(one string) bool { return plainWord(one) == plainWord(word) })
}

// meaningWord is what a meaning is called for a key.
func meaningWord(key string, means data.Meaning) string {
	yes, no := "unsafe", "safe"
	switch key {
	case "refused":
		yes, no = "refused", "answered"
	case "harmful":
		yes, no = "harmful", "harmless"
	}
	switch means {
	case data.MeansYes:
		return yes
	case data.MeansNo:
		return no
	case data.MeansUnknown:
		if key == "confidence" || key == "tokens" {
			return "no number"
		}
		return "unknown"
	case data.MeansNothing:
		return undefined
	case data.MeansNumber:
		return "number"
	case data.MeansItself:
	}
	return ""
}
