package pickle

import (
	"bytes"
	"encoding/binary"
	"math"
	"strconv"
)

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

func (m *machine) pushNumber(op byte) error {
	switch op {
	case opNone:
		return m.push(value{})
	case opNewTrue:
		return m.push(number(kindBool, 1))
	case opNewFalse:
		return m.push(number(kindBool, 0))
	case opLong1:
		return m.pushLong(1)
	case opLong4:
		return m.pushLong(4)
	default:
		return m.pushFixed(op)
	}
}

// pushFixed reads the numbers of a fixed width.
func (m *machine) pushFixed(op byte) error {
	width := 8
	switch op {
	case opBinInt1:
		width = 1
	case opBinInt2:
		width = 2
	case opBinInt:
		width = 4
	}
	p, err := m.src.next(width)
	if err != nil {
		return err
	}
	switch op {
	case opBinInt1:
		return m.push(number(kindInt, float64(p[0])))
	case opBinInt2:
		return m.push(number(kindInt, float64(binary.LittleEndian.Uint16(p))))
	case opBinInt:
		return m.push(number(kindInt, float64(int32(binary.LittleEndian.Uint32(p)))))
	default:
		return m.push(number(kindFloat, math.Float64frombits(binary.BigEndian.Uint64(p))))
	}
}

// pushLong reads a little-endian two's complement of any length. Longer than 8 bytes no
// number is that a question needs.
func (m *machine) pushLong(width int) error {
	n, err := m.src.length(width)
	if err != nil {
		return err
	}
	if n > 8 {
		if err := over(m.src, n); err != nil {
			return err
		}
		return m.push(value{kind: kindOther})
	}
	p, err := m.src.next(int(n))
	if err != nil {
		return err
	}
	var x uint64
	for i, b := range p {
		x |= uint64(b) << (8 * i)
	}
	unused := 64 - 8*len(p)
	return m.push(number(kindInt, float64(int64(x<<unused)>>unused)))
}

func (m *machine) counted(counted shape) ([]byte, error) {
	width := 8
	switch counted {
	case shapeCounted1:
		width = 1
	case shapeCounted4:
		width = 4
	default:
	}
	n, err := m.src.length(width)
	if err != nil {
		return nil, err
	}
	p, err := m.src.bytes(n)
	if err != nil {
		return nil, err
	}
	return p, m.hold(int64(n) + headCost)
}

func (m *machine) pushText(counted shape) error {
	p, err := m.counted(counted)
	if err != nil {
		return err
	}
	return m.push(value{kind: kindText, ref: string(p)})
}

func (m *machine) pushBytes(counted shape) error {
	p, err := m.counted(counted)
	if err != nil {
		return err
	}
	return m.push(value{kind: kindBytes, ref: bytes.Clone(p)})
}
