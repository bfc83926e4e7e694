package inspect

import (
	"context"
	"errors"
	"strings"

	"github.com/confscope/confscope/data/foreign"
)

var errTokenShape = errors.New("expected an object for each token")

// over lets a cursor walk through bytes that are in memory.
func (c *cursor) over(raw []byte) *cursor {
	if c.src == nil {
		c.ctx, c.src = context.Background(), strings.NewReader("")
	}
	c.buf, c.lo, c.hi, c.base = raw, 0, len(raw), markLength
	return c
}

// token takes an entry of logprobs.
func (c *cursor) token() (foreign.Token, error) {
	t := foreign.Token{Peak: foreign.Absent()}
	one, err := c.candidate(func() error {
		return c.array(func() error {
			top, err := c.candidate(c.skip)
			t.Top = append(t.Top, top)
			return err
		})
	})
	t.Text, t.Logprob = one.Text, one.Logprob
	return t, err
}

// candidate takes what tokens and their candidates have in common; top passes the
// candidates of a token.
func (c *cursor) candidate(top func() error) (foreign.Candidate, error) {
	one := foreign.Candidate{Logprob: foreign.Absent()}
	if err := c.expect('{', errTokenShape); err != nil {
		return one, err
	}
	var octets string
	err := c.object(func(name string) (err error) {
		switch name {
		case "token":
			one.Text, err = c.text(maxToken)
		case "logprob":
			one.Logprob, err = c.number()
		case "bytes":
			octets, err = c.octets()
		case "top_logprobs":
			err = top()
		default:
			err = c.skip()
		}
		return err
	})
	if octets != "" {
		one.Text = octets // a token may be a part of a letter
	}
	return one, err
}

// tokenMemory is about what a token takes.
func tokenMemory(t foreign.Token) int {
	n := tokenSize + len(t.Text)
	for _, one := range t.Top {
		n += candidateSize + len(one.Text)
	}
	return n
}
