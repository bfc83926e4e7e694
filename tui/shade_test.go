package tui

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// checkShades cuts a text into tokens of n bytes, wherever that is, and checks that the
// text is shown as it is without them, and that every part of it has a shade.
func checkShades(t *testing.T, raw string, n int) {
	t.Helper()
	tokens := []string{}
	for rest := raw; rest != ""; {
		cut := min(n, len(rest))
		tokens, rest = append(tokens, rest[:cut]), rest[cut:]
	}
	c := classify(raw, tokens, make([]float64, len(tokens)), nil, Query{})
	if c.text != data.Printable(raw) {
		t.Fatalf("%q in tokens %q is shown as %q", raw, tokens, c.text)
	}
	for i, class := range c.class {
		if class != shades {
			t.Fatalf("%q in tokens %q: %q has shade %d", raw, tokens, c.text[i:], class)
		}
	}
}

// Tokens shade the text that they make; those that do not join to it are left aside.
func TestTokenShades(t *testing.T) {
	for _, c := range []struct {
		because  string
		text     string
		tokens   []string
		logprobs []float64
		want     string // the shade of each byte
	}{
		{"five steps from hardly expected to sure", "abcde", []string{"a", "b", "c", "d", "e"}, []float64{-9, -4, -2, -0.5, -0.01}, "12345"},
		{"the steps begin where they say", "abcd", []string{"a", "b", "c", "d"}, []float64{-4.605, -2.303, -0.693, -0.105}, "2345"},
		{"a token may be longer than a letter", "abc", []string{"ab", "c"}, []float64{-9, 0}, "115"},
		{"tokens that do not join to the text are left aside", "abc", []string{"ab"}, []float64{-9}, "000"},
		{"as are those without as many numbers", "abc", []string{"ab", "c"}, []float64{-9}, "000"},
		{"not a number is no shade", "ab", []string{"a", "b"}, []float64{math.NaN(), -9}, "01"},
		{"an escape is shaded like what it stands for", "\x1b", []string{"\x1b"}, []float64{-9}, strings.Repeat("1", len(data.Printable("\x1b")))},
		{"a letter cut between tokens does not show the pieces as junk", "é", []string{"\xc3", "\xa9"}, []float64{-9, -9}, "11"},
	} {
		shown := classify(c.text, c.tokens, c.logprobs, nil, Query{})
		got := ""
		for _, class := range shown.class {
			got += fmt.Sprint(class & certainty)
		}
		if got != c.want || shown.text != data.Printable(c.text) {
			t.Errorf("%q is shown as %q, shaded %s, want %q, %s, because %s", c.text, shown.text, got, data.Printable(c.text), c.want, c.because)
		}
	}
}

// Confidences of tokens have no end, so their shades go from the least of an answer to its
// most, in five even steps.
func TestPeakShades(t *testing.T) {
	groups := analysis.TokenGroups{OfPeaks: true, Shade: []float64{0, 0.19, 0.2, 0.5, 0.79, 0.8, 1, math.NaN()}}
	p := &strip{groups: groups, peaks: []float64{3, 4, 5, 6, 7, 8, 9, math.NaN()}}
	got := ""
	for _, class := range p.classes() {
		got += fmt.Sprint(class & certainty)
	}
	if want := "11234550"; got != want {
		t.Errorf("shades %v become %s, want %s", groups.Shade, got, want)
	}
	if last := p.classes()[7]; last&cutToken == 0 {
		t.Error("a token without a number is not marked as cut")
	}
}

// A veil hides every letter and keeps the shape.
func TestVeil(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"ab c", "▒▒ ▒"}, {" ab", " ▒▒"}, {"ab ", "▒▒ "}, {"a  b", "▒  ▒"}, {"日 e\u0301", "▒▒ ▒"}, {"", ""}, {"a\nbc", "▒\n▒▒"},
	} {
		if got := veil(c.text, 0); got != c.want {
			t.Errorf("%q is veiled as %q, want %q", c.text, got, c.want)
		}
	}
}
