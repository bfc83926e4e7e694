package data

import (
	"io"
	"strings"
)

// noRow stands for the label row of an instance that no label file names.
const noRow = ^uint32(0)

// Faults of label files.
const (
	errWord      cause = "not a label that is known (safe or unsafe, 0 or 1, harmful or unharmful, toxic or non-toxic, benign or malicious, true or false): read as unknown"
	errConflict  cause = "this id stands in the file before, with another label: the first one counts"
	errTopics    cause = "more than 65,535 different topics: the others are left out"
	errNoColumns cause = "no column for a label or a prompt: name one label (or prompt_harm_label, toxicity), and prompt (or user_input)"
)

// labelTable is a label file: one row a prompt, in file order. Prompts stay in the file.
type labelTable struct {
	name     string
	label    []Label
	topic    []uint16 // into topics
	topics   topics
	at       []int64  // offset of the row in the unpacked file
	length   []uint32 // bytes of the row
	line     []uint32 // 1-based
	ids      []byte
	idAt     []uint32 // len rows+1, into ids; an empty id is no id
	index    idIndex
	problems Problems
	table    *csvShape // nil where the rows are JSON
	stated   uint8     // bit set of labelField
	src      io.ReaderAt
	close    []func() error
}

func newLabelTable(name string) *labelTable {
	return &labelTable{name: name, topics: newTopics(), idAt: []uint32{0}}
}

func (t *labelTable) rows() int { return len(t.label) }

func (t *labelTable) id(row int) []byte { return t.ids[t.idAt[row]:t.idAt[row+1]] }

// labelRow is one row while it is read.
type labelRow struct {
	values [labelFields][]byte
	rank   [labelFields]uint8 // how well the column's name fits; 0: no such column
	at     int64
	length int
	line   int
}

func (r *labelRow) clear() {
	for i := range r.values {
		r.values[i], r.rank[i] = r.values[i][:0], 0
	}
}

// add enters a row. A row that could not be read is entered empty, since the rows after
// it are joined by their number.
func (t *labelTable) add(r *labelRow) {
	row := t.rows()
	label, known := labelOf(string(r.values[fieldLabel]))
	if !known {
		t.note(r.line, "label", errWord)
	}
	for f := range labelFields {
		if r.rank[f] > 0 {
			t.stated |= 1 << f
		}
	}
	t.label = append(t.label, label)
	t.topic = append(t.topic, t.intern(r))
	t.at = append(t.at, r.at)
	t.length = append(t.length, uint32(r.length))
	t.line = append(t.line, uint32(r.line))
	t.ids = append(t.ids, r.values[fieldID]...)
	t.idAt = append(t.idAt, uint32(len(t.ids)))
	if id := t.id(row); len(id) > 0 {
		if before, found := t.index.find(id, row, t.id); found && t.label[before] != label {
			t.note(r.line, "id", errConflict)
		}
	}
}

func (t *labelTable) intern(r *labelRow) uint16 {
	n, ok := t.topics.intern(string(r.values[fieldTopic]))
	if !ok {
		t.note(r.line, "topic", errTopics)
	}
	return n
}

func (t *labelTable) topicOf(row int) string { return t.topics.names[t.topic[row]] }

func (t *labelTable) note(line int, field string, err error) {
	t.problems.add(Problem{File: t.name, Line: line, Field: field, Err: err})
}

// labelOf reads a label word. Known is false for a word that means neither class; words
// for nothing at all are unknown labels, and nothing wrong.
func labelOf(word string) (label Label, known bool) {
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "unsafe", "1", "1.0", "harmful", "malicious", "toxic", "true":
		return LabelUnsafe, true
	case "safe", "0", "0.0", "unharmful", "benign", "non-toxic", "nontoxic", "non_toxic", "false":
		return LabelSafe, true
	case "", "null", "none", "nan":
		return LabelUnknown, true
	}
	return LabelUnknown, false
}

// labelField is what a column of a label file can mean.
type labelField uint8

const (
	fieldID labelField = iota
	fieldPrompt
	fieldTopic
	fieldLabel
	labelFields
)

// labelColumn gives the meaning of a column by its name, and how well the name fits:
// the smaller the better, 0 for a column that means nothing here.
func labelColumn(name string) (labelField, uint8) {
	names := [labelFields][]string{
		fieldID:     {"instance_id", "id", "prompt_id", "conv_id", "custom_id", "question_id", "behaviorid"},
		fieldPrompt: {"prompt", "user_input", "question", "goal", "behavior", "forbidden_prompt"},
		fieldTopic:  {"subcategory", "category", "type", "functionalcategory", "semanticcategory"},
		fieldLabel:  {"label", "prompt_harm_label", "toxicity"},
	}
	for f, known := range names {
		for i, one := range known {
			if strings.EqualFold(name, one) {
				return labelField(f), uint8(i + 1)
			}
		}
	}
	return 0, 0
}
