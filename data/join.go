package data

import (
	"fmt"
	"slices"
)

// joined are the columns that the label file gives to the instances.
type joined struct {
	label  []Label
	row    []uint32 // row of the label file; noRow where none. Empty where there are no labels
	labels *labelTable
}

// joiner gives instances their label rows: by id, when any id of the label file is an id
// of the run, else by the number at the end of the instance's id, counted from 0.
type joiner struct {
	joined
	byID bool
}

// extend joins the instances from the given one on.
func (j *joiner) extend(c *columns, from int) {
	if j.labels == nil {
		for i := from; i < c.instances(); i++ {
			j.label = append(j.label, c.own.labelOf(i))
		}
		return
	}
	if !j.byID && j.anyID(c, from) {
		// The first id that matches decides for all, so those before join anew, in
		// columns of their own: earlier Runs keep theirs.
		j.byID = true
		j.label, j.row = make([]Label, 0, cap(j.label)), make([]uint32, 0, cap(j.row))
		from = 0
	}
	for i := from; i < c.instances(); i++ {
		row := j.rowOf(c.id(i))
		label := c.own.labelOf(i)
		if row != noRow && j.labels.label[row] != LabelUnknown {
			label = j.labels.label[row]
		}
		j.label, j.row = append(j.label, label), append(j.row, row)
	}
}

func (j *joiner) reserve(n int) {
	j.label = reserved(j.label, n)
	if j.labels != nil {
		j.row = reserved(j.row, n)
	}
}

func (j *joiner) anyID(c *columns, from int) bool {
	for i := from; i < c.instances(); i++ {
		if _, found := j.labels.index.find(c.id(i), -1, j.labels.id); found {
			return true
		}
	}
	return false
}

func (j *joiner) rowOf(id []byte) uint32 {
	if j.byID {
		if row, found := j.labels.index.find(id, -1, j.labels.id); found {
			return uint32(row)
		}
		return noRow
	}
	if n, ok := trailingNumber(id); ok && n < j.labels.rows() {
		return uint32(n)
	}
	return noRow
}

// trailingNumber gives the number that an id ends with, as in toxicchat_test_17.
func trailingNumber(id []byte) (int, bool) {
	const most = 15 // digits; more would be no row
	from := len(id)
	for from > 0 && id[from-1]-'0' <= 9 && len(id)-from <= most {
		from--
	}
	n := 0
	for _, b := range id[from:] {
		n = n*10 + int(b-'0')
	}
	return n, from < len(id) && len(id)-from <= most
}

// finish says what did not join. A run whose last line is cut is still being written: the
// label rows that it has not come to yet are no fault.
func (j *joiner) finish(p *Problems, c *columns, cut bool) {
	if j.labels == nil {
		return
	}
	used := make([]bool, j.labels.rows())
	unlabelled := 0
	for _, row := range j.row {
		if row == noRow {
			unlabelled++
		} else {
			used[row] = true
		}
	}
	how := "the number at the end of instance_id"
	if j.byID {
		how = "id"
	}
	note := func(err error) { p.add(Problem{File: j.labels.name, Err: err}) }
	if unlabelled > 0 {
		note(fmt.Errorf("joined by %s, it has no row for %d of %d instances: their labels are unknown", how, unlabelled, c.instances()))
	}
	if free := len(used) - count(used); free > 0 && !cut {
		note(fmt.Errorf("joined by %s, %d of its %d rows have no instance", how, free, len(used)))
	}
	if slices.Contains(used, true) && j.labels.stated&(1<<fieldLabel) == 0 && len(c.own.label) == 0 {
		note(fmt.Errorf("it has no label column: every label is unknown"))
	}
}

func count(set []bool) int {
	n := 0
	for _, b := range set {
		if b {
			n++
		}
	}
	return n
}
