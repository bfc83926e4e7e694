package data

import (
	"context"
	"fmt"
	"slices"
)

// Mark reads all texts again and gives a Run that has the list marked too. It shares
// everything else with r, which stays as it is; a list of the same name is replaced.
func (r *Run) Mark(ctx context.Context, list PhraseList) (*Run, error) {
	at := slices.IndexFunc(r.lists, func(l PhraseList) bool { return l.Name == list.Name })
	if at >= 0 && slices.Equal(r.lists[at].Phrases, list.Phrases) {
		return r, nil
	}
	marked := *r
	marked.lists = slices.Clone(r.lists)
	switch {
	case at >= 0:
		marked.lists[at] = list
	case len(r.lists) == maxLists:
		return nil, fmt.Errorf("marking %s: the run is marked for %d phrase lists already, and there is room for no more", list.Name, maxLists)
	default:
		at = len(r.lists)
		marked.lists = append(marked.lists, list)
	}
	marked.marks = slices.Clone(r.marks)
	if err := marked.rescan(ctx, list, uint8(at)); err != nil {
		return nil, err
	}
	return &marked, nil
}

// rescan marks the list under the given bit, in parallel: every instance's marks are
// written by one worker.
func (r *Run) rescan(ctx context.Context, list PhraseList, bit uint8) error {
	p := r.newPass(0, r.Instances(), newMarker([]PhraseList{list}))
	_, err := p.each(ctx, func(_ int, rd *reader, i int) error {
		if err := rd.load(i); err != nil {
			return err
		}
		marks := r.marks[r.first[i]:r.first[i+1]]
		for j := range marks {
			mark := uint8(0)
			if j < len(rd.rec.marks) {
				mark = rd.rec.marks[j]
			}
			marks[j] = marks[j]&^(1<<bit) | mark<<bit
		}
		return nil
	})
	if err == nil {
		err = ctx.Err()
	}
	return err
}

// firstOf gives the first error of several workers: when a context ends, all of them
// report the same.
func firstOf(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
