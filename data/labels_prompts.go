package data

import (
	"bufio"
	"cmp"
	"io"
	"slices"
)

const errNoPrompts cause = "its prompts fill more than 32 MiB, and no temporary copy may be kept, as asked: those behind are not shown"

// promptStore keeps the prompts of a label file where they can be read again.
type promptStore struct {
	spool  *spool
	out    *bufio.Writer
	end    []int64 // behind the prompt of each row, from the first row that has one
	size   int64
	memory bool // keep nothing that does not fit into memory
	full   bool
}

func newPromptStore(o Options) *promptStore {
	s := &spool{dir: o.SpoolDir}
	return &promptStore{spool: s, out: bufio.NewWriterSize(s, 64<<10), memory: o.NoSpool}
}

// add keeps the prompt of a row; "" is none.
func (p *promptStore) add(row int, prompt string) {
	if prompt == "" {
		return
	}
	if p.memory && p.size+int64(len(prompt)) > spoolMemory {
		p.full = true
		return
	}
	for len(p.end) < row {
		p.end = append(p.end, p.size)
	}
	_, _ = p.out.WriteString(prompt) // a spool that fails says so when it is read
	p.size += int64(len(prompt))
	p.end = append(p.end, p.size)
}

func (p *promptStore) finish() {
	_ = p.out.Flush() // as above
	p.out = nil
	p.end = slices.Clip(p.end)
}

func (p *promptStore) any() bool { return len(p.end) > 0 }

// prompt reads the prompt of a row; ok is false where it has none.
func (p *promptStore) prompt(row int) (prompt string, ok bool, err error) {
	from, end := p.span(row)
	if from == end {
		return "", false, nil
	}
	text := make([]byte, end-from)
	if _, err := p.spool.ReadAt(text, from); err != nil {
		return "", false, err
	}
	return string(text), true, nil
}

func (p *promptStore) span(row int) (from, end int64) {
	if row >= len(p.end) {
		return 0, 0
	}
	if row > 0 {
		from = p.end[row-1]
	}
	return from, p.end[row]
}

// each visits the prompts of all rows that have one, in order.
func (p *promptStore) each(visit func(row int, prompt []byte)) error {
	in := bufio.NewReaderSize(io.NewSectionReader(p.spool, 0, p.size), 256<<10)
	var text []byte
	for row := range p.end {
		from, end := p.span(row)
		if from == end {
			continue
		}
		text = slices.Grow(text[:0], int(end-from))[:end-from]
		if _, err := io.ReadFull(in, text); err != nil {
			return err
		}
		visit(row, text)
	}
	return nil
}

// promptIndex finds rows by their prompts: 12 bytes a row.
type promptIndex struct {
	sums  []uint64 // one a row, 0 where it has no prompt
	order []uint32 // rows with a prompt, by sum and then by number
}

// promptIndex gives the index of a table's prompts, made when it is first asked for.
// Prompts that were lost with the spool are not in it; reading them says why.
func (t *labelTable) promptIndex() *promptIndex {
	if t.sums != nil {
		return t.sums
	}
	x := &promptIndex{sums: make([]uint64, len(t.prompts.end))}
	_ = t.prompts.each(func(row int, prompt []byte) {
		x.sums[row] = promptSum(prompt)
		x.order = append(x.order, uint32(row))
	})
	slices.SortStableFunc(x.order, func(a, b uint32) int { return cmp.Compare(x.sums[a], x.sums[b]) })
	t.sums = x
	return x
}

// find gives the first row with the prompt.
func (x *promptIndex) find(sum uint64) (row int, found bool) {
	at, found := slices.BinarySearchFunc(x.order, sum, func(row uint32, sum uint64) int { return cmp.Compare(x.sums[row], sum) })
	if !found {
		return 0, false
	}
	return int(x.order[at]), true
}

// conflicts counts the rows whose prompt stands before them with another label.
func (x *promptIndex) conflicts(label []Label) int {
	n, first := 0, 0
	for i := range x.order {
		if x.sums[x.order[i]] != x.sums[x.order[first]] {
			first = i
		} else if label[x.order[i]] != label[x.order[first]] {
			n++
		}
	}
	return n
}
