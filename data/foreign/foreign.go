// Package foreign is what the readers of other formats have in common: the records that
// they give, and how they say what was wrong.
//
// A reader turns the bytes of one format into records, one an instance, in the order of
// the file, and hands each to a Sink. It keeps no more than one record in memory, unless
// its format scatters the traces of an instance over the file. It never guesses: what a
// file does not state stays absent. What it cannot read it reports as a Fault and goes
// on behind it.
package foreign

import (
	"context"
	"io"
	"math"
)

// Input is one file of a run.
type Input struct {
	Name   string      // base name, for messages and for what a name tells
	At     io.ReaderAt // the content, unpacked; nil where it can only be streamed
	Size   int64       // of the content behind At; 0 where it is not known
	Stream io.Reader   // the content in order, where At is nil
}

// Reader gives the content in order.
func (in Input) Reader() io.Reader {
	if in.Stream != nil {
		return in.Stream
	}
	return io.NewSectionReader(in.At, 0, in.Size)
}

// Sink takes what a reader finds.
type Sink interface {
	// Record takes a record; the reader may use its memory again afterwards. An error ends
	// the reading and is given back by the reader as it is.
	Record(r *Record) error
	// Fault takes a fault that did not end the reading.
	Fault(f Fault)
	// Read says how many bytes of the input have been read so far.
	Read(done int64)
}

// ReadFunc reads a whole input. The error says why nothing further can be read: the
// format's own sentence, with what to do.
type ReadFunc func(ctx context.Context, in Input, out Sink) error

// Record is one instance, or some of its traces: records that follow each other with the
// same id are one instance, unless they are whole.
type Record struct {
	ID       string
	Prompt   *string // nil where the file has none
	Label    Label
	Topic    string // subcategory of the prompt, "" where there is none
	Verdict  Flag   // the file's own verdict: true is unsafe
	Category string // refusal category in the words of the reference analyser, or ""
	Line     int    // 1-based line, or the number of the record where a format has no lines
	Scale    string // what the confidences measure, as data.Scale words it; "" where that is not known here
	Whole    bool   // an instance by itself, even where the record before has the same id
	Traces   []Trace
	Others   []string // names of fields that the file has and that no place here is for, where a reader counts them
}

// Trace is one sampled answer.
type Trace struct {
	Text       *string // nil where the file has none
	Confidence float64 // Absent where the file has none; NaN and infinities as the file gives them
	Refused    Flag
	Harmful    Flag
	Classified Flag // whether the classifier calls it a refusal, beside Refused
	Tokens     int  // -1 where the file does not state it
	Strip      []Token
	Order      float64 // number of the sample among those of its instance; fractions where one number stands for several
	Ordered    bool    // the file states it
}

// Token is one token of an answer.
type Token struct {
	Text    string
	Logprob float64     // natural logarithm of its probability, as the file gives it; Absent where it gives none
	Peak    float64     // DeepConf's confidence of the token, where the file has that in its place; else Absent
	Top     []Candidate // the most likely candidates, where the file has them
}

// Candidate is a token that could have stood in a place.
type Candidate struct {
	Text    string
	Logprob float64
}

// Label is the benchmark's ground truth.
type Label uint8

// The zero Label is unknown.
const (
	LabelUnknown Label = iota
	LabelSafe
	LabelUnsafe
)

// Flag is a yes-or-no fact that a file may not state.
type Flag uint8

// The zero Flag is absent.
const (
	FlagAbsent Flag = iota
	FlagFalse
	FlagTrue
)

// FlagOf is the flag of a known fact.
func FlagOf(yes bool) Flag {
	if yes {
		return FlagTrue
	}
	return FlagFalse
}

const absentBits = 0x7FF8_0000_0000_0A55

// Absent is the NaN that stands for a number the file does not state.
func Absent() float64 { return math.Float64frombits(absentBits) }

// IsAbsent reports whether a number stands for one that the file does not state.
func IsAbsent(x float64) bool { return math.Float64bits(x) == absentBits }

// Fault is something that was wrong with the input, and what was done about it.
type Fault struct {
	Line    int    // as in Record, 0 where it concerns the whole file
	Field   string // "" where none is
	Err     error  // the cause, with what to do where there is something to do
	Skipped bool   // a record was left out; otherwise it was kept
}
