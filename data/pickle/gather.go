package pickle

// open begins something that holds values.
func (m *machine) open(op byte) error {
	if op == opMark {
		if len(m.marks) >= maxMarks {
			return tooMuch(m.src.offset(), "a nesting of more than %d", maxMarks)
		}
		m.marks = append(m.marks, len(m.stack))
		return nil
	}
	since := m.live
	if err := m.hold(headCost); err != nil {
		return err
	}
	switch op {
	case opEmptyDict:
		return m.push(value{kind: kindDict, ref: &dict{cost: headCost, since: since}})
	case opEmptyTuple:
		return m.push(value{kind: kindTuple, ref: &list{cost: headCost}})
	default:
		return m.push(value{kind: kindList, ref: &list{cost: headCost}})
	}
}

// gather puts values from the stack into what holds them.
func (m *machine) gather(op byte) error {
	values, err := m.gathered(op)
	if err != nil {
		return err
	}
	switch op {
	case opAppend, opAppends:
		return m.append(values)
	case opSetItem, opSetItems:
		return m.setItems(values)
	default:
		return m.tuple(values)
	}
}

func (m *machine) gathered(op byte) ([]value, error) {
	switch op {
	case opAppend, opTuple1:
		return m.last(1)
	case opSetItem, opTuple2:
		return m.last(2)
	case opTuple3:
		return m.last(3)
	default:
		return m.above()
	}
}

// top is the value that an opcode changes in its place.
func (m *machine) top() (value, error) {
	if len(m.stack) <= m.floor() {
		return value{}, m.damaged("a value is missing")
	}
	return m.stack[len(m.stack)-1], nil
}

func (m *machine) append(values []value) error {
	v, err := m.top()
	if err != nil {
		return err
	}
	l, ok := v.list()
	if !ok || v.kind != kindList {
		return m.damaged("%s is given elements", v.kind)
	}
	return m.extend(l, values)
}

// extend appends the values and counts what that takes.
func (m *machine) extend(l *list, values []value) error {
	if l.len()+len(values) > maxNumbers {
		return tooMuch(m.src.offset(), "a list of more than %d elements", maxNumbers)
	}
	if l.numbers == nil && len(values) >= longList && len(m.spare) > 0 {
		l.numbers, m.spare = m.spare[len(m.spare)-1], m.spare[:len(m.spare)-1]
	}
	n := l.addNumbers(values)
	if err := m.grow(l, numberCost*int64(n), 0); err != nil {
		return err
	}
	for _, v := range values[n:] {
		if err := m.grow(l, l.add(v), v.cost()); err != nil {
			return err
		}
	}
	clear(values)
	return nil
}

// grow counts what a list has grown by, and by what hangs on its new elements.
func (m *machine) grow(l *list, slots, hanging int64) error {
	if l.kept {
		if err := m.keep(slots + hanging); err != nil {
			return err
		}
	}
	return m.hold(slots)
}

func (m *machine) tuple(values []value) error {
	l := &list{cost: headCost}
	if err := m.hold(headCost); err != nil {
		return err
	}
	if err := m.extend(l, values); err != nil {
		return err
	}
	return m.push(value{kind: kindTuple, ref: l})
}

func (m *machine) setItems(values []value) error {
	v, err := m.top()
	if err != nil {
		return err
	}
	d, ok := v.dict()
	if !ok || len(values)%2 != 0 {
		return m.damaged("%s is given keys", v.kind)
	}
	if d.trace > 0 {
		return m.damaged("trace %d is changed after it was whole", d.trace)
	}
	for i := 0; i < len(values); i += 2 {
		if err := m.setItem(d, values[i], values[i+1]); err != nil {
			return err
		}
	}
	clear(values)
	if !d.looksLikeTrace() {
		return nil
	}
	return m.finish(d)
}

func (m *machine) setItem(d *dict, key, v value) error {
	name, ok := key.text()
	if !ok {
		return nil
	}
	d.pairs = append(d.pairs, pair{name, v})
	grown := pairCost + int64(len(name))
	d.cost += grown + v.cost()
	if d.kept {
		d.charged += grown + v.cost()
		if err := m.keep(grown + v.cost()); err != nil {
			return err
		}
	}
	return m.hold(grown)
}

// finish hands on a trace and forgets what it held.
func (m *machine) finish(d *dict) error {
	m.traces++
	d.trace = m.traces
	if err := m.onTrace(d); err != nil {
		return err
	}
	m.reuse(d)
	d.pairs, d.cost = nil, headCost
	m.live = d.since
	m.kept -= d.charged
	return m.hold(headCost)
}

const (
	// maxSpare is how many lists of numbers a trace has: token_ids, confs and
	// group_confs, and one to spare.
	maxSpare = 4
	// longList is from where the memory of an earlier list is worth taking.
	longList = 64
)

// reuse gives the memory of the numbers of a trace to the next one. What the memo holds
// stays as it is.
func (m *machine) reuse(d *dict) {
	for _, p := range d.pairs {
		l, ok := p.value.ref.(*list)
		if !ok || l.kept || cap(l.numbers) == 0 || len(m.spare) >= maxSpare {
			continue
		}
		m.spare = append(m.spare, l.numbers[:0])
		l.numbers = nil
	}
}
