package tui

import (
	"slices"

	"github.com/confscope/confscope/data"
)

// columnKeys are the keys of a mapping that a column is chosen for, in the order of the
// screen.
func columnKeys() []string {
	return []string{"id", "prompt", "context", "text", "sample", "confidence", "refused", "harmful", "label", "topic",
		"tokens", "logprobs", "verdict", "category"}
}

// slotOf is the place of a key in a mapping.
func slotOf(m *data.Mapping, key string) *string {
	switch key {
	case "id":
		return &m.ID
	case "prompt":
		return &m.Prompt
	case "context":
		return &m.Context
	case "text":
		return &m.Text
	case "sample":
		return &m.Sample
	case "confidence":
		return &m.Confidence
	case "refused":
		return &m.Refused
	case "harmful":
		return &m.Harmful
	case "label":
		return &m.Label
	case "topic":
		return &m.Topic
	case "tokens":
		return &m.Tokens
	case "logprobs":
		return &m.Logprobs
	case "verdict":
		return &m.Verdict
	}
	return &m.Category
}

// held are the columns that a mapping has for a key: none, one, or those that make the id.
func held(m data.Mapping, key string) []string {
	if key == "id" && len(m.IDs) > 0 {
		return m.IDs
	}
	if name := *slotOf(&m, key); name != "" {
		return []string{name}
	}
	return nil
}

// with is the mapping with other columns for a key.
func with(m data.Mapping, key string, columns []string) data.Mapping {
	slot := slotOf(&m, key)
	*slot = ""
	if key == "id" {
		m.IDs = nil
	}
	switch {
	case len(columns) == 1:
		*slot = columns[0]
	case len(columns) > 1:
		m.IDs = slices.Clone(columns)
	}
	return m
}

// choices are all that can be chosen for a key: nothing, each column, and for an id the
// columns together that the guess speaks of.
func (c Columns) choices(key string) [][]string {
	all := [][]string{nil}
	if key == "id" {
		all = append(all, c.pairs()...)
	}
	for _, name := range c.Preview.Columns {
		all = append(all, []string{name})
	}
	return all
}

func (c Columns) pairs() [][]string {
	var pairs [][]string
	guess := c.Preview.Mapping
	if len(guess.IDs) > 0 {
		pairs = append(pairs, guess.IDs)
	}
	for _, d := range c.Preview.Doubts {
		if d.Key == "ids" && guess.ID != "" && d.Column != "" {
			pairs = append(pairs, []string{guess.ID, d.Column})
		}
	}
	if own := c.Mapping.IDs; len(own) > 0 && !slices.ContainsFunc(pairs, func(p []string) bool { return slices.Equal(p, own) }) {
		pairs = append(pairs, own)
	}
	return pairs
}

// doubts are what the guess is not sure of for a key, as long as its choice stands.
func (c Columns) doubts(key string) []data.Doubt {
	if !slices.Equal(held(c.Mapping, key), held(c.Preview.Mapping, key)) {
		return nil
	}
	var found []data.Doubt
	for _, d := range c.Preview.Doubts {
		if open, _ := c.openWords(d.Key); len(open) == 0 && c.ofWords(d) {
			continue // all of them have one by now
		}
		if d.Key == key || d.Key == "ids" && key == "id" {
			found = append(found, d)
		}
	}
	return found
}

// column is the place of a column in the rows; -1 for none.
func (c Columns) column(name string) int { return slices.Index(c.Preview.Columns, name) }
