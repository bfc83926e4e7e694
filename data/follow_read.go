package data

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
)

// more reports whether there are whole lines that have not been read.
func (t *tail) more() bool { return t.whole > t.units.at }

// read reads what is new, up to the end of the last whole line or a bounded part of that,
// and reports whether there is anything to hand out.
func (t *tail) read(ctx context.Context) (bool, error) {
	end, err := t.lastLine(max(t.searched, t.units.at), t.size)
	if err != nil {
		return false, err
	}
	if t.searched = t.size; end >= 0 {
		t.whole = end
	}
	cut, instances, faults := t.source.Cut, t.columns.instances(), t.problems.Total()
	if t.more() {
		if err = t.bite(ctx, t.whole, func([]*part) bool { return true }); err == nil {
			err = t.remember() // readLast knows the file by it
		}
	}
	if err == nil && !t.more() {
		err = t.readLast(ctx)
	}
	if err != nil {
		t.again = t.again || instances != t.columns.instances() // what was taken is shown all the same
		return false, err
	}
	if uint64(len(t.columns.ids)) > math.MaxUint32 || uint64(len(t.columns.conf)) >= math.MaxUint32 {
		return false, fmt.Errorf("%s: %w", t.source.Name, errTooMany)
	}
	return cut != t.source.Cut || instances != t.columns.instances() || faults != t.problems.Total(), t.remember()
}

// readLast looks at a last line that has not ended. It waits for its end, unless it is a
// whole record: some writers end a line only when they begin the next.
func (t *tail) readLast(ctx context.Context) error {
	at := max(t.whole, t.units.at)
	rest := t.size - at
	t.source.Cut = false
	if rest == 0 || at > t.whole { // behind a record there is only the end of its line
		return nil
	}
	ends := make([]byte, min(rest, 64))
	if err := readFull(t.file, ends, t.size-int64(len(ends))); err != nil {
		return err
	}
	ends = bytes.TrimRight(ends, " \t\r")
	t.source.Cut = len(ends) > 0
	if len(ends) == 0 || ends[len(ends)-1] != '}' || rest > int64(t.opts.maxLine()) {
		return nil
	}
	err := t.bite(ctx, t.size, func(parts []*part) bool {
		t.source.Cut = !slices.ContainsFunc(parts, func(p *part) bool { return p.instances() > 0 })
		return !t.source.Cut
	})
	if t.source.Cut {
		t.units.at = at
	}
	return err
}

// bite reads up to the end, and takes over what is read where wanted says so. The file may
// have been written over since it was last looked at, so it is looked at again between.
func (t *tail) bite(ctx context.Context, end int64, wanted func([]*part) bool) error {
	t.enterIDs()
	from, known := t.units.at, false
	t.units.size = end
	_, err := t.units.bite(ctx, func(parts []*part) {
		at := t.units.at
		t.units.at = from
		known, _ = t.known()
		t.units.at = at
		if known && wanted(parts) {
			t.take(parts)
		}
	})
	if err == nil && !known {
		t.units.at = from
		return errChanged
	}
	return err
}

// enterIDs enters the ids that were read before into the index, once.
func (t *tail) enterIDs() {
	if t.index.slots != nil {
		return
	}
	for i := range t.columns.instances() {
		t.index.find(t.columns.id(i), i, t.columns.id)
	}
}

// snapshot hands out what has been read. What can be said only of the whole is said of
// this much of it.
func (t *tail) snapshot() *Run {
	t.source.Bytes, t.source.Fingerprint = t.size, ""
	t.describe()
	t.joiner.settle(&t.columns)
	t.source.LabelsNote = t.joiner.note()
	run := t.Loading.snapshot()
	run.problems.List = slices.Clip(run.problems.List)
	t.conclude(&run.problems, true)
	return run
}

// unsay takes back what a load has said of the whole: there is more to come.
func (t *tail) unsay(cut bool) {
	var last Problems
	t.conclude(&last, cut)
	p := &t.problems
	p.Skipped, p.Noted = p.Skipped-last.Skipped, p.Noted-last.Noted
	for k := range p.kinds {
		p.kinds[k] -= last.kinds[k]
	}
	p.List = slices.Clip(p.List[:min(len(p.List), p.Total())])
}

// Identified gives the Run with the fingerprint that a load would have given it, for one
// that was handed out by a Following: there, taking it every time would cost too much.
func (r *Run) Identified() *Run {
	if r.source.Fingerprint != "" {
		return r
	}
	known := *r
	known.source.Fingerprint = r.columns.fingerprint()
	return &known
}

// adopt goes on from the phrases that the run has been marked for. It reports whether that
// changes anything.
func (t *tail) adopt(ctx context.Context, run *Run) (bool, error) {
	same := func(a PhraseList) func(PhraseList) bool {
		return func(b PhraseList) bool { return a.Name == b.Name && slices.Equal(a.Phrases, b.Phrases) }
	}
	if !slices.ContainsFunc(run.lists, func(l PhraseList) bool { return !slices.ContainsFunc(t.opts.Lists, same(l)) }) {
		return false, nil
	}
	m := newMarker(run.lists)
	now := *t.Loading.snapshot()
	now.marks = make([]uint8, len(t.columns.marks), cap(t.columns.marks))
	copy(now.marks, run.marks)
	rd := &reader{run: &now, ahead: readAhead, rec: record{marker: m.clone()}}
	for i := run.Instances(); i < now.Instances(); i++ {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if err := rd.load(i); err != nil {
			return false, err
		}
		copy(now.marks[now.first[i]:now.first[i+1]], rd.rec.marks)
	}
	t.columns.marks, t.opts.Lists = now.marks, run.lists
	for _, s := range t.units.scanners {
		s.marker = m.clone()
	}
	return true, nil
}

// clipped gives the columns without the room behind them: what is appended goes elsewhere.
func (c *columns) clipped() columns {
	d := *c
	d.first, d.idAt = slices.Clip(c.first), slices.Clip(c.idAt)
	d.lineAt, d.lineLen, d.ids = slices.Clip(c.lineAt), slices.Clip(c.lineLen), slices.Clip(c.ids)
	d.recorded, d.category, d.gaps = slices.Clip(c.recorded), slices.Clip(c.category), slices.Clip(c.gaps)
	d.conf, d.tokens, d.flags = slices.Clip(c.conf), slices.Clip(c.tokens), slices.Clip(c.flags)
	d.marks, d.textAt = slices.Clip(c.marks), slices.Clip(c.textAt)
	d.own.label, d.own.topic, d.own.sum = slices.Clip(c.own.label), slices.Clip(c.own.topic), slices.Clip(c.own.sum)
	d.own.topics = topics{slices.Clip(c.own.topics.names), maps.Clone(c.own.topics.of), c.own.topics.bytes}
	return d
}

// newJoiner goes on joining where some instances have their label rows.
func newJoiner(j joined, c *columns) joiner {
	j.label, j.row, j.request = slices.Clip(j.label), slices.Clip(j.row), slices.Clip(j.request)
	with := joiner{joined: j}
	if j.labels != nil {
		with.evidence.add(&with, c, 0)
		with.mode = with.evidence.mode(j.labels)
	}
	return with
}
