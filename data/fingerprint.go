package data

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	stdhash "hash"
	"math"
)

// fingerprint names a run by what its records say in numbers: the same for every way in
// which they may be written and packed, so that marks and sessions outlive a conversion.
// Texts have no part in it.
func (c *columns) fingerprint() string {
	h := hasher{hash: sha256.New()}
	h.numbers(c.first)
	h.numbers(c.idAt)
	h.hash.Write(c.ids)
	h.numbers(c.tokens)
	for _, x := range c.conf {
		h.add(binary.LittleEndian.AppendUint64(h.buf, math.Float64bits(x)))
	}
	h.flush()
	for _, f := range c.flags {
		if f&flagRead != 0 {
			f &^= flagRead | 3 // nothing that the file states
		}
		h.add(append(h.buf, f))
	}
	h.flush()
	for i := range c.recorded {
		h.add(append(h.buf, byte(c.recorded[i]), byte(c.category[i])))
	}
	h.flush()
	return hex.EncodeToString(h.hash.Sum(nil)[:16])
}

// hasher feeds a hash with many small pieces.
type hasher struct {
	hash stdhash.Hash
	buf  []byte
}

func (h *hasher) add(buf []byte) {
	if h.buf = buf; len(buf) >= 32<<10 {
		h.flush()
	}
}

func (h *hasher) flush() {
	h.hash.Write(h.buf)
	h.buf = h.buf[:0]
}

func (h *hasher) numbers(all []uint32) {
	for _, n := range all {
		h.add(binary.LittleEndian.AppendUint32(h.buf, n))
	}
	h.flush()
}
