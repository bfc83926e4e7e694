package table

import (
	"fmt"
	"slices"
	"strings"
)

// Doubt is something about a guessed mapping that a person should look at.
type Doubt struct {
	Key    string // of the mapping
	Column string // "" where it is about a column that was not found
	Says   string // one sentence
}

// Guess proposes a mapping, by the names of the columns first and then by the values of
// the first rows, and says where it is in doubt. Without any row it goes by names alone.
func Guess(names []string, firstRows [][]string) (Mapping, []Doubt) {
	cells := make([][]cell, len(firstRows))
	for i, fields := range firstRows {
		for _, f := range fields {
			cells[i] = append(cells[i], textCell(f))
		}
	}
	return guess(names, cells)
}

// guesser is a mapping in the making.
type guesser struct {
	names  []string
	known  nameIndex
	values []profile
	used   []bool
	rows   int
	named  bool // some column has a name that is known
	m      Mapping
	doubts []Doubt
}

func guess(names []string, firstRows [][]cell) (Mapping, []Doubt) {
	g := &guesser{names: names, known: newNameIndex(), values: profiles(len(names), firstRows), used: make([]bool, len(names)), rows: len(firstRows)}
	g.byName()
	g.checkVerdicts()
	g.checkLabel()
	g.findConfidence()
	g.findText()
	g.checkID()
	g.checkModel()
	return g.m, g.doubts
}

func (g *guesser) doubt(f field, column, format string, args ...any) {
	g.doubts = append(g.doubts, Doubt{f.key(), column, fmt.Sprintf(format, args...)})
}

// rare makes a column that most rows leave out worse than any that they fill.
const rare = 1000

// byName gives each field the column whose name fits best.
func (g *guesser) byName() {
	var best, at [fieldCount]int
	for i, name := range g.names {
		f, rank := g.known.ranked(name)
		if f == fieldNone || g.m.slot(f) == nil || !g.couldBe(f, i) {
			continue
		}
		if g.values[i].present*2 < g.rows {
			rank += rare
		}
		if slot := g.m.slot(f); *slot == "" || rank < best[f] {
			*slot, best[f], at[f] = name, rank, i
		}
	}
	for f := range fieldCount {
		if slot := g.m.slot(f); slot != nil && *slot != "" {
			g.used[at[f]] = true
			g.named = true
		}
	}
	g.byKey()
	g.judged()
}

// byKey takes the key that rows stand under for their id, where they have no other.
func (g *guesser) byKey() {
	if at := g.at(keyColumn); at >= 0 && g.m.ID == "" && g.values[at].distinct() > 1 {
		g.m.ID, g.used[at] = keyColumn, true
	}
}

// judged takes the label of a file with test cases for what it is: a verdict about the
// answers, not about the prompts.
func (g *guesser) judged() {
	if g.m.Harmful == "" && plainName(g.m.Prompt) == "testcase" && g.m.Label != "" {
		g.m.Harmful, g.m.Label = g.m.Label, ""
		g.doubt(fieldHarmful, g.m.Harmful, "%s is taken as whether the answer is harmful: in files with test cases it judges the answer", g.m.Harmful)
	}
}

// couldBe reports whether the values of a column can be what its name says.
func (g *guesser) couldBe(f field, column int) bool {
	v := g.values[column]
	if v.filled == 0 {
		return true
	}
	switch f {
	case fieldConfidence:
		return (v.numbers+v.respelled)*2 >= v.filled
	case fieldTokens:
		return v.numbers*2 >= v.filled
	case fieldText, fieldPrompt:
		return v.texts > 0
	case fieldLogprobs:
		return v.structured > 0
	default:
		return true
	}
}

// checkLabel looks whether a label column holds labels, and for one under another name.
func (g *guesser) checkLabel() {
	if g.m.Label == "" {
		g.findWords(fieldLabel, words{yes: unsafeWords().yes[:4], no: unsafeWords().no[:6]})
	}
	if g.m.Label == "" {
		return
	}
	v := g.values[g.at(g.m.Label)]
	if v.filled > 0 && v.meaning(refusedWordsOnly())*2 >= v.filled {
		g.doubt(fieldRefused, g.m.Label, "%s says whether the answers refuse (%s), not what the prompts are", g.m.Label, v.some())
		if g.m.Refused == "" {
			g.m.Refused = g.m.Label
		}
		g.m.Label = ""
		return
	}
	if unknown := v.others(unsafeWords()); len(unknown) > 0 {
		g.doubt(fieldLabel, g.m.Label, "%s has words that are neither safe nor unsafe (%s): read as unknown unless --label-words, or a mapping under safe and unsafe, says what they mean", g.m.Label, strings.Join(unknown, ", "))
	}
}

// checkVerdicts looks for columns that say whether answers refuse, and checks those found.
func (g *guesser) checkVerdicts() {
	if g.m.Refused == "" {
		g.findWords(fieldRefused, refusedWordsOnly())
	}
	g.checkWords(fieldRefused, refusedWords())
	g.checkWords(fieldHarmful, harmfulWords())
}

func (g *guesser) checkWords(f field, known words) {
	column := *g.m.slot(f)
	if column == "" {
		return
	}
	if unknown := g.values[g.at(column)].others(known); len(unknown) > 0 {
		g.doubt(f, column, "%s has words that mean neither yes nor no (%s): read as absent", column, strings.Join(unknown, ", "))
	}
}

// findWords takes the first unused column whose values are such words. A quarter is
// enough: the rest may be what the screen has to ask about.
func (g *guesser) findWords(f field, known words) {
	for i, v := range g.values {
		if g.used[i] || v.filled == 0 || v.many || v.meaning(known)*4 < v.filled {
			continue
		}
		*g.m.slot(f), g.used[i] = g.names[i], true
		g.doubt(f, g.names[i], "%s is taken for %s by its words (%s)", g.names[i], f.key(), v.some())
		return
	}
}

func refusedWordsOnly() words { return words{yes: refusals(), no: compliances()} }

func (g *guesser) at(name string) int { return slices.Index(g.names, name) }
