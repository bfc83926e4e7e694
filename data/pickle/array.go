package pickle

import (
	"math"
	"slices"
)

// dtype is the type of a number as numpy writes it: "f8" and a byte order.
type dtype struct {
	code byte // f, i, u or b; 0 for what is not read: texts, dates, half floats
	size int
	big  bool
}

func (t dtype) known() bool { return t.code != 0 }

func typeOf(name string) dtype {
	switch name {
	case "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1":
		return dtype{code: name[0], size: int(name[1] - '0')}
	default:
		return dtype{}
	}
}

// at reads the first number of p, which holds at least one.
func (t dtype) at(p []byte) float64 {
	var x uint64
	for i := range t.size {
		from := i
		if !t.big {
			from = t.size - 1 - i
		}
		x = x<<8 | uint64(p[from])
	}
	switch {
	case t.code == 'f' && t.size == 4:
		return float64(math.Float32frombits(uint32(x)))
	case t.code == 'f':
		return math.Float64frombits(x)
	case t.code == 'i':
		unused := 64 - 8*t.size
		return float64(int64(x<<unused) >> unused)
	default:
		return float64(x)
	}
}

// build completes what was made before: the byte order of a type, the content of an array.
func (m *machine) build() error {
	state, err := m.pop()
	if err != nil {
		return err
	}
	v, err := m.top()
	if err != nil {
		return err
	}
	args, ok := state.list()
	if !ok {
		return m.damaged("%s is completed with %s", v.kind, state.kind)
	}
	if t, ok := v.ref.(*dtype); ok {
		order, _ := args.at(1).text()
		t.big = order == ">"
		return nil
	}
	if l, ok := v.ref.(*list); ok && l.blank {
		return m.fillBlank(l, args)
	}
	return m.damaged("%s is completed", v.kind)
}

// fillBlank reads numpy's (version, shape, type, order, bytes) into an array that the
// memo may already hold. What is not a row of numbers stays blank.
func (m *machine) fillBlank(blank, args *list) error {
	v, err := m.array(args.at(1), args.at(2), args.at(4))
	if err != nil {
		return err
	}
	l, ok := v.list()
	if !ok {
		return nil
	}
	blank.numbers, blank.cost, blank.blank = l.numbers, l.cost, false
	if blank.kept {
		return m.keep(l.cost)
	}
	return nil
}

// array reads the numbers of an array with one dimension.
func (m *machine) array(dimensions, numbers, content value) (value, error) {
	d, ok := dimensions.list()
	if !ok {
		return value{}, m.damaged("an array has no shape")
	}
	t, isType := numbers.ref.(*dtype)
	p, isBytes := content.bytes()
	if !isType || !isBytes || !t.known() || d.len() != 1 {
		return value{kind: kindOther}, nil
	}
	if d.at(0).num != float64(len(p)/t.size) {
		return value{}, m.damaged("an array of %d bytes does not have its stated shape", len(p))
	}
	return m.numbers(*t, p)
}

func (m *machine) numbers(t dtype, p []byte) (value, error) {
	if len(p)%t.size != 0 {
		return value{}, m.damaged("an array of numbers of %d bytes has %d bytes", t.size, len(p))
	}
	n := len(p) / t.size
	if n > maxNumbers {
		return value{}, tooMuch(m.src.offset(), "an array of more than %d numbers", maxNumbers)
	}
	cost := headCost + numberCost*int64(n)
	if err := m.hold(cost); err != nil {
		return value{}, err
	}
	l := &list{numbers: make([]float64, n), cost: cost}
	for i := range l.numbers {
		l.numbers[i] = t.at(p[i*t.size:])
	}
	return value{kind: kindList, ref: l}, nil
}

// plainArray reads array.array's ("l", [1, 2, 3]). The array is a copy, as in Python.
func (m *machine) plainArray(args *list) (value, error) {
	given, ok := args.at(1).list()
	if !ok {
		return value{}, m.damaged("an array has no elements")
	}
	if given.mixed {
		return value{kind: kindOther}, nil
	}
	l := &list{numbers: slices.Clone(given.numbers), cost: given.cost}
	return value{kind: kindList, ref: l}, m.hold(l.cost)
}

// plainRebuild reads array.array's (class, "l", format, bytes).
func (m *machine) plainRebuild(args *list) (value, error) {
	p, ok := args.at(3).bytes()
	if !ok {
		return value{}, m.damaged("an array has no bytes")
	}
	t := machineFormat(args.at(2))
	if !t.known() {
		return value{kind: kindOther}, nil
	}
	return m.numbers(t, p)
}

// machineFormat is the type behind the numbers 0 to 17 that Python's array module
// documents as machine format codes.
func machineFormat(v value) dtype {
	const order = "u1i1u2u2i2i2u4u4i4i4u8u8i8i8f4f4f8f8"
	n := int(math.Max(-1, math.Min(v.num, 255)))
	if v.kind != kindInt || n < 0 || 2*n+2 > len(order) {
		return dtype{}
	}
	t := typeOf(order[2*n : 2*n+2])
	t.big = n > 1 && n%2 == 1
	return t
}
