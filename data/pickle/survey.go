package pickle

import "encoding/binary"

// memoNumbers is the set of memo numbers that a pickle asks for again. Python stores
// nearly every value in the memo, some three a number, and asks for a few hundred.
type memoNumbers struct{ bits []uint64 }

func (n *memoNumbers) has(number uint64) bool {
	word := number / 64
	return word < uint64(len(n.bits)) && n.bits[word]>>(number%64)&1 == 1
}

func (n *memoNumbers) add(number uint64) {
	word := int(number / 64)
	if word >= len(n.bits) {
		n.bits = append(n.bits, make([]uint64, word+1-len(n.bits))...)
	}
	n.bits[word] |= 1 << (number % 64)
}

// survey walks over the opcodes without obeying any and collects the memo numbers that
// are asked for. Where the bytes make no sense it stops without a word: the machine stops
// at the same place and says why.
func survey(s *source) (*memoNumbers, error) {
	asked, reach, far := &memoNumbers{}, shapes(), reaches()
	for {
		s.at += hop(s.ahead(), far, asked)
		p, err := s.next(1)
		if err != nil {
			return asked, unlessDamage(err)
		}
		op := p[0]
		if op == opStop {
			return asked, nil
		}
		if op == opBinGet || op == opLongBinGet {
			err = surveyGet(s, op, asked)
		} else {
			err = pass(s, reach[op])
		}
		if err != nil {
			return asked, unlessDamage(err)
		}
	}
}

// hop goes over what of the bytes ahead takes no thought: the opcodes of a known, short
// reach, which are nearly all. It stops where one might reach over the end.
func hop(p []byte, far *[256]uint8, asked *memoNumbers) int {
	at := 0
	for at+257 <= len(p) {
		op, reach := p[at], int(far[p[at]])
		switch {
		case reach > 0:
			at += reach
		case op == opShortBinBytes || op == opShortUnicode:
			at += 2 + int(p[at+1])
		case op == opBinGet:
			asked.add(uint64(p[at+1]))
			at += 2
		default:
			return at
		}
	}
	return at
}

// reaches is the opcode and its argument in bytes, 0 for an opcode that takes thought.
func reaches() *[256]uint8 {
	var all [256]uint8
	for op := range all {
		switch shapeOf(byte(op)) {
		case shapeNone:
			all[op] = 1
		case shape1:
			all[op] = 2
		case shape2:
			all[op] = 3
		case shape4:
			all[op] = 5
		case shape8:
			all[op] = 9
		default:
		}
	}
	all[opStop], all[opBinGet], all[opLongBinGet] = 0, 0, 0
	return &all
}

// unlessDamage leaves what the machine will find again.
func unlessDamage(err error) error {
	if isDamage(err) {
		return nil
	}
	return err
}

func surveyGet(s *source, op byte, asked *memoNumbers) error {
	at := s.offset()
	number, err := memoNumber(s, op == opLongBinGet)
	if err != nil {
		return err
	}
	// A number is stored before it is asked for, which takes a byte at least.
	if number >= uint64(min(at, maxMemo)) {
		return damaged(at, "memo number %d cannot have been stored", number)
	}
	asked.add(number)
	return nil
}

func memoNumber(s *source, long bool) (uint64, error) {
	if !long {
		p, err := s.next(1)
		if err != nil {
			return 0, err
		}
		return uint64(p[0]), nil
	}
	p, err := s.next(4)
	if err != nil {
		return 0, err
	}
	return uint64(binary.LittleEndian.Uint32(p)), nil
}

// pass goes over the argument of an opcode.
func pass(s *source, reach shape) error {
	width := 0
	switch reach {
	case shapeNone:
		return nil
	case shape1:
		return over(s, 1)
	case shape2:
		return over(s, 2)
	case shape4:
		return over(s, 4)
	case shape8:
		return over(s, 8)
	case shapeCounted1:
		width = 1
	case shapeCounted4:
		width = 4
	case shapeCounted8:
		width = 8
	case shapeLines:
		if _, err := s.line(); err != nil {
			return err
		}
		_, err := s.line()
		return err
	case shapeUnknown:
		return damaged(s.offset(), "no such opcode")
	}
	n, err := s.length(width)
	if err != nil {
		return err
	}
	return over(s, n)
}

func over(s *source, n uint64) error {
	if n > uint64(s.left()) {
		return cutAt(s.size)
	}
	s.skip(n)
	return nil
}
