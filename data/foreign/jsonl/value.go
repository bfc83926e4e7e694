package jsonl

import (
	"iter"
	"math"
	"strconv"
	"unicode/utf8"
)

// Value is one JSON value: a part of the bytes of a line that Parse has taken. The nil
// Value is a value that the line does not have. Every method may be called on any bytes;
// what a broken value gives is then of no meaning.
type Value []byte

// Kind is what a value is.
type Kind uint8

// The kinds of values; the zero Kind is a value that is not there.
const (
	Absent Kind = iota
	Null
	Bool
	Number // or one of NaN, Infinity and -Infinity
	Text
	Array
	Object
)

// Kind tells what the value is by its first byte.
func (v Value) Kind() Kind {
	if len(v) == 0 {
		return Absent
	}
	switch v[0] {
	case '{':
		return Object
	case '[':
		return Array
	case '"':
		return Text
	case 'n':
		return Null
	case 't', 'f':
		return Bool
	default:
		return Number
	}
}

// Missing reports whether the value is not there or null.
func (v Value) Missing() bool { return v.Kind() <= Null }

// Fields gives the fields of an object in the order of the line, and those of anything
// else never. A key may come twice: the last one counts, so a caller overwrites.
func (v Value) Fields() iter.Seq2[string, Value] {
	return func(yield func(string, Value) bool) {
		if v.Kind() != Object {
			return
		}
		for i := past(v, 1); i < len(v) && v[i] == '"'; i = past(v, i) {
			end, ok := skip(v, i)
			if !ok {
				return
			}
			key := v[i:end]
			i = past(v, end)
			end, ok = skip(v, i)
			if !ok || !yield(key.name(), v[i:end]) {
				return
			}
			i = end
		}
	}
}

// Take puts the fields of an object that have a place into it, of equal keys the last.
func (v Value) Take(places map[string]*Value) {
	for key, value := range v.Fields() {
		if place, wanted := places[key]; wanted {
			*place = value
		}
	}
}

// name is the text of a key.
func (v Value) name() string {
	s, _ := v.Text()
	return s
}

// Items gives the elements of an array with their indexes, and those of anything else never.
func (v Value) Items() iter.Seq2[int, Value] {
	return func(yield func(int, Value) bool) {
		if v.Kind() != Array {
			return
		}
		n := 0
		for i := past(v, 1); i < len(v) && v[i] != ']'; i = past(v, i) {
			end, ok := skip(v, i)
			if !ok || !yield(n, v[i:end]) {
				return
			}
			i = end
			n++
		}
	}
}

// Field gives the value at the end of a path of keys, the last of equal keys at each
// step, and nil where a step is missing. Each step passes over the whole object.
func (v Value) Field(path ...string) Value {
	for _, want := range path {
		var found Value
		for key, value := range v.Fields() {
			if key == want {
				found = value
			}
		}
		v = found
	}
	return v
}

// Text gives the characters of a text; ok is false where the value is not one. Bytes
// that are not UTF-8 and halves of surrogate pairs become U+FFFD.
func (v Value) Text() (s string, ok bool) {
	if v.Kind() != Text || len(v) < 2 {
		return "", false
	}
	if s, ok = Unquote(v[1 : len(v)-1]); !ok {
		return "", false
	}
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	return s, true
}

// Float gives a number, with NaN and infinities as they are written and infinities for
// what no float64 can hold; ok is false where the value is not a number.
func (v Value) Float() (x float64, ok bool) {
	if v.Kind() != Number {
		return 0, false
	}
	switch string(v) {
	case "NaN":
		return math.NaN(), true
	case "Infinity":
		return math.Inf(1), true
	case "-Infinity":
		return math.Inf(-1), true
	}
	if !startsNumber(v[0]) {
		return 0, false // strconv reads more words than JSON has
	}
	x, err := strconv.ParseFloat(string(v), 64)
	return x, err == nil || math.IsInf(x, 0)
}

func startsNumber(c byte) bool { return c == '-' || '0' <= c && c <= '9' }

// Count gives a whole number from 0 to 2147483647; ok is false where the value is none.
func (v Value) Count() (n int, ok bool) {
	if len(v) <= 9 {
		if n, ok = small(v); ok {
			return n, true
		}
	}
	x, ok := v.Float()
	if !ok || x != math.Trunc(x) || x < 0 || x > math.MaxInt32 {
		return 0, false
	}
	return int(x), true
}

// small reads digits and nothing else, as nearly every count is written.
func small(v Value) (n int, ok bool) {
	for _, c := range v {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, len(v) > 0
}
