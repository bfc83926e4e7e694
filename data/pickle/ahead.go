package pickle

import (
	"encoding/binary"
	"math"
)

// Nearly all of a DeepConf pickle is numpy numbers, each written as
//
//	get scalar, get type, 8 bytes, tuple of 2, reduce
//
// with a store into the memo behind the last three; protocol 2, which has no bytes,
// writes a call of _codecs.encode in their place. scalarAhead reads that sentence at once.
// The opcodes one by one give the same value, and do so wherever the sentence is not
// exactly this.

// longestScalar is more than the longest sentence, protocol 2 with long memo numbers.
const longestScalar = 80

// sentence is a place in the bytes ahead while they are compared with what is expected.
type sentence struct {
	p      []byte
	at     int
	memo   *memo
	stored uint64 // values stored in this sentence
	wanted bool   // one of them will be asked for again
	broken bool   // the bytes are something else
}

// scalarAhead reads one number of numpy if the next bytes are exactly that, and otherwise
// reads nothing.
func (m *machine) scalarAhead() bool {
	p := m.src.ahead()
	if len(p) < longestScalar || p[0] != opBinGet && p[0] != opLongBinGet || len(m.stack) >= maxStack {
		return false
	}
	s := sentence{p: p[:longestScalar], memo: &m.memo}
	x := s.scalar()
	if s.broken {
		return false
	}
	v := number(kindFloat, x)
	m.src.at += s.at
	m.memo.count += s.stored
	m.stack = append(m.stack, v)
	return true
}

func (s *sentence) scalar() float64 {
	if s.get(kindClass).num != float64(classScalar) {
		s.broken = true
		return 0
	}
	t, ok := s.get(kindType).ref.(*dtype)
	if !ok || *t != (dtype{code: 'f', size: 8}) {
		s.broken = true
		return 0
	}
	x := s.content()
	s.op(opTuple2)
	s.store()
	s.op(opReduce)
	s.store()
	s.broken = s.broken || s.wanted
	return x
}

// content reads the 8 bytes.
func (s *sentence) content() float64 {
	if s.p[s.at] != opShortBinBytes {
		return s.encoded()
	}
	if s.p[s.at+1] != 8 {
		s.broken = true
		return 0
	}
	bits := binary.LittleEndian.Uint64(s.p[s.at+2:])
	s.at += 10
	s.store()
	return math.Float64frombits(bits)
}

// encoded reads the 8 bytes as protocol 2 writes them: characters to be encoded as latin1.
func (s *sentence) encoded() float64 {
	if s.get(kindClass).num != float64(classEncode) || s.broken {
		s.broken = true
		return 0
	}
	x := s.characters()
	s.store()
	coding := s.get(kindText)
	if name, ok := coding.text(); !ok || name != "latin1" {
		s.broken = true
	}
	s.op(opTuple2)
	s.store()
	s.op(opReduce)
	s.store()
	return x
}

// characters reads 8 characters, of 1 or 2 bytes each, as 8 bytes.
func (s *sentence) characters() float64 {
	head := s.p[s.at : s.at+5]
	n := binary.LittleEndian.Uint32(head[1:])
	if head[0] != opBinUnicode || n < 8 || n > 16 {
		s.broken = true
		return 0
	}
	text := s.p[s.at+5 : s.at+5+int(n)]
	bits, ok := packed(text)
	if !ok {
		s.broken = true
		return 0
	}
	s.at += 5 + len(text)
	return math.Float64frombits(bits)
}

// packed reads exactly 8 characters below 256 as the bytes of a little-endian number.
func packed(text []byte) (bits uint64, ok bool) {
	i := 0
	for shift := 0; shift < 64 && i < len(text); shift += 8 {
		b := text[i]
		i++
		if b >= 0x80 {
			if b != 0xc2 && b != 0xc3 || i == len(text) || text[i]&0xc0 != 0x80 {
				return 0, false
			}
			b = b<<6 | text[i]&0x3f
			i++
		}
		bits |= uint64(b) << shift
		ok = shift == 56
	}
	return bits, ok && i == len(text)
}

func (s *sentence) op(op byte) {
	if s.p[s.at] != op {
		s.broken = true
		return
	}
	s.at++
}

// get reads what the memo holds, which must be of one kind.
func (s *sentence) get(k kind) value {
	var number uint64
	switch s.p[s.at] {
	case opBinGet:
		number = uint64(s.p[s.at+1])
		s.at += 2
	case opLongBinGet:
		number = uint64(binary.LittleEndian.Uint32(s.p[s.at+1:]))
		s.at += 5
	default:
		s.broken = true
		return value{}
	}
	v, ok := s.memo.get(number)
	if !ok || v.kind != k {
		s.broken = true
		return value{}
	}
	return v
}

// store passes over a store into the memo. Where the value will be asked for, the opcodes
// have to be read one by one.
func (s *sentence) store() {
	number := s.memo.count + s.stored
	switch s.p[s.at] {
	case opMemoize:
		s.at++
	case opBinPut:
		number = uint64(s.p[s.at+1])
		s.at += 2
	case opLongBinPut:
		number = uint64(binary.LittleEndian.Uint32(s.p[s.at+1:]))
		s.at += 5
	default:
		return
	}
	s.stored++
	s.wanted = s.wanted || s.memo.asked.has(number)
}
