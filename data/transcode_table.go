package data

import (
	"errors"
	"fmt"
	"strings"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/table"
)

// leaveOut reports that nothing is read of the file at hand.
func (t *transcoding) leaveOut(why error) {
	var other *table.NoColumn
	if errors.As(why, &other) {
		why = fmt.Errorf("it has other columns (%s)", other.Others())
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.faults.add(leftOut(t.file, why))
}

// unmapped takes the error of a table of which nobody can tell by which columns it is read.
// It is left out like one that is met later, as long as another may tell; the last of them
// is the error of the whole.
func (t *transcoding) unmapped(why error) error {
	var asks *Unmapped
	switch {
	case errors.As(why, &asks):
		return why
	case t.reading == len(t.files)-1:
		return fmt.Errorf("%s: %w", t.file, why)
	}
	t.leaveOut(why)
	return nil
}

// mapped says by which columns a table is read: as the user says, or as they look.
func (t *transcoding) mapped(in foreign.Input) (foreign.ReadFunc, error) {
	if t.opts.Mapping != nil {
		return table.ReadBy(t.opts.Words.in(*t.opts.Mapping)), nil
	}
	look, err := table.Look(in)
	if err != nil {
		return nil, err
	}
	if t.opts.Known != nil && !look.Own {
		if mapping, ok := t.opts.Known(look); ok {
			t.opts.Mapping = &mapping
			return table.ReadBy(t.opts.Words.in(mapping)), nil
		}
	}
	if t.opts.Confirm && !look.Own {
		return nil, &Unmapped{Name: in.Name, Preview: look}
	}
	for _, d := range look.Doubts {
		if d.Key == "label" && t.opts.Words.any() {
			continue // the user has looked at the words of labels
		}
		// A problem names its field itself.
		t.Fault(foreign.Fault{Field: d.Column, Err: cause(strings.TrimPrefix(d.Says, d.Column+" "))})
	}
	mapping := look.Mapping
	t.opts.Mapping = &mapping // further files of a folder are read the same way
	return table.ReadBy(t.opts.Words.in(mapping)), nil
}
