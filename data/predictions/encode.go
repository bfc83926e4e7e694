package predictions

import (
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/confscope/confscope/data/foreign"
)

// Append appends the line of a record, with its line break. With origin it also says on
// which line of its own file the record stood.
func Append(dst []byte, r *foreign.Record, origin bool) []byte {
	dst = append(dst, `{"instance_id": `...)
	dst = appendText(dst, r.ID)
	if origin {
		dst = append(dst, `, "line": `...)
		dst = strconv.AppendInt(dst, int64(r.Line), 10)
	}
	dst = appendAnswers(dst, r.Traces)
	dst = appendInstance(dst, r)
	dst = appendStrips(dst, r)
	return append(dst, '}', '\n')
}

func appendAnswers(dst []byte, traces []foreign.Trace) []byte {
	dst = column(dst, "traces", traces, func(t *foreign.Trace) bool { return t.Text != nil },
		func(dst []byte, t *foreign.Trace) []byte { return appendText(dst, *t.Text) })
	// Always stated, since a record without it is none.
	dst = append(dst, `, "confidences": `...)
	dst = list(dst, len(traces), func(dst []byte, j int) []byte { return appendNumber(dst, traces[j].Confidence) })
	flags := []struct {
		name string
		of   func(*foreign.Trace) foreign.Flag
	}{
		{"refused", func(t *foreign.Trace) foreign.Flag { return t.Refused }},
		{"wildguard_harmful", func(t *foreign.Trace) foreign.Flag { return t.Harmful }},
		{"wildguard_refused", func(t *foreign.Trace) foreign.Flag { return t.Classified }},
	}
	for _, f := range flags {
		dst = column(dst, f.name, traces, func(t *foreign.Trace) bool { return f.of(t) != foreign.FlagAbsent },
			func(dst []byte, t *foreign.Trace) []byte { return strconv.AppendBool(dst, f.of(t) == foreign.FlagTrue) })
	}
	return column(dst, "tokens_per_trace", traces, func(t *foreign.Trace) bool { return t.Tokens >= 0 },
		func(dst []byte, t *foreign.Trace) []byte { return strconv.AppendInt(dst, int64(t.Tokens), 10) })
}

func appendInstance(dst []byte, r *foreign.Record) []byte {
	if r.Scale != "" {
		dst = appendText(append(dst, `, "confidence_scale": `...), r.Scale)
	}
	switch r.Verdict {
	case foreign.FlagTrue:
		dst = append(dst, `, "final_prediction": "unsafe"`...)
	case foreign.FlagFalse:
		dst = append(dst, `, "final_prediction": "safe"`...)
	case foreign.FlagAbsent:
	}
	if r.Category != "" {
		dst = appendText(append(dst, `, "confidence_category": `...), r.Category)
	}
	if r.Prompt != nil {
		dst = appendText(append(dst, `, "prompt": `...), *r.Prompt)
	}
	switch r.Label {
	case foreign.LabelSafe:
		dst = append(dst, `, "label": "safe"`...)
	case foreign.LabelUnsafe:
		dst = append(dst, `, "label": "unsafe"`...)
	case foreign.LabelUnknown:
	}
	if r.Topic != "" {
		dst = appendText(append(dst, `, "topic": `...), r.Topic)
	}
	return dst
}

// stripField is a field with a list a trace and an element a token.
type stripField struct {
	name  string
	in    func(*foreign.Token) bool
	write func([]byte, *foreign.Token) []byte
}

func stripFields() []stripField {
	return []stripField{
		{"tokens", func(t *foreign.Token) bool { return t.Text != "" },
			func(dst []byte, t *foreign.Token) []byte { return appendText(dst, t.Text) }},
		{"logprobs", func(t *foreign.Token) bool { return !foreign.IsAbsent(t.Logprob) },
			func(dst []byte, t *foreign.Token) []byte { return appendNumber(dst, t.Logprob) }},
		{"peaks", func(t *foreign.Token) bool { return !foreign.IsAbsent(t.Peak) },
			func(dst []byte, t *foreign.Token) []byte { return appendNumber(dst, t.Peak) }},
		{"candidates", func(t *foreign.Token) bool { return len(t.Top) > 0 }, appendCandidates},
	}
}

// appendStrips appends what is known of tokens. Of a whole instance an answer whose tokens
// say nothing keeps their number, as empty tokens; other readers give such lists for
// answers that they know no tokens of.
func appendStrips(dst []byte, r *foreign.Record) []byte {
	fields := stripFields()
	for n, f := range fields {
		in := func(t *foreign.Trace) bool { return anyToken(t.Strip, f.in) }
		if n == 0 && r.Whole {
			in = func(t *foreign.Trace) bool {
				return anyToken(t.Strip, f.in) || t.Strip != nil && silent(t.Strip, fields)
			}
		}
		dst = column(dst, f.name, r.Traces, in, func(dst []byte, t *foreign.Trace) []byte {
			return list(dst, len(t.Strip), func(dst []byte, j int) []byte { return f.write(dst, &t.Strip[j]) })
		})
	}
	return dst
}

func anyToken(strip []foreign.Token, in func(*foreign.Token) bool) bool {
	for j := range strip {
		if in(&strip[j]) {
			return true
		}
	}
	return false
}

// silent reports whether no token says anything.
func silent(strip []foreign.Token, fields []stripField) bool {
	for _, f := range fields {
		if anyToken(strip, f.in) {
			return false
		}
	}
	return true
}

func appendCandidates(dst []byte, t *foreign.Token) []byte {
	return list(dst, len(t.Top), func(dst []byte, j int) []byte {
		dst = appendText(append(dst, '['), t.Top[j].Text)
		return append(appendNumber(append(dst, ", "...), t.Top[j].Logprob), ']')
	})
}

// column appends a field with one value a trace, unless no trace states it.
func column(dst []byte, name string, traces []foreign.Trace, in func(*foreign.Trace) bool, write func([]byte, *foreign.Trace) []byte) []byte {
	stated := false
	for j := range traces {
		stated = stated || in(&traces[j])
	}
	if !stated {
		return dst
	}
	dst = append(append(append(dst, `, "`...), name...), `": `...)
	return list(dst, len(traces), func(dst []byte, j int) []byte {
		if !in(&traces[j]) {
			return append(dst, "null"...)
		}
		return write(dst, &traces[j])
	})
}

func list(dst []byte, n int, write func([]byte, int) []byte) []byte {
	dst = append(dst, '[')
	for j := range n {
		if j > 0 {
			dst = append(dst, ", "...)
		}
		dst = write(dst, j)
	}
	return append(dst, ']')
}

// appendNumber writes the shortest digits that give the same number again, and what is
// none as Python does.
func appendNumber(dst []byte, x float64) []byte {
	switch {
	case foreign.IsAbsent(x):
		return append(dst, "null"...)
	case math.IsNaN(x):
		return append(dst, "NaN"...)
	case math.IsInf(x, 1):
		return append(dst, "Infinity"...)
	case math.IsInf(x, -1):
		return append(dst, "-Infinity"...)
	}
	return strconv.AppendFloat(dst, x, 'g', -1, 64)
}

// appendText writes a JSON string. Bytes that are not UTF-8 stand as they are: package
// data shows them as what they are.
func appendText(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for from := 0; from < len(s); {
		at := from
		for at < len(s) && s[at] >= ' ' && s[at] != '"' && s[at] != '\\' && s[at] < utf8.RuneSelf {
			at++
		}
		dst = append(dst, s[from:at]...)
		if at == len(s) {
			break
		}
		switch b := s[at]; {
		case b == '"', b == '\\':
			dst = append(dst, '\\', b)
		case b == '\n':
			dst = append(dst, `\n`...)
		case b < ' ':
			dst = append(dst, '\\', 'u', '0', '0', hex[b>>4], hex[b&15])
		default:
			dst = append(dst, b)
		}
		from = at + 1
	}
	return append(dst, '"')
}
