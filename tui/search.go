package tui

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
)

// compileQuery reads a query as a regular expression.
func compileQuery(q Query) (*regexp.Regexp, error) {
	re, err := regexp.Compile("(?i)" + q.Text)
	if err != nil {
		return nil, fmt.Errorf("the regular expression cannot be read: %w", err)
	}
	return re, nil
}

// search starts to look for a query through the whole run; an empty one ends the search.
func (s *State) search(q Query) tea.Cmd {
	s.List.Search = Search{Query: q, Gen: s.List.Search.Gen + 1}
	if q.Text == "" {
		return nil
	}
	search, err := newSearch(s.Run, q, 0)
	if err != nil {
		s.tell(Wrong, err.Error())
		return nil
	}
	s.List.Search.Hits, s.List.Search.of = make([]uint64, (s.Run.Instances()+63)/64), s.Run
	return searchBite(search, s.List.Search.Gen)
}

func newSearch(run *data.Run, q Query, from int) (*data.Search, error) {
	if !q.Regexp {
		return run.Search(data.Query{Text: q.Text}, from), nil
	}
	re, err := compileQuery(q)
	if err != nil {
		return nil, err
	}
	return run.Search(data.Query{Regexp: re}, from), nil
}

// searchBite looks through prompts and answers for a while.
func searchBite(search *data.Search, gen int) tea.Cmd {
	return func() tea.Msg {
		found, err := search.Next(context.Background())
		return searched{gen, search, found, err}
	}
}

// receiveSearch takes in what a bite has found. The bites of a search that nobody wants
// any more end here.
func (s *State) receiveSearch(msg searched) tea.Cmd {
	if msg.gen != s.List.Search.Gen {
		return nil
	}
	if msg.err != nil {
		s.List.Search.failed = true
		if s.List.Search.of.SameReading(s.Run) {
			s.tell(Wrong, msg.err.Error())
		}
		return s.searchOn(s.Run)
	}
	hits := slices.Clone(s.List.Search.Hits)
	for _, i := range msg.found.Instances {
		hits = withBit(hits, i)
	}
	s.List.Search.Hits, s.List.Search.Done = hits, msg.found.Done
	if msg.found.Done < msg.search.Instances() {
		return searchBite(msg.search, msg.gen)
	}
	return s.searchOn(s.Run)
}

// searchOn takes up a search that has been through all of the run that it knew, where
// there is more of it by now. In another reading of the run every instance may have more
// texts: what was found is there still, and all of it is gone through again.
func (s *State) searchOn(run *data.Run) tea.Cmd {
	q := &s.List.Search
	from := q.Done
	switch {
	case q.Hits == nil || q.Ended || !q.failed && q.Done < q.of.Instances():
		return nil
	case !q.of.SameReading(run):
		from = 0
	case q.failed || q.Done >= run.Instances():
		return nil
	}
	search, err := newSearch(run, q.Query, from)
	if err != nil {
		return nil
	}
	q.Done, q.of, q.failed = from, run, false
	return searchBite(search, q.Gen)
}

func withBit(bits []uint64, i int) []uint64 {
	for len(bits) <= i/64 {
		bits = append(bits, 0)
	}
	bits[i/64] |= 1 << (i % 64)
	return bits
}

// searching reports whether a search is on its way.
func (s *State) searching() bool {
	q := s.List.Search
	return q.Hits != nil && !q.Ended && !q.failed && s.Run != nil && q.Done < s.Run.Instances()
}

// stopSearch leaves it at what has been found.
func (s *State) stopSearch() {
	s.List.Search.Ended = true
	s.List.Search.Gen++
}

// searchedShare is how much of the run has been searched, in words.
func (s *State) searchedShare() string {
	return fmt.Sprintf("%d %%", s.List.Search.Done*100/max(s.Run.Instances(), 1))
}
