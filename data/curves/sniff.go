package curves

import "bytes"

// HeadBytes is how much of a file's start Sniff needs at the most. A file of the
// reference shows what it is in its first hundred bytes.
const HeadBytes = 64 << 10

// Verdict is what the start of a file tells.
type Verdict uint8

// The verdicts: Unsure asks for more of the file, and means No where there is none.
const (
	Unsure Verdict = iota
	Yes
	No
)

// Sniff tells by the start of a file whether it is a published sweep: one JSON document in
// which some object has both percentile and confusion_matrix. Text within strings never
// counts, and a document that ends, as a line of JSON does, is no sweep.
func Sniff(head []byte) Verdict {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) == 0 {
		return Unsure
	}
	if head[0] != '{' && head[0] != '[' {
		return No
	}
	s := sniffer{text: head}
	for s.at < len(head) && s.verdict == Unsure {
		s.step()
	}
	return s.verdict
}

// sniffer walks over the brackets and keys of a document.
type sniffer struct {
	text    []byte
	at      int
	open    []seen // an entry for each bracket that is open
	verdict Verdict
}

// seen is which keys an object has shown.
type seen struct{ percentile, matrix bool }

// deepestSniff is how many brackets may be open: below it no result stands.
const deepestSniff = 64

func (s *sniffer) step() {
	switch c := s.text[s.at]; c {
	case '{', '[':
		s.open = append(s.open, seen{})
		if len(s.open) > deepestSniff {
			s.verdict = No
		}
	case '}', ']':
		s.open = s.open[:max(len(s.open)-1, 0)]
		if len(s.open) == 0 {
			s.verdict = No
		}
	case '"':
		s.word()
	}
	s.at++
}

// word passes a text, and takes it down where it is a key.
func (s *sniffer) word() {
	start := s.at + 1
	for s.at++; s.at < len(s.text) && s.text[s.at] != '"'; s.at++ {
		if s.text[s.at] == '\\' {
			s.at++
		}
	}
	if s.at >= len(s.text) || len(s.open) == 0 {
		return
	}
	rest := bytes.TrimLeft(s.text[s.at+1:], " \t\r\n")
	if len(rest) == 0 || rest[0] != ':' {
		return
	}
	top := &s.open[len(s.open)-1]
	switch string(s.text[start:s.at]) {
	case "percentile":
		top.percentile = true
	case "confusion_matrix":
		top.matrix = true
	case "instance_id", "traces":
		if len(s.open) == 1 {
			s.verdict = No // a line of predictions
		}
	}
	if top.percentile && top.matrix {
		s.verdict = Yes
	}
}
