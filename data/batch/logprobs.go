package batch

import (
	"errors"
	"fmt"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

var (
	errToken   = errors.New("expected objects with a token and a logprob that is a number: the answer is kept without its log-probabilities")
	errLengths = errors.New("tokens and token_logprobs are not of one length: the answer is kept without its log-probabilities")
)

// strip reads the log-probabilities of one answer, and nil where there are none. A part of
// them would give a wrong mean and nobody would notice, so one bad token costs them all.
func (r *reader) strip(field string, v jsonl.Value) []foreign.Token {
	var content, refusal, tokens, values, top jsonl.Value
	v.Take(map[string]*jsonl.Value{"content": &content, "refusal": &refusal, "tokens": &tokens, "token_logprobs": &values, "top_logprobs": &top})
	strip, err := r.entries(content)
	if err == nil && len(strip) == 0 {
		strip, err = r.entries(refusal)
	}
	if err == nil && len(strip) == 0 {
		strip, err = r.columns(tokens, values, top)
	}
	if err != nil {
		r.fault(field, false, err)
		return nil
	}
	return strip
}

// entries reads the shape of chats and responses: an object a token.
func (r *reader) entries(list jsonl.Value) ([]foreign.Token, error) {
	var strip []foreign.Token
	for _, v := range list.Items() {
		token, err := r.token(v)
		if err != nil {
			return nil, err
		}
		strip = append(strip, token)
	}
	return strip, nil
}

func (r *reader) token(v jsonl.Value) (foreign.Token, error) {
	var name, value, raw, top jsonl.Value
	for key, field := range v.Fields() {
		switch key {
		case "token":
			name = field
		case "logprob":
			value = field
		case "bytes":
			raw = field
		case "top_logprobs":
			top = field
		}
	}
	logprob, ok := number(value)
	if !ok || name.Kind() != jsonl.Text {
		return foreign.Token{}, errToken
	}
	if err := r.cell(); err != nil {
		return foreign.Token{}, err
	}
	token := foreign.Token{Text: r.spelling(name, raw), Logprob: logprob, Peak: foreign.Absent()}
	for _, candidate := range top.Items() {
		c, err := r.token(candidate)
		if err != nil {
			return foreign.Token{}, err
		}
		token.Top = append(token.Top, foreign.Candidate{Text: c.Text, Logprob: c.Logprob})
	}
	return token, nil
}

// columns reads the shape of completions: a list of tokens, one of log-probabilities, and
// one of objects from candidate to log-probability.
func (r *reader) columns(tokens, values, top jsonl.Value) ([]foreign.Token, error) {
	var strip []foreign.Token
	for _, name := range tokens.Items() {
		if name.Kind() != jsonl.Text {
			return nil, errToken
		}
		if err := r.cell(); err != nil {
			return nil, err
		}
		strip = append(strip, foreign.Token{Text: r.spelling(name, nil), Logprob: foreign.Absent(), Peak: foreign.Absent()})
	}
	n := 0
	for i, value := range values.Items() {
		logprob, ok := number(value)
		if !ok {
			return nil, errToken
		}
		if n = i + 1; n > len(strip) {
			return nil, errLengths
		}
		strip[i].Logprob = logprob
	}
	if n < len(strip) {
		return nil, errLengths
	}
	return strip, r.candidates(strip, top)
}

func (r *reader) candidates(strip []foreign.Token, top jsonl.Value) error {
	for i, object := range top.Items() {
		if i >= len(strip) {
			return errLengths
		}
		for key, value := range object.Fields() {
			logprob, ok := number(value)
			if !ok {
				return errToken
			}
			if err := r.cell(); err != nil {
				return err
			}
			strip[i].Top = append(strip[i].Top, foreign.Candidate{Text: unescaped(key), Logprob: logprob})
		}
	}
	return nil
}

// cell makes room for a token or a candidate.
func (r *reader) cell() error {
	if r.cells++; r.cells > r.most.cells {
		return fmt.Errorf("more than %d tokens and candidates on the line: this answer is kept without its log-probabilities", r.most.cells)
	}
	return nil
}

// number is a log-probability; absent where the value is null or not there.
func number(v jsonl.Value) (x float64, ok bool) {
	if v.Missing() {
		return foreign.Absent(), true
	}
	return v.Float()
}
