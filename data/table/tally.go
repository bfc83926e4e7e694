package table

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

const (
	maxTallied = 1000 // different words that are told apart
	maxNamed   = 5    // of them that a sentence names
)

// tally counts the words of a column that mean neither yes nor no.
type tally struct {
	line  int // of the first
	times map[string]int
	rest  int // rows with words beyond those that are told apart
}

func (t *tally) add(word string) {
	if t.times[word] == 0 && len(t.times) >= maxTallied {
		t.rest++
		return
	}
	t.times[word]++
}

// sentence names the most frequent words, with how many rows have each.
func (t *tally) sentence(f field) error {
	words := slices.SortedFunc(maps.Keys(t.times), func(a, b string) int {
		if t.times[a] != t.times[b] {
			return t.times[b] - t.times[a]
		}
		return strings.Compare(a, b)
	})
	var named []string
	rest := t.rest
	for i, word := range words {
		if i < maxNamed {
			named = append(named, fmt.Sprintf("%s (%d)", word, t.times[word]))
		} else {
			rest += t.times[word]
		}
	}
	if rest > 0 {
		named = append(named, fmt.Sprintf("and others (%d)", rest))
	}
	list := strings.Join(named, ", ")
	if f == fieldLabel || f == fieldVerdict {
		return fmt.Errorf("no label that is known: %s: read as unknown; --label-words WORD=unsafe,WORD=safe says what words mean", list)
	}
	return fmt.Errorf("neither yes nor no: %s: read as unknown", list)
}
