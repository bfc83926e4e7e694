package inspect

import "errors"

// skip passes over a value.
func (c *cursor) skip() error {
	c.keeping = false
	return c.value()
}

// raw passes a value and gives its bytes, which stay until the next call. A value of more
// than limit bytes is passed over and gives errLong.
func (c *cursor) raw(limit int) ([]byte, error) {
	if cap(c.kept) > keptSize {
		c.kept = nil
	}
	c.kept, c.keeping, c.limit = c.kept[:0], true, limit
	err := c.value()
	if err == nil && !c.keeping {
		err = errLong
	}
	c.keeping = false
	return c.kept, err
}

// take passes n bytes of the buffer.
func (c *cursor) take(n int) {
	if c.keeping {
		if len(c.kept)+n > c.limit {
			c.keeping = false
		} else {
			c.kept = append(c.kept, c.buf[c.lo:c.lo+n]...)
		}
	}
	c.lo += n
}

func (c *cursor) value() error {
	b, err := c.peek()
	if err != nil {
		return err
	}
	switch {
	case b == '"':
		return c.quoted()
	case b == '{' || b == '[':
		return c.nested()
	case b == '}' || b == ']' || endsWord(b):
		return errValue
	default:
		return c.word()
	}
}

// quoted passes a string, from its opening quote.
func (c *cursor) quoted() error {
	c.take(1)
	escaped := false
	for {
		i := c.lo
		for ; i < c.hi; i++ {
			b := c.buf[i]
			if escaped {
				escaped = false
			} else if b == '\\' {
				escaped = true
			} else if b == '"' {
				c.take(i + 1 - c.lo)
				return nil
			}
		}
		c.take(c.hi - c.lo)
		if err := c.fill(); err != nil {
			return err
		}
	}
}

// nested passes an object or array. It counts brackets and does not recurse, so that no
// depth of nesting costs memory.
func (c *cursor) nested() error {
	for depth := 0; ; {
		b, err := c.bracket()
		if err != nil {
			return err
		}
		switch b {
		case '"':
			if err := c.quoted(); err != nil {
				return err
			}
			continue
		case '{', '[':
			depth++
		default:
			depth--
		}
		c.take(1)
		if depth == 0 {
			return nil
		}
	}
}

// bracket passes everything before the next bracket or quote, and gives that.
func (c *cursor) bracket() (byte, error) {
	for {
		i := c.lo
		for i < c.hi && !isBracket(c.buf[i]) {
			i++
		}
		c.take(i - c.lo)
		if c.lo < c.hi {
			return c.buf[c.lo], nil
		}
		if err := c.fill(); err != nil {
			return 0, err
		}
	}
}

func isBracket(b byte) bool {
	return b == '"' || b == '{' || b == '}' || b == '[' || b == ']'
}

// word passes a number, true, false, null, NaN or Infinity: everything up to the next
// space or mark.
func (c *cursor) word() error {
	for {
		i := c.lo
		for i < c.hi && !isBracket(c.buf[i]) && !endsWord(c.buf[i]) {
			i++
		}
		c.take(i - c.lo)
		if c.lo < c.hi {
			return nil
		}
		if err := c.fill(); errors.Is(err, errCut) {
			return nil // a word has no end of its own
		} else if err != nil {
			return err
		}
	}
}

func endsWord(b byte) bool {
	return b == ',' || b == ':' || b <= ' '
}
