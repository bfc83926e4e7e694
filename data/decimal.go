package data

// decimal passes a number that is written in the usual way, -0.575165, and gives its
// float64, correctly rounded: its digits and the power of ten below it are exact, so that
// one division rounds once. Of any other it says no, and stays where it is. Token
// log-probabilities are read in one pass this way.
func (c *cursor) decimal() (float64, bool) {
	b, from := c.b, c.pos
	negative := from < len(b) && b[from] == '-'
	if negative {
		from++
	}
	mantissa, at := digitsInto(0, b, from)
	digits, decimals := at-from, 0
	if digits > 0 && at < len(b) && b[at] == '.' {
		dot := at + 1
		if mantissa, at = digitsInto(mantissa, b, dot); at == dot {
			return 0, false
		}
		decimals = at - dot
	}
	leading := digits > 1 && b[from] == '0'
	// Up to 19 digits the mantissa has not overflowed.
	if digits == 0 || leading || digits+decimals > 19 || mantissa > 1<<53 || at < len(b) && isWord(b[at]) {
		return 0, false
	}
	v := float64(mantissa) / powerOfTen(decimals)
	if negative {
		v = -v
	}
	c.pos = at
	return v, true
}

// digitsInto puts the digits at the position behind those of the mantissa.
func digitsInto(mantissa uint64, b []byte, at int) (uint64, int) {
	for ; at < len(b) && b[at]-'0' <= 9; at++ {
		mantissa = mantissa*10 + uint64(b[at]-'0')
	}
	return mantissa, at
}

// powerOfTen is exact up to 22.
func powerOfTen(n int) float64 {
	return [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}[n]
}
