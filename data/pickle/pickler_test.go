package pickle_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
)

// The types below are Python values for the pickler. int, float64, bool, string, []byte
// and nil stand for themselves.
type (
	np    float64  // numpy.float64
	list  []any    // a list of its own each time it is written
	tuple []any    // a tuple
	items []any    // key, value, key, value: a dictionary of its own each time it is written
	class string   // "module.name"
	call  struct { // REDUCE, and BUILD where state is not nil
		of    class
		args  tuple
		state any
	}
	shared struct{ of any } // by pointer: written once, then by memo
	raw    string           // opcodes as they are
)

// pickler writes pickles as CPython does: every value is stored in the memo, texts, classes
// and shared values are written once.
type pickler struct {
	bytes.Buffer
	protocol int
	numpy2   bool
	awkward  bool // writes the bytes of numbers with the long opcode, so that nothing is read by a short cut
	before   list // stands before everything else, so that memo numbers are large behind it
	stored   int
	texts    map[string]int
	seen     map[*shared]int
	f8       *shared
}

// pickled is the whole file of a value.
func pickled(v any, options ...func(*pickler)) []byte {
	p := &pickler{protocol: 4, texts: map[string]int{}, seen: map[*shared]int{}}
	for _, option := range options {
		option(p)
	}
	p.f8 = dtype("f8", "<")
	p.WriteString("\x80" + string([]byte{byte(p.protocol)}))
	if p.protocol >= 4 {
		p.WriteString("\x95\x00\x00\x00\x00\x00\x00\x00\x00")
	}
	if top, ok := v.(items); ok && p.before != nil {
		v = append(items{"voting_answers", p.before}, top...)
	}
	p.put(v)
	p.WriteByte('.')
	return p.Bytes()
}

func protocol(n int) func(*pickler) { return func(p *pickler) { p.protocol = n } }
func after(n int) func(*pickler) {
	return func(p *pickler) {
		for i := range n {
			p.before = append(p.before, fmt.Sprint("answer ", i))
		}
	}
}
func numpy2(p *pickler)  { p.numpy2 = true }
func awkward(p *pickler) { p.awkward = true }

// dtype is the type of a numpy number; it is shared by all numbers that point to it.
func dtype(name, order string) *shared {
	return &shared{call{"numpy.dtype", tuple{name, false, true}, tuple{3, order, nil, nil, nil, -1, -1, 0}}}
}

func (p *pickler) put(v any) {
	switch v := v.(type) {
	case nil:
		p.WriteByte('N')
	case bool:
		p.WriteString(map[bool]string{false: "\x89", true: "\x88"}[v])
	case int:
		p.int(v)
	case float64:
		p.WriteByte('G')
		p.Write(binary.BigEndian.AppendUint64(nil, math.Float64bits(v)))
	case np:
		p.put(p.scalar(p.f8, binary.LittleEndian.AppendUint64(nil, math.Float64bits(float64(v)))))
	case string:
		p.text(v)
	case []byte:
		p.bytes(v)
	case raw:
		p.WriteString(string(v))
	case class:
		p.class(v)
	case *shared:
		p.shared(v)
	default:
		p.compound(v)
	}
}

func (p *pickler) compound(v any) {
	switch v := v.(type) {
	case list:
		p.WriteByte(']')
		p.store()
		p.batches(v, 1000, 'a', 'e')
	case items:
		p.WriteByte('}')
		p.store()
		p.batches(v, 2000, 's', 'u')
	case tuple:
		p.tuple(v)
	case call:
		p.put(v.of)
		p.put(v.args)
		p.WriteByte('R')
		p.store()
		if v.state != nil {
			p.put(v.state)
			p.WriteByte('b')
		}
	default:
		panic(fmt.Sprintf("the test's pickler does not write %T", v))
	}
}

// batches writes elements as Python does: one alone, or a thousand behind a mark.
func (p *pickler) batches(v []any, size int, one, many byte) {
	for len(v) > 0 {
		n := min(len(v), size)
		if n > 2 || n == 2 && one == 'a' {
			p.WriteByte('(')
			p.all(v[:n])
			p.WriteByte(many)
		} else {
			p.all(v[:n])
			p.WriteByte(one)
		}
		v = v[n:]
	}
}

func (p *pickler) all(v []any) {
	for _, x := range v {
		p.put(x)
	}
}

func (p *pickler) int(v int) {
	switch {
	case v >= 0 && v < 256:
		p.Write([]byte{'K', byte(v)})
	case v >= 0 && v < 65536:
		p.WriteByte('M')
		p.Write(binary.LittleEndian.AppendUint16(nil, uint16(v)))
	case v == int(int32(v)):
		p.WriteByte('J')
		p.Write(binary.LittleEndian.AppendUint32(nil, uint32(v)))
	default:
		p.WriteString("\x8a\x08")
		p.Write(binary.LittleEndian.AppendUint64(nil, uint64(v)))
	}
}

// shared writes a value once. Lists and dictionaries are in the memo before they are
// filled, so the number is the next one; a call is stored when it is made.
func (p *pickler) shared(v *shared) {
	if at, ok := p.seen[v]; ok {
		p.get(at)
		return
	}
	switch of := v.of.(type) {
	case list, items:
		p.seen[v] = p.stored
		p.put(of)
	default:
		p.put(of)
		p.seen[v] = p.store()
	}
}

func (p *pickler) get(at int) {
	if at < 256 {
		p.Write([]byte{'h', byte(at)})
		return
	}
	p.WriteByte('j')
	p.Write(binary.LittleEndian.AppendUint32(nil, uint32(at)))
}

func (p *pickler) store() int {
	at := p.stored
	p.stored++
	switch {
	case p.protocol >= 4:
		p.WriteByte(0x94)
	case at < 256:
		p.Write([]byte{'q', byte(at)})
	default:
		p.WriteByte('r')
		p.Write(binary.LittleEndian.AppendUint32(nil, uint32(at)))
	}
	return at
}
