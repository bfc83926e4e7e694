package data

import (
	"math"
	"slices"
)

const noText = ^uint32(0)

// columns are the numbers of a run or of a part of one. The columns of a part are
// counted from the part's start: traces, id bytes and lines.
type columns struct {
	// per instance
	first    []uint32 // len n+1: first trace of each, and the end of the last
	lineAt   []int64  // byte offset of the record in the decompressed file
	lineLen  []uint32 // bytes of the record
	idAt     []uint32 // len n+1, into ids
	ids      []byte
	recorded []Flag
	category []Category
	gaps     []gap // where line numbers run ahead of instance numbers
	own      own

	// per trace
	conf   []float64
	tokens []uint32
	flags  []uint8  // two bits each: refused, harmful, refused by the classifier; then one: an empty text; one: the refusal was read from the text
	marks  []uint8  // one bit a phrase list
	textAt []uint32 // offset of the text's opening quote in its record; noText where absent

	read      int     // refusals read from texts
	lo, hi    float64 // of the finite confidences; lo > hi where there are none
	has       uint16  // bit set of Field
	scale     Scale   // that a record declares
	maxTraces int
}

// gap says that from an instance on, line numbers are instance numbers plus ahead.
// Files have few of them, so they cost less than a column.
type gap struct {
	instance uint32
	ahead    uint32
}

func newColumns() columns {
	return columns{first: []uint32{0}, idAt: []uint32{0}, own: newOwn(), lo: math.Inf(1), hi: math.Inf(-1)}
}

// clear empties the columns and keeps their memory.
func (c *columns) clear() {
	c.first, c.idAt = c.first[:1], c.idAt[:1]
	c.lineAt, c.lineLen, c.ids = c.lineAt[:0], c.lineLen[:0], c.ids[:0]
	c.recorded, c.category, c.gaps = c.recorded[:0], c.category[:0], c.gaps[:0]
	c.conf, c.tokens, c.flags = c.conf[:0], c.tokens[:0], c.flags[:0]
	c.marks, c.textAt = c.marks[:0], c.textAt[:0]
	c.own.clear()
	c.has, c.maxTraces, c.scale, c.read = 0, 0, ScaleUnknown, 0
	c.lo, c.hi = math.Inf(1), math.Inf(-1)
}

func (c *columns) instances() int { return len(c.first) - 1 }

func (c *columns) id(i int) []byte { return c.ids[c.idAt[i]:c.idAt[i+1]] }

// noteLine records that the next instance stands on the given 1-based line.
func (c *columns) noteLine(instance int, line uint32) {
	ahead := line - uint32(instance)
	if n := len(c.gaps); n > 0 && c.gaps[n-1].ahead == ahead {
		return
	}
	c.gaps = append(c.gaps, gap{uint32(instance), ahead})
}

// line gives the 1-based line of instance i.
func (c *columns) line(i int) int {
	n, found := slices.BinarySearchFunc(c.gaps, uint32(i), func(g gap, at uint32) int { return int(g.instance) - int(at) })
	if !found {
		n--
	}
	return int(uint32(i) + c.gaps[n].ahead) // lines may be behind instances, too: each file of a folder counts its own
}

// join appends a part whose first line follows the given number of lines.
func (c *columns) join(part *columns, lines int) {
	instances, traces, ids := c.instances(), len(c.conf), len(c.ids)
	for i := range part.gaps {
		at := int(part.gaps[i].instance)
		c.noteLine(instances+at, uint32(lines+at)+part.gaps[i].ahead)
	}
	for _, end := range part.first[1:] {
		c.first = append(c.first, uint32(traces)+end)
	}
	for _, end := range part.idAt[1:] {
		c.idAt = append(c.idAt, uint32(ids)+end)
	}
	c.ids = append(c.ids, part.ids...)
	c.lineAt = append(c.lineAt, part.lineAt...)
	c.lineLen = append(c.lineLen, part.lineLen...)
	c.recorded = append(c.recorded, part.recorded...)
	c.category = append(c.category, part.category...)
	c.conf = append(c.conf, part.conf...)
	c.tokens = append(c.tokens, part.tokens...)
	c.flags = append(c.flags, part.flags...)
	c.marks = append(c.marks, part.marks...)
	c.textAt = append(c.textAt, part.textAt...)
	c.own.join(&part.own, instances)
	c.has |= part.has
	c.read += part.read
	if c.scale == ScaleUnknown {
		c.scale = part.scale
	}
	c.maxTraces = max(c.maxTraces, part.maxTraces)
	c.lo, c.hi = min(c.lo, part.lo), max(c.hi, part.hi)
}

// reserve makes room for the given numbers in one step, so that appending never holds
// two copies of a column that is nearly as large as the run.
func (c *columns) reserve(instances, traces, ids int) {
	c.first = reserved(c.first, instances+1)
	c.idAt = reserved(c.idAt, instances+1)
	c.lineAt = reserved(c.lineAt, instances)
	c.lineLen = reserved(c.lineLen, instances)
	c.recorded = reserved(c.recorded, instances)
	c.category = reserved(c.category, instances)
	c.own.reserve(instances)
	c.ids = reserved(c.ids, ids)
	c.conf = reserved(c.conf, traces)
	c.tokens = reserved(c.tokens, traces)
	c.flags = reserved(c.flags, traces)
	c.marks = reserved(c.marks, traces)
	c.textAt = reserved(c.textAt, traces)
}

func reserved[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s
	}
	grown := make([]T, len(s), n)
	copy(grown, s)
	return grown
}
