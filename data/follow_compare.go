package data

import (
	"bytes"
	"math"
	"slices"
)

// Two readings of one run, held against each other.

// SameReading reports whether two runs were read from a file at once, or one by reading on
// where the other ended: what was found in one of them holds for the other, as far as that
// goes.
func (r *Run) SameReading(other *Run) bool {
	return r.texts.beginning() == other.texts.beginning()
}

// beginning is the texts of the run that was read first, where these go on from it.
func (t *texts) beginning() *texts {
	if t != nil && t.goesOn != nil {
		return t.goesOn
	}
	return t
}

// NumbersIn gives for each instance the number that it has in a later reading of the run,
// -1 where it is not there any more; nil where all have kept theirs.
func (r *Run) NumbersIn(later *Run) []int {
	n := r.Instances()
	if later.Instances() >= n && slices.Equal(r.idAt, later.idAt[:n+1]) && bytes.Equal(r.ids, later.ids[:len(r.ids)]) {
		return nil
	}
	var index idIndex
	for i := range later.Instances() {
		index.find(later.id(i), i, later.id)
	}
	numbers := make([]int, n)
	for i := range numbers {
		now, found := index.find(r.id(i), -1, later.id)
		if numbers[i] = now; !found {
			numbers[i] = -1
		}
	}
	return numbers
}

// holds reports whether every instance of an earlier reading is still there, with its
// traces, and whether any has another number now.
func (r *Run) holds(earlier *Run) (all, moved bool) {
	numbers := earlier.NumbersIn(r)
	for i := range earlier.Instances() {
		now := i
		if numbers != nil {
			now = numbers[i]
		}
		if now < 0 || !r.keeps(now, earlier, i) {
			return false, false
		}
	}
	return true, numbers != nil
}

// keeps reports whether instance i has all traces that instance j of an earlier reading
// had, in their order: further ones may stand anywhere between them.
func (r *Run) keeps(i int, earlier *Run, j int) bool {
	now, end := r.Span(i)
	for was, last := earlier.Span(j); was < last; was++ {
		for now < end && (math.Float64bits(r.conf[now]) != math.Float64bits(earlier.conf[was]) || r.tokens[now] != earlier.tokens[was]) {
			now++
		}
		if now++; now > end {
			return false
		}
	}
	return true
}

// says reports whether two whole runs say the same of their instances, in numbers.
func (r *Run) says(other *Run) bool {
	return r.source.Fingerprint != "" && r.source.Fingerprint == other.source.Fingerprint && slices.Equal(r.label, other.label) &&
		r.problems.Total() == other.problems.Total() && r.source.Cut == other.source.Cut
}
