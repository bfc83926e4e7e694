// Package labelsets reads the ground truth of a run: tables with one row a prompt, that
// say whether it is safe. The published sets are recognised by their columns; any other
// table is read by the names of its columns, or by a mapping.
//
// Some sets hold nothing but unsafe prompts. They are read as such, with a note, since
// every accuracy on them is the sensitivity in other words.
package labelsets

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/table"
)

// Row is one prompt and what the set says about it.
type Row struct {
	Number int    // of the row, from 0, as runs without ids of their own count; bad rows count too
	ID     string // "" where the set has none
	Prompt string // "" where the set has none
	Label  foreign.Label
	Topic  string // "" where the set has none
	Line   int    // as in foreign.Record
}

// Set says what a file of labels is.
type Set struct {
	Name    string        // of the published set, or "" where it is none that is known
	Mapping table.Mapping // which columns it is read by
	All     foreign.Label // label of every prompt, where the set has only one kind and no column for it
}

// Summary is what a set turned out to hold.
type Summary struct {
	Set
	Safe, Unsafe, Unknown int
	Note                  string // one sentence about sets of one kind, or ""
}

// Options say what the columns and words of a set do not. The zero value reads it as it
// is.
type Options struct {
	Unsafe, Safe []string       // further words of labels
	Mapping      *table.Mapping // by which a table is read whose columns tell nothing, where it has those that this names
}

// Read reads a set by what its columns tell, and gives its rows to each in the order of
// the file; an error of each ends the reading and comes back as it is. A row that cannot
// be read is a fault, and so are, once, words that are no known labels.
func Read(ctx context.Context, in foreign.Input, each func(Row) error, fault func(foreign.Fault)) (Summary, error) {
	return Options{}.Read(ctx, in, each, fault)
}

// Read is the function Read with options.
func (o Options) Read(ctx context.Context, in foreign.Input, each func(Row) error, fault func(foreign.Fault)) (Summary, error) {
	return read(ctx, in, each, fault, func(columns []string) (Set, error) {
		set, ok := Recognise(columns, in.Name)
		if !ok && o.Mapping != nil {
			set.Mapping = inside(*o.Mapping, columns)
			ok = set.Mapping.Label != "" || set.Mapping.Prompt != ""
		}
		if !ok {
			return Set{}, errColumns
		}
		set.Mapping.Unsafe, set.Mapping.Safe = o.Unsafe, o.Safe
		return set, nil
	})
}

// inside is what a mapping says about prompts, as far as the columns are there.
func inside(m table.Mapping, columns []string) table.Mapping {
	there := func(name string) string {
		if slices.Contains(columns, name) {
			return name
		}
		return ""
	}
	one := table.Mapping{
		ID: there(m.ID), Prompt: there(m.Prompt), Context: there(m.Context), Label: there(m.Label), Topic: there(m.Topic),
	}
	for _, id := range m.IDs {
		if there(id) == "" {
			return one
		}
	}
	one.IDs = m.IDs
	return one
}

// ReadBy reads a table by a mapping, of which ID, IDs, Prompt, Context, Label, Topic,
// Unsafe and Safe are used.
func ReadBy(ctx context.Context, in foreign.Input, m table.Mapping, each func(Row) error, fault func(foreign.Fault)) (Summary, error) {
	return read(ctx, in, each, fault, func([]string) (Set, error) {
		if m.Label == "" && m.Prompt == "" {
			return Set{}, errMapping
		}
		return Set{Mapping: m}, nil
	})
}

func read(ctx context.Context, in foreign.Input, each func(Row) error, fault func(foreign.Fault), choose func(columns []string) (Set, error)) (Summary, error) {
	s := Summary{}
	err := table.EachPrompt(ctx, in, func(columns []string) (m table.Mapping, err error) {
		s.Set, err = choose(columns)
		return s.Mapping, err
	}, faults(fault), func(number int, r *foreign.Record) error {
		return each(s.row(number, r))
	})
	s.note()
	return s, err
}

var (
	errColumns = errors.New("no column for a label or a prompt: name one label (or prompt_harm_label, toxicity), and prompt (or user_input)")
	errMapping = errors.New(`mapping: neither key "label" nor key "prompt" names a column`)
)

// row counts a row and gives it the label of its set, where that has only one.
func (s *Summary) row(number int, r *foreign.Record) Row {
	row := Row{Number: number, ID: r.ID, Label: r.Label, Topic: r.Topic, Line: r.Line}
	if r.Prompt != nil {
		row.Prompt = *r.Prompt
	}
	if s.All != foreign.LabelUnknown {
		row.Label = s.All
	}
	switch row.Label {
	case foreign.LabelSafe:
		s.Safe++
	case foreign.LabelUnsafe:
		s.Unsafe++
	case foreign.LabelUnknown:
		s.Unknown++
	}
	return row
}

// note says what a set of one kind cannot tell.
func (s *Summary) note() {
	name := "this set"
	if s.Name != "" {
		name = s.Name
	}
	switch {
	case s.Unsafe > 0 && s.Safe == 0 && s.Unknown == 0:
		s.Note = fmt.Sprintf("every prompt of %s is unsafe: specificity is undefined, and accuracy is sensitivity by another name", name)
	case s.Safe > 0 && s.Unsafe == 0 && s.Unknown == 0:
		s.Note = fmt.Sprintf("every prompt of %s is safe: sensitivity is undefined, and accuracy is specificity by another name", name)
	}
}

// faults passes faults on; prompts make no records.
type faults func(foreign.Fault)

func (f faults) Record(*foreign.Record) error { return nil }
func (f faults) Fault(fault foreign.Fault)    { f(fault) }
func (f faults) Read(int64)                   {}
