package data

import (
	"encoding/binary"
	"math"

	"github.com/confscope/confscope/data/foreign"
)

// A fragment is a record in bytes, for the time of one load: what appendRecord writes,
// recordDecoder reads, and nothing else ever does.

func appendRecord(b []byte, r *foreign.Record) []byte {
	b = appendString(b, r.ID)
	b = appendOptional(b, r.Prompt)
	b = append(b, byte(r.Label), byte(r.Verdict))
	b = appendString(b, r.Topic)
	b = appendString(b, r.Category)
	b = binary.AppendUvarint(b, uint64(r.Line))
	b = binary.AppendUvarint(b, uint64(len(r.Traces)))
	for i := range r.Traces {
		b = appendTrace(b, &r.Traces[i])
	}
	return b
}

func appendTrace(b []byte, t *foreign.Trace) []byte {
	b = appendOptional(b, t.Text)
	b = appendFloat(b, t.Confidence)
	b = append(b, byte(t.Refused), byte(t.Harmful), byte(t.Classified))
	b = binary.AppendVarint(b, int64(t.Tokens))
	if b = append(b, byte(foreign.FlagOf(t.Ordered))); t.Ordered {
		b = appendFloat(b, t.Order)
	}
	b = binary.AppendUvarint(b, uint64(len(t.Strip)))
	for i := range t.Strip {
		token := &t.Strip[i]
		b = appendString(b, token.Text)
		b = appendFloat(appendFloat(b, token.Logprob), token.Peak)
		b = binary.AppendUvarint(b, uint64(len(token.Top)))
		for _, c := range token.Top {
			b = appendFloat(appendString(b, c.Text), c.Logprob)
		}
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendOptional(b []byte, s *string) []byte {
	if s == nil {
		return append(b, 0)
	}
	return appendString(append(b, 1), *s)
}

func appendFloat(b []byte, x float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
}

// recordDecoder reads what appendRecord wrote.
type recordDecoder struct{ b []byte }

func (d *recordDecoder) record(r *foreign.Record) {
	traces := r.Traces[:0]
	*r = foreign.Record{ID: d.string(), Prompt: d.optional()}
	r.Label, r.Verdict = foreign.Label(d.byte()), foreign.Flag(d.byte())
	r.Topic, r.Category = d.string(), d.string()
	r.Line = int(d.uvarint())
	for range d.uvarint() {
		traces = append(traces, d.trace())
	}
	r.Traces = traces
}

func (d *recordDecoder) trace() foreign.Trace {
	t := foreign.Trace{Text: d.optional(), Confidence: d.float()}
	t.Refused, t.Harmful, t.Classified = foreign.Flag(d.byte()), foreign.Flag(d.byte()), foreign.Flag(d.byte())
	t.Tokens = int(d.varint())
	if t.Ordered = foreign.Flag(d.byte()) == foreign.FlagTrue; t.Ordered {
		t.Order = d.float()
	}
	if n := d.uvarint(); n > 0 {
		t.Strip = make([]foreign.Token, n)
	}
	for i := range t.Strip {
		t.Strip[i] = foreign.Token{Text: d.string(), Logprob: d.float(), Peak: d.float()}
		if n := d.uvarint(); n > 0 {
			t.Strip[i].Top = make([]foreign.Candidate, n)
		}
		for k := range t.Strip[i].Top {
			t.Strip[i].Top[k] = foreign.Candidate{Text: d.string(), Logprob: d.float()}
		}
	}
	return t
}

func (d *recordDecoder) byte() byte {
	b := d.b[0]
	d.b = d.b[1:]
	return b
}

func (d *recordDecoder) uvarint() uint64 {
	x, n := binary.Uvarint(d.b)
	d.b = d.b[n:]
	return x
}

func (d *recordDecoder) varint() int64 {
	x, n := binary.Varint(d.b)
	d.b = d.b[n:]
	return x
}

func (d *recordDecoder) string() string {
	n := d.uvarint()
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}

func (d *recordDecoder) optional() *string {
	if d.byte() == 0 {
		return nil
	}
	s := d.string()
	return &s
}

func (d *recordDecoder) float() float64 {
	x := math.Float64frombits(binary.LittleEndian.Uint64(d.b))
	d.b = d.b[8:]
	return x
}
