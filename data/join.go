package data

import "slices"

// joined are the columns that the label files give to the instances.
type joined struct {
	label    []Label
	row      []uint32 // row of the label file; noRow where none. Empty where there are no labels
	labels   *labelTable
	request  []uint32 // row of the batch job's input; as row
	requests *labelTable
}

// joiner gives instances their rows, in the way that the run as a whole tells. While it is
// being read, that may change: all instances are then joined anew.
type joiner struct {
	joined
	mode     joinMode
	changes  int
	evidence evidence
}

// mostChanges bounds how often instances are joined anew before the run is whole.
const mostChanges = 8

// extend joins the instances from the given one on.
func (j *joiner) extend(c *columns, from int) {
	j.ask(c, from)
	if j.labels != nil {
		j.evidence.add(j, c, from)
		if mode := j.evidence.mode(j.labels); mode != j.mode && (j.changes < mostChanges || mode == byID) {
			j.changes++
			j.joinAnew(c, mode)
			return
		}
	}
	j.join(c, from)
}

// joinAnew joins all instances in another way, in columns of their own: earlier Runs keep
// theirs.
func (j *joiner) joinAnew(c *columns, mode joinMode) {
	j.mode = mode
	j.label, j.row = make([]Label, 0, cap(j.label)), make([]uint32, 0, cap(j.row))
	j.join(c, 0)
}

// begin joins all instances to label files that have just come, in columns of their own.
func (j *joiner) begin(c *columns) {
	j.label, j.row, j.request = make([]Label, 0, cap(j.label)), nil, nil
	j.extend(c, 0)
}

// join gives the instances from the given one on their rows and labels. What the label
// file does not know the record itself may.
func (j *joiner) join(c *columns, from int) {
	for i := from; i < c.instances(); i++ {
		label := c.own.labelOf(i)
		if j.labels != nil {
			row := j.rowOf(c, i)
			j.row = append(j.row, row)
			if row != noRow && j.labels.label[row] != LabelUnknown {
				label = j.labels.label[row]
			}
		}
		j.label = append(j.label, label)
	}
}

// ask joins instances to the requests that they answer: by id, always.
func (j *joiner) ask(c *columns, from int) {
	if j.requests == nil {
		return
	}
	for i := from; i < c.instances(); i++ {
		j.request = append(j.request, j.requests.rowOfID(c.id(i)))
	}
}

func (j *joiner) reserve(n int) {
	j.label = reserved(j.label, n)
	if j.labels != nil {
		j.row = reserved(j.row, n)
	}
	if j.requests != nil {
		j.request = reserved(j.request, n)
	}
}

func (j *joiner) rowOf(c *columns, i int) uint32 {
	t := j.labels
	n, numbered := trailingNumber(c.id(i))
	switch {
	case j.mode == byID:
		return t.rowOfID(c.id(i))
	case j.mode == byPrompt:
		return j.rowOfPrompt(c, i)
	case !numbered:
		return noRow
	case j.mode == byNumber:
		return t.rowOfNumber(n)
	case j.mode == byRowFromOne:
		n--
	}
	if n >= 0 && n < t.rows() {
		return uint32(n)
	}
	return noRow
}

// rowOfPrompt gives the row that has the prompt of instance i: its record's own, or that
// of the request that it answers.
func (j *joiner) rowOfPrompt(c *columns, i int) uint32 {
	sum := valueAt(c.own.sum, i)
	if sum == 0 && j.requests != nil && j.request[i] != noRow {
		if x := j.requests.promptIndex(); int(j.request[i]) < len(x.sums) {
			sum = x.sums[j.request[i]]
		}
	}
	if sum != 0 {
		if row, found := j.labels.promptIndex().find(sum); found {
			return uint32(row)
		}
	}
	return noRow
}

// prompts reports whether a join by prompts can be tried at all.
func (j *joiner) prompts(c *columns) bool {
	return j.labels.prompts.any() && (len(c.own.sum) > 0 || j.requests != nil && j.requests.prompts.any())
}

// settle joins as all instances together tell.
func (j *joiner) settle(c *columns) {
	if j.requests != nil && !j.requests.given && !slices.ContainsFunc(j.request, func(row uint32) bool { return row != noRow }) {
		// Nobody named this file, and it turns out to be another job's.
		j.request, j.requests = nil, nil
	}
	if j.labels != nil {
		if mode := j.evidence.mode(j.labels); mode != j.mode {
			j.joinAnew(c, mode)
		}
	}
}

// finish says what did not join. A run whose last line is cut is still being written: the
// label rows that it has not come to yet are no fault.
func (j *joiner) finish(p *Problems, c *columns, cut bool) {
	j.finishRequests(p)
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
	t := j.labels
	if unlabelled > 0 {
		t.sayTo(p, "joined by %s, it has no row for %d of %d instances: their labels are unknown", j.mode.how(), unlabelled, c.instances())
	}
	if free := len(used) - count(used); free > 0 && !cut {
		t.sayTo(p, "joined by %s, %d of its %d rows have no instance", j.mode.how(), free, len(used))
	}
	if slices.Contains(used, true) {
		j.explain(p, c)
	}
}

// explain says what about the join is not a matter of course.
func (j *joiner) explain(p *Problems, c *columns) {
	t, e := j.labels, &j.evidence
	switch j.mode {
	case byNumber:
		t.sayTo(p, "no id in it is an id of the run, but all numbers at the end of instance_id are: an instance with the number %d takes the row with the id %d", e.least, e.least)
	case byRowFromOne:
		t.sayTo(p, "the numbers at the end of instance_id run from %d to %d, and it has %d rows: number 1 takes its first row", e.least, e.most, t.rows())
	case byRow:
		if e.least == 1 {
			t.sayTo(p, "the numbers at the end of instance_id begin at 1, and its rows are counted from 0: if number 1 means its first row, every label is one off; give it a column id")
		}
	case byPrompt:
		if n := t.promptIndex().conflicts(t.label); n > 0 {
			t.sayTo(p, "%d of its rows repeat a prompt with another label: the first one counts", n)
		}
	case byID:
	}
	if !t.stated && len(c.own.label) == 0 {
		t.sayTo(p, "it has no label column: every label is unknown")
	}
}

// finishRequests says which answers have no request.
func (j *joiner) finishRequests(p *Problems) {
	if j.requests == nil {
		return
	}
	without := 0
	for _, row := range j.request {
		if row == noRow {
			without++
		}
	}
	if without > 0 {
		j.requests.sayTo(p, "joined by custom_id, it has no request for %d of %d instances: their prompts are not known", without, len(j.request))
	}
}

// note says what labels of one kind only cannot tell; "" where there are both or none.
func (j *joiner) note() string {
	of := "this run"
	if j.labels != nil && j.labels.set != "" {
		of += " (labels of " + j.labels.set + ")"
	}
	safe, unsafe := slices.Contains(j.label, LabelSafe), slices.Contains(j.label, LabelUnsafe)
	switch {
	case unsafe && !safe:
		return "every labelled prompt of " + of + " is unsafe: specificity is undefined, and accuracy is sensitivity by another name"
	case safe && !unsafe:
		return "every labelled prompt of " + of + " is safe: sensitivity is undefined, and accuracy is specificity by another name"
	}
	return ""
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
