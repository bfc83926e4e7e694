package table

import (
	"context"
	"errors"
	"io"
	"reflect"

	"github.com/confscope/confscope/data/foreign"
)

// progress is how many rows lie between two words about it.
const progress = 256

// Read reads a table by the mapping that Guess proposes for it.
func Read(ctx context.Context, in foreign.Input, out foreign.Sink) error {
	return read(ctx, in, nil, out)
}

// ReadBy reads a table by a mapping.
func ReadBy(m Mapping) foreign.ReadFunc {
	return func(ctx context.Context, in foreign.Input, out foreign.Sink) error {
		return read(ctx, in, &m, out)
	}
}

func read(ctx context.Context, in foreign.Input, m *Mapping, out foreign.Sink) error {
	t, err := openTable(in)
	if err != nil {
		return err
	}
	defer t.close()
	stored, isStored := t.stored()
	switch {
	case m != nil:
		isStored = isStored && reflect.DeepEqual(*m, stored)
	case isStored:
		m = &stored
	default:
		guessed, _ := t.mapping()
		m = &guessed
	}
	cols := t.rows.columns()
	p, err := newPlan(*m, cols, out)
	if err == nil {
		err = m.sound(cols.names)
	}
	if err != nil {
		return err
	}
	if isStored {
		p.own(cols)
	}
	_, p.blanks = t.rows.(*csvRows)
	if err := p.run(ctx, t, func(r row) error {
		rec, err := p.record(r)
		if err != nil {
			return err
		}
		return p.give(rec)
	}); err != nil {
		return err
	}
	p.watch.end(p)
	return nil
}

// EachPrompt reads a table with one row a prompt, as label sets have it: records without
// traces, with the number of their row, counted from 0 over good rows and bad. A record
// has no id where the mapping names none. The mapping is chosen when the columns are
// known. Faults and progress go to out, records to each.
func EachPrompt(ctx context.Context, in foreign.Input, choose func(columns []string) (Mapping, error), out foreign.Sink, each func(number int, r *foreign.Record) error) error {
	t, err := openTable(in)
	if err != nil {
		return err
	}
	defer t.close()
	m, err := choose(t.rows.columns().names)
	if err != nil {
		return err
	}
	p, err := newPlan(m, t.rows.columns(), out)
	if err != nil {
		return err
	}
	err = p.run(ctx, t, func(r row) error {
		rec := p.prompt(r)
		if len(p.ids) > 0 {
			if id, err := p.key(r); err == nil {
				rec.ID = id
			}
		}
		if err := each(p.rows-1, rec); err != nil {
			return &stop{err}
		}
		return nil
	})
	p.watch.end(p)
	return err
}

// stop is an error of the one who takes the records: it ends the reading.
type stop struct{ err error }

func (s *stop) Error() string { return s.err.Error() }

func (p *plan) give(rec *foreign.Record) error {
	if err := p.out.Record(rec); err != nil {
		return &stop{err}
	}
	return nil
}

// run passes every row to take, and what cannot be read or taken to the sink.
func (p *plan) run(ctx context.Context, t *opened, take func(row) error) error {
	if c, ok := t.rows.(*csvRows); ok {
		defer func() { c.report(p.out) }()
	}
	for n := 1; ; n++ {
		if n%progress == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			p.out.Read(t.rows.done())
		}
		r, err := t.next()
		if errors.Is(err, io.EOF) {
			p.out.Read(t.rows.done())
			return nil
		}
		if err == nil {
			err = take(r)
		} else if bad := (*badRow)(nil); errors.As(err, &bad) {
			p.rows += max(bad.rows, 1)
			p.out.Fault(bad.fault())
			continue
		} else {
			return err
		}
		if err := p.refuse(r, err); err != nil {
			return err
		}
	}
}

// refuse reports a row that was left out, or gives the error back where it ends the
// reading.
func (p *plan) refuse(r row, err error) error {
	var ended *stop
	switch {
	case err == nil:
		return nil
	case errors.As(err, &ended):
		return ended.err
	case errors.Is(err, errPrompts):
		return err
	}
	p.out.Fault(foreign.Fault{Line: r.line, Err: err, Skipped: true})
	return nil
}
