package data

import (
	"github.com/confscope/confscope/data/inspect"
	"github.com/confscope/confscope/data/table"
)

type (
	// Mapping says which column of a table holds what.
	Mapping = table.Mapping
	// Preview is what a person needs to confirm a Mapping.
	Preview = table.Preview
	// Doubt is what a guessed Mapping may be wrong about.
	Doubt = table.Doubt
	// RefusalRule says which scores of an Inspect log are refusals.
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
	return PrintableLine(u.Name + ": " + doubt + ": say with --mapping FILE which column holds what")
}
