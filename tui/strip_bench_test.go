package tui

import (
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// An answer of 30,000 tokens is laid out once for a width, not at every redraw.
func BenchmarkStripLaidOut(b *testing.B) {
	d := &data.Detail{HasText: []bool{true}, Tokens: [][]string{{}}, Logprobs: [][]float64{{}}}
	for i := range 30_000 {
		d.Tokens[0], d.Logprobs[0] = append(d.Tokens[0], " word"), append(d.Logprobs[0], -float64(i%7))
	}
	d.Texts = []string{strings.Join(d.Tokens[0], "")}
	for b.Loop() {
		p := newStrip(d, 0, analysis.Measure{Window: analysis.LongWindow})
		p.lay(p.text(), 55)
	}
}
