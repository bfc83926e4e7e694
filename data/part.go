package data

import (
	"errors"
	"math"
	"slices"
)

// part is what one scanner has read from one stretch of lines.
type part struct {
	columns
	problems Problems
	lines    int // lines begun, readable or not
}

func newPart() *part { return &part{columns: newColumns()} }

func (p *part) clear() {
	p.columns.clear()
	p.problems = Problems{List: p.problems.List[:0]}
	p.lines = 0
}

// expect makes room for what a stretch of the given size usually holds.
func (p *part) expect(bytes int64) {
	const usual, traces, id = 8 << 10, 10, 24
	n := int(bytes/usual) + 16
	p.reserve(n, n*traces, n*id)
}

// reject counts a record that could not be read.
func (p *part) reject(file string, err error) {
	problem := Problem{File: file, Line: p.lines, Err: err, Skipped: true}
	var f *fault
	if errors.As(err, &f) {
		problem.Field, problem.Err = f.field, f.err
	}
	p.problems.add(problem)
}

// add appends a record that stands at the offset, on the line counted last.
func (p *part) add(file string, r *record, at int64, length int, ownLines bool) {
	line := p.lines
	if ownLines {
		line = int(r.line)
	}
	for _, n := range r.notes {
		p.problems.add(Problem{File: file, Line: line, Field: n.field, Err: n.err, Kind: n.kind})
	}
	p.noteLine(p.instances(), uint32(line))
	n := r.traces()
	p.addTraces(r, n)
	p.first = append(p.first, uint32(len(p.conf)))
	p.ids = append(p.ids, r.id...)
	p.idAt = append(p.idAt, uint32(len(p.ids)))
	p.lineAt = append(p.lineAt, at)
	p.lineLen = append(p.lineLen, uint32(length))
	p.recorded = append(p.recorded, r.recorded)
	p.category = append(p.category, r.category)
	p.own.add(p.instances()-1, r)
	p.has |= r.fields()
	if p.scale == ScaleUnknown {
		p.scale = r.scale
	}
	p.maxTraces = max(p.maxTraces, n)
}

// addTraces appends n traces; what an array is too short for is absent.
func (p *part) addTraces(r *record, n int) {
	p.conf = padded(p.conf, r.conf, n, AbsentConfidence())
	for _, x := range r.conf {
		if x-x == 0 { // finite
			p.lo, p.hi = min(p.lo, x), max(p.hi, x)
		}
	}
	p.tokens = padded(p.tokens, r.tokens, n, AbsentTokens)
	p.textAt = padded(p.textAt, r.textAt, n, noText)
	p.marks = padded(p.marks, r.marks, n, 0)
	for j := range n {
		flags := r.flagsOf(j)
		p.read += int(flags & flagRead >> 7)
		p.flags = append(p.flags, flags)
	}
}

func padded[T any](dst, src []T, n int, absent T) []T {
	dst = append(dst, src...)
	for range n - len(src) {
		dst = append(dst, absent)
	}
	return dst
}

// flagRead is set where the refusal was read from the text, since the file does not state it.
const flagRead = 1 << 7

// flagsOf packs the flags of trace j. A trace that the classifier missed is written as
// false, false, 0.0, 0.0: its two flags are absent, not false.
func (r *record) flagsOf(j int) uint8 {
	refused, harmful, classifier := at(r.flags[0], j), at(r.flags[1], j), at(r.flags[2], j)
	read := uint8(0)
	if refused == FlagAbsent && r.refusing != 0 && j < len(r.textAt) && r.textAt[j] != noText {
		refused, read = FlagFalse, flagRead
		if r.marks[j]&r.refusing != 0 {
			refused = FlagTrue
		}
	}
	if r.stated&bothConf == bothConf && harmful == FlagFalse && classifier == FlagFalse &&
		zeroAt(r.missed[0], j) && zeroAt(r.missed[1], j) {
		harmful, classifier = FlagAbsent, FlagAbsent
	}
	return uint8(refused) | uint8(harmful)<<2 | uint8(classifier)<<4 | r.emptyAt(j)<<6 | read
}

// emptyAt is 1 where the text of trace j has no character.
func (r *record) emptyAt(j int) uint8 {
	if j < len(r.textAt) && r.textAt[j] != noText && r.cur.b[r.textAt[j]+1] == '"' {
		return 1
	}
	return 0
}

func at(flags []Flag, j int) Flag {
	if j < len(flags) {
		return flags[j]
	}
	return FlagAbsent
}

func zeroAt(conf []float64, j int) bool {
	return j < len(conf) && math.Float64bits(conf[j])<<1 == 0
}

func stated(flags []Flag) bool {
	return slices.ContainsFunc(flags, func(f Flag) bool { return f != FlagAbsent })
}

// fields is the bit set of Field that the record states: an array of nulls states nothing.
func (r *record) fields() uint16 {
	var has uint16
	set := func(f Field, stated bool) {
		if stated {
			has |= 1 << f
		}
	}
	set(FieldText, slices.ContainsFunc(r.textAt, func(at uint32) bool { return at != noText }))
	set(FieldTokens, slices.ContainsFunc(r.tokens, func(n uint32) bool { return n != AbsentTokens }))
	set(FieldRefused, stated(r.flags[0]) || r.refusing != 0 && len(r.textAt) > 0)
	set(FieldHarmful, stated(r.flags[1]))
	set(FieldClassifierRefused, stated(r.flags[2]))
	set(FieldRecorded, r.recorded != FlagAbsent)
	set(FieldLogprobs, r.strips.of(stripLogprobs, stripLogprobPairs).pos != 0)
	set(FieldPeaks, r.strips.of(stripPeaks, stripPeakPairs).pos != 0)
	return has
}
