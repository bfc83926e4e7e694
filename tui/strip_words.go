package tui

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/theme"
)

// The words on a token and on what the shades and the letters beside the text mean.

// tokenWords say what there is to know of a token, the most important first.
func tokenWords(s *State) []string {
	p, i := s.Opened.Strip, s.Opened.Token
	words := []string{fmt.Sprintf("token %s of %s", thousands(i+1), thousands(p.size()))}
	if p.tokens != nil {
		words = append(words, s.quotedToken(p.tokens[i]))
	}
	if p.logprobs != nil {
		words = append(words, logprobWords(p.logprobs[i])...)
	}
	if p.peaks != nil {
		words = append(words, "DeepConf "+figure(p.peaks[i]))
	}
	if rank := rankWords(p, i); rank != "" {
		words = append(words, rank)
	}
	words = append(words, groupWords(p, i)...)
	if p.candidates != nil {
		words = append(words, s.insteadWords(p, i)...)
	}
	return words
}

// quotedToken is a token between quotes; covered where texts are.
func (s *State) quotedToken(token string) string {
	text := data.PrintableLine(token)
	if s.Look.Veiled {
		text = veil(text, s.Look.Glyphs)
	}
	return `"` + text + `"`
}

// logprobWords say what a log-probability is, as the file has it, and as a probability.
func logprobWords(l float64) []string {
	words := []string{chanceWords(l)}
	if cut := cutWords(l); cut != "" {
		words = append(words, cut)
	}
	return append(words, "log-probability "+figure(l))
}

// chanceWords write the probability behind a logarithm, in percent.
func chanceWords(l float64) string {
	share := math.Exp(min(l, 0)) * 100
	switch {
	case math.IsNaN(share):
		return undefined
	case share < 100 && share >= 99.95: // it would round to certainty
		return ">99.9 %"
	case math.IsInf(l, -1) || share >= 0.1:
		return fmt.Sprintf("%.1f %%", share)
	case share < 1e-4:
		return "<.0001 %"
	}
	return fmt.Sprintf("%.2g %%", share)
}

// figure writes a number of a token with four decimals at the most, and one that has none
// of them with three digits: no number but 0 reads as 0.
func figure(v float64) string {
	switch {
	case data.IsAbsentConfidence(v):
		return undefined
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 1):
		return "inf"
	case math.IsInf(v, -1):
		return "-inf"
	}
	if text := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.4f", v), "0"), "."); text != "0" && text != "-0" {
		return text
	}
	return fmt.Sprintf("%.3g", v+0) // no sign before a zero
}

// likeliest are the candidates in the place of a token, the likeliest first.
func likeliest(p *strip, i int) []data.Candidate {
	sorted := slices.Clone(p.candidates[i])
	slices.SortStableFunc(sorted, func(a, b data.Candidate) int { return cmp.Compare(b.Logprob, a.Logprob) })
	return sorted
}

// rankWords say which of the candidates the token is.
func rankWords(p *strip, i int) string {
	if p.candidates == nil || len(p.candidates[i]) == 0 || p.tokens == nil {
		return ""
	}
	of := counted(len(p.candidates[i]), "candidate")
	rank := slices.IndexFunc(likeliest(p, i), func(c data.Candidate) bool { return c.Token == p.tokens[i] })
	switch rank {
	case -1:
		return "not among its " + of
	case 0:
		return "likeliest of " + of
	}
	return fmt.Sprintf("no. %d of %s", rank+1, of)
}

// groupWords say which of the marked groups hold the token.
func groupWords(p *strip, i int) []string {
	var words []string
	m := p.marks(i, i+1)
	switch {
	case m&markLowest != 0:
		words = append(words, "in the lowest group (L)")
	case m&markBottom != 0:
		words = append(words, "in a bottom group (b)")
	}
	if m&markTail != 0 {
		words = append(words, "in the tail (t)")
	}
	return words
}

// insteadWords are the other candidates with their probabilities.
func (s *State) insteadWords(p *strip, i int) []string {
	var words []string
	for _, c := range likeliest(p, i) {
		if p.tokens != nil && c.Token == p.tokens[i] {
			continue
		}
		word := s.quotedToken(c.Token) + " " + chanceWords(c.Logprob)
		if words == nil {
			word = "instead: " + word
		}
		words = append(words, word)
	}
	return words
}

// flow sets words into lines of w cells, with dots between them: so many lines at the most.
func flow(words []string, w, most int) []string {
	var lines []string
	for _, word := range words {
		last := len(lines) - 1
		if last >= 0 && ansi.StringWidth(lines[last])+3+ansi.StringWidth(word) <= w {
			lines[last] += " · " + word
			continue
		}
		if len(lines) == most {
			break
		}
		lines = append(lines, word)
	}
	return lines
}

// legend says what the shades mean and which way is surer, as fully as there is room.
func legend(s *State, st theme.Styles, w int) string {
	if words := s.unshadedWords(); words != nil {
		return st.Dim.Render(roomiest(w, words...))
	}
	lead, steps := []string{"shaded by token probability", "token probability", "p"}, []string{"<1 %", "<10 %", "<50 %", "<90 %", "90+ %"}
	if s.Opened.Strip.groups.OfPeaks {
		lead, steps = []string{"shaded by DeepConf confidence, fifths of its range here", "DeepConf, fifths of its range", "DeepConf"}, []string{"lowest", "2", "3", "4", "highest"}
	}
	swatches := make([]string, len(steps))
	for i, step := range steps {
		swatches[i] = st.TokenShades[i].Render(step)
	}
	all := strings.Join(swatches, " ")
	for _, words := range lead {
		line := st.Dim.Render(words+" ") + all + st.Dim.Render(" (surer)")
		if ansi.StringWidth(line) <= w {
			return line
		}
	}
	ends := swatches[0] + st.Dim.Render(" to ") + swatches[len(swatches)-1] + st.Dim.Render(" (surer)")
	if line := st.Dim.Render(lead[len(lead)-1]+" ") + ends; ansi.StringWidth(line) <= w {
		return line
	}
	return ends
}
