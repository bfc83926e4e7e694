package inspect

import (
	"errors"

	"github.com/confscope/confscope/data/foreign"
)

var errTokenShape = errors.New("expected an object for each token")

// over lets a cursor walk through bytes that are in memory. The names that stand once a
// candidate are common.
func (c *cursor) over(raw []byte) *cursor {
	if c.Common == nil {
		c.Common = []string{"token", "logprob", "bytes", "top_logprobs"}
	}
	c.Over(raw)
	return c
}

// token takes an entry of logprobs.
func (c *cursor) token() (foreign.Token, error) {
	t := foreign.Token{Peak: foreign.Absent()}
	one, err := c.candidate(func() error {
		return c.Array(func() error {
			top, err := c.candidate(c.Skip)
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
	if b, err := c.Peek(); err != nil {
		return one, err
	} else if b != '{' {
		return one, errTokenShape
	}
	var octets string
	err := c.Object(func(name string) (err error) {
		switch name {
		case "token":
			one.Text, err = c.Text(maxToken)
		case "logprob":
			one.Logprob, err = c.number()
		case "bytes":
			octets, err = c.octets()
		case "top_logprobs":
			err = top()
		default:
			err = c.Skip()
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
