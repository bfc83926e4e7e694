package data

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/confscope/confscope/data/labelsets"
)

// noRow stands for the label row of an instance that no label file names.
const noRow = ^uint32(0)

// Faults of label files.
const (
	errTopics    cause = "more than 65,535 different topics, or 16 MiB of them: the others are left out"
	errCutLabels cause = "the file is cut off: labels after the cut are missing"
)

// LabelWords are words of labels beyond those that are known, in any case of letters.
type LabelWords struct {
	Unsafe, Safe []string
}

// ParseLabelWords reads words of labels as in "harmful=unsafe,benign=safe".
func ParseLabelWords(text string) (LabelWords, error) {
	var w LabelWords
	for one := range strings.SplitSeq(text, ",") {
		word, label, _ := strings.Cut(one, "=")
		word = strings.TrimSpace(word)
		switch label = strings.ToLower(strings.TrimSpace(label)); {
		case strings.TrimSpace(one) == "":
		case word != "" && label == LabelUnsafe.String():
			w.Unsafe = append(w.Unsafe, word)
		case word != "" && label == LabelSafe.String():
			w.Safe = append(w.Safe, word)
		default:
			return LabelWords{}, errors.New("write each as WORD=unsafe or WORD=safe, with commas between them")
		}
	}
	return w, nil
}

func (w LabelWords) any() bool { return len(w.Unsafe)+len(w.Safe) > 0 }

// in gives a mapping with these words before its own.
func (w LabelWords) in(m Mapping) Mapping {
	m.Unsafe, m.Safe = slices.Concat(w.Unsafe, m.Unsafe), slices.Concat(w.Safe, m.Safe)
	return m
}

// labelTable is a file that says something about prompts: a label file, or the input of a
// batch job. Its rows are numbered from 0 in the order of the file, over good and bad.
type labelTable struct {
	name     string
	set      string // of the published set; "" where it is none that is known
	requests bool   // it is the input of a batch job: it has no labels
	given    bool   // the user named it
	stated   bool   // it has labels

	label    []Label
	topic    []uint16 // into topics
	topics   topics
	ids      []byte
	idAt     []uint32 // len rows+1, into ids; an empty id is no id
	index    idIndex
	prompts  *promptStore
	sums     *promptIndex // nil until prompts are compared
	problems Problems
	conflict tally
}

// tally counts faults of one kind, of which one stands for all.
type tally struct{ line, times int }

func (t *tally) add(line int) {
	if t.times++; t.times == 1 {
		t.line = line
	}
}

func newLabelTable(name string, o Options) *labelTable {
	return &labelTable{name: name, topics: newTopics(), idAt: []uint32{0}, prompts: newPromptStore(o)}
}

func (t *labelTable) rows() int { return len(t.label) }

func (t *labelTable) id(row int) []byte { return t.ids[t.idAt[row]:t.idAt[row+1]] }

func (t *labelTable) hasIDs() bool { return t.index.used > 0 }

func (t *labelTable) topicOf(row int) string { return t.topics.names[valueAt(t.topic, row)] }

// find gives the row of an id.
func (t *labelTable) find(id []byte) (row int, found bool) {
	return t.index.find(id, -1, t.id)
}

// add enters a row. Those that could not be read before it are entered empty, since rows
// without ids are joined by their number.
func (t *labelTable) add(r labelsets.Row) error {
	if len(t.ids)+len(r.ID) > math.MaxUint32 || r.Number >= math.MaxUint32 {
		return errTooMany
	}
	for t.rows() < r.Number {
		t.enter(Label(0), "")
	}
	row, label := t.rows(), Label(r.Label)
	t.enter(label, r.ID)
	topic, ok := t.topics.intern(r.Topic)
	if !ok {
		t.note(r.Line, "topic", errTopics)
	}
	t.topic = sparse(t.topic, row, topic)
	t.prompts.add(row, r.Prompt)
	if r.ID == "" {
		return nil
	}
	if before, found := t.index.find(t.id(row), row, t.id); found && t.label[before] != label {
		t.conflict.add(r.Line)
	}
	return nil
}

func (t *labelTable) enter(label Label, id string) {
	t.label = append(t.label, label)
	t.ids = append(t.ids, id...)
	t.idAt = append(t.idAt, uint32(len(t.ids)))
}

// finish settles what only the whole file shows.
func (t *labelTable) finish() {
	t.topics.of = nil
	t.prompts.finish()
	if n := t.conflict.times; n > 0 {
		t.note(t.conflict.line, "id", fmt.Errorf("this id stands in the file before, with another label: the first one counts (%d such rows in all)", n))
	}
	if t.prompts.full {
		t.note(0, "", errNoPrompts)
	}
}

func (t *labelTable) note(line int, field string, err error) {
	t.problems.add(Problem{File: t.name, Line: line, Field: field, Err: err})
}

func (t *labelTable) prompt(row int) (prompt string, ok bool, err error) {
	prompt, ok, err = t.prompts.prompt(row)
	if err != nil {
		err = fmt.Errorf("reading the prompt of row %d of %s: %w", row+1, t.name, err)
	}
	return prompt, ok, err
}
