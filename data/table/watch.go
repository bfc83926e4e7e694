package table

import (
	"errors"
	"fmt"
	"hash/maphash"

	"github.com/confscope/confscope/data/foreign"
)

// digest stands for a text: two hashes, so that two prompts are never one by chance.
type digest [2]uint64

type hasher [2]maphash.Seed

func newHasher() hasher { return hasher{maphash.MakeSeed(), maphash.MakeSeed()} }

func (h hasher) sum(s string) digest {
	return digest{maphash.String(h[0], s), maphash.String(h[1], s)}
}

// watch notices what only many rows show.
type watch struct {
	model   int
	column  string
	first   string
	several bool
	said    map[field]bool   // what is said once
	words   map[field]*tally // words that mean neither yes nor no
	silent  int              // answers that are empty
	since   int              // line of the first
}

func newWatch() watch {
	return watch{model: -1, said: map[field]bool{}, words: map[field]*tally{}}
}

// resolve finds the column whose values would each be a run of its own.
func (w *watch) resolve(cols *columns, m Mapping) {
	known := newNameIndex()
	for i, name := range cols.names {
		if known.field(name) == fieldModel && len(m.IDs) == 0 {
			w.model, w.column = i, name
			return
		}
	}
}

func (w *watch) row(p *plan, r row) {
	if w.model >= 0 && !w.several {
		w.oneModel(p, r.at(w.model).word())
	}
}

func (w *watch) oneModel(p *plan, model string) {
	switch {
	case model == "" || model == w.first:
	case w.first == "":
		w.first = model
	default:
		w.several = true
		p.fault(w.column, fmt.Errorf("%s after %s: answers of several models are put together by their id; a mapping with ids keeps them apart", short(model), short(w.first)))
	}
}

// word counts a word that means neither yes nor no.
func (w *watch) word(p *plan, f field, c cell) {
	t := w.words[f]
	if t == nil {
		t = &tally{line: p.line, times: map[string]int{}}
		w.words[f] = t
	}
	t.add(about(c))
}

// silence counts an answer whose cell is empty.
func (w *watch) silence(p *plan) {
	if w.silent++; w.silent == 1 {
		w.since = p.line
	}
}

// once reports something about a column, once.
func (w *watch) once(p *plan, f field, err error) {
	if !w.said[f] {
		w.said[f] = true
		p.fault(p.column(f), err)
	}
}

// end reports what was counted.
func (w *watch) end(p *plan) {
	for f := range fieldCount {
		if t := w.words[f]; t != nil {
			p.out.Fault(foreign.Fault{Line: t.line, Field: p.column(f), Err: t.sentence(f)})
		}
	}
	if w.silent > 0 {
		says := "empty: read as a model that said nothing"
		if w.silent > 1 {
			says = fmt.Sprintf("empty for %d answers: read as models that said nothing", w.silent)
		}
		p.out.Fault(foreign.Fault{Line: w.since, Field: p.column(fieldText), Err: errors.New(says)})
	}
}
