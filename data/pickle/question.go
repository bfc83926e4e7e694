package pickle

import (
	"math"
	"regexp"
	"strings"
)

// question is what the second pass learns: what the traces belong to and in which order
// they were sampled.
type question struct {
	id     string
	prompt *string
	place  map[int]int // number of a trace in the file -> place among the samples
	twice  int         // traces that stand in the order more than once
	odd    []int       // places of elements that are no traces
	rest   int64       // bytes behind the pickle
	damage error       // the file could not be read to its end
}

// learn reads the whole pickle without handing anything on.
func learn(m *machine, name string) (*question, error) {
	m.onTrace = func(*dict) error { return nil }
	v, err := m.run()
	if err != nil && !isDamage(err) {
		return nil, err
	}
	if err != nil {
		return asked(m.remains(), name, err)
	}
	top, ok := v.dict()
	if !ok {
		return nil, &refusal{"this pickle holds " + v.kind.String() + " and not DeepConf's dictionary with all_traces: it is not read"}
	}
	q, err := asked(top, name, nil)
	if err == nil {
		q.rest = m.src.left()
	}
	return q, err
}

// remains is the dictionary as far as it goes in a file that is damaged further on: what
// it already holds, and what waits on the stack to be put into it.
func (m *machine) remains() *dict {
	top := &dict{}
	if len(m.stack) == 0 {
		return top
	}
	if d, ok := m.stack[0].dict(); ok {
		top.pairs = append(top.pairs, d.pairs...)
	}
	if len(m.marks) == 0 {
		return top
	}
	waiting, elements := m.stack[m.marks[0]:], []value(nil)
	if len(m.marks) > 1 {
		waiting, elements = m.stack[m.marks[0]:m.marks[1]], m.stack[m.marks[1]:]
	}
	for i := 0; i+1 < len(waiting); i += 2 {
		if key, ok := waiting[i].text(); ok {
			top.pairs = append(top.pairs, pair{key, waiting[i+1]})
		}
	}
	if len(waiting) > 0 {
		addTraces(waiting[len(waiting)-1], elements)
	}
	return top
}

// addTraces puts the traces that wait on the stack into the list they wait for.
func addTraces(v value, elements []value) {
	l, ok := v.list()
	if !ok {
		return
	}
	for _, e := range elements {
		if d, ok := e.dict(); ok && d.trace > 0 {
			l.add(e)
		}
	}
}

// asked reads the question out of DeepConf's dictionary.
func asked(top *dict, name string, damage error) (*question, error) {
	q := &question{id: idOf(top, name), place: map[int]int{}, damage: damage}
	if v, ok := top.get("question"); ok {
		if text, ok := v.text(); ok {
			q.prompt = &text
		}
	}
	lists := sampled(top, damage != nil)
	if damage != nil && count(lists) == 0 {
		return nil, damage
	}
	if lists == nil {
		return nil, &refusal{"this pickle is not of DeepConf: it has neither all_traces nor warmup_traces and final_traces; it is not read"}
	}
	places := 0
	for _, l := range lists {
		for i := range l.len() {
			q.take(l.at(i), places)
			places++
		}
	}
	return q, nil
}

func (q *question) take(v value, place int) {
	d, ok := v.dict()
	switch {
	case !ok || d.trace == 0:
		q.odd = append(q.odd, place)
	case q.has(d.trace):
		q.twice++
	default:
		q.place[d.trace] = len(q.place)
	}
}

func (q *question) has(trace int) bool {
	_, ok := q.place[trace]
	return ok
}

// sampled gives the lists that hold the traces in sampling order: all_traces, or else
// warmup_traces and then final_traces. In a damaged file all_traces, which comes last,
// may lack some that the others have.
func sampled(top *dict, isDamaged bool) []*list {
	all := lists(top, "all_traces")
	parts := lists(top, "warmup_traces", "final_traces")
	if count(all) == 0 && count(parts) > 0 || isDamaged && count(parts) > 0 {
		return parts
	}
	if all != nil {
		return all
	}
	return parts
}

func lists(top *dict, keys ...string) []*list {
	var found []*list
	for _, key := range keys {
		v, _ := top.get(key)
		if l, ok := v.list(); ok {
			found = append(found, l)
		}
	}
	return found
}

func count(lists []*list) int {
	n := 0
	for _, l := range lists {
		n += l.len()
	}
	return n
}

// idOf names a question as DeepConf names its files, qid3_rid0: from the content, or else
// from the name of the file, or else the name itself.
func idOf(top *dict, name string) string {
	qid, known := plain(top, "qid")
	if known {
		rid, hasRun := plain(top, "run_id")
		if !hasRun {
			return "qid" + qid
		}
		return "qid" + qid + "_rid" + rid
	}
	if found := regexp.MustCompile(`qid\d+_rid[^_.]+`).FindString(name); found != "" {
		return found
	}
	return strings.TrimSuffix(strings.TrimSuffix(name, ".pkl"), ".pickle")
}

// plain is a text or a whole number as text.
func plain(top *dict, key string) (string, bool) {
	v, _ := top.get(key)
	if s, ok := v.text(); ok {
		return s, s != ""
	}
	if v.isNumber() && v.num == math.Trunc(v.num) && math.Abs(v.num) < 1<<53 {
		return decimal(int64(v.num)), true
	}
	return "", false
}
