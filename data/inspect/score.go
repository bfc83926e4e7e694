package inspect

import (
	"errors"
	"strconv"
)

var errScore = errors.New("the value of a score is longer than 64 KiB: not used")

const (
	maxScore = 64 << 10
	// decodedSize is about what a byte of nested JSON takes as Go values.
	decodedSize = 16
	// maxScorers is more than any task has.
	maxScorers = 1000
)

// score is what one scorer says of a sample.
type score struct {
	name     string
	value    any // as encoding/json gives it
	category string
}

// word gives a value as a word: that of a field where the value is an object, or the
// value itself where field is "".
func (s score) word(field string) (string, bool) {
	value := s.value
	if field != "" {
		object, _ := value.(map[string]any)
		value = object[field]
	}
	switch v := value.(type) {
	case string:
		return v, true
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), true
	case bool:
		return strconv.FormatBool(v), true
	default:
		return "", false
	}
}

// score takes a score. A NaN says that the sample was not scored, and stays a word that
// no rule knows.
func (s *sample) score(c *cursor, name string) error {
	if len(s.scores) == maxScorers {
		return c.skip()
	}
	one := score{name: name}
	err := c.object(func(field string) error {
		switch field {
		case "value":
			return s.scoreValue(c, &one)
		case "metadata":
			return c.fields(map[string]*string{"category": &one.category})
		default:
			return c.skip()
		}
	})
	s.scores = append(s.scores, one)
	return err
}

func (s *sample) scoreValue(c *cursor, one *score) error {
	raw, err := c.raw(maxScore)
	if errors.Is(err, errLong) {
		s.fault("scores", errScore)
		return nil
	}
	if err != nil {
		return err
	}
	if err := decode(raw, &one.value); err != nil {
		s.fault("scores", err)
	}
	return s.hold(decodedSize * len(raw))
}
