package table

import (
	"math"

	"github.com/confscope/confscope/data/foreign"
)

// Meaning is what a value of a column is read as.
type Meaning uint8

// The meanings. A value that means nothing stands for one that is not there, such as an
// empty field or NA; one that is unknown is there and says nothing that is understood.
const (
	MeansItself Meaning = iota // a text, or anything where the field has no rule
	MeansNothing
	MeansUnknown
	MeansYes    // refused, harmful, unsafe
	MeansNo     // answered, harmless, safe
	MeansNumber // a confidence or a count
)

// Means gives what a value, as a Preview shows it, is read as in the column for a key of
// the mapping.
func (m Mapping) Means(key, value string) Meaning {
	switch key {
	case fieldLabel.key(), fieldVerdict.key():
		return meaning(unsafeWords().with(m.Unsafe, m.Safe), value)
	case fieldRefused.key():
		return meaning(refusedWords().with(m.Refusal, m.Compliance), value)
	case fieldHarmful.key():
		return meaning(harmfulWords(), value)
	case fieldConfidence.key():
		_, ok := m.Number(key, value)
		return numeric(ok, value)
	case fieldTokens.key():
		x, ok := m.Number(key, value)
		return numeric(ok && x == math.Trunc(x) && x >= 0 && x < math.MaxUint32, value)
	}
	if value == "" {
		return MeansNothing
	}
	return MeansItself
}

// Number gives the number that a value, as a Preview shows it, is read as in the column for
// a key of the mapping; ok is false where it is none.
func (m Mapping) Number(key, value string) (x float64, ok bool) {
	if key == fieldConfidence.key() {
		return scoreOf(value)
	}
	return floatOf(value)
}

func meaning(w words, value string) Meaning {
	switch flag, known := w.flag(value); {
	case flag == foreign.FlagTrue:
		return MeansYes
	case flag == foreign.FlagFalse:
		return MeansNo
	case known:
		return MeansNothing
	}
	return MeansUnknown
}

func numeric(ok bool, value string) Meaning {
	switch {
	case ok:
		return MeansNumber
	case nothing(value):
		return MeansNothing
	}
	return MeansUnknown
}
