package data

import "math"

// Label is the benchmark's ground truth for a prompt. Unsafe is the positive class.
type Label uint8

// The zero Label is unknown: a prompt nobody labelled is neither safe nor unsafe.
const (
	LabelUnknown Label = iota
	LabelSafe
	LabelUnsafe
)

// String gives the field's word for the label.
func (l Label) String() string {
	switch l {
	case LabelSafe:
		return "safe"
	case LabelUnsafe:
		return "unsafe"
	case LabelUnknown:
	}
	return "unknown"
}

// Flag is a yes-or-no fact that a file may not state.
type Flag uint8

// The zero Flag is absent: a flag that a file does not carry is not false.
const (
	FlagAbsent Flag = iota
	FlagFalse
	FlagTrue
)

// Category is the file's own refusal category of an instance.
type Category uint8

// The categories of the reference analyser; the zero value means that the file names none.
const (
	CategoryAbsent Category = iota
	ConfidentRefusal
	UncertainCompliance
	UncertainRefusal
	ConfidentCompliance
)

// Field names a per-trace column that a file may lack as a whole.
type Field uint8

// Fields of predictions.jsonl beyond the confidences.
const (
	FieldText Field = iota
	FieldTokens
	FieldRefused
	FieldHarmful           // wildguard_harmful
	FieldClassifierRefused // wildguard_refused
	FieldRecorded          // final_prediction, one an instance
	FieldLogprobs          // token log-probabilities, read on demand
	FieldPeaks             // DeepConf's confidences of tokens, read on demand
)

// AbsentTokens stands in a token column where a trace's token count is not stated.
const AbsentTokens = math.MaxUint32

// absentBits is a quiet NaN whose payload says "the file has no number here", so
// that a missing confidence and a recorded NaN stay two states in one column.
const absentBits = 0x7FF8_0000_0000_0A55

// AbsentConfidence returns the NaN that stands for a confidence the file does not state.
func AbsentConfidence() float64 { return math.Float64frombits(absentBits) }

// IsAbsentConfidence reports whether c stands for a confidence the file does not state,
// as opposed to a number that the file gives as NaN.
func IsAbsentConfidence(c float64) bool { return math.Float64bits(c) == absentBits }

// PhraseList is a named list of phrases. A trace is marked by the list when its text
// contains any of them, whatever the case of either.
type PhraseList struct {
	Name    string
	Phrases []string
}

// Run is one evaluation, in columns. Instances are numbered 0..Instances()-1 in file
// order; traces are numbered 0..Traces()-1 over the whole run, each instance owning the
// half-open range that Span gives. Slices that its methods return are shared: they are
// read-only by contract. A Run never changes once it has been handed out.
type Run struct {
	source Source
	columns
	joined
	lists      []PhraseList
	problems   Problems
	texts      *texts
	files      []stretch // of a folder; none where the run is one file
	confidence Confidence
	filed      *filed // the confidences of the file, where others stand in their place
}

// Instances is the number of instances.
func (r *Run) Instances() int { return len(r.first) - 1 }

// Traces is the number of traces of all instances together.
func (r *Run) Traces() int { return len(r.conf) }

// Span is the half-open range of trace numbers that belong to instance i.
func (r *Run) Span(i int) (first, end int) { return int(r.first[i]), int(r.first[i+1]) }

// Firsts gives, for each instance, its first trace number, and at the end Traces();
// len Instances()+1, read-only.
func (r *Run) Firsts() []uint32 { return r.first }

// MaxTraces is the most traces that any instance has.
func (r *Run) MaxTraces() int { return r.maxTraces }

// Confidences is the confidence of every trace, len Traces(), read-only; Confidence says
// what it is. Of the file's own, NaN and infinities stand as it gives them, and
// AbsentConfidence where it gives none.
func (r *Run) Confidences() []float64 { return r.conf }

// Tokens is the number of tokens of every trace, len Traces(), read-only;
// AbsentTokens where the file states none.
func (r *Run) Tokens() []uint32 { return r.tokens }

// Labels is the ground truth of every instance, len Instances(), read-only.
func (r *Run) Labels() []Label { return r.label }

// Recorded is the file's own verdict on instance i: FlagTrue where final_prediction
// says unsafe, FlagFalse where it says safe.
func (r *Run) Recorded(i int) Flag { return r.recorded[i] }

// Category is the file's own category of instance i.
func (r *Run) Category(i int) Category { return r.category[i] }

// ID is the raw id of instance i: hostile text, to be shown through Printable.
func (r *Run) ID(i int) string { return string(r.id(i)) }

// Topic is the subcategory of instance i, raw: the label file's, else the record's own;
// "" where there is none.
func (r *Run) Topic(i int) string {
	if r.labels != nil && r.row[i] != noRow {
		if topic := r.labels.topicOf(int(r.row[i])); topic != "" {
			return topic
		}
	}
	return r.own.topicOf(i)
}

// Line is the 1-based line of instance i in its file, which File names where there are several.
func (r *Run) Line(i int) int { return r.line(i) }

// HasText reports whether the file has a text for trace t.
func (r *Run) HasText(t int) bool { return r.textAt[t] != noText }

// EmptyText reports whether the file has a text for trace t that holds nothing at all.
func (r *Run) EmptyText(t int) bool { return r.flags[t]>>6&1 != 0 }

// Refused is the file's refusal flag of trace t.
func (r *Run) Refused(t int) Flag { return Flag(r.flags[t] & 3) }

// RefusedRead reports whether Refused was read from the text of trace t, since the file
// does not state it.
func (r *Run) RefusedRead(t int) bool { return r.flags[t]&flagRead != 0 }

// Harmful is the classifier's harm flag of trace t.
func (r *Run) Harmful(t int) Flag { return Flag(r.flags[t] >> 2 & 3) }

// ClassifierRefused is the classifier's refusal flag of trace t.
func (r *Run) ClassifierRefused(t int) Flag { return Flag(r.flags[t] >> 4 & 3) }

// Has reports whether any record of the run states the field.
func (r *Run) Has(f Field) bool { return r.has&(1<<f) != 0 }

// Problems lists what was wrong with the file, and what was done about it.
func (r *Run) Problems() Problems { return r.problems }

// Source says where the run came from.
func (r *Run) Source() Source { return r.source }

// MarkBit gives the bit under which Marks holds the list, and whether the run has been
// read for it. A run that has not can be marked with Run.Mark.
func (r *Run) MarkBit(list string) (bit uint8, ok bool) {
	for i, l := range r.lists {
		if l.Name == list {
			return 1 << i, true
		}
	}
	return 0, false
}

// Phrases gives the phrases of a list that the run has been read for; nil where it has
// not. They may be the user's, under the name of the list whose place they took.
func (r *Run) Phrases(list string) []string {
	for _, l := range r.lists {
		if l.Name == list {
			return l.Phrases
		}
	}
	return nil
}

// Marks is, for every trace, the bit set of phrase lists that its text matches; len
// Traces(), read-only. MarkBit names the bits.
func (r *Run) Marks() []uint8 { return r.marks }
