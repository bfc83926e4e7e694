package table

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

const (
	// maxDepth is deeper than any table nests, and far from what a stack can bear.
	maxDepth = 256
	// maxCells bounds what one row costs: 4 M cells are some 350 MB, and a row of 512
	// answers of 2,000 tokens each has a million.
	maxCells = 4 << 20
)

var (
	errEnds  = errors.New("the record ends too early")
	errDeep  = errors.New("nested more than 256 deep")
	errCells = errors.New("more than 4,194,304 values in one record: split it")
	errExtra = errors.New("something follows behind the end of the record")
)

// parser reads JSON as Python writes it: NaN and the infinities are numbers, halves of
// surrogate pairs are texts.
type parser struct {
	b     []byte
	pos   int
	cells int
}

// parse reads one whole value.
func parse(b []byte) (cell, error) {
	p := &parser{b: b}
	c, err := p.value(0)
	if err != nil {
		return cell{}, err
	}
	if p.space(); p.pos < len(p.b) {
		return cell{}, errExtra
	}
	return c, nil
}

func (p *parser) space() {
	for p.pos < len(p.b) && isSpace(p.b[p.pos]) {
		p.pos++
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func (p *parser) value(depth int) (cell, error) {
	if p.cells++; p.cells > maxCells {
		return cell{}, errCells
	}
	if depth > maxDepth {
		return cell{}, errDeep
	}
	if p.space(); p.pos == len(p.b) {
		return cell{}, errEnds
	}
	switch p.b[p.pos] {
	case '{':
		return p.object(depth)
	case '[':
		return p.array(depth)
	case '"':
		s, err := p.str()
		return textCell(s), err
	}
	return p.bare()
}

func (p *parser) object(depth int) (cell, error) {
	c := cell{kind: object}
	for first := true; ; first = false {
		more, err := p.more('}', first)
		if err != nil || !more {
			return c, err
		}
		if p.b[p.pos] != '"' {
			return cell{}, p.unexpected("a name in quotes")
		}
		key, err := p.str()
		if err != nil {
			return cell{}, err
		}
		if p.space(); p.pos == len(p.b) {
			return cell{}, errEnds
		}
		if p.b[p.pos] != ':' {
			return cell{}, p.unexpected("a colon")
		}
		p.pos++
		v, err := p.value(depth + 1)
		if err != nil {
			return cell{}, err
		}
		c.keys, c.list = append(c.keys, key), append(c.list, v)
	}
}

func (p *parser) array(depth int) (cell, error) {
	c := cell{kind: list}
	for first := true; ; first = false {
		more, err := p.more(']', first)
		if err != nil || !more {
			return c, err
		}
		v, err := p.value(depth + 1)
		if err != nil {
			return cell{}, err
		}
		c.list = append(c.list, v)
	}
}

// more passes the opening bracket or the comma before an element, or the closing bracket.
func (p *parser) more(closing byte, first bool) (bool, error) {
	if first {
		p.pos++
	}
	if p.space(); p.pos == len(p.b) {
		return false, errEnds
	}
	if p.b[p.pos] == closing {
		p.pos++
		return false, nil
	}
	if !first {
		if p.b[p.pos] != ',' {
			return false, p.unexpected("a comma")
		}
		p.pos++
		p.space()
	}
	if p.pos == len(p.b) {
		return false, errEnds
	}
	if p.b[p.pos] == closing {
		return false, p.unexpected("a value")
	}
	return true, nil
}

func (p *parser) unexpected(wanted string) error {
	return fmt.Errorf("expected %s at byte %d, found %q", wanted, p.pos+1, p.b[p.pos])
}

// str reads a string in quotes.
func (p *parser) str() (string, error) {
	from := p.pos
	p.pos++
	for p.pos < len(p.b) {
		switch p.b[p.pos] {
		case '"':
			p.pos++
			return unquote(p.b[from:p.pos]), nil
		case '\\':
			p.pos++
		}
		p.pos++
	}
	return "", errEnds
}

// bare reads a number or one of the words.
func (p *parser) bare() (cell, error) {
	end := p.pos
	for end < len(p.b) && !isSpace(p.b[end]) && bytes.IndexByte([]byte(`,:[]{}"`), p.b[end]) < 0 {
		end++
	}
	word := string(p.b[p.pos:end])
	c, ok := bareCell(word)
	if !ok {
		return cell{}, p.unexpected("a value")
	}
	p.pos = end
	return c, nil
}

func bareCell(word string) (cell, bool) {
	switch word {
	case "null":
		return cell{}, true
	case "true", "false":
		return truthCell(word == "true"), true
	case "NaN":
		return numberCell(math.NaN()), true
	case "Infinity":
		return numberCell(math.Inf(1)), true
	case "-Infinity":
		return numberCell(math.Inf(-1)), true
	}
	if word == "" || word[0] != '-' && (word[0] < '0' || word[0] > '9') {
		return cell{}, false
	}
	x, ok := floatOf(word)
	if !ok || math.IsNaN(x) || word[len(word)-1] > '9' {
		return cell{}, false
	}
	return cell{kind: number, num: x, text: word}, true
}

// unquote decodes a text. An escape that JSON does not know stands for the character in it.
func unquote(raw []byte) string {
	s, _ := jsonl.Unquote(raw[1 : len(raw)-1])
	return valid(s)
}

// valid replaces bytes that are not UTF-8.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
