package tui_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
)

// sampled is one answer with what a server says of its tokens.
type sampled struct {
	text     string
	tokens   []string
	logprobs []float64
	peaks    []float64
	tops     [][]top // the likeliest tokens in each place
}

// top is a token that could have stood in a place.
type top struct {
	token   string
	logprob float64
}

// MarshalJSON writes a candidate as the files have it.
func (t top) MarshalJSON() ([]byte, error) { return json.Marshal([]any{t.token, t.logprob}) }

// long is an answer of n tokens whose least sure stretch begins at a token.
func long(n, unsure int) sampled {
	var s sampled
	for i := range n {
		l := -0.1
		if i >= unsure && i < unsure+100 {
			l = -2
		}
		s.tokens, s.logprobs = append(s.tokens, fmt.Sprintf("w%d ", i)), append(s.logprobs, l)
	}
	s.text = strings.Join(s.tokens, "")
	return s
}

// strips are answers whose tokens a user can meet.
func strips() []sampled {
	first := long(400, 200)
	first.logprobs[3] = -9999
	for i := range first.tokens {
		first.tops = append(first.tops, []top{{"other", -3}, {first.tokens[i], first.logprobs[i]}, {"\x1b[2J", -4}})
	}
	return []sampled{
		first,
		{text: "5 miles", tokens: []string{"5", " mi", "le", "token_id:7"}, logprobs: []float64{-1.25, -0.5, 0.5, -200}},
		{text: "no tokens", peaks: []float64{17.25, 3, 9, 9, 12}},
		{text: "hé\x1b", tokens: []string{"h", "\xc3", "\xa9", "\x1b"}, logprobs: []float64{-0.1, -1, -1, -2}, peaks: []float64{1, 2, 3, 4}},
		{text: "nothing is said of its tokens"},
	}
}

// writeRecord writes the answers as one line of predictions.jsonl.
func writeRecord(tb testing.TB, answers []sampled) []byte {
	tb.Helper()
	n := len(answers)
	texts, confs, refused := make([]string, n), make([]float64, n), make([]bool, n)
	tokens, logprobs, peaks, tops := make([][]string, n), make([][]float64, n), make([][]float64, n), make([][][]top, n)
	for i, a := range answers {
		texts[i], confs[i] = a.text, math.Round(0.9/float64(i+1)*1000)/1000
		tokens[i], logprobs[i], peaks[i], tops[i] = a.tokens, a.logprobs, a.peaks, a.tops
	}
	record := map[string]any{
		"instance_id": "a", "traces": texts, "confidences": confs, "refused": refused,
		"tokens": tokens, "logprobs": logprobs, "peaks": peaks, "candidates": tops,
	}
	line, err := json.Marshal(record)
	if err != nil {
		tb.Fatal(err)
	}
	return append(line, '\n')
}

// openStrip opens the instance whose answers have tokens.
func openStrip(tb testing.TB) *desk {
	tb.Helper()
	return openFiles(tb, writeRecord(tb, strips()), nil).press("enter", "enter")
}

// A cursor goes over the tokens of an answer and says of each what the file says.
func TestTokenCursor(t *testing.T) {
	d := openStrip(t).misses("nobody steps yet", "token 1 of 400").press("i")
	d.sees("the cursor is on the first token", "token 1 of 400", `"w0 "`, "90.5 %", "log-probability -0.1")
	d.press("right", "right").sees("it goes right", "token 3 of 400", `"w2 "`)
	at := d.at()
	d.press("left").sees("it goes left", "token 2 of 400")
	if d.at() != at {
		t.Errorf("the slider has moved to %d", d.at())
	}
	if d.press(".", "L"); d.at() != at+101 {
		t.Errorf("the slider does not move beside the cursor: it is at %d", d.at())
	}
	d.press("esc").misses("esc ends it", "token 2 of 400")
	if d.press("right"); d.at() != at+111 {
		t.Errorf("the slider is not moved by its own keys again: it is at %d", d.at())
	}
	if d.press("enter"); !strings.Contains(d.screen(), "token 2 of 400") {
		t.Errorf("enter on the text does not step on where it was:\n%s", d.screen())
	}
}

// The lowest group, the bottom groups and the tail are marked by letters, and the cursor
// finds them.
func TestTokenGroups(t *testing.T) {
	d := openStrip(t).press("i", "l")
	d.sees("the lowest group is the unsure stretch", "token 201 of 400", `"w200 "`, "13.5 %", "in the lowest group (L)",
		"L lowest group of 100 tokens (W): 201–300, mean -2", "b bottom 10 %: 30 of 301 groups", "t tail: from token 301", "x 1 token cut")
	d.press("end").sees("the tail is the last window", "token 400 of 400", "in the tail (t)")
	marked := map[byte]int{}
	for range 400 {
		for _, line := range d.lines() {
			if at := strings.Index(line, "▸ w"); at > 0 {
				for _, letter := range []byte("Lbtx") {
					if strings.ContainsRune(line[at-4:at], rune(letter)) {
						marked[letter]++
					}
				}
			}
		}
		d.press("left")
	}
	if marked['L'] < 100 || marked['b'] == 0 || marked['t'] < 100 || marked['x'] == 0 {
		t.Errorf("lines are marked %v", marked)
	}
}

// A log-probability that no server means as one is said to be cut.
func TestCutTokens(t *testing.T) {
	d := openStrip(t).press("i", "right", "right", "right")
	d.sees("-9999 stands for very unlikely", "token 4 of 400", "log-probability -9999", "<.0001 %", "cut: counts as -100")
	d.press("tab", "down", "i", "end").sees("numbers below the clip are", "log-probability -200", "cut: counts as -100")
	d.press("left").sees("as are those above 0", "log-probability 0.5", "cut: above 0, counts as 0")
}

// Where the bottom groups overlap there is no other one to go to, and l says which tokens
// they hold. The letters beside the text are explained at every size.
func TestOverlappingGroups(t *testing.T) {
	d := openStrip(t).press("i", "l").sees("the lowest is the first", "token 201 of 400")
	if d.state().Notice.Text != "" {
		t.Errorf("it is gone to, and the screen says %q", d.state().Notice.Text)
	}
	d.press("l", "l").sees("both stops have been visited", "token ")
	for _, size := range []struct{ w, h int }{{80, 24}, {60, 16}} {
		for _, line := range []string{"L l", "b bottom", "t ", "x "} {
			d.resize(size.w, size.h).sees("a letter is explained", line)
		}
	}
	one := openSampled(t, dip(110)).press("i", "l", "l")
	one.sees("all bottom groups are one stretch", "the lowest group is the only one of the bottom 10 %")
	merged := openSampled(t, dip(140)).press("i", "l", "l")
	merged.sees("they overlap", "the bottom groups overlap: tokens 1–103")
}

// openSampled opens the instance of some answers.
func openSampled(tb testing.TB, answers ...sampled) *desk {
	tb.Helper()
	return openFiles(tb, writeRecord(tb, answers), nil).press("enter", "enter")
}

// dip is an answer of n tokens that is the surer the longer it gets.
func dip(n int) sampled {
	var s sampled
	for i := range n {
		s.tokens, s.logprobs = append(s.tokens, fmt.Sprintf("w%d ", i)), append(s.logprobs, -3+float64(i)/100)
	}
	s.text = strings.Join(s.tokens, "")
	return s
}

// An answer whose tokens are numbers, or do not spell it, says so for as long as it is open.
func TestTokensThatSpellNothing(t *testing.T) {
	d := openStrip(t).press("down", "tab", "tab").sees("before any token is chosen", "not shaded: the tokens do not spell the answer")
	d.press("i", "right", "left").sees("and while they are gone through", "the tokens do not spell the answer: listed as they are")
	openStrip(t).press("down", "down").sees("there are numbers only", "not shaded: the file has no tokens, only their numbers")
}

// Tokens that do not join to the text are listed, and a sentence says so.
func TestTokensApart(t *testing.T) {
	d := openStrip(t).press("down").sees("the text is shown as it is", "5 miles").press("i")
	d.sees("the tokens are no text", "the tokens do not spell the answer: shown as the file has them", "5  mi le token_id:7")
	d.press("end").sees("each of them can be looked at", "token 4 of 4", `"token_id:7"`)
	d.press("esc").sees("the text comes back", "5 miles")
}
