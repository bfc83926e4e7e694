package inspect

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

var (
	errNumber = errors.New("expected a number, NaN, Infinity or null")
	errStop   = errors.New("enough was read") // ends a walk early; never seen outside
)

const (
	bufferSize = 64 << 10
	// maxNumber is longer than any number that a program writes.
	maxNumber = 400
)

// cursor walks through the JSON of a log, and takes what several of its places have.
type cursor struct{ jsonl.Stream }

func newCursor(ctx context.Context, src io.Reader, buf []byte) *cursor {
	return &cursor{jsonl.NewStream(ctx, src, buf)}
}

// number passes a number, one of Python's three words for what is none, or null, which
// gives foreign.Absent. One beyond the range of floats becomes an infinity.
func (c *cursor) number() (float64, error) {
	raw, err := c.Raw(maxNumber)
	if err != nil {
		return 0, err
	}
	if string(raw) == "null" {
		return foreign.Absent(), nil
	}
	x, ok := jsonl.Value(raw).Float()
	if !ok {
		return 0, errNumber
	}
	return x, nil
}

// octets passes an array of whole numbers from 0 to 255 and gives them as bytes. Anything
// else gives none: the text stands beside it.
func (c *cursor) octets() (string, error) {
	var few [16]byte // most tokens are short
	all, good := few[:0], true
	err := c.Array(func() error {
		raw, err := c.Raw(maxNumber)
		n, bad := strconv.ParseUint(string(raw), 10, 8)
		good = good && bad == nil
		all = append(all, byte(n))
		return err
	})
	if !good {
		return "", err
	}
	return string(all), err
}

// scalar passes a value and gives its text where it is a string or a number of at most
// 64 KiB, and "" for anything else.
func (c *cursor) scalar() (string, error) {
	s, err := c.Text(jsonl.MaxScalar)
	if errors.Is(err, jsonl.ErrLong) {
		return "", nil
	}
	return s, err
}

// fields takes the scalars of an object that have a place, and passes all else.
func (c *cursor) fields(places map[string]*string) error {
	return c.Object(func(name string) (err error) {
		place, wanted := places[name]
		if !wanted {
			return c.Skip()
		}
		*place, err = c.scalar()
		return err
	})
}
