package table

import (
	"bytes"
	"slices"
	"strings"

	"github.com/confscope/confscope/data/foreign"
)

// Sniff reports whether a file that begins with head can be a table with answers. It is
// false for formats that have readers of their own, and for tables without answers.
// Parquet is always a table.
func Sniff(head []byte, name string) bool {
	if bytes.HasPrefix(head, []byte(parquetMagic)) {
		return true
	}
	plain := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(byteOrderMark)), " \t\r\n")
	if len(plain) > 0 && plain[0] == '{' && known(topKeys(plain)) {
		return false
	}
	// The last line may be cut, so it is no witness.
	whole := head
	if at := bytes.LastIndexByte(head, '\n'); at > 0 && wideOrder(head) == nil {
		whole = head[:at+1]
	}
	t, err := openTable(foreign.Input{Name: name, At: bytes.NewReader(whole), Size: int64(len(whole))})
	if err != nil {
		return answersByName(plain)
	}
	defer t.close()
	cols := t.rows.columns()
	m, _ := t.mapping()
	return !known(cols.names) && m.sound(cols.names) == nil && (!cols.fixed || len(cols.names) > 1)
}

// answersByName judges a first record that is longer than the head by the keys that can
// be seen.
func answersByName(head []byte) bool {
	if len(head) > 0 && head[0] == '[' {
		head = bytes.TrimLeft(head[1:], " \t\r\n")
	}
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	keys := topKeys(head)
	m, _ := Guess(keys, nil)
	return !known(keys) && (m.sound(keys) == nil || slices.ContainsFunc(keys, isContainer))
}

// topKeys gives the keys of an object, as far as they can be seen: the last value may be cut.
func topKeys(head []byte) []string {
	s := &scanner{}
	s.Over(head[1:])
	var keys []string
	for len(keys) < maxTurned {
		b, err := s.Peek()
		if err != nil || b != '"' && b != ',' && b != ':' {
			return keys
		}
		if b == ',' {
			s.Pass()
			continue
		}
		raw, err := s.value()
		if err != nil || len(raw) < 2 {
			return keys
		}
		keys = append(keys, unquote(raw))
		if b, err = s.Peek(); err != nil || b != ':' {
			return keys
		}
		s.Pass()
		if _, err = s.value(); err != nil {
			return keys
		}
	}
	return keys
}

// known reports whether the names are those of a format that has a reader of its own.
func known(names []string) bool {
	for _, all := range [][]string{
		{"instance_id", "traces"},        // predictions.jsonl
		{"custom_id", "response"},        // batch output
		{"custom_id", "body"},            // batch input
		{"doc_id", "resps"},              // lm-eval
		{"version", "status", "eval"},    // Inspect
		{"percentile", "metrics"},        // sweeps
		{"percentile", "accuracy"},       // sweeps
		{"percentile_results", "config"}, // sweeps
	} {
		if !slices.ContainsFunc(all, func(name string) bool { return !has(names, name) }) {
			return true
		}
	}
	return false
}

// has reports whether a column, or a group of columns, has a name.
func has(names []string, name string) bool {
	return slices.ContainsFunc(names, func(one string) bool {
		return one == name || strings.HasPrefix(one, name+".")
	})
}
