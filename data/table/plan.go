package table

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/confscope/confscope/data/foreign"
)

var (
	errNoID    = errors.New("no id: this row belongs to no instance")
	errLongID  = errors.New("the id is longer than 64 KiB")
	errNothing = errors.New("neither an answer nor its confidence nor a flag: nothing to keep")
	errPrompts = errors.New("more than 16 million different prompts and no id: name a column for the id in a mapping, key \"id\"")
)

const (
	maxIDLength = 64 << 10
	maxPrompts  = 16 << 20 // numbered by a hash: some 700 MB of index at most
)

// plan makes records of rows, by a mapping.
type plan struct {
	m       Mapping
	at      [fieldCount]int
	ids     []int
	label   words
	refused words
	harmful words
	rows    int
	hash    hasher
	prompts map[digest]int
	watch   watch
	out     foreign.Sink
	line    int // of the row at hand
	stored  bool
	blanks  bool // cells have no other way to leave a value out than to be empty
	class   int  // column of columnClassified, -1 where there is none
	scale   int  // and of columnScale
}

// newPlan resolves the columns of a mapping. A table that has no header may bring them
// in a later row.
func newPlan(m Mapping, cols *columns, out foreign.Sink) (*plan, error) {
	if cols.fixed {
		if err := m.there(cols.names); err != nil {
			return nil, err
		}
	}
	if err := m.twice(); err != nil {
		return nil, err
	}
	p := &plan{m: m, out: out, prompts: map[digest]int{}, hash: newHasher(), watch: newWatch(), class: -1, scale: -1}
	for f := range fieldCount {
		p.at[f] = -1
		if slot := m.slot(f); slot != nil && *slot != "" {
			p.at[f] = cols.of(*slot)
		}
	}
	for _, id := range m.IDs {
		p.ids = append(p.ids, cols.of(id))
	}
	if m.ID != "" {
		p.ids = []int{p.at[fieldID]}
	}
	p.watch.resolve(cols, m)
	p.label = unsafeWords().with(m.Unsafe, m.Safe)
	p.refused = refusedWords().with(m.Refusal, m.Compliance)
	p.harmful = harmfulWords()
	return p, nil
}

// own lets a file that this package has written be read as what it is: each row is an
// instance, whatever its id.
func (p *plan) own(cols *columns) {
	p.stored, p.class, p.scale = true, cols.of(columnClassified), cols.of(columnScale)
}

// fault reports something about the row at hand that did not cost it.
func (p *plan) fault(field string, err error) {
	p.out.Fault(foreign.Fault{Line: p.line, Field: field, Err: err})
}

// record makes a record of a row. An error says why the row is left out.
func (p *plan) record(r row) (*foreign.Record, error) {
	number := p.rows
	rec := p.prompt(r)
	var err error
	if rec.ID, err = p.id(r, number); err != nil {
		return nil, err
	}
	rec.Category = r.at(p.at[fieldCategory]).word()
	rec.Verdict = p.flag(fieldVerdict, p.label, r.at(p.at[fieldVerdict]))
	if rec.Traces, err = p.traces(r); err != nil {
		return nil, err
	}
	rec.Whole, rec.Scale = p.stored, r.at(p.scale).word()
	p.watch.row(p, r)
	return rec, nil
}

// prompt makes a record of what a row says about its prompt. The row is counted: one that
// is left out keeps its number, as label files count.
func (p *plan) prompt(r row) *foreign.Record {
	p.line = r.line
	p.rows++
	if r.note != nil {
		p.fault("", r.note)
	}
	rec := &foreign.Record{Prompt: p.promptText(r), Topic: r.at(p.at[fieldTopic]).word(), Line: r.line}
	switch p.flag(fieldLabel, p.label, r.at(p.at[fieldLabel])) {
	case foreign.FlagTrue:
		rec.Label = foreign.LabelUnsafe
	case foreign.FlagFalse:
		rec.Label = foreign.LabelSafe
	case foreign.FlagAbsent:
	}
	return rec
}

// promptText is the prompt with its context before it. Of several turns it is the first:
// the others answer answers.
func (p *plan) promptText(r row) *string {
	c := r.at(p.at[fieldPrompt])
	if c.kind == list && len(c.list) > 0 {
		c = c.list[0]
	}
	prompt := textOf(c)
	if context := r.at(p.at[fieldContext]).word(); context != "" && prompt != nil {
		both := context + "\n\n" + *prompt
		return &both
	}
	return prompt
}

// id gives what a row is grouped by: its key columns, or its prompt, or nothing else
// than itself. Prompts and rows are numbered from 0, as label files without ids are.
func (p *plan) id(r row, number int) (string, error) {
	if len(p.ids) > 0 {
		return p.key(r)
	}
	prompt := r.at(p.at[fieldPrompt])
	if p.at[fieldPrompt] < 0 || prompt.empty() {
		return strconv.Itoa(number), nil
	}
	d := p.hash.sum(prompt.word())
	n, known := p.prompts[d]
	if !known {
		if n = len(p.prompts); n >= maxPrompts {
			return "", errPrompts
		}
		p.prompts[d] = n
	}
	return strconv.Itoa(n), nil
}

func (p *plan) key(r row) (string, error) {
	var parts []string
	some := false
	for _, at := range p.ids {
		word := r.at(at).word()
		some = some || word != ""
		parts = append(parts, word)
	}
	id := strings.Join(parts, "/")
	switch {
	case !some && !p.stored:
		return "", errNoID
	case len(id) > maxIDLength:
		return "", errLongID
	}
	return id, nil
}

// column is the name of the column of a field, for faults.
func (p *plan) column(f field) string { return *p.m.slot(f) }

// flag reads a flag by its word.
func (p *plan) flag(f field, w words, c cell) foreign.Flag {
	switch c.kind {
	case absent:
		return foreign.FlagAbsent
	case truth:
		return foreign.FlagOf(c.num != 0)
	case text, number, list, object:
	}
	word := c.word()
	if c.kind == number && (c.num == 0 || c.num == 1) {
		word = strconv.Itoa(int(c.num)) // 1.0, 1e0 and -0.0 too
	}
	flag, known := w.flag(word)
	if !known || c.kind == list || c.kind == object {
		p.watch.word(p, f, c)
	}
	return flag
}

// confidence reads a number as it is; absent where it is none.
func (p *plan) confidence(c cell) float64 {
	x, ok := c.score()
	switch {
	case c.kind == truth, !ok:
		if !nothing(c.word()) || c.kind == list || c.kind == object {
			p.fault(p.column(fieldConfidence), fmt.Errorf("expected a number, found %s: read as absent", about(c)))
		}
		return foreign.Absent()
	default:
		return x
	}
}

// tokens reads a count; -1 where there is none.
func (p *plan) tokens(c cell) int {
	x, ok := c.float()
	if ok && c.kind != truth && x == math.Trunc(x) && x >= 0 && x < math.MaxUint32 {
		return int(x)
	}
	if !nothing(c.word()) || c.kind == list || c.kind == object {
		p.fault(p.column(fieldTokens), fmt.Errorf("expected a whole number from 0 to 4294967294, found %s: read as absent", about(c)))
	}
	return -1
}

// about describes a cell in a fault.
func about(c cell) string {
	switch c.kind {
	case list:
		return "a list"
	case object:
		return "an object"
	case absent, text, number, truth:
	}
	return strconv.Quote(short(c.word()))
}

// textOf gives a text, nil where there is none. Answers that are numbers are texts too.
func textOf(c cell) *string {
	switch c.kind {
	case text, number, truth:
		s := c.word()
		return &s
	case absent, list, object:
	}
	return nil
}
