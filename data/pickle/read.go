package pickle

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/confscope/confscope/data/foreign"
)

// passes is how often a file is gone through.
const passes = 3

// Read hands on the traces of one question, each as a record of its own with the same id,
// in sampling order, numbered from 1 as the Line. A pickle that asks for anything but
// numbers, texts, lists and dictionaries is refused before a record is handed on. Of one that is cut
// or damaged the whole traces before that place are handed on, and then the error.
func Read(ctx context.Context, in foreign.Input, out foreign.Sink) error {
	from, size, err := whole(in)
	if err != nil {
		return err
	}
	if err := binaryProtocol(from, size); err != nil {
		return err
	}
	pass := 0
	begin := func() *source {
		before := int64(pass)
		pass++
		return newSource(ctx, from, size, func(done int64) { out.Read((before*size + done) / passes) })
	}
	asked, err := survey(begin())
	if err != nil {
		return err
	}
	q, err := learn(newMachine(begin(), asked, nil), in.Name)
	if err != nil {
		return err
	}
	if err := hand(newMachine(begin(), asked, nil), q, out); err != nil {
		return err
	}
	out.Read(size)
	return q.damage
}

// binaryProtocol refuses the text protocols 0 and 1, which nothing writes by itself today.
func binaryProtocol(from io.ReaderAt, size int64) error {
	var first [1]byte
	if size == 0 {
		return cutAt(0)
	}
	if n, err := from.ReadAt(first[:], 0); n == 0 {
		return fmt.Errorf("reading the pickle: %w", err)
	}
	if first[0] != opProto {
		return &refusal{"this is no pickle of protocol 2 to 5: write it again with pickle.dump(..., protocol=4)"}
	}
	return nil
}

// whole gives the content as something that can be gone through more than once.
func whole(in foreign.Input) (io.ReaderAt, int64, error) {
	if in.Stream == nil && in.At != nil {
		return in.At, in.Size, nil
	}
	if in.Stream == nil {
		return bytes.NewReader(nil), 0, nil
	}
	content, err := io.ReadAll(io.LimitReader(in.Stream, maxStream+1))
	if err != nil {
		return nil, 0, fmt.Errorf("reading the pickle: %w", err)
	}
	if len(content) > maxStream {
		return nil, 0, fmt.Errorf("this pickle comes as a stream and is larger than %d MB: save it unpacked and open the file", maxStream>>20)
	}
	return bytes.NewReader(content), int64(len(content)), nil
}

// hand goes through the pickle a last time and hands on the traces.
func hand(m *machine, q *question, out foreign.Sink) error {
	h := &handing{q: q, out: out, held: map[int]heldTrace{}}
	h.faults()
	if len(q.place) == 0 {
		return out.Record(&foreign.Record{ID: q.id, Prompt: q.prompt, Line: 1})
	}
	m.onTrace = h.trace
	_, err := m.run()
	if errors.Is(err, errEnough) {
		return nil
	}
	if err == nil {
		err = errors.New("the pickle changed while it was read: open it again")
	}
	return err
}

// handing keeps the traces in sampling order.
type handing struct {
	q     *question
	out   foreign.Sink
	next  int // place of the trace that is handed on next
	held  map[int]heldTrace
	bytes int64 // in held
	strip []foreign.Token
}

// heldTrace is a trace that comes before its place in the order.
type heldTrace struct {
	trace  foreign.Trace
	faults []foreign.Fault
	bytes  int64
}

// faults says what was wrong with the question as a whole.
func (h *handing) faults() {
	for _, place := range h.q.odd {
		h.out.Fault(foreign.Fault{Field: "all_traces", Skipped: true,
			Err: fmt.Errorf("element %d has neither text nor confs: it is left out", place+1)})
	}
	if h.q.twice > 0 {
		h.out.Fault(foreign.Fault{Field: "all_traces", Skipped: true,
			Err: fmt.Errorf("%d traces stand in the list more than once: each is counted once", h.q.twice)})
	}
	if h.q.rest > 0 {
		h.out.Fault(foreign.Fault{Err: fmt.Errorf("%d bytes behind the end of the pickle are not read", h.q.rest)})
	}
}

// trace takes the traces in the order of the file.
func (h *handing) trace(d *dict) error {
	place, ok := h.q.place[d.trace]
	if !ok {
		return nil
	}
	strip := h.strip
	if place != h.next {
		strip = nil
	}
	got := heldTrace{}
	got.trace = traceOf(d, strip, func(field string, err error) {
		got.faults = append(got.faults, foreign.Fault{Line: place + 1, Field: field, Err: err})
	})
	if place != h.next {
		return h.hold(place, got)
	}
	h.strip = got.trace.Strip
	if err := h.pass(got); err != nil {
		return err
	}
	return h.follow()
}

// hold keeps a trace until those before it have come.
func (h *handing) hold(place int, t heldTrace) error {
	const perToken = 64
	t.bytes = int64(len(t.trace.Strip)) * perToken
	if t.trace.Text != nil {
		t.bytes += int64(len(*t.trace.Text))
	}
	if h.bytes += t.bytes; h.bytes > maxHeld {
		return fmt.Errorf("all_traces has the traces in an order so unlike the file's that more than %d MB would wait: it is not read", maxHeld>>20)
	}
	h.held[place] = t
	return nil
}

// follow hands on what waited for the trace before it.
func (h *handing) follow() error {
	for {
		t, ok := h.held[h.next]
		if !ok {
			break
		}
		delete(h.held, h.next)
		h.bytes -= t.bytes
		if err := h.pass(t); err != nil {
			return err
		}
	}
	if h.next == len(h.q.place) {
		return errEnough
	}
	return nil
}

func (h *handing) pass(t heldTrace) error {
	for _, f := range t.faults {
		h.out.Fault(f)
	}
	h.next++
	return h.out.Record(&foreign.Record{ID: h.q.id, Prompt: h.q.prompt, Line: h.next, Traces: []foreign.Trace{t.trace}})
}
