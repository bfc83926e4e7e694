package table

import (
	"errors"
	"math"
	"strings"

	"github.com/confscope/confscope/data/foreign"
)

var errStrip = errors.New("expected tokens with their log-probabilities: left out")

// unfolded reads the JSON of a list of tokens that a table keeps as a text.
func (p *plan) unfolded(c cell) cell {
	if c.kind != text || !strings.HasPrefix(c.text, "[") {
		return c
	}
	parsed, err := parse([]byte(c.text))
	if err != nil {
		p.fault(p.column(fieldLogprobs), errStrip)
		return cell{}
	}
	return parsed
}

// isStrip tells the tokens of one answer from a list of those of several.
func isStrip(c cell) bool {
	for _, one := range c.list {
		switch one.kind {
		case object, number:
			return true
		case list:
			return isPair(one)
		case absent, text, truth:
		}
	}
	return false
}

// isPair recognises a token written as [text, log-probability].
func isPair(c cell) bool {
	return len(c.list) == 2 && c.list[0].kind == text && (c.list[1].kind == number || c.list[1].kind == absent)
}

// strip reads the tokens of one answer; nil where it has none.
func (p *plan) strip(c cell) []foreign.Token {
	if c.kind == absent {
		return nil
	}
	if c.kind != list {
		p.fault(p.column(fieldLogprobs), errStrip)
		return nil
	}
	tokens := make([]foreign.Token, len(c.list))
	for i, one := range c.list {
		tokens[i] = tokenOf(one)
	}
	return tokens
}

func tokenOf(c cell) foreign.Token {
	t := foreign.Token{Logprob: foreign.Absent(), Peak: foreign.Absent()}
	switch {
	case c.kind == number:
		t.Logprob = c.num
	case c.kind == list && isPair(c):
		t.Text, t.Logprob = c.list[0].text, numberOf(c.list[1])
	case c.kind == object:
		t.Text, t.Logprob, t.Peak = tokenText(c), numberOf(c.get("logprob")), numberOf(c.get("peak"))
		if top := c.get("top_logprobs", "top"); top.kind == list {
			t.Top = make([]foreign.Candidate, len(top.list))
			for i, one := range top.list {
				t.Top[i] = foreign.Candidate{Text: tokenText(one), Logprob: numberOf(one.get("logprob"))}
			}
		}
	}
	return t
}

// numberOf is a number with all its bits, absent where there is none.
func numberOf(c cell) float64 {
	if c.kind != number {
		return foreign.Absent()
	}
	return c.num
}

// tokenText prefers the bytes of a token, since a token may end within a character.
func tokenText(c cell) string {
	bytes := c.get("bytes")
	if bytes.kind != list || len(bytes.list) == 0 {
		return c.get("token", "text").word()
	}
	b := make([]byte, 0, len(bytes.list))
	for _, one := range bytes.list {
		if one.kind != number || one.num != math.Trunc(one.num) || one.num < 0 || one.num > 255 {
			return c.get("token", "text").word()
		}
		b = append(b, byte(one.num))
	}
	return string(b)
}
