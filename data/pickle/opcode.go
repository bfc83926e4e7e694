package pickle

import "strings"

// The opcodes that are read, named as in Python's pickletools.
const (
	opMark           = '('
	opStop           = '.'
	opBinInt         = 'J'
	opBinInt1        = 'K'
	opBinInt2        = 'M'
	opNone           = 'N'
	opReduce         = 'R'
	opBinString      = 'T'
	opShortBinString = 'U'
	opBinUnicode     = 'X'
	opAppend         = 'a'
	opBuild          = 'b'
	opGlobal         = 'c'
	opAppends        = 'e'
	opBinGet         = 'h'
	opLongBinGet     = 'j'
	opBinPut         = 'q'
	opLongBinPut     = 'r'
	opSetItem        = 's'
	opTuple          = 't'
	opSetItems       = 'u'
	opBinFloat       = 'G'
	opBinBytes       = 'B'
	opShortBinBytes  = 'C'
	opEmptyTuple     = ')'
	opEmptyList      = ']'
	opEmptyDict      = '}'
	opProto          = 0x80
	opTuple1         = 0x85
	opTuple2         = 0x86
	opTuple3         = 0x87
	opNewTrue        = 0x88
	opNewFalse       = 0x89
	opLong1          = 0x8a
	opLong4          = 0x8b
	opShortUnicode   = 0x8c
	opUnicode8       = 0x8d
	opBytes8         = 0x8e
	opStackGlobal    = 0x93
	opMemoize        = 0x94
	opFrame          = 0x95
	opByteArray8     = 0x96
)

// refusedOpcodes names the opcodes of Python that are not read, for the sentence that
// refuses them.
const refusedOpcodes = "\n0 POP\n1 POP_MARK\n2 DUP\nF FLOAT\nI INT\nL LONG\nP PERSID\nQ BINPERSID\nS STRING\nV UNICODE\n" +
	"d DICT\ng GET\ni INST\nl LIST\no OBJ\np PUT\n\x81 NEWOBJ\n\x82 EXT1\n\x83 EXT2\n\x84 EXT4\n" +
	"\x8f EMPTY_SET\n\x90 ADDITEMS\n\x91 FROZENSET\n\x92 NEWOBJ_EX\n\x97 NEXT_BUFFER\n\x98 READONLY_BUFFER\n"

// unknown says why an opcode is not read: Python knows it, or nobody does.
func unknown(op byte, at int64) error {
	_, rest, found := strings.Cut(refusedOpcodes, "\n"+string([]byte{op})+" ")
	if !found {
		return damaged(at, "no opcode is 0x%02x", op)
	}
	name, _, _ := strings.Cut(rest, "\n")
	return refuse("the opcode " + name)
}

// shape is how the argument of an opcode is written.
type shape uint8

const (
	shapeUnknown shape = iota
	shapeNone
	shape1
	shape2
	shape4
	shape8
	shapeCounted1 // a length of 1 byte, then as many bytes
	shapeCounted4
	shapeCounted8
	shapeLines // two lines
)

// shapeOf tells how far an opcode reaches.
func shapeOf(op byte) shape {
	switch op {
	case opMark, opStop, opNone, opReduce, opAppend, opBuild, opAppends, opSetItem, opTuple, opSetItems, opEmptyTuple,
		opEmptyList, opEmptyDict, opTuple1, opTuple2, opTuple3, opNewTrue, opNewFalse, opStackGlobal, opMemoize:
		return shapeNone
	case opBinInt1, opBinGet, opBinPut, opProto:
		return shape1
	case opBinInt2:
		return shape2
	case opBinInt, opLongBinGet, opLongBinPut:
		return shape4
	case opBinFloat, opFrame:
		return shape8
	case opShortBinString, opShortBinBytes, opLong1, opShortUnicode:
		return shapeCounted1
	case opBinString, opBinUnicode, opBinBytes, opLong4:
		return shapeCounted4
	case opUnicode8, opBytes8, opByteArray8:
		return shapeCounted8
	case opGlobal:
		return shapeLines
	default:
		return shapeUnknown
	}
}

// shapes is shapeOf for every byte: the survey asks it for each opcode of the file.
func shapes() *[256]shape {
	var all [256]shape
	for op := range all {
		all[op] = shapeOf(byte(op))
	}
	return &all
}
