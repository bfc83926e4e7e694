package pickle

// denseMemo is up to where memo numbers are kept in a slice: what is asked for a million
// times was stored early.
const denseMemo = 1 << 12

// memo keeps the values that will be asked for again.
type memo struct {
	asked *memoNumbers
	count uint64 // values stored so far, kept or not
	low   []entry
	high  map[uint64]value
}

type entry struct {
	value value
	known bool
}

func newMemo(asked *memoNumbers) memo { return memo{asked: asked, high: map[uint64]value{}} }

func (m *memo) get(number uint64) (value, bool) {
	if number < uint64(len(m.low)) {
		e := &m.low[number]
		return e.value, e.known
	}
	v, ok := m.high[number]
	return v, ok
}

func (m *memo) put(number uint64, v value) {
	if number >= denseMemo {
		m.high[number] = v
		return
	}
	if more := int(number) + 1 - len(m.low); more > 0 {
		m.low = append(m.low, make([]entry, more)...)
	}
	m.low[number] = entry{v, true}
}
