package tui

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// strip is the chosen trace token by token: what the file says of each, and where each
// stands in the text that is shown. It is made once for a width and a window.
type strip struct {
	tokens     []string // raw; nil where the file has numbers only
	logprobs   []float64
	peaks      []float64
	candidates [][]data.Candidate
	groups     analysis.TokenGroups
	kept       int // tokens whose number counts

	listed bool    // the tokens do not join to the text: what is shown is a list of them
	places []place // of each token in the clean text
	lines  []place // of each line in the clean text
	gutter []lineMarks
}

// lineMarks says what is to be marked beside a line.
type lineMarks uint8

const (
	markLowest lineMarks = 1 << iota
	markBottom
	markTail
	markCut
)

// size is the number of tokens.
func (p *strip) size() int { return max(len(p.logprobs), len(p.peaks)) }

// series are the numbers that the tokens are shaded and grouped by.
func (p *strip) series() []float64 {
	if p.groups.OfPeaks {
		return p.peaks
	}
	return p.logprobs
}

// cutWords say how the number of a token is not taken as the file gives it.
func (p *strip) cutWords(i int) string {
	if p.groups.OfPeaks {
		if v := p.peaks[i]; v-v != 0 {
			return "cut: no finite number, left out of every mean"
		}
		return ""
	}
	return cutWords(p.logprobs[i])
}

// newStrip gathers what the file says of the tokens of trace t; nil where it has no number
// for each of them.
func newStrip(d *data.Detail, t int, by analysis.Measure) *strip {
	if !tokenNumbers(d, t) {
		return nil
	}
	p := &strip{tokens: at(d.Tokens, t), logprobs: at(d.Logprobs, t), peaks: at(d.Peaks, t), candidates: at(d.Candidates, t)}
	n := tokenCount(d, t)
	if len(p.logprobs) != n {
		p.logprobs = nil
	}
	if len(p.peaks) != n {
		p.peaks = nil
	}
	if len(p.candidates) != n {
		p.candidates = nil
	}
	text := ""
	if d.HasText[t] {
		text = d.Texts[t]
	}
	p.listed = p.tokens == nil || d.HasText[t] && strings.Join(p.tokens, "") != text
	p.groups = analysis.Groups(data.Series{Logprobs: p.logprobs, Peaks: p.peaks}, p.shadedBy(by))
	p.kept = p.groups.Cuts.Tokens - p.groups.Cuts.NotFinite - p.groups.Cuts.Absent
	return p
}

// shadedBy is the measure that the answer can be shaded by: the one that is asked for, or
// where it lacks the numbers, the other kind of them.
func (p *strip) shadedBy(m analysis.Measure) analysis.Measure {
	switch {
	case p.logprobs == nil:
		m.Kind = analysis.MeasureDeepConfMean
	case p.peaks == nil && m.Kind.OfPeaks():
		m.Kind = analysis.MeasureRecorded
	}
	return m
}

// tokenCount is the number of tokens that the file says something of in trace t.
func tokenCount(d *data.Detail, t int) int {
	return cmp.Or(len(at(d.Tokens, t)), len(at(d.Logprobs, t)), len(at(d.Peaks, t)))
}

// tokenNumbers reports whether there is a number for each token of trace t.
func tokenNumbers(d *data.Detail, t int) bool {
	n := tokenCount(d, t)
	return n > 0 && (len(at(d.Logprobs, t)) == n || len(at(d.Peaks, t)) == n)
}

// at is an element, or nothing where there is none.
func at[T any](list []T, i int) T {
	var none T
	if i >= len(list) {
		return none
	}
	return list[i]
}

// text cleans what the strip shows, each token in its shade.
func (p *strip) text() classed {
	classes := p.classes()
	if !p.listed {
		var c classed
		c, p.places = placeTokens(strings.Join(p.tokens, ""), p.tokens, classes)
		return c
	}
	var text strings.Builder
	var class []textClass
	p.places = make([]place, p.size())
	for i := range p.places {
		if i > 0 {
			text.WriteByte(' ')
			class = append(class, 0)
		}
		word := p.listedWord(i)
		p.places[i] = place{text.Len(), text.Len() + len(word)}
		text.WriteString(word)
		class = append(class, slices.Repeat([]textClass{classes[i]}, len(word))...)
	}
	return classed{text.String(), class}
}

// listedWord is how a token stands in a list: on one line, and never as nothing.
func (p *strip) listedWord(i int) string {
	if p.tokens == nil {
		return figure(p.series()[i])
	}
	word := data.PrintableLine(p.tokens[i])
	if strings.TrimSpace(word) == "" {
		return `"` + word + `"`
	}
	return word
}

// classes are the shades of the tokens, with those marked whose number is cut.
func (p *strip) classes() []textClass {
	classes := make([]textClass, p.size())
	for i, shade := range p.groups.Shade {
		switch {
		case shade != shade: // no number, no shade
		case p.groups.OfPeaks:
			classes[i] = textClass(min(shade*shades, shades-1)) + 1
		default:
			classes[i] = shadeOf(p.groups.Values[i])
		}
		if p.cutWords(i) != "" {
			classes[i] |= cutToken
		}
	}
	return classes
}

// least is the log-probability below which numbers are cut: METHOD's clip.
const least = -100

// cutWords says how a log-probability is not taken as the file gives it; "" when it is.
func cutWords(l float64) string {
	switch {
	case data.IsAbsentConfidence(l):
		return "cut: the file has no number for it"
	case math.IsNaN(l), math.IsInf(l, 0):
		return "cut: no finite number, left out of every mean"
	case l < least:
		return "cut: counts as -100"
	case l > 0:
		return "cut: above 0, counts as 0"
	}
	return ""
}
