package data

import (
	"fmt"
	"math"
	"strconv"
)

// joinMode is how instances find their rows in a label file.
type joinMode uint8

const (
	byRow        joinMode = iota // the number at the end of the id is that of the row, from 0
	byRowFromOne                 // from 1
	byNumber                     // the number at the end of the id is the row's id
	byPrompt                     // the prompts are the same
	byID                         // the ids are the same
)

func (m joinMode) how() string {
	switch m {
	case byID:
		return "id"
	case byPrompt:
		return "prompt"
	case byRow, byRowFromOne, byNumber:
	}
	return "the number at the end of instance_id"
}

// evidence is what the instances seen so far tell about how they find their rows.
type evidence struct {
	instances   int
	sameID      bool // an id of the run is an id of the label file
	numbered    int  // ids that end with a number
	least, most int  // of these numbers
	rows        int  // numbers that can be a row
	named       int  // numbers that are an id of the label file
	elsewhere   bool // one of them is not the id of the row that it counts
	prompts     int  // prompts that the label file has
}

// mode is what the evidence comes to. One id that both files have decides; prompts do where
// most are found, or where no number can be a row. Numbers are rows counted from 0, unless
// they are all ids, or count as many rows as there are from 1.
func (e *evidence) mode(t *labelTable) joinMode {
	switch {
	case e.sameID:
		return byID
	case e.prompts > 0 && (2*e.prompts >= e.instances || e.rows == 0):
		return byPrompt
	case e.numbered > 0 && e.named == e.numbered && e.elsewhere:
		return byNumber
	case e.numbered > 0 && e.least == 1 && e.most == t.rows():
		return byRowFromOne
	}
	return byRow
}

// add looks at the instances from the given one on.
func (e *evidence) add(j *joiner, c *columns, from int) {
	prompts := j.prompts(c)
	if from == 0 || e.instances == 0 {
		e.least = math.MaxInt
	}
	for i := from; i < c.instances() && !e.sameID; i++ {
		e.instances++
		e.sameID = j.labels.hasIDs() && j.labels.rowOfID(c.id(i)) != noRow
		if n, ok := trailingNumber(c.id(i)); ok {
			e.number(j.labels, n)
		}
		if prompts && j.rowOfPrompt(c, i) != noRow {
			e.prompts++
		}
	}
}

func (e *evidence) number(t *labelTable, n int) {
	e.numbered++
	e.least, e.most = min(e.least, n), max(e.most, n)
	if n < t.rows() {
		e.rows++
	}
	if !t.hasIDs() || e.named < e.numbered-1 {
		return
	}
	if row := t.rowOfNumber(n); row != noRow {
		e.named++
		e.elsewhere = e.elsewhere || row != uint32(n)
	}
}

// rowOfID gives the row of an id, noRow where there is none.
func (t *labelTable) rowOfID(id []byte) uint32 {
	if row, found := t.find(id); found {
		return uint32(row)
	}
	return noRow
}

// rowOfNumber gives the row whose id is the number.
func (t *labelTable) rowOfNumber(n int) uint32 {
	var room [20]byte
	return t.rowOfID(strconv.AppendInt(room[:0], int64(n), 10))
}

// sayTo adds a sentence about the whole file.
func (t *labelTable) sayTo(p *Problems, format string, args ...any) {
	p.add(Problem{File: t.name, Err: fmt.Errorf(format, args...)})
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
