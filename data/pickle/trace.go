package pickle

import (
	"fmt"
	"math"
	"slices"

	"github.com/confscope/confscope/data/foreign"
)

// traceOf reads a trace of DeepConf. The strip is built in the memory that is given.
func traceOf(d *dict, strip []foreign.Token, fault func(field string, err error)) foreign.Trace {
	trace := foreign.Trace{Confidence: foreign.Absent(), Tokens: -1, Strip: strip[:0]}
	if v, ok := d.get("text"); ok && v.kind != kindNone {
		if text, ok := v.text(); ok {
			trace.Text = &text
		} else {
			fault("text", fmt.Errorf("it is %s and not a text: the trace is kept without it", v.kind))
		}
	}
	confs, stated := confsOf(d, fault)
	if len(confs) > 0 {
		trace.Confidence = mean(confs)
		trace.Strip = stripOf(trace.Strip, confs)
	}
	trace.Tokens = tokensOf(d, len(confs), stated)
	if stated && trace.Tokens != len(confs) {
		fault("num_tokens", fmt.Errorf("%d tokens, but confs has %d: both are kept as they are", trace.Tokens, len(confs)))
	}
	return trace
}

// confsOf gives the confidences of the tokens, and whether the trace states them.
func confsOf(d *dict, fault func(string, error)) ([]float64, bool) {
	v, ok := d.get("confs")
	if !ok || v.kind == kindNone {
		return nil, false
	}
	l, ok := v.list()
	if !ok {
		fault("confs", fmt.Errorf("it is %s and not a list of numbers: the trace is kept without confidence", described(v)))
		return nil, false
	}
	if !l.mixed {
		return l.numbers, true
	}
	for i, item := range l.items {
		if !item.isNumber() {
			fault("confs", fmt.Errorf("element %d is %s and not a number: the trace is kept without confidence", i+1, item.kind))
			break
		}
	}
	return nil, false
}

// described says what a value is where a list of numbers should be.
func described(v value) string {
	if v.kind == kindList || v.kind == kindOther {
		return "an array of another shape or type"
	}
	return v.kind.String()
}

// tokensOf is num_tokens, or else the length of token_ids, or else of confs, or else -1.
func tokensOf(d *dict, confs int, stated bool) int {
	v, _ := d.get("num_tokens")
	if v.isNumber() && v.num == math.Trunc(v.num) && v.num >= 0 && v.num <= math.MaxInt32 {
		return int(v.num)
	}
	v, _ = d.get("token_ids")
	if l, ok := v.list(); ok {
		return l.len()
	}
	if stated {
		return confs
	}
	return -1
}

func mean(numbers []float64) float64 {
	sum := 0.0
	for _, x := range numbers {
		sum += x
	}
	if math.IsNaN(sum) {
		return math.NaN() // never the one NaN that means absent
	}
	return sum / float64(len(numbers))
}

func stripOf(strip []foreign.Token, confs []float64) []foreign.Token {
	strip = slices.Grow(strip, len(confs))
	for _, x := range confs {
		strip = append(strip, foreign.Token{Logprob: foreign.Absent(), Peak: x})
	}
	return strip
}
