package data

import (
	"fmt"
	"slices"

	"github.com/confscope/confscope/data/foreign"
)

// instance is a record that further records with the same id add their traces to, as many
// as one line may hold: a file can have ten million rows of one id.
type instance struct {
	foreign.Record
	size int // about what it takes in memory, in bytes
	left int // traces that were left out
	from int // line of the first of them

	file  int   // number of the file with the first of them
	files []int // numbers of the traces with which each further file of the run begins
}

// begin starts with a record whose memory its reader will use again.
func (n *instance) begin(r *foreign.Record) {
	traces := n.Traces
	*n = instance{Record: *r, size: sizeOf(r.Traces)}
	n.Prompt = clonedText(r.Prompt)
	n.Traces = appendTraces(traces[:0], r.Traces)
}

// merge adds a later record of the same instance. What the first does not state the later
// may.
func (n *instance) merge(later *foreign.Record, most int) {
	if n.size += sizeOf(later.Traces); n.size <= most {
		n.Traces = appendTraces(n.Traces, later.Traces)
	} else {
		n.leave(later)
	}
	if n.Prompt == nil {
		n.Prompt = clonedText(later.Prompt)
	}
	if n.Label == foreign.LabelUnknown {
		n.Label = later.Label
	}
	if n.Topic == "" {
		n.Topic = later.Topic
	}
	if n.Verdict == foreign.FlagAbsent {
		n.Verdict = later.Verdict
	}
	if n.Category == "" {
		n.Category = later.Category
	}
}

func (n *instance) leave(r *foreign.Record) {
	if n.left == 0 {
		n.from = r.Line
	}
	n.left += len(r.Traces)
}

// report says what was left out.
func (n *instance) report(fault func(foreign.Fault)) {
	if n.left > 0 {
		fault(foreign.Fault{Line: n.from, Err: fmt.Errorf(
			"%s has more answers than one line may hold: %d of %d are left out, from here on", PrintableLine(shortened([]byte(n.ID))), n.left, n.left+len(n.Traces))})
	}
}

// sizeOf is about what traces take in memory, in bytes.
func sizeOf(traces []foreign.Trace) int {
	const perTrace, perToken, perCandidate = 128, 64, 32
	size := perTrace * len(traces)
	for i := range traces {
		if text := traces[i].Text; text != nil {
			size += len(*text)
		}
		size += perToken * len(traces[i].Strip)
		for k := range traces[i].Strip {
			size += len(traces[i].Strip[k].Text) + perCandidate*len(traces[i].Strip[k].Top)
		}
	}
	return size
}

func clonedText(s *string) *string {
	if s == nil {
		return nil
	}
	text := *s
	return &text
}

func appendTraces(dst, traces []foreign.Trace) []foreign.Trace {
	for _, trace := range traces {
		trace.Text = clonedText(trace.Text)
		trace.Strip = slices.Clone(trace.Strip)
		for i := range trace.Strip {
			trace.Strip[i].Top = slices.Clone(trace.Strip[i].Top)
		}
		dst = append(dst, trace)
	}
	return dst
}
