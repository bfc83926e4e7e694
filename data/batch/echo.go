package batch

import (
	"errors"
	"math"
	"strings"
)

// dropEcho cuts the prompt off answers that repeat it, as completions asked for with echo
// do: the probability of the prompt says nothing about the answer. It is certain only
// where the first token has no log-probability and the tokens of all answers are as many
// as the server counted, with the prompt once for each answer.
func (r *reader) dropEcho(spent usage) {
	if !r.echoed(spent) {
		return
	}
	for i := range r.record.Traces {
		t := &r.record.Traces[i]
		var head strings.Builder
		for _, token := range t.Strip[:spent.prompt] {
			head.WriteString(token.Text)
		}
		t.Strip = t.Strip[spent.prompt:]
		t.Tokens = len(t.Strip)
		prompt := head.String()
		rest, ok := "", false
		if t.Text != nil {
			rest, ok = strings.CutPrefix(*t.Text, prompt)
		}
		if !ok {
			r.fault("response.body.choices", false, errors.New("the answer repeats its prompt in other letters than its tokens have: the text is kept with the prompt, the log-probabilities without"))
			continue
		}
		t.Text = &rest
		if r.record.Prompt == nil {
			r.record.Prompt = &prompt
		}
	}
}

func (r *reader) echoed(spent usage) bool {
	if spent.prompt <= 0 || spent.answers < 0 {
		return false
	}
	all := 0
	for _, t := range r.record.Traces {
		if len(t.Strip) < spent.prompt || !math.IsNaN(t.Strip[0].Logprob) {
			return false
		}
		all += len(t.Strip)
	}
	return all == len(r.record.Traces)*spent.prompt+spent.answers
}
