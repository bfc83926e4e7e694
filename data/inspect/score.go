package inspect

import (
	"bytes"
	"errors"
	"math"
	"strconv"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

var errScore = errors.New("the value of a score is longer than 64 KiB: not used")

const (
	maxScore = 64 << 10
	// maxScorers is more than any task has.
	maxScorers = 1000
)

// score is what one scorer says of a sample.
type score struct {
	name     string
	value    jsonl.Value
	category string
}

// word gives a value as a word: that of a field where the value is an object, or the
// value itself where field is "".
func (s score) word(field string) (string, bool) {
	value := s.value
	if field != "" {
		value = value.Field(field)
	}
	switch value.Kind() {
	case jsonl.Text:
		return value.Text()
	case jsonl.Number:
		if x, _ := value.Float(); !math.IsNaN(x) && !math.IsInf(x, 0) {
			return strconv.FormatFloat(x, 'g', -1, 64), true
		}
		return string(value), true
	case jsonl.Bool:
		return string(value), true
	case jsonl.Absent, jsonl.Null, jsonl.Array, jsonl.Object:
	}
	return "", false
}

// score takes a score. A NaN says that the sample was not scored, and stays a word that
// no rule knows.
func (s *sample) score(c *cursor, name string) error {
	if len(s.scores) == maxScorers {
		return c.Skip()
	}
	one := score{name: name}
	err := c.Object(func(field string) error {
		switch field {
		case "value":
			return s.scoreValue(c, &one)
		case "metadata":
			return c.fields(map[string]*string{"category": &one.category})
		default:
			return c.Skip()
		}
	})
	s.scores = append(s.scores, one)
	return err
}

func (s *sample) scoreValue(c *cursor, one *score) error {
	raw, err := c.Raw(maxScore)
	if errors.Is(err, jsonl.ErrLong) {
		s.fault("scores", errScore)
		return nil
	}
	if err != nil {
		return err
	}
	value, err := jsonl.Sound(raw)
	if err != nil {
		s.fault("scores", err)
	}
	one.value = bytes.Clone(value)
	return s.hold(len(value))
}
