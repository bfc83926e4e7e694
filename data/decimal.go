package data

// decimal passes a number that is written in the usual way, -0.575165, and gives its
// float64, correctly rounded: its digits and the power of ten below it are exact, so that
// one division rounds once. Of any other it says no, and stays where it is. Token
// log-probabilities are read in one pass this way.
func (c *cursor) decimal() (float64, bool) {
	b, at := c.b, c.pos
	negative := at < len(b) && b[at] == '-'
	if negative {
		at++
	}
	from := at
	var mantissa uint64
	for at < len(b) && b[at]-'0' <= 9 {
		mantissa = mantissa*10 + uint64(b[at]-'0')
		at++
	}
	digits := at - from
	if digits == 0 || digits > 1 && b[from] == '0' {
		return 0, false
	}
	decimals := 0
	if at < len(b) && b[at] == '.' {
		at++
		dot := at
		for at < len(b) && b[at]-'0' <= 9 {
			mantissa = mantissa*10 + uint64(b[at]-'0')
			at++
		}
		if decimals = at - dot; decimals == 0 {
			return 0, false
		}
	}
	// Up to 19 digits the mantissa has not overflowed.
	if digits+decimals > 19 || mantissa > 1<<53 || decimals > 22 || at < len(b) && isWord(b[at]) {
		return 0, false
	}
	v := float64(mantissa) / powerOfTen(decimals)
	if negative {
		v = -v
	}
	c.pos = at
	return v, true
}

// powerOfTen is exact up to 22.
func powerOfTen(n int) float64 {
	return [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}[n]
}
