package data

const errPair cause = "expected a token and its number"

// stripKind numbers the fields of a record that have one list a trace, with one element a
// token. They are most of a file that has them, and are read when somebody asks.
type stripKind uint8

const (
	stripTokens       stripKind = iota // a text a token
	stripLogprobs                      // a number
	stripPeaks                         // a number
	stripCandidates                    // a list of pairs of text and number
	stripLogprobPairs                  // a pair of text and number
	stripPeakPairs                     // a pair of text and number
	stripCount
)

// strips is where the strips of a record begin: offsets of their opening brackets, 0
// where the record has none.
type strips [stripCount]uint32

// strip is where one begins, and whether its elements are pairs.
type strip struct {
	pos   uint32
	pairs bool
}

func stripOf(key []byte) (stripKind, bool) {
	switch string(key) {
	case "tokens":
		return stripTokens, true
	case "logprobs":
		return stripLogprobs, true
	case "peaks":
		return stripPeaks, true
	case "candidates":
		return stripCandidates, true
	case "token_logprobs":
		return stripLogprobPairs, true
	case "token_confidences":
		return stripPeakPairs, true
	}
	return 0, false
}

// pass notes where the value of a field begins, if it is a strip, and passes it. As with
// other fields, the last of a name counts.
func (s *strips) pass(key []byte, c *cursor) error {
	if kind, ok := stripOf(key); ok {
		s[kind] = 0
		if c.peek() == '[' {
			s[kind] = uint32(c.pos)
		}
	}
	return c.skip()
}

// of gives the strip of plain elements, or else that of pairs.
func (s *strips) of(plain, pairs stripKind) strip {
	if s[plain] != 0 {
		return strip{pos: s[plain]}
	}
	return strip{s[pairs], true}
}
