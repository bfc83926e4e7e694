package table

import (
	"math"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"

	"github.com/confscope/confscope/data/foreign"
)

// A file that this package has written says so in its metadata, so that its columns need
// no guess.
const (
	metadataKey     = "confscope.records"
	metadataVersion = "1"
)

// storedMapping is the mapping of a file that this package has written.
func storedMapping() Mapping {
	return Mapping{
		ID: "id", Prompt: "prompt", Text: "texts", Confidence: "confidences", Refused: "refused", Harmful: "harmful", Label: "label",
		Topic: "topic", Tokens: "tokens", Logprobs: "strips", Verdict: "verdict", Category: "category",
	}
}

// Columns that no mapping has a key for. Older files do not have them.
const (
	columnClassified = "classified"       // whether a classifier calls the answers refusals
	columnScale      = "confidence_scale" // what the confidences measure
)

// storedSchema has one row an instance and one list element an answer. Absent values are
// null; numbers are float64 with all their bits. Tokens are bytes, since a token may end
// within a character. Readers of data frames find plain lists under plain names.
func storedSchema() *parquet.Schema {
	number := parquet.Leaf(parquet.DoubleType)
	yesNo := parquet.Optional(parquet.Leaf(parquet.BooleanType))
	bytes := parquet.Leaf(parquet.ByteArrayType)
	candidate := parquet.Group{"token": bytes, "logprob": number}
	token := parquet.Group{
		"token": bytes, "logprob": number, "peak": number,
		"top": parquet.Optional(parquet.List(candidate)),
	}
	return parquet.NewSchema("run", parquet.Group{
		"id":             parquet.String(),
		"prompt":         parquet.Optional(parquet.String()),
		"label":          parquet.Optional(parquet.String()),
		"topic":          parquet.String(),
		"verdict":        yesNo,
		"category":       parquet.String(),
		"texts":          parquet.List(parquet.Optional(parquet.String())),
		"confidences":    parquet.List(parquet.Optional(number)),
		"refused":        parquet.List(yesNo),
		"harmful":        parquet.List(yesNo),
		columnClassified: parquet.List(yesNo),
		columnScale:      parquet.Optional(parquet.String()),
		"tokens":         parquet.List(parquet.Optional(parquet.Int(64))),
		"strips":         parquet.List(parquet.Optional(parquet.List(token))),
	})
}

// row makes a record the row that it becomes, and counts the texts that it repairs.
func (w *Writer) row(r *foreign.Record) cell {
	c := cell{kind: object}
	c.set("id", w.text(&r.ID))
	c.set("prompt", w.text(r.Prompt))
	c.set("label", storedLabel(r.Label))
	c.set("topic", w.text(&r.Topic))
	if r.Scale != "" {
		c.set(columnScale, w.text(&r.Scale))
	}
	c.set("verdict", storedFlag(r.Verdict))
	c.set("category", w.text(&r.Category))
	lists := map[string]*cell{}
	for _, name := range []string{"texts", "confidences", "refused", "harmful", columnClassified, "tokens", "strips"} {
		lists[name] = &cell{kind: list, list: make([]cell, len(r.Traces))}
	}
	for i, t := range r.Traces {
		lists["texts"].list[i] = w.text(t.Text)
		if !foreign.IsAbsent(t.Confidence) {
			lists["confidences"].list[i] = numberCell(t.Confidence)
		}
		lists["refused"].list[i] = storedFlag(t.Refused)
		lists["harmful"].list[i] = storedFlag(t.Harmful)
		lists[columnClassified].list[i] = storedFlag(t.Classified)
		if t.Tokens >= 0 {
			lists["tokens"].list[i] = numberCell(float64(min(t.Tokens, math.MaxUint32)))
		}
		lists["strips"].list[i] = storedStrip(t.Strip)
	}
	for name, l := range lists {
		c.set(name, *l)
	}
	return c
}

func (c *cell) set(key string, v cell) { c.keys, c.list = append(c.keys, key), append(c.list, v) }

// text is a text as UTF-8, which is all that Parquet takes for one.
func (w *Writer) text(s *string) cell {
	switch {
	case s == nil:
		return cell{}
	case utf8.ValidString(*s):
		return textCell(*s)
	}
	w.repaired++
	return textCell(valid(*s))
}

func storedFlag(f foreign.Flag) cell {
	switch f {
	case foreign.FlagTrue:
		return truthCell(true)
	case foreign.FlagFalse:
		return truthCell(false)
	case foreign.FlagAbsent:
	}
	return cell{}
}

func storedLabel(l foreign.Label) cell {
	switch l {
	case foreign.LabelSafe:
		return textCell("safe")
	case foreign.LabelUnsafe:
		return textCell("unsafe")
	case foreign.LabelUnknown:
	}
	return cell{}
}

func storedStrip(tokens []foreign.Token) cell {
	if tokens == nil {
		return cell{}
	}
	all := cell{kind: list, list: make([]cell, len(tokens))}
	for i, t := range tokens {
		c := cell{kind: object, keys: tokenKeys(), list: []cell{textCell(t.Text), numberCell(t.Logprob), numberCell(t.Peak), {}}}
		if t.Top != nil {
			top := cell{kind: list, list: make([]cell, len(t.Top))}
			for j, one := range t.Top {
				top.list[j] = cell{kind: object, keys: tokenKeys()[:2], list: []cell{textCell(one.Text), numberCell(one.Logprob)}}
			}
			c.list[3] = top
		}
		all.list[i] = c
	}
	return all
}

func tokenKeys() []string { return []string{"token", "logprob", "peak", "top"} }
