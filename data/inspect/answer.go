package inspect

import (
	"errors"
	"fmt"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

var errToken = errors.New("a token takes more than 1 MiB")

const (
	// maxToken is a thousand times a token with its twenty candidates.
	maxToken = 1 << 20
	// What a trace, a token and a candidate take beside their texts.
	answerSize, tokenSize, candidateSize = 256, 64, 32
)

// answer is one choice of the model's output.
type answer struct {
	said    passage
	text    *string
	stopped bool // the provider says that the model, or its filter, refused
	strip   []foreign.Token
}

// tokens is the length of the answer. The log counts all choices together, so that of
// several only those with log-probabilities have a count of their own.
func (a *answer) tokens(s *sample) int {
	switch {
	case len(s.answers) == 1 && s.tokens >= 0:
		return s.tokens
	case a.strip != nil:
		return len(a.strip)
	default:
		return -1
	}
}

// choice takes a choice.
func (s *sample) choice(c *cursor) error {
	if err := s.hold(answerSize); err != nil {
		return err
	}
	var a answer
	var reason, detail string
	err := c.Object(func(name string) (err error) {
		switch name {
		case "message":
			err = c.Object(func(name string) (err error) {
				if name != "content" {
					return c.Skip()
				}
				a.said, err = c.passage(s.hold)
				return err
			})
		case "stop_reason":
			reason, err = c.scalar()
		case "stop_details":
			err = c.fields(map[string]*string{"type": &detail})
		case "logprobs":
			err = c.Object(func(name string) error { return s.logprobs(c, name, &a) })
		default:
			err = c.Skip()
		}
		return err
	})
	a.stopped = reason == "content_filter" || detail == "refusal"
	s.answers = append(s.answers, a)
	return err
}

// logprobs takes the tokens of an answer. An answer with a token that cannot be read has
// none: a gap would shift every window behind it.
func (s *sample) logprobs(c *cursor, name string, a *answer) error {
	if name != "content" {
		return c.Skip()
	}
	a.strip = nil
	var broken error
	n := 0
	err := c.Array(func() error {
		n++
		if broken != nil {
			return c.Skip()
		}
		raw, err := c.Raw(maxToken)
		if errors.Is(err, jsonl.ErrLong) {
			broken = errToken
			return nil
		}
		if err != nil {
			return err
		}
		t, err := s.within.over(raw).token()
		if broken = err; broken != nil {
			return nil
		}
		a.strip = append(a.strip, t)
		return s.hold(tokenMemory(t))
	})
	if broken != nil {
		a.strip = nil
		s.fault("logprobs", fmt.Errorf("choice %d, token %d: %w; its log-probabilities are left out", len(s.answers)+1, n, broken))
	}
	return err
}
