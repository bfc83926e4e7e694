package data

import (
	"io"

	"github.com/confscope/confscope/data/inspect"
	"github.com/confscope/confscope/data/table"
)

// Meaning is what a value of a table's column is read as, by Mapping.Means.
type Meaning = table.Meaning

// The meanings, as in package table.
const (
	MeansItself  = table.MeansItself
	MeansNothing = table.MeansNothing
	MeansUnknown = table.MeansUnknown
	MeansYes     = table.MeansYes
	MeansNo      = table.MeansNo
	MeansNumber  = table.MeansNumber
)

// IsTable reports whether a run was read from a table, by a mapping of its columns.
func (s Source) IsTable() bool { return s.Format == "table" }

// ReadMapping reads a mapping file, as Mapping.Write writes it. Errors name the key.
func ReadMapping(r io.Reader) (Mapping, error) { return table.ReadMapping(r) }

// DefaultRefusals are the rules by which the scores of Inspect logs tell a refusal.
func DefaultRefusals() []RefusalRule { return inspect.DefaultRules() }

// ReadRefusals reads rules as WriteRefusals writes them. Errors name the rule and the key.
func ReadRefusals(r io.Reader) ([]RefusalRule, error) { return inspect.ReadRules(r) }

// WriteRefusals writes rules as a JSON array, for people to change.
func WriteRefusals(w io.Writer, rules []RefusalRule) error { return inspect.WriteRules(w, rules) }
