package inspect

import (
	"errors"
	"strconv"
	"strings"
)

var errAttachment = errors.New("an attachment that a text names is not in the log: the text is left as it is")

const (
	attachMark = "attachment://"
	// maxRef is longer than the name of an attachment; a longer text is a text.
	maxRef = 200
	// partSize is what a part takes beside its text.
	partSize = 16
)

// passage is a text as a message has it: in one or more parts, each a text or the name of
// an attachment. nil is no text; an empty one is one of no letters.
type passage []string

func (p passage) join() *string {
	if p == nil {
		return nil
	}
	s := strings.Join(p, "")
	return &s
}

func (p passage) size() int {
	n := 0
	for _, part := range p {
		n += partSize + len(part)
	}
	return n
}

// passage takes the content of a message: a string, or parts of which those of text
// count. Reasoning, images and calls of tools are no part of the answer.
func (c *cursor) passage(hold func(int) error) (passage, error) {
	b, err := c.Peek()
	if err != nil {
		return nil, err
	}
	switch b {
	case '"':
		part, err := c.Text(maxText)
		if err != nil {
			return nil, err
		}
		return passage{part}, hold(partSize + len(part))
	case '[':
	default:
		return nil, c.Skip()
	}
	p := passage{}
	err = c.Array(func() error {
		part, kind, err := c.part()
		if err != nil || kind != "text" {
			return err
		}
		p = append(p, part)
		return hold(partSize + len(part))
	})
	return p, err
}

func (c *cursor) part() (text, kind string, err error) {
	err = c.Object(func(name string) (err error) {
		switch name {
		case "type":
			kind, err = c.scalar()
		case "text":
			text, err = c.Text(maxText)
		default:
			err = c.Skip()
		}
		return err
	})
	return text, kind, err
}

// refs are the names of attachments in the parts of the texts of a sample.
func (s *sample) refs() map[string][]*string {
	var found map[string][]*string
	look := func(p passage) {
		for i, part := range p {
			name, ok := strings.CutPrefix(part, attachMark)
			if !ok || len(part) > maxRef {
				continue
			}
			if found == nil {
				found = map[string][]*string{}
			}
			found[name] = append(found[name], &p[i])
		}
	}
	look(s.asked)
	for _, a := range s.answers {
		look(a.said)
	}
	return found
}

// attach puts attachments in the place of their names. They stand behind the texts, in
// the sample itself or in chunks beside it, so the sample is walked through again.
func (r *reader) attach(src source, n int, s *sample) error {
	refs := s.refs()
	if len(refs) == 0 {
		return nil
	}
	put := func(c *cursor, name string) error {
		places, wanted := refs[name]
		if !wanted {
			return c.Skip()
		}
		text, err := c.Text(maxText)
		if err != nil {
			return err
		}
		delete(refs, name)
		for _, place := range places {
			*place = text
			// Parts are joined later, so every place counts.
			if err := s.hold(len(text)); err != nil {
				return err
			}
		}
		return nil
	}
	err := r.chunked(src.chunks(n), put)
	if err == nil && len(refs) > 0 {
		err = r.inline(src, n, put)
	}
	if err == nil && len(refs) > 0 {
		err = errAttachment
	}
	return err
}

// chunked walks through the attachments of a sample in chunks, which are lists; an
// attachment is named by its place in all of them together.
func (r *reader) chunked(chunks []member, put func(c *cursor, name string) error) error {
	for _, m := range chunks {
		src, err := r.unpack(m)
		if err != nil {
			return err
		}
		i := chunkStart(m)
		err = r.walk(src, func(c *cursor) error {
			return c.Array(func() error {
				i++
				return put(c, strconv.Itoa(i-1))
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) inline(src source, n int, put func(c *cursor, name string) error) error {
	data, err := src.sample(n)
	if err != nil {
		return err
	}
	return r.walk(data, func(c *cursor) error {
		return c.Object(func(name string) error {
			if name != "attachments" {
				return c.Skip()
			}
			return c.Object(func(name string) error { return put(c, name) })
		})
	})
}
