package inspect

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

var (
	errNoAnswer = errors.New("it has no choices: the sample has no answer")
	errHeld     = errors.New("the texts and tokens of one sample take more than 256 MiB of memory: left out; log fewer choices or top_logprobs")
)

const (
	// maxText is far more than a model can say in one answer.
	maxText = 16 << 20
	// maxHeld is how much memory the answers of an instance may take before they are
	// handed over; maxSample bounds those of one sample, which cannot be parted.
	maxHeld   = 32 << 20
	maxSample = 256 << 20
)

// sample is what is read of one sample.
type sample struct {
	asked   passage
	prompt  *string
	label   foreign.Label
	kind    [3]string // words for the topic, the best first
	answers []answer
	scores  []score
	failure string
	tokens  int // of all choices together, -1 where the log does not say
	held    int // memory of the answers, in bytes, about
	faults  []foreign.Fault
	within  cursor // over one token
}

func (s *sample) topic() string {
	for _, word := range s.kind {
		if word != "" {
			return word
		}
	}
	for _, score := range s.scores {
		if score.category != "" {
			return score.category
		}
	}
	return ""
}

// hold counts memory that the sample takes.
func (s *sample) hold(bytes int) error {
	if s.held += bytes; s.held > maxSample {
		return errHeld
	}
	return nil
}

// readSample reads a sample, what is kept apart from it, and the attachments that its
// texts name.
func (r *reader) readSample(src source, n int) (*sample, error) {
	s := &sample{tokens: -1}
	data, err := src.sample(n)
	if err != nil {
		return nil, err
	}
	if err := r.walk(data, func(c *cursor) error { return c.Object(func(name string) error { return s.field(c, name) }) }); err != nil {
		return nil, err
	}
	meta, err := src.metadata(n)
	if err == nil && meta != nil {
		err = r.walk(meta, s.metadata)
	}
	if err != nil {
		s.fault("metadata", err)
	}
	err = r.attach(src, n, s)
	if errors.Is(err, errHeld) {
		return nil, err
	}
	if err != nil {
		s.fault("attachments", err)
	}
	s.finish()
	return s, r.ctx.Err()
}

func (s *sample) fault(field string, err error) {
	s.faults = append(s.faults, foreign.Fault{Field: field, Err: err})
}

// finish joins the parts of texts.
func (s *sample) finish() {
	s.prompt = s.asked.join()
	for i := range s.answers {
		s.answers[i].text = s.answers[i].said.join()
	}
}

// field takes a field of a sample.
func (s *sample) field(c *cursor, name string) (err error) {
	switch name {
	case "input":
		err = s.input(c)
	case "output":
		err = c.Object(func(name string) error { return s.output(c, name) })
	case "metadata":
		err = s.metadata(c)
	case "scores":
		s.scores = nil // a field that stands twice counts as it stands last
		err = c.Object(func(name string) error { return s.score(c, name) })
	case "score": // logs of early 2024
		err = s.score(c, name)
	case "error":
		err = c.fields(map[string]*string{"message": &s.failure})
		s.failure = brief(s.failure)
	default:
		err = c.Skip()
	}
	if err != nil {
		return inField(name, err)
	}
	return nil
}

// inField says in which field of a sample a fault is.
func inField(field string, err error) error {
	if errors.Is(err, jsonl.ErrCut) {
		return err // the whole sample ends there
	}
	return fmt.Errorf("%s: %w", field, err)
}

// input takes the prompt: a text, or the last message of the user.
func (s *sample) input(c *cursor) error {
	b, err := c.Peek()
	if err != nil {
		return err
	}
	if b == '"' {
		s.asked, err = c.passage(s.hold)
		return err
	}
	s.asked = nil
	return c.Array(func() error {
		var content passage
		var role string
		err := c.Object(func(name string) (err error) {
			switch name {
			case "role":
				role, err = c.scalar()
			case "content":
				s.held -= content.size()
				content, err = c.passage(s.hold)
			default:
				err = c.Skip()
			}
			return err
		})
		if role == "user" {
			s.asked, content = content, s.asked
		}
		s.held -= content.size()
		return err
	})
}

// metadata takes the label and the topic of the prompt.
func (s *sample) metadata(c *cursor) error {
	var label string
	err := c.fields(map[string]*string{"label": &label, "category": &s.kind[0], "type": &s.kind[1], "subcategory": &s.kind[2]})
	s.label = labelOf(label)
	return err
}

// output takes the choices of the last call of the model and its count of tokens.
func (s *sample) output(c *cursor, name string) error {
	switch name {
	case "choices":
		s.answers = nil
		return c.Array(func() error { return s.choice(c) })
	case "usage":
		var word string
		err := c.fields(map[string]*string{"output_tokens": &word})
		if n, bad := strconv.ParseUint(word, 10, 31); bad == nil {
			s.tokens = int(n)
		}
		return err
	default:
		return c.Skip()
	}
}
