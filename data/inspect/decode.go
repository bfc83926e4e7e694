package inspect

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/confscope/confscope/data/foreign"
)

var errNumber = errors.New("expected a number, NaN, Infinity or null")

const (
	// maxNumber is longer than any number that a program writes.
	maxNumber = 400
)

// decode turns the bytes of a value into what Go has for it. What Python writes and JSON
// forbids (bare NaN and infinities, control characters in strings) is mended first where
// the bytes are refused as they are.
func decode(raw []byte, into any) error {
	err := json.Unmarshal(raw, into)
	if err == nil {
		return nil
	}
	if mended := mend(raw); json.Unmarshal(mended, into) == nil {
		return nil
	}
	return fmt.Errorf("the JSON is broken: %w", err)
}

// mend puts bare words that stand for numbers into quotes, and escapes bare control
// characters within strings.
func mend(raw []byte) []byte {
	words := [][]byte{[]byte("NaN"), []byte("-Infinity"), []byte("Infinity")}
	out := make([]byte, 0, len(raw)+16)
	inside := false
	for i := 0; i < len(raw); {
		b := raw[i]
		switch {
		case inside && b == '\\' && i+1 < len(raw):
			out = append(out, b, raw[i+1])
			i += 2
			continue
		case inside && b < ' ':
			out = fmt.Appendf(out, `\u%04x`, b)
			i++
			continue
		case b == '"':
			inside = !inside
		case !inside:
			if word := prefixOf(raw[i:], words); word != nil {
				out = append(append(append(out, '"'), word...), '"')
				i += len(word)
				continue
			}
		}
		out = append(out, b)
		i++
	}
	return out
}

func prefixOf(b []byte, words [][]byte) []byte {
	for _, word := range words {
		if bytes.HasPrefix(b, word) {
			return word
		}
	}
	return nil
}

// number passes a number, one of Python's three words for what is none, or null, which
// gives foreign.Absent. One beyond the range of floats becomes an infinity.
func (c *cursor) number() (float64, error) {
	raw, err := c.raw(maxNumber)
	if err != nil {
		return 0, err
	}
	switch string(raw) {
	case "null":
		return foreign.Absent(), nil
	case "NaN":
		return math.NaN(), nil
	case "Infinity":
		return math.Inf(1), nil
	case "-Infinity":
		return math.Inf(-1), nil
	}
	if raw[0] != '-' && !isDigit(raw[0]) {
		return 0, errNumber
	}
	x, err := strconv.ParseFloat(string(raw), 64)
	if err != nil && !math.IsInf(x, 0) {
		return 0, errNumber
	}
	return x, nil
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// octets passes an array of whole numbers from 0 to 255 and gives them as bytes. Anything
// else gives none: the text stands beside it.
func (c *cursor) octets() (string, error) {
	var few [16]byte // most tokens are short
	all, good := few[:0], true
	err := c.array(func() error {
		raw, err := c.raw(maxNumber)
		n, bad := strconv.ParseUint(string(raw), 10, 8)
		good = good && bad == nil
		all = append(all, byte(n))
		return err
	})
	if !good {
		return "", err
	}
	return string(all), err
}

// text passes a value and gives it as text: a string unquoted, a number as it stands, and
// "" for anything else.
func (c *cursor) text(limit int) (string, error) {
	raw, err := c.raw(limit)
	if err != nil {
		return "", err
	}
	var s string
	switch {
	case isPlain(raw):
		s = string(raw[1 : len(raw)-1])
	case raw[0] == '"':
		err = decode(raw, &s)
	case raw[0] == '-' || isDigit(raw[0]):
		s = string(raw)
	}
	return s, err
}

// isPlain reports whether a value is a string that stands for itself.
func isPlain(raw []byte) bool {
	if raw[0] != '"' {
		return false
	}
	for _, b := range raw {
		if b == '\\' || b < ' ' {
			return false
		}
	}
	return utf8.Valid(raw)
}

// scalar passes a value and gives its text where it is a string or a number of at most
// 64 KiB, and "" for anything else.
func (c *cursor) scalar() (string, error) {
	s, err := c.text(maxKey)
	if errors.Is(err, errLong) {
		return "", nil
	}
	return s, err
}

// fields takes the scalars of an object that have a place, and passes all else.
func (c *cursor) fields(places map[string]*string) error {
	return c.object(func(name string) (err error) {
		place, wanted := places[name]
		if !wanted {
			return c.skip()
		}
		*place, err = c.scalar()
		return err
	})
}
