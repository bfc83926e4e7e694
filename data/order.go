package data

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/confscope/confscope/data/foreign"
)

// order puts the traces of instances into the order in which they were sampled, where
// their file numbers them, and notices numbers that come twice.
type order struct {
	twice int // traces whose number another one of the same file has
	first string
}

// sort orders the traces of an instance, if all of them have a number. Where numbers come
// again in another file of the run, each file has a count of its own: its traces stay
// together.
func (o *order) sort(n *instance) {
	if len(n.Traces) < 2 || slices.ContainsFunc(n.Traces, func(t foreign.Trace) bool { return !t.Ordered }) {
		return
	}
	twice, from := 0, 0
	for _, end := range append(n.files, len(n.Traces)) {
		twice += o.sortFile(n, n.Traces[from:end])
		from = end
	}
	if o.twice += twice; len(n.files) == 0 {
		return
	}
	together := slices.Clone(n.Traces)
	sortTraces(together)
	if again, _ := repeated(together); again == twice {
		n.Traces = together
	}
}

// sortFile orders traces of one file and counts those whose number comes again.
func (o *order) sortFile(n *instance, traces []foreign.Trace) int {
	sortTraces(traces)
	again, number := repeated(traces)
	if again > 0 && o.first == "" {
		o.first = fmt.Sprintf("sample %.0f of %s", number, PrintableLine(shortened([]byte(n.ID))))
	}
	return again
}

// sortTraces keeps the order of the file where numbers are equal.
func sortTraces(traces []foreign.Trace) {
	slices.SortStableFunc(traces, func(a, b foreign.Trace) int { return cmp.Compare(a.Order, b.Order) })
}

// repeated counts sorted traces that have the number of the one before, and gives the
// first such number.
func repeated(traces []foreign.Trace) (n int, number float64) {
	for i := 1; i < len(traces); i++ {
		if traces[i].Order == traces[i-1].Order {
			if n++; n == 1 {
				number = traces[i].Order
			}
		}
	}
	return n, number
}

// report says, once, that numbers came twice.
func (o *order) report(fault func(foreign.Fault)) {
	if o.twice > 0 {
		fault(foreign.Fault{Err: fmt.Errorf("%s comes twice: answers with the same number keep the order of the file (%d such)", o.first, o.twice)})
	}
}
