package table

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

const (
	maxWords  = 12  // different words of a column that are kept: a class has fewer
	maxSeen   = 512 // different values that are told apart
	listsSeen = 64  // values of a list that are looked at
)

// profile is what the first values of a column look like.
type profile struct {
	present    int // rows that say something in it
	filled     int // values, which are more where rows have lists
	numbers    int
	texts      int
	structured int    // lists and objects that are no plain values
	fractions  int    // numbers that are not whole
	respelled  int    // texts that are numbers as people write them
	spelling   string // the first of them
	percents   int    // of them with a percent sign
	bare       string // the first number but 0 without one
	wordy      string // the first text that is no number
	low, high  float64
	length     int // bytes of the texts together
	words      []string
	counts     []int
	many       bool // more than maxWords different words
	seen       map[string]int
	lists      int
}

// profiles looks at the first rows, column by column.
func profiles(columns int, firstRows [][]cell) []profile {
	all := make([]profile, columns)
	for i := range all {
		all[i].low, all[i].high, all[i].seen = math.Inf(1), math.Inf(-1), map[string]int{}
	}
	for _, r := range firstRows {
		for i := range min(columns, len(r)) {
			if !r[i].empty() {
				all[i].present++
			}
			all[i].add(r[i])
		}
	}
	return all
}

func (p *profile) add(c cell) {
	switch {
	case c.kind == list:
		p.elements(c.list)
		return
	case c.empty() || c.kind == text && nothing(c.text):
		return
	case c.kind == object || c.kind == text && strings.HasPrefix(c.text, `[{"`):
		p.structured++
	}
	p.filled++
	word := c.word()
	if x, ok := c.float(); ok && c.kind != truth {
		if p.number(x); x != 0 {
			p.bare = cmp.Or(p.bare, word)
		}
	} else {
		p.text(c, word)
	}
	p.word(plain(word))
}

func (p *profile) text(c cell, word string) {
	p.texts++
	p.length += len(word)
	x, ok := c.score()
	if !ok || c.kind != text {
		p.wordy = cmp.Or(p.wordy, word)
		return
	}
	if p.respelled++; p.respelled == 1 {
		p.spelling = word
	}
	if strings.HasSuffix(strings.TrimSpace(c.text), "%") {
		p.percents++
	} else if x != 0 {
		p.bare = cmp.Or(p.bare, word)
	}
	p.widen(x)
}

// elements looks into a list, but not into lists and objects in it.
func (p *profile) elements(all []cell) {
	p.lists++
	if len(all) == 0 || all[0].kind == list || all[0].kind == object {
		p.filled++
		p.structured++
		return
	}
	for _, one := range all[:min(len(all), listsSeen)] {
		if one.kind != list && one.kind != object {
			p.add(one)
		}
	}
}

func (p *profile) number(x float64) {
	p.numbers++
	if x != math.Trunc(x) {
		p.fractions++
	}
	p.widen(x)
}

func (p *profile) widen(x float64) { p.low, p.high = min(p.low, x), max(p.high, x) }

func (p *profile) word(word string) {
	if len(p.seen) < maxSeen {
		p.seen[word]++
	}
	if at := slices.Index(p.words, word); at >= 0 {
		p.counts[at]++
		return
	}
	if p.many = p.many || len(p.words) == maxWords; !p.many {
		p.words, p.counts = append(p.words, word), append(p.counts, 1)
	}
}

// distinct is how many different values there are, up to maxSeen.
func (p *profile) distinct() int { return len(p.seen) }

// meaning is how many values are one of some words.
func (p *profile) meaning(w words) int {
	n := 0
	for i, word := range p.words {
		if flag, known := w.flag(word); known && flag != 0 {
			n += p.counts[i]
		}
	}
	return n
}

// others are the words that mean nothing to w, in quotes.
func (p *profile) others(w words) []string {
	var others []string
	for _, word := range p.words {
		if _, known := w.flag(word); !known {
			others = append(others, short(word))
		}
	}
	if p.many {
		others = append(others, "and more")
	}
	return others
}

// some shows the first words.
func (p *profile) some() string {
	var some []string
	for _, word := range p.words[:min(len(p.words), 4)] {
		some = append(some, short(word))
	}
	return strings.Join(some, ", ")
}

// short cuts a word for a sentence.
func short(word string) string {
	if r := []rune(word); len(r) > 24 {
		return string(r[:23]) + "…"
	}
	return word
}
