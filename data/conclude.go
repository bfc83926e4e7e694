package data

import "fmt"

// finish settles what can be said only of the whole.
func (l *Loading) finish() error {
	l.source.Cut = l.feed.cut()
	if l.columns.instances() == 0 {
		return l.nothing()
	}
	l.done = true
	l.index = idIndex{}
	l.joiner.settle(&l.columns)
	l.conclude(&l.problems, l.source.Cut)
	done, total := l.feed.progress()
	l.source.Fingerprint = l.columns.fingerprint()
	l.source.Bytes = max(done, total)
	l.source.LabelsNote = l.joiner.note()
	if l.joiner.requests != nil {
		l.source.PromptsName = l.joiner.requests.name
	}
	l.source.Complete = true
	return nil
}

// conclude says what can be said only of the whole.
func (l *Loading) conclude(p *Problems, cut bool) {
	l.columns.own.finish(p, l.source.Name)
	if n := l.columns.read; n > 0 {
		p.add(Problem{File: l.source.Name, Field: "refused", Err: fmt.Errorf(
			"not stated for %s: read from the texts, by the phrases of the list %s", ofAnswers(n, len(l.columns.conf)), l.opts.Refusing)})
	}
	l.joiner.finish(p, &l.columns, cut)
}

// ofAnswers counts answers out of all.
func ofAnswers(n, all int) string {
	if all == 1 {
		return "the only answer"
	}
	return fmt.Sprintf("%d of %d answers", n, all)
}

// nothing is the error of a file in which no record could be read.
func (l *Loading) nothing() error {
	switch {
	case len(l.problems.List) > 0:
		return fmt.Errorf("%s holds no record of a run; the first fault is %w", l.source.Name, l.problems.List[0])
	case l.source.Cut:
		return fmt.Errorf("%s holds no whole record yet: its only line is cut; open it again when the run has written more", l.source.Name)
	}
	if l.source.Format != nativeFormat {
		return fmt.Errorf("%s holds no answers: this %s has none to show yet", l.source.Name, l.source.Format)
	}
	return fmt.Errorf("%s is empty: name a file with records", l.source.Name)
}
