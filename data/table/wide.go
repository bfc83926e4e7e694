package table

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

const byteOrderMark = "\xef\xbb\xbf"

// wideOrder recognises UTF-16 by its mark, nil for anything else.
func wideOrder(head []byte) binary.ByteOrder {
	if len(head) < 2 {
		return nil
	}
	switch string(head[:2]) {
	case "\xff\xfe":
		return binary.LittleEndian
	case "\xfe\xff":
		return binary.BigEndian
	}
	return nil
}

// narrow turns UTF-16 into UTF-8, with its mark. Halves of pairs become U+FFFD.
type narrow struct {
	r     *bufio.Reader
	order binary.ByteOrder
	left  []byte // decoded and not yet given
	room  [utf8.UTFMax]byte
}

func (n *narrow) Read(p []byte) (int, error) {
	done := 0
	for done < len(p) {
		if len(n.left) == 0 {
			r, err := n.rune()
			if err != nil {
				if done > 0 && errors.Is(err, io.EOF) {
					return done, nil
				}
				return done, err
			}
			n.left = n.room[:utf8.EncodeRune(n.room[:], r)]
		}
		used := copy(p[done:], n.left)
		n.left = n.left[used:]
		done += used
	}
	return done, nil
}

// rune reads one character. An odd byte at the end of the file is left out.
func (n *narrow) rune() (rune, error) {
	unit, err := n.r.Peek(2)
	if len(unit) < 2 {
		return 0, err
	}
	r := rune(n.order.Uint16(unit))
	_, _ = n.r.Discard(2) // it has been peeked at
	if !utf16.IsSurrogate(r) {
		return r, nil
	}
	if unit, _ = n.r.Peek(2); len(unit) == 2 {
		if both := utf16.DecodeRune(r, rune(n.order.Uint16(unit))); both != utf8.RuneError {
			_, _ = n.r.Discard(2) // as above
			return both, nil
		}
	}
	return utf8.RuneError, nil
}
