package curves

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

// pointOf reads one result; the error says what it lacks or has wrong.
func pointOf(v jsonl.Value) (Point, error) {
	if v.Kind() != jsonl.Object {
		return Point{}, fmt.Errorf("%s and not an object", kindWord(v))
	}
	fields := fieldsOf(v)
	var p Point
	percentile, err := realOf(fields["percentile"])
	switch {
	case err != nil:
		return p, fmt.Errorf("percentile %w", err)
	case percentile < 0 || percentile > 100:
		return p, fmt.Errorf("percentile %v lies outside 0 to 100", percentile)
	}
	p.Percentile = percentile + 0 // -0 is 0
	if err := p.countsOf(fields["confusion_matrix"]); err != nil {
		return p, err
	}
	p.figuresOf(fields)
	return p, nil
}

// countsOf takes the four counts, and how many ids are listed behind each.
func (p *Point) countsOf(matrix jsonl.Value) (err error) {
	if matrix.Kind() != jsonl.Object {
		return fmt.Errorf("(p%v) confusion_matrix is %s and not an object", p.Percentile, kindWord(matrix))
	}
	cells := fieldsOf(matrix)
	for _, cell := range []struct {
		key string
		to  *int
	}{{"tp", &p.TP}, {"fn", &p.FN}, {"fp", &p.FP}, {"tn", &p.TN}} {
		if *cell.to, err = countOf(cells[cell.key]); err != nil {
			return fmt.Errorf("(p%v) %s %w", p.Percentile, cell.key, err)
		}
	}
	examples := cells["examples"]
	for i, key := range []string{"tp", "fn", "fp", "tn"} {
		p.Listed[i] = lengthOf(examples.Field(key))
	}
	return nil
}

// odd is what of a result contradicts its counts without making them unusable, and what
// cannot be held against anything.
func (p *Point) odd(v jsonl.Value) []error {
	odd := p.unread(fieldsOf(v))
	if total := v.Field("total"); !total.Missing() {
		stated, err := countOf(total)
		switch {
		case err != nil:
			odd = append(odd, fmt.Errorf("(p%v) total %w: the counts are added up instead", p.Percentile, err))
		case stated != p.Total():
			odd = append(odd, fmt.Errorf("(p%v) total says %d and the counts add up to %d: the counts are believed", p.Percentile, stated, p.Total()))
		}
	}
	for i, count := range []int{p.TP, p.FN, p.FP, p.TN} {
		if listed := p.Listed[i]; listed >= 0 && listed != count {
			odd = append(odd, fmt.Errorf("(p%v) %d ids are listed under %s and %d are counted", p.Percentile, listed, [...]string{"tp", "fn", "fp", "tn"}[i], count))
		}
	}
	return odd
}

// fieldsOf are the fields of an object; of equal keys the last counts.
func fieldsOf(v jsonl.Value) map[string]jsonl.Value {
	fields := map[string]jsonl.Value{}
	for key, value := range v.Fields() {
		fields[key] = value
	}
	return fields
}

var (
	errMissing = errors.New("is missing")
	errNaN     = errors.New("is not a finite number")
	errNoCount = errors.New("is beyond what can be counted")
)

// realOf reads a finite number.
func realOf(v jsonl.Value) (float64, error) {
	if v.Missing() {
		return 0, errMissing
	}
	x, ok := v.Float()
	switch {
	case !ok:
		return 0, fmt.Errorf("is %s and not a number", kindWord(v))
	case math.IsNaN(x) || math.IsInf(x, 0):
		return 0, errNaN
	}
	return x, nil
}

// countOf reads a whole number from 0 on; JavaScript and Python may write it as 695.0.
func countOf(v jsonl.Value) (int, error) {
	x, err := realOf(v)
	switch {
	case err != nil:
		return 0, err
	case x < 0:
		return 0, fmt.Errorf("is %v, and a count cannot be negative", x)
	case x != math.Trunc(x):
		return 0, fmt.Errorf("is %v, and a count is a whole number", x)
	case x > math.MaxInt32:
		return 0, errNoCount
	}
	return int(x), nil
}

// numberOf reads a figure that may be absent, with how finely it is written.
func numberOf(v jsonl.Value) Number {
	x, err := realOf(v)
	if err != nil {
		return Number{}
	}
	return Number{Value: x + 0, Half: halfUnit(v), Known: true}
}

// halfUnit is half a unit of the last decimal that is written.
func halfUnit(v jsonl.Value) float64 {
	mantissa, exponent, _ := bytes.Cut(bytes.ToLower(v), []byte("e"))
	_, decimals, _ := bytes.Cut(mantissa, []byte("."))
	shift, err := strconv.Atoi(string(exponent))
	if err != nil {
		shift = 0 // there is none, or one that only an infinity could have
	}
	return 0.5 * math.Pow10(shift-len(decimals))
}

// textOf is a text, or a number as it is written; "" for all else.
func textOf(v jsonl.Value) string {
	const longest = 200
	text, ok := v.Text()
	if !ok && v.Kind() == jsonl.Number {
		text = string(v)
	}
	if len(text) > longest {
		text = text[:longest] + "…"
	}
	return text
}

// lengthOf is the number of elements of an array; -1 where it is none.
func lengthOf(v jsonl.Value) int {
	if v.Kind() != jsonl.Array {
		return -1
	}
	n := 0
	for range v.Items() {
		n++
	}
	return n
}

// kindWord says what a value is, without quoting it.
func kindWord(v jsonl.Value) string {
	switch v.Kind() {
	case jsonl.Absent:
		return "missing"
	case jsonl.Null:
		return "null"
	case jsonl.Bool:
		return "true or false"
	case jsonl.Number:
		return "a number"
	case jsonl.Text:
		return "a text"
	case jsonl.Array:
		return "a list"
	case jsonl.Object:
	}
	return "an object"
}
