package inspect

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
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

// number is a JSON number, or one of Python's three that mend has put into quotes.
type number float64

// UnmarshalJSON reads a number; one beyond the range of floats becomes an infinity.
func (n *number) UnmarshalJSON(raw []byte) error {
	switch string(raw) {
	case `"NaN"`:
		*n = number(math.NaN())
	case `"Infinity"`:
		*n = number(math.Inf(1))
	case `"-Infinity"`:
		*n = number(math.Inf(-1))
	default:
		x, err := strconv.ParseFloat(string(raw), 64)
		if err != nil && !math.IsInf(x, 0) {
			return err
		}
		*n = number(x)
	}
	return nil
}

// octets are the bytes of a token, given as an array of numbers. An array that is none of
// bytes is left out: the token's text stands beside it.
type octets []byte

// UnmarshalJSON reads an array of whole numbers from 0 to 255.
func (o *octets) UnmarshalJSON(raw []byte) error {
	var values []uint16 // encoding/json would take a []byte for base64
	*o = nil
	if json.Unmarshal(raw, &values) != nil {
		return nil
	}
	for _, v := range values {
		if v > math.MaxUint8 {
			*o = nil
			return nil
		}
		*o = append(*o, byte(v))
	}
	return nil
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
	case raw[0] == '"':
		err = decode(raw, &s)
	case raw[0] == '-' || '0' <= raw[0] && raw[0] <= '9':
		s = string(raw)
	}
	return s, err
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
