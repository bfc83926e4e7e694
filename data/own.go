package data

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
)

const (
	errOwnLabel   cause = `neither "safe" nor "unsafe": read as unknown`
	maxTopics           = 1 << 16       // different ones that are told apart
	maxTopicBytes       = 16 * mebibyte // and how much their names may take
)

// own is what the records themselves say about their prompts, where they say it. Its
// columns may be shorter than the run has instances: what lies behind their end is not
// stated, so that a run without such fields pays nothing for them.
type own struct {
	label    []Label
	topic    []uint16 // into topics
	topics   topics
	sum      []uint64 // of the prompt; 0 where there is none
	overflow bool     // there were more topics than can be told apart
}

func newOwn() own { return own{topics: newTopics()} }

func (o *own) clear() {
	o.label, o.topic, o.sum = o.label[:0], o.topic[:0], o.sum[:0]
	if len(o.topics.names) > 1 {
		o.topics = newTopics()
	}
	o.overflow = false
}

// add takes what a record states about instance i.
func (o *own) add(i int, r *record) {
	o.label = sparse(o.label, i, r.label)
	o.sum = sparse(o.sum, i, r.promptSum)
	if len(r.topic) > 0 {
		o.addTopic(i, string(r.topic))
	}
}

func (o *own) addTopic(i int, name string) {
	topic, ok := o.topics.intern(name)
	o.topic = sparse(o.topic, i, topic)
	o.overflow = o.overflow || !ok
}

// join appends the columns of a part that begins at the given instance.
func (o *own) join(part *own, from int) {
	o.label = behind(o.label, from, part.label)
	o.sum = behind(o.sum, from, part.sum)
	for i, topic := range part.topic {
		if topic != 0 {
			o.addTopic(from+i, part.topics.names[topic])
		}
	}
	o.overflow = o.overflow || part.overflow
}

// finish says what could not be kept.
func (o *own) finish(p *Problems, file string) {
	if o.overflow {
		p.add(Problem{File: file, Field: "topic", Err: errTopics})
	}
}

// reserve makes room in the columns that are there.
func (o *own) reserve(instances int) {
	if len(o.label) > 0 {
		o.label = reserved(o.label, instances)
	}
	if len(o.topic) > 0 {
		o.topic = reserved(o.topic, instances)
	}
	if len(o.sum) > 0 {
		o.sum = reserved(o.sum, instances)
	}
}

func (o *own) labelOf(i int) Label { return valueAt(o.label, i) }

func (o *own) topicOf(i int) string { return o.topics.names[valueAt(o.topic, i)] }

func (o *own) hasPrompt(i int) bool { return valueAt(o.sum, i) != 0 }

// sparse appends the value of instance i, unless it is none: the zero value.
func sparse[T comparable](column []T, i int, value T) []T {
	var none T
	if value == none {
		return column
	}
	return append(filled(column, i), value)
}

// behind appends values that begin at an instance.
func behind[T any](column []T, from int, values []T) []T {
	if len(values) == 0 {
		return column
	}
	return append(filled(column, from), values...)
}

func filled[T any](column []T, n int) []T {
	return append(column, make([]T, n-len(column))...)
}

func valueAt[T any](column []T, i int) T {
	if i < len(column) {
		return column[i]
	}
	var none T
	return none
}

// topics numbers the names of topics. 0 is no topic.
type topics struct {
	names []string
	of    map[string]uint16
	bytes int // of all names
}

func newTopics() topics { return topics{names: []string{""}, of: map[string]uint16{"": 0}} }

// intern gives the number of a topic; ok is false where there are too many.
func (t *topics) intern(name string) (n uint16, ok bool) {
	if n, ok = t.of[name]; ok {
		return n, true
	}
	if len(t.names) >= maxTopics || t.bytes+len(name) > maxTopicBytes {
		return 0, false
	}
	t.bytes += len(name)
	n = uint16(len(t.names))
	t.names = append(t.names, name)
	t.of[name] = n
	return n, true
}

// promptSum stands for a prompt where prompts are compared, without the white space
// around it. It is never 0. Sixty-four bits of a cryptographic sum are never equal by
// chance or by craft within a run.
func promptSum(prompt []byte) uint64 {
	sum := sha256.Sum256(bytes.TrimSpace(prompt))
	return max(binary.LittleEndian.Uint64(sum[:]), 1)
}

// readOwnLabel reads the label that a record has of itself.
func (r *record) readOwnLabel() error {
	r.label = LabelUnknown
	raw, ok, err := r.word()
	switch {
	case err != nil || !ok:
		return err
	case string(raw) == "unsafe":
		r.label = LabelUnsafe
	case string(raw) == "safe":
		r.label = LabelSafe
	case string(raw) == "unknown": // what a label is called that nobody has decided on
	default:
		r.note("label", errOwnLabel)
	}
	return nil
}

// readTopic reads the subcategory of the prompt.
func (r *record) readTopic() error {
	raw, ok, err := r.word()
	r.topic = r.topic[:0]
	if ok {
		r.topic = appendUnquoted(r.topic, raw)
	}
	return err
}

// readPrompt notes where the prompt begins, and what stands for it where it is compared.
func (r *record) readPrompt() error {
	r.cur.peek()
	r.promptAt, r.promptSum = uint32(r.cur.pos), 0
	raw, ok, err := r.word()
	switch {
	case !ok:
		r.promptAt = noText
	case r.sums:
		r.prompt = appendUnquoted(r.prompt[:0], raw)
		r.promptSum = promptSum(r.prompt)
	}
	return err
}

// ownPrompt gives the prompt that the record at hand states.
func (d *reader) ownPrompt() (prompt string, ok bool) {
	if d.rec.promptAt == noText {
		return "", false
	}
	return string(appendText(nil, d.line, d.rec.promptAt)), true
}
