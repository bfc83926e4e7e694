package table

import (
	"math"
	"strconv"
	"strings"
)

// kind says what a cell holds.
type kind uint8

const (
	absent kind = iota
	text
	number
	truth
	list
	object
)

// cell is one value of a row, whatever the format. The zero cell is absent.
type cell struct {
	kind kind
	text string   // of a text; of a number, as the file writes it, or ""
	num  float64  // of a number; 1 or 0 of a truth
	list []cell   // of a list; the values of an object
	keys []string // of an object, as long as list
}

func textCell(s string) cell { return cell{kind: text, text: s} }

func numberCell(x float64) cell { return cell{kind: number, num: x} }

func truthCell(yes bool) cell {
	if yes {
		return cell{kind: truth, num: 1}
	}
	return cell{kind: truth}
}

// get gives the value of a key of an object.
func (c cell) get(keys ...string) cell {
	for _, key := range keys {
		for i := len(c.keys) - 1; i >= 0; i-- { // the last of two equal keys counts, as in Python
			if c.keys[i] == key {
				return c.list[i]
			}
		}
	}
	return cell{}
}

// word is the cell as a person would write it; "" for none, and for what is no single value.
func (c cell) word() string {
	switch c.kind {
	case text:
		return c.text
	case number:
		if c.text != "" {
			return c.text
		}
		return strconv.FormatFloat(c.num, 'g', -1, 64)
	case truth:
		return strconv.FormatBool(c.num != 0)
	case absent, list, object:
	}
	return ""
}

// empty reports whether a cell says nothing, or says it in no letters.
func (c cell) empty() bool { return c.kind == absent || c.kind == text && c.text == "" }

// float is the number in a cell; ok is false where it holds something else.
func (c cell) float() (x float64, ok bool) {
	switch c.kind {
	case number, truth:
		return c.num, true
	case text:
		return floatOf(c.text)
	case absent, list, object:
	}
	return 0, false
}

// floatOf reads a number in the words of spreadsheets and Python: no hexadecimal, no
// underscores, but NaN and infinities by any of their names.
func floatOf(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s, "xX_pP") {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(x, 0) {
		return 0, false
	}
	return x, true
}

// nothing reports whether a word stands for a value that is not there.
func nothing(word string) bool {
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "", "null", "none", "nan", "na", "n/a", "<na>":
		return true
	}
	return false
}
