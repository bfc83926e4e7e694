package pickle

// denseMemo is up to where memo numbers are kept in a slice: what is asked for a million
// times was stored early.
const denseMemo = 1 << 12

// memo keeps the values that will be asked for again.
type memo struct {
	asked *memoNumbers
	count uint64 // values stored so far, kept or not
	low   []value
	known []bool
	high  map[uint64]value
}

func newMemo(asked *memoNumbers) memo {
	return memo{asked: asked, low: make([]value, denseMemo), known: make([]bool, denseMemo), high: map[uint64]value{}}
}

func (m *memo) get(number uint64) (value, bool) {
	if number < denseMemo {
		return m.low[number], m.known[number]
	}
	v, ok := m.high[number]
	return v, ok
}

func (m *memo) put(number uint64, v value) {
	if number < denseMemo {
		m.low[number], m.known[number] = v, true
		return
	}
	m.high[number] = v
}
