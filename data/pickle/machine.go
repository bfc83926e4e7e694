package pickle

import "errors"

// errEnough is what onTrace returns when no further trace is needed.
var errEnough = errors.New("enough")

// machine goes through a pickle. It puts together lists, tuples, dictionaries, texts and
// numbers, and hands each trace to onTrace as soon as it is whole; what was in it is then
// forgotten.
type machine struct {
	src     *source
	stack   []value
	marks   []int
	memo    memo
	live    int64 // bytes held by the stack and what hangs on it
	kept    int64 // bytes held by the memo
	traces  int
	spare   [][]float64 // memory of lists that are done with
	onTrace func(*dict) error
}

func newMachine(src *source, asked *memoNumbers, onTrace func(*dict) error) *machine {
	return &machine{src: src, memo: newMemo(asked), onTrace: onTrace}
}

// run gives the value that the pickle holds.
func (m *machine) run() (value, error) {
	for {
		if m.scalarAhead() {
			continue
		}
		p, err := m.src.next(1)
		if err != nil {
			return value{}, err
		}
		op := p[0]
		if op == opStop {
			return m.pop()
		}
		if err := m.step(op); err != nil {
			return value{}, err
		}
	}
}

// step obeys one opcode.
func (m *machine) step(op byte) error {
	switch op {
	case opBinGet, opLongBinGet:
		return m.get(op)
	case opMemoize, opBinPut, opLongBinPut:
		return m.put(op)
	case opNone, opNewTrue, opNewFalse, opBinInt, opBinInt1, opBinInt2, opLong1, opLong4, opBinFloat:
		return m.pushNumber(op)
	case opBinUnicode, opShortUnicode, opUnicode8, opBinString, opShortBinString:
		return m.pushText(shapeOf(op))
	case opBinBytes, opShortBinBytes, opBytes8, opByteArray8:
		return m.pushBytes(shapeOf(op))
	case opMark, opEmptyList, opEmptyDict, opEmptyTuple:
		return m.open(op)
	case opAppend, opAppends, opSetItem, opSetItems, opTuple, opTuple1, opTuple2, opTuple3:
		return m.gather(op)
	case opGlobal, opStackGlobal:
		return m.name(op)
	case opReduce:
		return m.reduce()
	case opBuild:
		return m.build()
	case opProto:
		return m.protocol()
	case opFrame:
		_, err := m.src.next(8)
		return err
	default:
		return unknown(op, m.src.offset()-1)
	}
}

func (m *machine) protocol() error {
	p, err := m.src.next(1)
	if err != nil {
		return err
	}
	if p[0] < 2 || p[0] > 5 {
		return refuse("protocol " + decimal(int64(p[0])) + ", and 2 to 5 are read")
	}
	return nil
}

func (m *machine) damaged(format string, args ...any) error {
	return damaged(m.src.offset()-1, format, args...)
}

// hold counts memory that the machine takes for as long as it lives.
func (m *machine) hold(bytes int64) error {
	if m.live += bytes; m.live > maxLive {
		return tooMuch(m.src.offset(), "more in one trace, or around the traces, than %d MB", maxLive>>20)
	}
	return nil
}

func (m *machine) keep(bytes int64) error {
	if m.kept += bytes; m.kept > maxKept {
		return tooMuch(m.src.offset(), "more to keep for later than %d MB", maxKept>>20)
	}
	return nil
}

func (m *machine) push(v value) error {
	if len(m.stack) >= maxStack {
		return tooMuch(m.src.offset(), "more than %d values in a row", maxStack)
	}
	m.stack = append(m.stack, v)
	return nil
}

// floor is the part of the stack that a mark protects.
func (m *machine) floor() int {
	if len(m.marks) == 0 {
		return 0
	}
	return m.marks[len(m.marks)-1]
}

func (m *machine) pop() (value, error) {
	top := len(m.stack) - 1
	if top < m.floor() {
		return value{}, m.damaged("a value is missing")
	}
	v := m.stack[top]
	m.stack[top] = value{}
	m.stack = m.stack[:top]
	return v, nil
}

// above takes what lies above the last mark, and the mark. It is valid until the next push.
func (m *machine) above() ([]value, error) {
	if len(m.marks) == 0 {
		return nil, m.damaged("a mark is missing")
	}
	from := m.floor()
	m.marks = m.marks[:len(m.marks)-1]
	values := m.stack[from:]
	m.stack = m.stack[:from]
	return values, nil
}

// last takes the n topmost values. They are valid until the next push.
func (m *machine) last(n int) ([]value, error) {
	from := len(m.stack) - n
	if from < m.floor() {
		return nil, m.damaged("a value is missing")
	}
	values := m.stack[from:]
	m.stack = m.stack[:from]
	return values, nil
}

func (m *machine) get(op byte) error {
	number, err := memoNumber(m.src, op == opLongBinGet)
	if err != nil {
		return err
	}
	v, ok := m.memo.get(number)
	if !ok {
		return m.damaged("nothing was stored as memo number %d", number)
	}
	return m.push(v)
}

func (m *machine) put(op byte) error {
	number := m.memo.count
	if op != opMemoize {
		var err error
		if number, err = memoNumber(m.src, op == opLongBinPut); err != nil {
			return err
		}
	}
	m.memo.count++
	if len(m.stack) <= m.floor() {
		return m.damaged("a value is missing")
	}
	if !m.memo.asked.has(number) {
		return nil
	}
	return m.store(number, m.stack[len(m.stack)-1])
}

// store puts a value into the memo. What grows afterwards is counted as it grows.
func (m *machine) store(number uint64, v value) error {
	if l, ok := v.ref.(*list); ok {
		l.kept = true
	}
	if d, ok := v.dict(); ok {
		d.kept = true
	}
	m.memo.put(number, v)
	return m.keep(v.cost() + 2*slotCost)
}
