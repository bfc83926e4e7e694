package inspect

import (
	"context"
	"errors"
	"io"
)

// Faults of JSON.
var (
	errCut   = errors.New("the JSON ends too early")
	errKey   = errors.New("the JSON is broken: expected a field name in quotes")
	errColon = errors.New("the JSON is broken: expected a colon after a field name")
	errComma = errors.New("the JSON is broken: expected a comma or a closing bracket")
	errValue = errors.New("the JSON is broken: expected a value")
	errLong  = errors.New("a value is longer than this field may be")
	errStop  = errors.New("enough was read") // ends a walk early; never seen outside
)

const (
	bufferSize = 64 << 10
	// maxKey bounds the names of fields and ids; the longest in real logs are hashes.
	maxKey     = 64 << 10
	markLength = 3 // bytes of a byte order mark
	// keptSize is how much memory for kept values stays from one value to the next.
	keptSize = 1 << 20
)

// cursor walks through JSON as it is read. It holds one buffer and the one value that was
// asked for, so that what is passed over costs nothing, however long it is. Python's NaN
// and Infinity pass like any other word.
type cursor struct {
	ctx     context.Context
	src     io.Reader
	buf     []byte
	lo, hi  int
	base    int64 // offset of buf[0]
	moved   func(done int64)
	kept    []byte
	keeping bool
	limit   int
}

func newCursor(ctx context.Context, src io.Reader, buf []byte) *cursor {
	return &cursor{ctx: ctx, src: src, buf: buf}
}

// offset is that of the next byte.
func (c *cursor) offset() int64 { return c.base + int64(c.lo) }

// fill reads on. It is called when the buffer is used up.
func (c *cursor) fill() error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	c.base += int64(c.hi)
	c.lo, c.hi = 0, 0
	for range 100 {
		n, err := c.src.Read(c.buf)
		c.hi = n
		if n > 0 {
			if c.moved != nil {
				c.moved(c.base + int64(n))
			}
			return nil
		}
		if errors.Is(err, io.EOF) {
			return errCut
		}
		if err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

// peek gives the next byte that is not a space; it does not pass it. A byte order mark
// counts as space.
func (c *cursor) peek() (byte, error) {
	for {
		for c.lo < c.hi {
			switch b := c.buf[c.lo]; b {
			case ' ', '\t', '\r', '\n':
				c.lo++
			case 0xEF, 0xBB, 0xBF:
				if c.offset() >= markLength {
					return b, nil
				}
				c.lo++
			default:
				return b, nil
			}
		}
		if err := c.fill(); err != nil {
			return 0, err
		}
	}
}

// object calls visit for each field of an object; visit must pass the value. Any other
// value is passed over without a call: a field of another type is an absent field.
func (c *cursor) object(visit func(key string) error) error {
	return c.items('{', '}', func() error {
		if err := c.expect('"', errKey); err != nil {
			return err
		}
		key, err := c.name()
		if err != nil {
			return err
		}
		if err := c.expect(':', errColon); err != nil {
			return err
		}
		c.lo++
		return visit(key)
	})
}

// name passes the name of a field. Those that stand once a candidate cost no memory.
func (c *cursor) name() (string, error) {
	if rest := c.buf[c.lo:c.hi]; len(rest) > len(`"top_logprobs"`) {
		for _, known := range []string{"token", "logprob", "bytes", "top_logprobs"} {
			if n := len(known); rest[n+1] == '"' && string(rest[1:n+1]) == known {
				c.lo += n + 2
				return known, nil
			}
		}
	}
	return c.text(maxKey)
}

func (c *cursor) expect(want byte, otherwise error) error {
	b, err := c.peek()
	if err == nil && b != want {
		err = otherwise
	}
	return err
}

// array calls visit for each element of an array; visit must pass it. Any other value is
// passed over.
func (c *cursor) array(visit func() error) error { return c.items('[', ']', visit) }

func (c *cursor) items(open, shut byte, visit func() error) error {
	b, err := c.peek()
	if err != nil {
		return err
	}
	if b != open {
		return c.skip()
	}
	c.lo++
	for first := true; ; first = false {
		b, err := c.peek()
		if err != nil {
			return err
		}
		switch {
		case b == shut:
			c.lo++
			return nil
		case first:
		case b != ',':
			return errComma
		default:
			c.lo++
		}
		if err := visit(); err != nil {
			return err
		}
	}
}
