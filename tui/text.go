package tui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// textClass says how a stretch of an answer is to be shown. The lower three bits hold a
// token's certainty, one-based; the flags above them say what was found there.
type textClass uint8

const (
	certainty   textClass = 7
	phraseMatch textClass = 8
	searchMatch textClass = 16
	cutToken    textClass = 32 // its log-probability is not taken as the file gives it
	chosenToken textClass = 64
)

// textRun is a stretch of one line that is shown in one way.
type textRun struct {
	text  string
	class textClass
}

// textLine is one line of wrapped text.
type textLine []textRun

// classed is clean text with a class for every byte.
type classed struct {
	text  string
	class []textClass
}

// classify cleans an answer and marks in it the phrases that the judge matched, what is
// searched for and, where the file has them, how certain each token was.
func classify(raw string, tokens []string, logprobs []float64, phrases []string, find Query) classed {
	c := shadeTokens(raw, tokens, logprobs)
	c.find(phrases, find)
	return c
}

// find marks phrases and what is searched for.
func (c classed) find(phrases []string, find Query) {
	lower := lowered(c.text)
	for _, phrase := range phrases {
		mark(c.class, lower, lowered(phrase), phraseMatch)
	}
	markQuery(c, lower, find)
}

func mark(class []textClass, text, want string, as textClass) {
	if want == "" {
		return
	}
	for from := 0; ; {
		at := strings.Index(text[from:], want)
		if at < 0 {
			return
		}
		for i := from + at; i < from+at+len(want); i++ {
			class[i] |= as
		}
		from += at + len(want)
	}
}

func markQuery(c classed, lower string, q Query) {
	if q.Text == "" {
		return
	}
	if !q.Regexp {
		mark(c.class, lower, lowered(q.Text), searchMatch)
		return
	}
	re, err := compileQuery(q)
	if err != nil {
		return
	}
	for _, span := range re.FindAllStringIndex(c.text, -1) {
		for i := span[0]; i < span[1]; i++ {
			c.class[i] |= searchMatch
		}
	}
}

// lowered writes a text in small letters, but for those whose small letter has another
// length: so a place in it is the same place in the text.
func lowered(s string) string {
	return strings.Map(func(r rune) rune {
		if small := unicode.ToLower(r); utf8.RuneLen(small) == utf8.RuneLen(r) {
			return small
		}
		return r
	}, s)
}

// wrapClassed breaks clean text into lines of at most w cells: at its own line breaks,
// else at the last space that fits, else within a word.
func wrapClassed(c classed, w int) []textLine {
	lines, _ := wrapPlaced(c, w)
	return lines
}

// wrapPlaced is wrapClassed that says also where in the text each line stands.
func wrapPlaced(c classed, w int) (lines []textLine, places []place) {
	if w <= 0 {
		return nil, nil
	}
	from := 0
	for from <= len(c.text) {
		end := strings.IndexByte(c.text[from:], '\n')
		if end < 0 {
			end = len(c.text)
		} else {
			end += from
		}
		for next := from; ; {
			start := next
			var cut int
			cut, next = breakAt(c.text, start, end, w)
			lines, places = append(lines, runsOf(c, start, cut)), append(places, place{start, cut})
			if next >= end {
				break
			}
		}
		from = end + 1
	}
	return lines, places
}

// breakAt finds where the line that begins at from has to end, and where the next one
// begins.
func breakAt(text string, from, end, w int) (cut, next int) {
	space := -1
	for at, cells := from, 0; at < end; {
		width, size := firstCell(text[at:end])
		blank := text[at] == ' '
		cells += width
		switch {
		case cells > w && blank: // the line ends where a word does
			return at, at + 1
		case cells > w && space >= 0:
			return space, space + 1
		case cells > w && at == from: // a character wider than the line: shown alone and cropped
			return at + size, at + size
		case cells > w:
			return at, at
		case blank:
			space = at
		}
		at += size
	}
	return end, end
}

// firstCell measures the first character of a text: its cells and its bytes.
func firstCell(text string) (cells, size int) {
	if text[0] < utf8.RuneSelf {
		return 1, 1
	}
	_, size = utf8.DecodeRuneInString(text)
	return ansi.StringWidth(text[:size]), size
}

// runsOf joins neighbouring bytes of one class.
func runsOf(c classed, from, end int) textLine {
	var line textLine
	for from < end {
		to := from + 1
		for to < end && c.class[to] == c.class[from] {
			to++
		}
		line = append(line, textRun{c.text[from:to], c.class[from]})
		from = to
	}
	return line
}
