package data

import (
	"slices"
	"strconv"
)

// Faults of records.
const (
	errNoID     cause = "missing: every record needs a text or a number here"
	errNoTraces cause = "neither traces nor confidences: this record says nothing about answers"
	errLongID   cause = "longer than 64 KiB"
	errID       cause = "expected a text or a number"
	errArray    cause = "expected an array, or null"
	errText     cause = "expected a text in quotes, or null"
	errVerdict  cause = `neither "safe" nor "unsafe": read as absent`
	errCategory cause = "not a category of the reference analyser: read as absent"
	errNoConf   cause = "missing: read as absent"
	errLongLine cause = "the line is longer than the limit"
	maxIDLength       = 64 << 10
	bothConf          = 1<<colHarmConf | 1<<colRefusalConf
	bothFlags         = 1<<colHarmful | 1<<colClassifierRefused
)

// column numbers the arrays of a record that have one element a trace.
type column uint8

const (
	colTraces column = iota
	colConf
	colTokens
	colRefused
	colHarmful
	colClassifierRefused
	colHarmConf
	colRefusalConf
	columnCount
)

func (c column) String() string {
	return [columnCount]string{
		"traces", "confidences", "tokens_per_trace", "refused", "wildguard_harmful",
		"wildguard_refused", "wildguard_harm_conf", "wildguard_refusal_conf",
	}[c]
}

// record decodes one line at a time into slices that it uses again for the next line.
type record struct {
	cur    cursor
	marker *marker
	// refusing is the mark that makes an answer a refusal where the file does not say; 0: none.
	refusing uint8

	id       []byte
	textAt   []uint32
	marks    []uint8
	conf     []float64
	tokens   []uint32
	flags    [3][]Flag    // refused, harmful, refused by the classifier
	missed   [2][]float64 // the classifier's confidences
	recorded Flag
	category Category

	label     Label
	topic     []byte
	prompt    []byte // decoded, while its sum is taken
	promptAt  uint32 // offset of the opening quote; noText where there is none
	promptSum uint64
	sums      bool // take the sum of prompts

	scale  Scale  // that it says its confidences measure
	line   uint32 // of the file that the record was turned from; 0 where it was not
	stated uint16 // bit set of column: the arrays that the record has
	hasID  bool
	strips strips // what it says of tokens, unread
	notes  []note
}

// note is a fault that did not cost the record.
type note struct {
	field string
	err   error
	kind  Kind
}

// fault is a fault that did, with the field that it is in.
type fault struct {
	field string
	err   error
}

func (f *fault) Error() string { return f.field + ": " + f.err.Error() }
func (f *fault) Unwrap() error { return f.err }

func (r *record) clear() {
	r.id = r.id[:0]
	r.textAt, r.marks, r.conf, r.tokens = r.textAt[:0], r.marks[:0], r.conf[:0], r.tokens[:0]
	for i := range r.flags {
		r.flags[i] = r.flags[i][:0]
	}
	for i := range r.missed {
		r.missed[i] = r.missed[i][:0]
	}
	r.recorded, r.category = FlagAbsent, CategoryAbsent
	r.label, r.topic, r.promptAt, r.promptSum = LabelUnknown, r.topic[:0], noText, 0
	r.scale, r.line, r.stated, r.hasID, r.strips = ScaleUnknown, 0, 0, false, strips{}
	r.notes = r.notes[:0]
}

// decode reads one line. When it fails, nothing of the line may be used.
func (r *record) decode(line []byte) error {
	r.clear()
	r.cur.reset(line)
	if err := r.cur.object(); err != nil {
		return err
	}
	for first := true; ; first = false {
		from, to, ok, err := r.cur.key(first)
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if err := r.field(unescapedKey(line[from:to])); err != nil {
			return err
		}
	}
	if err := r.cur.end(); err != nil {
		return err
	}
	return r.check()
}

// unescapedKey gives a field name as it is meant; only odd writers escape letters in it.
func unescapedKey(raw []byte) []byte {
	if slices.Contains(raw, '\\') {
		return appendUnquoted(nil, raw)
	}
	return raw
}

// field reads the value of one field. A field that comes again replaces what it gave
// before, as in Python.
func (r *record) field(key []byte) error {
	r.cur.peek()
	var err error
	switch string(key) {
	case "instance_id":
		err = r.readID()
	case "traces":
		err = r.readTexts()
	case "confidences":
		r.conf, err = readArray(r, colConf, r.conf, (*cursor).confidence)
	case "tokens_per_trace":
		r.tokens, err = readArray(r, colTokens, r.tokens, (*cursor).count)
	case "refused":
		r.flags[0], err = readArray(r, colRefused, r.flags[0], (*cursor).flag)
	case "wildguard_harmful":
		r.flags[1], err = readArray(r, colHarmful, r.flags[1], (*cursor).flag)
	case "wildguard_refused":
		r.flags[2], err = readArray(r, colClassifierRefused, r.flags[2], (*cursor).flag)
	case "wildguard_harm_conf":
		r.missed[0], err = readArray(r, colHarmConf, r.missed[0], (*cursor).confidence)
	case "wildguard_refusal_conf":
		r.missed[1], err = readArray(r, colRefusalConf, r.missed[1], (*cursor).confidence)
	case "final_prediction":
		err = r.readVerdict()
	case "confidence_category":
		err = r.readCategory()
	case "label":
		err = r.readOwnLabel()
	case "topic":
		err = r.readTopic()
	case "prompt":
		err = r.readPrompt()
	case "confidence_scale":
		err = r.readScale()
	case "confidence_source":
		err = r.readSource()
	case "line":
		err = r.readLine()
	default:
		return r.strips.pass(key, &r.cur)
	}
	if err != nil {
		return &fault{string(key), err}
	}
	return nil
}

// check refuses a record that lacks what makes it one, and notes arrays that disagree.
func (r *record) check() error {
	switch {
	case !r.hasID:
		return &fault{"instance_id", errNoID}
	case r.stated&(1<<colTraces|1<<colConf) == 0:
		return errNoTraces
	case r.stated&(1<<colConf) == 0:
		r.note("confidences", errNoConf)
	}
	n := r.traces()
	for c := range columnCount {
		if have := r.length(c); r.stated&(1<<c) != 0 && have != n {
			err := cause("has " + strconv.Itoa(have) + " of " + strconv.Itoa(n) + " values: the others are read as absent")
			r.notes = append(r.notes, note{c.String(), err, KindRagged})
		}
	}
	return nil
}

func (r *record) note(field string, err error) {
	r.notes = append(r.notes, note{field, err, KindOther})
}

// traces is the number of traces: the length of the longest array.
func (r *record) traces() int {
	n := 0
	for c := range columnCount {
		n = max(n, r.length(c))
	}
	return n
}

func (r *record) length(c column) int {
	switch c {
	case colTraces:
		return len(r.textAt)
	case colConf:
		return len(r.conf)
	case colTokens:
		return len(r.tokens)
	case colRefused, colHarmful, colClassifierRefused:
		return len(r.flags[c-colRefused])
	case colHarmConf, colRefusalConf:
		return len(r.missed[c-colHarmConf])
	case columnCount:
	}
	return 0
}
