package data

import (
	"context"
	"time"
)

// labelPatience is how long the first bite waits for the label files. Small ones are read by
// then, so that the first rows have their labels; large ones are read beside the records.
const labelPatience = 30 * time.Millisecond

// labelReading is the reading of the label files, beside the load.
type labelReading struct {
	got    chan labelTables
	cancel context.CancelFunc
}

type labelTables struct {
	tables []*labelTable
	err    error
}

// readLabels begins to read the label files, takes them when they are there, and does
// nothing once they have been taken. The first call waits for them a little, and the last
// one until they are there.
func (l *Loading) readLabels(ctx context.Context, last bool) error {
	if l.openLabels == nil {
		return nil
	}
	first := l.labels.got == nil
	if first {
		l.startLabels()
	}
	select {
	case got := <-l.labels.got:
		return l.takeLabels(got)
	default:
	}
	switch {
	case last:
		return l.awaitLabels(ctx, nil)
	case first:
		timer := time.NewTimer(labelPatience)
		defer timer.Stop()
		return l.awaitLabels(ctx, timer.C)
	}
	return ctx.Err()
}

func (l *Loading) awaitLabels(ctx context.Context, enough <-chan time.Time) error {
	select {
	case got := <-l.labels.got:
		return l.takeLabels(got)
	case <-enough:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *Loading) startLabels() {
	ctx, cancel := context.WithCancel(context.Background())
	l.labels = labelReading{make(chan labelTables, 1), cancel}
	open, got := l.openLabels, l.labels.got
	go func() {
		tables, err := open(ctx)
		got <- labelTables{tables, err}
	}()
}

// takeLabels joins the labels to the instances that are there.
func (l *Loading) takeLabels(got labelTables) error {
	l.openLabels = nil
	l.labels.cancel()
	if got.err != nil {
		return got.err
	}
	for _, t := range got.tables {
		l.texts.close = append(l.texts.close, t.prompts.spool.Close)
		l.problems.join(&t.problems, 0)
		switch {
		case t.rows() == 0:
		case t.requests:
			l.joiner.requests = t
		default:
			l.joiner.labels = t
			l.source.LabelsName, l.source.LabelsSet = t.name, t.set
		}
	}
	if len(got.tables) > 0 && l.columns.instances() > 0 {
		l.joiner.begin(&l.columns)
	}
	return nil
}

// leaveLabels ends a reading that nobody waits for, and closes what it opened.
func (l *Loading) leaveLabels() {
	if l.labels.got == nil || l.openLabels == nil {
		return
	}
	l.labels.cancel()
	go func() {
		for _, t := range (<-l.labels.got).tables {
			_ = t.prompts.spool.Close() // nobody has seen it
		}
	}()
}
