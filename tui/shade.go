package tui

import (
	"strings"

	"github.com/confscope/confscope/data"
)

// shades is the number of steps of certainty that tokens are shaded in.
const shades = 5

// shadeTokens cleans the text and classes it by the log-probabilities of its tokens.
// Tokens that do not join to the text are left aside: a wrong shade is worse than none.
func shadeTokens(raw string, tokens []string, logprobs []float64) classed {
	text := data.Printable(raw)
	if len(tokens) == 0 || len(tokens) != len(logprobs) || strings.Join(tokens, "") != raw {
		return classed{text, make([]textClass, len(text))}
	}
	c, _ := placeTokens(raw, tokens, shadesOf(logprobs))
	return c
}

// shadesOf are the shades of log-probabilities.
func shadesOf(logprobs []float64) []textClass {
	shades := make([]textClass, len(logprobs))
	for i, l := range logprobs {
		shades[i] = shadeOf(l)
	}
	return shades
}

// placeTokens cleans the text that tokens join to, classes it by their shades and says
// where in the clean text each of them stands.
func placeTokens(raw string, tokens []string, shades []textClass) (classed, []place) {
	text := data.Printable(raw)
	s := shader{raw: raw, classed: classed{text, make([]textClass, len(text))}}
	places := make([]place, len(tokens))
	for i, token := range tokens {
		from := s.to
		s.shade(len(token), shades[i])
		places[i] = place{min(from, s.to), s.to}
	}
	return s.classed, places
}

// place is a part of a clean text, in bytes. That of half a letter is empty.
type place struct{ from, to int }

// shader follows a text and its clean form token by token. What a character is cleaned to
// may hang on the one before it, which may belong to another token: half a letter, or a
// mark on one. Then both tokens are cleaned together.
type shader struct {
	raw string
	classed
	at, to         int  // where the next token begins: in raw, and in the clean text
	lastAt, lastTo int  // where the last one began that could be cleaned by itself
	open           bool // the token before could not even be cleaned with those since
}

// farthest is how many bytes are cleaned together at the most: beyond that, hostile
// tokens would cost the square of their number.
const farthest = 4096

func (s *shader) shade(n int, shade textClass) {
	from, end := s.to, s.at+n
	switch {
	case !s.open && s.cleansTo(s.at, end, s.to):
		s.lastAt, s.lastTo = s.at, s.to
		s.to += len(data.Printable(s.raw[s.at:end]))
	case end-s.lastAt < farthest && s.cleansTo(s.lastAt, end, s.lastTo):
		s.to, s.open = s.lastTo+len(data.Printable(s.raw[s.lastAt:end])), false
	default:
		s.open = true
	}
	for i := from; i < s.to; i++ {
		s.class[i] = shade
	}
	s.at = end
}

// cleansTo reports whether the clean text has, at a place, what a part of raw is cleaned
// to by itself.
func (s *shader) cleansTo(from, end, to int) bool {
	return strings.HasPrefix(s.text[to:], data.Printable(s.raw[from:end]))
}

// shadeOf steps a log-probability into five classes, from 1, a token the model hardly
// expected (p below 1 %), to 5, one it was sure of (p above 90 %).
func shadeOf(logprob float64) textClass {
	switch {
	case logprob >= -0.105: // p >= 0.9
		return shades
	case logprob >= -0.693: // p >= 0.5
		return 4
	case logprob >= -2.303: // p >= 0.1
		return 3
	case logprob >= -4.605: // p >= 0.01
		return 2
	case logprob < 0:
		return 1
	}
	return 0 // not a number: no shade
}
