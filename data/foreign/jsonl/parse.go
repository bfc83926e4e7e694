package jsonl

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Parse gives the value that a line holds. It takes JSON and what Python's json module
// writes or reads beyond it: the bare words NaN, Infinity and -Infinity, and control
// characters inside a text. The error says where the line stops being that.
func Parse(line []byte) (Value, error) {
	line = bytes.Trim(line, " \t\r\n")
	if json.Valid(line) {
		return line, nil
	}
	mended := mend(line)
	if json.Valid(mended) {
		// The line itself, and not what was mended: a word that is not a number must not
		// be taken for the zero that stood in for it.
		return line, nil
	}
	return nil, unsound(mended)
}

// unsound says where a line stops being JSON. A byte that is wrong everywhere is put
// behind it: where the decoder comes as far as that, the line was cut.
func unsound(line []byte) error {
	var whole json.RawMessage
	err := json.Unmarshal(append(line, 0), &whole)
	var fault *json.SyntaxError
	switch {
	case !errors.As(err, &fault):
		return fmt.Errorf("not JSON: %w", err)
	case fault.Offset > int64(len(line)):
		return errCut
	}
	return fmt.Errorf("not JSON at byte %d: %w", fault.Offset, err)
}

var errCut = errors.New("the JSON ends too early")

// mend gives a copy of a line, byte for byte as long, in which Python's words for numbers
// are zeros and the control characters in texts are blanks.
func mend(line []byte) []byte {
	out := bytes.Clone(line)
	inside := false
	for i := 0; i < len(out); i++ {
		switch c := out[i]; {
		case inside && c == '\\':
			i++
		case c == '"':
			inside = !inside
		case inside && c < ' ':
			out[i] = ' '
		case !inside && (c == 'N' || c == 'I'):
			zeroWord(out, i)
		}
	}
	return out
}

// zeroWord writes a zero over the word at i where it is one of Python's and stands alone.
func zeroWord(line []byte, i int) {
	for _, word := range []string{"NaN", "Infinity"} {
		end := i + len(word)
		if end > len(line) || string(line[i:end]) != word || !alone(line, i, end) {
			continue
		}
		copy(line[i:end], "0       ")
		return
	}
}

func alone(line []byte, start, end int) bool {
	if start > 0 && line[start] == 'I' && line[start-1] == '-' {
		start--
	}
	before := start == 0 || bytes.IndexByte([]byte("[:, \t\r\n"), line[start-1]) >= 0
	return before && (end == len(line) || bytes.IndexByte([]byte("]}, \t\r\n"), line[end]) >= 0)
}
