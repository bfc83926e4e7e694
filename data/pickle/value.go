package pickle

import "slices"

// kind says what a value is and where it is kept.
type kind uint8

const (
	kindNone  kind = iota
	kindOther      // something that is not needed: a very long integer, a two-dimensional array
	kindBool       // num is 0 or 1
	kindInt        // num
	kindFloat      // num
	kindText       // ref is a string
	kindBytes      // ref is a []byte
	kindList       // ref is a *list: a list, or a one-dimensional array
	kindTuple      // ref is a *list
	kindDict       // ref is a *dict
	kindClass      // num is a class
	kindType       // ref is a *dtype
)

// String is the word for a kind in a sentence.
func (k kind) String() string {
	return [...]string{"None", "something else", "a bool", "an integer", "a number", "a text", "bytes", "a list", "a tuple",
		"a dictionary", "a class", "a number type"}[k]
}

// value is one slot of the stack. Numbers are in it; everything else hangs on ref.
type value struct {
	ref  any
	num  float64
	kind kind
}

// What things cost in memory, in bytes, roughly and rather more than less.
const (
	slotCost   = 32
	numberCost = 8
	pairCost   = 56
	headCost   = 96
)

func number(k kind, x float64) value { return value{kind: k, num: x} }

func (v value) isNumber() bool { return v.kind == kindInt || v.kind == kindFloat }

func (v value) text() (string, bool) {
	s, ok := v.ref.(string)
	return s, ok
}

func (v value) bytes() ([]byte, bool) {
	b, ok := v.ref.([]byte)
	return b, ok
}

func (v value) dict() (*dict, bool) {
	d, ok := v.ref.(*dict)
	return d, ok
}

// list gives lists and tuples.
func (v value) list() (*list, bool) {
	l, ok := v.ref.(*list)
	return l, ok && !l.blank
}

// cost is what a value holds beyond its slot.
func (v value) cost() int64 {
	switch ref := v.ref.(type) {
	case string:
		return int64(len(ref))
	case []byte:
		return int64(len(ref))
	case *list:
		return ref.cost
	case *dict:
		return ref.cost
	default:
		return 0
	}
}

// list is a list, a tuple or an array. As long as all of it are numbers it is numbers,
// 8 bytes each, and no values.
type list struct {
	numbers []float64
	items   []value
	mixed   bool // the content is in items
	kept    bool // the memo holds it
	blank   bool // an array whose content has not come, or cannot be read
	cost    int64
}

func (l *list) len() int { return len(l.numbers) + len(l.items) }

func (l *list) at(i int) value {
	switch {
	case i >= l.len():
		return value{kind: kindOther}
	case l.mixed:
		return l.items[i]
	default:
		return number(kindFloat, l.numbers[i])
	}
}

// add appends and gives what the slot costs.
func (l *list) add(v value) int64 {
	if v.isNumber() && !l.mixed {
		l.numbers = append(l.numbers, v.num)
		l.cost += numberCost
		return numberCost
	}
	grown := int64(slotCost)
	if !l.mixed {
		l.mixed = true
		for _, x := range l.numbers {
			l.items = append(l.items, number(kindFloat, x))
		}
		grown += slotCost * int64(len(l.numbers))
		l.numbers = nil
	}
	l.items = append(l.items, v)
	l.cost += grown + v.cost()
	return grown
}

// addNumbers appends the numbers that values begin with, as long as all of the list are
// numbers, and gives how many those are.
func (l *list) addNumbers(values []value) int {
	if l.mixed {
		return 0
	}
	n := 0
	for n < len(values) && values[n].isNumber() {
		n++
	}
	l.numbers = slices.Grow(l.numbers, n)
	for _, v := range values[:n] {
		l.numbers = append(l.numbers, v.num)
	}
	l.cost += numberCost * int64(n)
	return n
}

// dict is a dictionary in the order of the file. Pairs whose key is not a text are not
// kept: nothing that is needed has one.
type dict struct {
	pairs []pair
	trace int // 1 for the first dictionary that is a trace, 0 for none
	kept  bool
	cost  int64
	since int64 // what was live when it was made

	charged int64 // what the memo was charged for its pairs
}

type pair struct {
	key   string
	value value
}

// get gives the last value of a key, as Python would.
func (d *dict) get(key string) (value, bool) {
	for i := len(d.pairs) - 1; i >= 0; i-- {
		if d.pairs[i].key == key {
			return d.pairs[i].value, true
		}
	}
	return value{}, false
}

func (d *dict) has(key string) bool {
	_, ok := d.get(key)
	return ok
}

// looksLikeTrace tells a trace from the other dictionaries of a question.
func (d *dict) looksLikeTrace() bool {
	return d.has("confs") || d.has("token_ids") || d.has("text") && (d.has("stop_reason") || d.has("num_tokens"))
}
