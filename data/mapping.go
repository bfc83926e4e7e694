package data

import (
	"github.com/confscope/confscope/data/inspect"
	"github.com/confscope/confscope/data/table"
)

// What a table is read by, and what a person needs to confirm it.
type (
	Mapping     = table.Mapping
	Preview     = table.Preview
	Doubt       = table.Doubt
	RefusalRule = inspect.RefusalRule
)

// Unmapped is the error for a table whose columns have to be confirmed first.
type Unmapped struct {
	Name    string // base name of the file, raw
	Preview Preview
}

// Error says what is in doubt and what to do about it.
func (u *Unmapped) Error() string {
	doubt := "its columns were guessed"
	if len(u.Preview.Doubts) > 0 {
		doubt = u.Preview.Doubts[0].Says
	}
	return u.Name + ": " + doubt + ": say with --mapping FILE which column holds what"
}
