package data

import (
	"context"

	"github.com/confscope/confscope/data/foreign"
)

// EachRecord visits the instances from..to-1 in order, each with all that the files say
// of it: confidences as recorded whatever the Run's confidences are, texts, tokens with
// their numbers, the label and the prompt joined to it, and what was absent as absent. The
// names of fields that a record has no place for stand in its Others; figures that follow
// from its columns, such as refusal_rate, do not. The record is valid during the visit
// only, and the only one in memory. An error of visit ends the visits and is given back as
// it is; any other says that the texts were not kept or that the file changed.
func (r *Run) EachRecord(ctx context.Context, from, to int, visit func(*foreign.Record) error) error {
	w := &whole{reader: reader{run: r, ahead: readAhead}, scale: r.AsRecorded().confidence.stated()}
	for i := from; i < to; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.read(i); err != nil {
			return err
		}
		if err := visit(&w.out); err != nil {
			return err
		}
	}
	return nil
}

// KeepsTexts reports whether texts can be read: they cannot where a stream was opened with
// Options.NoSpool.
func (r *Run) KeepsTexts() bool {
	_, none := r.texts.src.(absentTexts)
	return !none
}

// whole reads records of a run again, with everything that they say.
type whole struct {
	reader
	tokens Detail // of the record at hand: its lists of tokens only
	names  cursor
	others []string
	scale  string
	out    foreign.Record
	texts  []string // of the record at hand, one a trace
	buf    []byte
}

func (w *whole) read(i int) error {
	if err := w.load(i); err != nil {
		return err
	}
	r := w.run
	first, end := r.Span(i)
	w.tokens = Detail{}
	w.tokens.readStrips(w.line, &w.rec.strips, end-first)
	w.others = w.names.others(w.line, w.others[:0])
	w.out = foreign.Record{
		ID: r.ID(i), Label: foreign.Label(r.label[i]), Topic: r.Topic(i), Verdict: foreign.Flag(r.recorded[i]),
		Category: r.category[i].word(), Line: r.Line(i), Whole: true, Others: w.others, Scale: w.scale, Traces: w.out.Traces[:0],
	}
	w.texts = w.texts[:0]
	for t := first; t < end; t++ {
		w.texts = append(w.texts, "")
	}
	for t := first; t < end; t++ {
		w.out.Traces = append(w.out.Traces, w.trace(t, t-first))
	}
	return w.readPrompt(i)
}

// trace is trace t of the run, the j-th of its record.
func (w *whole) trace(t, j int) foreign.Trace {
	flags := w.rec.flagsOf(j)
	out := foreign.Trace{
		Confidence: foreign.Absent(), Tokens: -1, Strip: w.tokens.strip(j),
		Refused: foreign.Flag(flags & 3), Harmful: foreign.Flag(flags >> 2 & 3), Classified: foreign.Flag(flags >> 4 & 3),
	}
	if j < len(w.rec.conf) {
		out.Confidence = w.rec.conf[j]
	}
	if n := w.run.tokens[t]; n != AbsentTokens {
		out.Tokens = int(n)
	}
	if j < len(w.rec.textAt) && w.rec.textAt[j] != noText {
		w.buf = appendText(w.buf[:0], w.line, w.rec.textAt[j])
		w.texts[j] = string(w.buf)
		out.Text = &w.texts[j]
	}
	return out
}

// readPrompt takes the prompt of the label file, and where it has none that of the record.
func (w *whole) readPrompt(i int) error {
	prompt, ok, err := w.run.joinedPrompt(i)
	if err != nil {
		return err
	}
	if !ok {
		prompt, ok = w.ownPrompt()
	}
	if ok {
		w.out.Prompt = &prompt
	}
	return nil
}

// word is the category as the reference analyser writes it, "" where there is none.
func (c Category) word() string {
	for _, word := range []string{"confident_refusal", "uncertain_compliance", "uncertain_refusal", "confident_compliance"} {
		if categoryOf(word) == c {
			return word
		}
	}
	return ""
}

// stated is the scale in the words of a record.
func (c Confidence) stated() string {
	switch c.Basis {
	case BasisDeclared, BasisChosen:
		return c.Scale.String()
	case BasisNone, BasisGuessed, BasisComputed:
	}
	return scaleNotStated
}
