package data

import "github.com/confscope/confscope/data/foreign"

// strip puts together what the lists of a record say of the tokens of trace j; nil where
// none says anything. Where lists differ in length the longest counts.
func (d *Detail) strip(j int) []foreign.Token {
	tokens, logprobs := listOf(d.Tokens, j), listOf(d.Logprobs, j)
	peaks, tops := listOf(d.Peaks, j), listOf(d.Candidates, j)
	if tokens == nil && logprobs == nil && peaks == nil && tops == nil {
		return nil
	}
	strip := make([]foreign.Token, max(len(tokens), len(logprobs), len(peaks), len(tops)))
	for k := range strip {
		strip[k] = foreign.Token{Logprob: foreign.Absent(), Peak: foreign.Absent()}
	}
	for k, text := range tokens {
		strip[k].Text = text
	}
	for k, x := range logprobs {
		strip[k].Logprob = x
	}
	for k, x := range peaks {
		strip[k].Peak = x
	}
	for k, top := range tops {
		if top == nil {
			continue
		}
		strip[k].Top = make([]foreign.Candidate, len(top))
		for n, one := range top {
			strip[k].Top[n] = foreign.Candidate{Text: one.Token, Logprob: one.Logprob}
		}
	}
	return strip
}

func listOf[T any](lists [][]T, j int) []T {
	if j < len(lists) {
		return lists[j]
	}
	return nil
}
