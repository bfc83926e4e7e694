package batch

import (
	"strconv"
	"strings"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

// words keeps the tokens that were met, by how the file writes them: a vocabulary is met
// again and again, and each of its words need be made a text once.
type words map[string]string

// A vocabulary has up to 250,000 words; a longer one, or long words, are not worth keeping.
const (
	maxWords = 1 << 18
	maxWord  = 64
)

func (w words) text(v jsonl.Value) string {
	if known, ok := w[string(v)]; ok {
		return known
	}
	s, _ := v.Text()
	s = unescaped(s)
	if len(v) <= maxWord {
		if len(w) >= maxWords {
			clear(w)
		}
		w[string(v)] = s
	}
	return s
}

// spelling is the text of a token, so that the texts of a strip join to the answer. The
// bytes count where a server lists them: a token may hold half a character, or be written
// as its tokenizer writes it. Where they are only the beginning of the token, something
// has cut them, and the token counts.
func (r *reader) spelling(token, raw jsonl.Value) string {
	name := r.words.text(token)
	r.buf = r.buf[:0]
	for _, v := range raw.Items() {
		n, ok := v.Count()
		if !ok || n > 255 {
			return name
		}
		r.buf = append(r.buf, byte(n))
	}
	if strings.HasPrefix(name, string(r.buf)) {
		return name
	}
	return string(r.buf)
}

// unescaped gives the bytes of a token that is written as bytes:\xe2\x98, as completions
// write what is not a whole character. Any other token stays as it is.
func unescaped(token string) string {
	rest, ok := strings.CutPrefix(token, "bytes:")
	if !ok || !strings.Contains(rest, `\x`) {
		return token
	}
	var out []byte
	for len(rest) > 0 {
		if len(rest) >= 4 && rest[:2] == `\x` {
			if b, err := strconv.ParseUint(rest[2:4], 16, 8); err == nil {
				out, rest = append(out, byte(b)), rest[4:]
				continue
			}
		}
		out, rest = append(out, rest[0]), rest[1:]
	}
	return string(out)
}
