package table

import (
	"fmt"
	"math"

	"github.com/confscope/confscope/data/foreign"
)

// traceFields are the fields that each answer has its own value of.
func traceFields() []field {
	return []field{fieldText, fieldConfidence, fieldRefused, fieldHarmful, fieldTokens, fieldLogprobs}
}

// answers are the cells of a row that belong to its answers.
type answers struct {
	cells [fieldCount]cell
	n     int  // answers
	many  bool // the row has lists of answers, and not one answer
}

// traces makes the answers of a row: one, or as many as its longest list has.
func (p *plan) traces(r row) ([]foreign.Trace, error) {
	a, err := p.answers(r)
	if err != nil || a.n == 0 {
		return nil, err
	}
	all := make([]foreign.Trace, a.n)
	for i := range all {
		all[i] = foreign.Trace{
			Text:       textOf(a.of(fieldText, i)),
			Confidence: p.confidence(a.of(fieldConfidence, i)),
			Refused:    p.flag(fieldRefused, p.refused, a.of(fieldRefused, i)),
			Harmful:    p.flag(fieldHarmful, p.harmful, a.of(fieldHarmful, i)),
			Tokens:     p.tokens(a.of(fieldTokens, i)),
			Strip:      p.strip(a.of(fieldLogprobs, i)),
			Classified: classified(r.at(p.class), i),
		}
		all[i].Order, all[i].Ordered = a.order(r.at(p.at[fieldSample]), i)
	}
	return all, nil
}

func (p *plan) answers(r row) (answers, error) {
	a := answers{}
	nothing := true
	for _, f := range traceFields() {
		c := r.at(p.at[f])
		switch {
		case f == fieldLogprobs:
			c = p.unfolded(c)
		case f == fieldText && p.blanks && noText(c.word()):
			c = cell{}
		}
		a.cells[f] = c
		nothing = nothing && c.empty()
		if c.kind == list && (f != fieldLogprobs || !isStrip(c)) {
			a.many = true
			a.n = max(a.n, len(c.list))
		}
	}
	if nothing {
		return a, errNothing
	}
	if !a.many {
		a.n = 1
		p.blank(r, &a)
		return a, nil
	}
	for _, f := range traceFields() {
		p.ragged(&a, f)
	}
	return a, nil
}

// blank makes an empty cell the answer of a model that said nothing, since CSV cannot
// write the two differently, and some other cell of the row tells that there is an answer.
func (p *plan) blank(r row, a *answers) {
	at := p.at[fieldText]
	if p.blanks && at >= 0 && at < len(r.cells) && r.cells[at].kind == absent {
		a.cells[fieldText] = textCell("")
		p.watch.silence(p)
	}
}

// noText knows the words that programs write into a table for a text that is not there.
func noText(word string) bool {
	switch word {
	case "NaN", "nan", "null", "NULL", "None", "NA", "N/A", "<NA>":
		return true
	}
	return false
}

// ragged drops what does not go with the lists of a row, and says so.
func (p *plan) ragged(a *answers, f field) {
	c := a.cells[f]
	switch {
	case c.kind == absent:
	case c.kind != list || f == fieldLogprobs && isStrip(c):
		a.cells[f] = cell{}
		p.watch.once(p, f, fmt.Errorf("one value for %d answers: left out, here and in further rows like this", a.n))
	case len(c.list) < a.n:
		p.fault(p.column(f), fmt.Errorf("has %d of %d values: the others are read as absent", len(c.list), a.n))
	}
}

// of gives the cell of one answer.
func (a *answers) of(f field, i int) cell {
	c := a.cells[f]
	if !a.many {
		return c
	}
	if i >= len(c.list) {
		return cell{}
	}
	return c.list[i]
}

// order is the number of an answer among the samples of its prompt: its own, or a part of
// the one that its row has. What is no whole number is none: it may be a name.
func (a *answers) order(sample cell, i int) (number float64, ok bool) {
	const most = 1 << 53 // beyond it neighbours are the same float64
	part := 0.0
	switch {
	case sample.kind == list && i < len(sample.list):
		sample = sample.list[i]
	case a.many:
		part = float64(i) / float64(a.n)
	}
	number, ok = sample.float()
	if !ok || sample.kind == truth || number != math.Trunc(number) || math.Abs(number) > most {
		return 0, false
	}
	return number + part, true
}

// classified is the flag of one answer, in a list that this package has written.
func classified(c cell, i int) foreign.Flag {
	if i >= len(c.list) || c.list[i].kind != truth {
		return foreign.FlagAbsent
	}
	return foreign.FlagOf(c.list[i].num != 0)
}
