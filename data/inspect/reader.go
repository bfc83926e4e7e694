package inspect

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/confscope/confscope/data/foreign"
)

// reader reads one log.
type reader struct {
	ctx   context.Context
	in    foreign.Input
	out   foreign.Sink
	rules []RefusalRule
	buf   []byte // of the one cursor that is in use
	zstd  zip.Decompressor
	head  header
	index index
	lost  int // samples left out
}

// source is where the samples of a log lie; they are numbered from 0 in the order of the
// file.
type source interface {
	// sample opens the JSON of a sample.
	sample(n int) (io.ReadCloser, error)
	// metadata and chunks are what is kept beside a sample in chunks; nil where all of it
	// is in one piece.
	metadata(n int) (io.ReadCloser, error)
	chunks(n int) []member
	// named says in an error where a sample lies.
	named(n int, err error) error
	// reached says how far in the file the reading is after so many samples.
	reached(n int) int64
}

// walk goes through the JSON behind src and then to its end, where a member is checked.
func (r *reader) walk(src io.ReadCloser, visit func(c *cursor) error) (err error) {
	defer func() {
		if shut := src.Close(); err == nil {
			err = shut
		}
	}()
	if err := visit(newCursor(r.ctx, src, r.buf)); err != nil {
		return rooted(src, err)
	}
	return drain(src, r.buf)
}

// fault reports what is wrong with a sample, or ends the reading where it was cancelled.
func (r *reader) fault(n int, field string, err error, skipped bool) error {
	if stop := r.ctx.Err(); stop != nil {
		return stop
	}
	if skipped {
		r.lost++
	}
	r.out.Fault(foreign.Fault{Line: n + 1, Field: field, Err: err, Skipped: skipped})
	return nil
}

// give hands over the instances, in the order in which their ids first appear.
func (r *reader) give(src source) error {
	if err := r.sortSamples(); err != nil {
		return err
	}
	entries := r.index.entries
	for done := 0; len(entries) > 0; {
		n := 1
		for n < len(entries) && entries[n].group == entries[0].group {
			n++
		}
		if err := r.instance(src, entries[:n]); err != nil {
			return err
		}
		entries, done = entries[n:], done+n
		r.out.Read(src.reached(done))
	}
	r.out.Read(r.in.Size)
	return r.uneven()
}

// sortSamples brings the samples into the order of ids and epochs. Of two samples with
// one id and epoch the last counts.
func (r *reader) sortSamples() error {
	entries := r.index.entries
	slices.SortStableFunc(entries, func(a, b entry) int {
		if a.group != b.group {
			return int(a.group) - int(b.group)
		}
		return int(a.epoch) - int(b.epoch)
	})
	kept := entries[:0]
	for i, e := range entries {
		if i+1 < len(entries) && e.epoch != noEpoch && entries[i+1].group == e.group && entries[i+1].epoch == e.epoch {
			err := fmt.Errorf("sample %d has the same id and epoch and was written later: that one counts", entries[i+1].sample+1)
			if err := r.fault(int(e.sample), "epoch", err, true); err != nil {
				return err
			}
			continue
		}
		kept = append(kept, e)
	}
	r.index.entries = kept
	return nil
}

// instance reads the samples of one id and hands them over: in one record, or where their
// answers take much memory, in records that follow each other.
func (r *reader) instance(src source, entries []entry) error {
	line := entries[0].sample
	for _, e := range entries {
		line = min(line, e.sample)
	}
	rec := foreign.Record{ID: r.index.ids[entries[0].group], Line: int(line) + 1}
	held, read := 0, false
	for _, e := range entries {
		n := int(e.sample)
		s, err := r.readSample(src, n)
		if err != nil {
			if err := r.fault(n, "", src.named(n, err), true); err != nil {
				return err
			}
			continue
		}
		if held > 0 && held+s.held > maxHeld {
			if err := r.out.Record(&rec); err != nil {
				return err
			}
			rec.Traces, held = nil, 0
		}
		held, read = held+s.held, true
		r.add(&rec, s)
		r.note(n, s)
	}
	if !read {
		return nil
	}
	return r.out.Record(&rec)
}

// add puts the answers of a sample to the others of its instance. What belongs to the
// prompt is taken from the first sample that states it.
func (r *reader) add(rec *foreign.Record, s *sample) {
	refused, label := judge(r.rules, r.head.tasks(), s.scores)
	if s.label != foreign.LabelUnknown {
		label = s.label
	}
	if rec.Prompt == nil {
		rec.Prompt = s.prompt
	}
	if rec.Label == foreign.LabelUnknown {
		rec.Label = label
	}
	if rec.Topic == "" {
		rec.Topic = s.topic()
	}
	for i, a := range s.answers {
		t := foreign.Trace{Text: a.text, Confidence: foreign.Absent(), Tokens: a.tokens(s), Strip: a.strip}
		if i == 0 {
			t.Refused = refused // a scorer looks at the first choice only
		}
		if t.Refused == foreign.FlagAbsent && a.stopped {
			t.Refused = foreign.FlagTrue
		}
		rec.Traces = append(rec.Traces, t)
	}
}

// note reports what is missing in a sample that was kept.
func (r *reader) note(n int, s *sample) {
	switch {
	case s.failure != "":
		s.fault("error", fmt.Errorf("the sample ended with an error (%s): %s", s.failure, countAnswers(len(s.answers))))
	case len(s.answers) == 0:
		s.fault("output", errNoAnswer)
	}
	for _, f := range s.faults {
		f.Line = n + 1
		r.out.Fault(f)
	}
}

func countAnswers(n int) string {
	switch n {
	case 0:
		return "it has no answer"
	case 1:
		return "its one answer is kept"
	default:
		return fmt.Sprintf("its %d answers are kept", n)
	}
}

// uneven reports instances with fewer epochs than the log says that it ran.
func (r *reader) uneven() error {
	counts := make([]int32, len(r.index.ids))
	for _, e := range r.index.entries {
		counts[e.group]++
	}
	short := 0
	for _, n := range counts {
		if int(n) < r.head.epochs {
			short++
		}
	}
	if short > 0 {
		err := fmt.Errorf("%d of %d ids have fewer than the %d epochs of the run: they have fewer traces", short, len(counts), r.head.epochs)
		r.out.Fault(foreign.Fault{Field: "epoch", Err: err})
	}
	return r.ctx.Err()
}
