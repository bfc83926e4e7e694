package data

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"time"
)

// searchSpan bounds a bite of a search, so that progress shows and a new search need not
// wait for an old one.
const searchSpan = 100 * time.Millisecond

// Query is what is searched for in prompts and answers: an expression where there is one,
// else a text, whatever the case.
type Query struct {
	Text   string
	Regexp *regexp.Regexp
}

// Search looks through the prompts and answers of a run in bites. It belongs to one
// goroutine at a time.
type Search struct {
	query  Query
	pass   *pass
	err    error
	worker []searcher
}

// searcher is what one worker of a search needs and finds.
type searcher struct {
	marker *marker // nil where an expression is searched for
	text   []byte
	found  []int
}

// Found is what a bite of a search has found.
type Found struct {
	Instances []int // in order; read-only
	Done      int   // all instances before this one have been searched
}

// Search begins to search the instances from the given one on.
func (r *Run) Search(q Query, from int) *Search {
	var m *marker
	if q.Regexp == nil {
		m = newMarker([]PhraseList{{Phrases: []string{q.Text}}})
	}
	s := &Search{query: q, pass: r.newPass(from, r.Instances(), m)}
	for range s.pass.readers {
		s.worker = append(s.worker, searcher{marker: m.clone()})
	}
	return s
}

// Next searches for about 100 ms, on all processors, or until the context ends. The result
// of all bites together is the same for any number of processors. An error says that the
// texts were not kept or that the file changed, and is final.
func (s *Search) Next(ctx context.Context) (Found, error) {
	if s.err != nil {
		return Found{}, s.err
	}
	bite, cancel := context.WithTimeout(ctx, searchSpan)
	defer cancel()
	for w := range s.worker {
		s.worker[w].found = nil
	}
	done, err := s.pass.each(bite, s.visit)
	if err != nil {
		s.err = err
		return Found{}, err
	}
	if err := ctx.Err(); err != nil {
		s.err = err // what was found in this bite is lost
		return Found{}, err
	}
	found := Found{Done: done}
	for _, w := range s.worker {
		found.Instances = append(found.Instances, w.found...)
	}
	slices.Sort(found.Instances)
	return found, nil
}

// Instances is the number of instances of the run that is searched.
func (s *Search) Instances() int { return s.pass.to }

// visit searches one instance.
func (s *Search) visit(worker int, rd *reader, i int) error {
	w := &s.worker[worker]
	if prompt, ok, err := rd.run.joinedPrompt(i); err != nil {
		return err
	} else if ok && s.in(w, []byte(prompt)) {
		w.found = append(w.found, i)
		return nil
	}
	if !rd.run.worded(i) {
		return nil
	}
	if err := rd.load(i); err != nil {
		return err
	}
	if s.inRecord(w, rd) {
		w.found = append(w.found, i)
	}
	return nil
}

// inRecord looks into the answers of the record at hand, and into its own prompt where the
// labels have none.
func (s *Search) inRecord(w *searcher, rd *reader) bool {
	if s.query.Regexp == nil && slices.Contains(rd.rec.marks, 1) {
		return true
	}
	for _, at := range rd.rec.textAt {
		if s.query.Regexp == nil || at == noText {
			continue
		}
		if w.text = appendText(w.text[:0], rd.line, at); s.in(w, w.text) {
			return true
		}
	}
	prompt, ok := rd.ownPrompt()
	return ok && s.in(w, []byte(prompt))
}

// in looks into one decoded text.
func (s *Search) in(w *searcher, text []byte) bool {
	if s.query.Regexp != nil {
		return s.query.Regexp.Match(text)
	}
	w.marker.lowered = appendLower(w.marker.lowered[:0], text)
	return bytes.Contains(w.marker.lowered, w.marker.phrases[0].text)
}

// worded reports whether there are words in the record of instance i.
func (r *Run) worded(i int) bool {
	if r.own.hasPrompt(i) {
		return true
	}
	return slices.ContainsFunc(r.textAt[r.first[i]:r.first[i+1]], func(at uint32) bool { return at != noText })
}
