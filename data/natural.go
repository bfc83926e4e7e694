package data

import (
	"strconv"
	"strings"
	"unicode"
)

// naturally orders names as people count: seed2 before seed10.
func naturally(a, b string) int {
	for a != "" && b != "" {
		x, restA := leadingPiece(a)
		y, restB := leadingPiece(b)
		n, errN := strconv.ParseUint(x, 10, 64)
		m, errM := strconv.ParseUint(y, 10, 64)
		switch {
		case errN == nil && errM == nil && n != m:
			if n < m {
				return -1
			}
			return 1
		case x != y:
			return strings.Compare(x, y)
		}
		a, b = restA, restB
	}
	return len(a) - len(b)
}

// leadingPiece cuts a run of digits, or of anything else, off the beginning.
func leadingPiece(s string) (piece, rest string) {
	digit := unicode.IsDigit(rune(s[0]))
	for i := range len(s) {
		if unicode.IsDigit(rune(s[i])) != digit {
			return s[:i], s[i:]
		}
	}
	return s, ""
}
