package curves

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

// Limits: a sweep has a thousand positions, and the files of the reference are mostly
// lists of ids.
const (
	mostResults = 10_000
	mostFaults  = 100
)

// ErrNone is the error for JSON that holds no results.
var ErrNone = errors.New("no results in it that have percentile and confusion_matrix: this is no sweep")

// Read takes a whole file. The error says why there is nothing to show; a file of which
// one result is sound has none.
func Read(text []byte) (*File, error) {
	root, err := jsonl.Parse(oneLine(text))
	if err != nil {
		return nil, err
	}
	results := resultsIn(root, deepest)
	if results == nil {
		return nil, ErrNone
	}
	file := &File{Run: textOf(root.Field("run", "name")), Judge: textOf(root.Field("judge")), Policy: textOf(root.Field("policy", "kind"))}
	file.methodOf(root)
	for i, result := range results.Items() {
		if i == mostResults {
			file.fault(0, true, fmt.Errorf("only the first %d results are read", mostResults))
			break
		}
		file.take(i+1, result)
	}
	file.claimsOf(root)
	if len(file.Points) == 0 {
		return nil, file.nothing()
	}
	slices.SortStableFunc(file.Points, func(a, b Point) int {
		if a.Percentile < b.Percentile {
			return -1
		}
		return 1 // none stands twice
	})
	return file, nil
}

// nothing is the error for a file without one sound result.
func (f *File) nothing() error {
	if len(f.Faults) == 0 {
		return ErrNone
	}
	return fmt.Errorf("none of its results can be used: %w", f.Faults[0])
}

// oneLine is the text with its line ends as blanks: within a text of JSON there are none,
// and jsonl knows Python's words for numbers between blanks.
func oneLine(text []byte) []byte {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	return bytes.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, text)
}

// Results are looked for so far down in a document, and among so many elements of a list:
// the first of them may be broken.
const (
	deepest = 3
	tried   = 100
)

// resultsIn finds the list that has a result; nil where there is none. The usual key comes
// first, then the keys in their order.
func resultsIn(v jsonl.Value, depth int) jsonl.Value {
	switch {
	case hasResult(v):
		return v
	case depth == 0 || v.Kind() != jsonl.Object:
		return nil
	}
	if found := resultsIn(v.Field("results"), 0); found != nil {
		return found
	}
	for _, value := range v.Fields() {
		if found := resultsIn(value, depth-1); found != nil {
			return found
		}
	}
	return nil
}

// hasResult reports whether a value is a list with a result among its first elements.
func hasResult(v jsonl.Value) bool {
	if v.Kind() != jsonl.Array {
		return false
	}
	for i, item := range v.Items() {
		if isResult(item) {
			return true
		}
		if i == tried {
			break
		}
	}
	return false
}

func isResult(v jsonl.Value) bool {
	percentile, matrix := false, false
	for key := range v.Fields() {
		percentile = percentile || key == "percentile"
		matrix = matrix || key == "confusion_matrix"
	}
	return percentile && matrix
}

// take takes one result in, or says why not.
func (f *File) take(number int, v jsonl.Value) {
	p, err := pointOf(v)
	p.Result = number
	if err != nil {
		f.fault(number, true, err)
		return
	}
	if twin := f.at(p.Percentile); twin > 0 {
		f.fault(number, true, fmt.Errorf("percentile %v stands in result %d already: the first one counts", p.Percentile, twin))
		return
	}
	for _, err := range p.odd(v) {
		f.fault(number, false, err)
	}
	f.Points = append(f.Points, p)
}

// at is the result that has a percentile; 0 where none has.
func (f *File) at(percentile float64) int {
	for i := range f.Points {
		if f.Points[i].Percentile == percentile {
			return f.Points[i].Result
		}
	}
	return 0
}

func (f *File) fault(result int, out bool, err error) {
	if out {
		f.Out++
	}
	if len(f.Faults) == mostFaults {
		f.More++
		return
	}
	f.Faults = append(f.Faults, Fault{result, out, err})
}
