package table

import (
	"math"
	"strconv"
	"strings"
)

// score is the confidence in a cell; ok is false where it holds none.
func (c cell) score() (x float64, ok bool) {
	if c.kind == text {
		return scoreOf(c.text)
	}
	return c.float()
}

// scoreOf reads a confidence as people write it: a number, or one that respelled knows.
func scoreOf(s string) (float64, bool) {
	if x, ok := floatOf(s); ok {
		return x, true
	}
	return respelled(s)
}

// respelled reads a number that is spelled for people: 41% is .41, and 0,5 is .5. A comma
// cannot stand between thousands: there are no confidences as large.
func respelled(s string) (float64, bool) {
	number, percent := strings.CutSuffix(strings.TrimSpace(s), "%")
	number = strings.TrimSpace(number)
	if strings.Count(number, ",") == 1 && !strings.Contains(number, ".") {
		number = strings.Replace(number, ",", ".", 1)
	} else if !percent {
		return 0, false
	}
	if !percent {
		return floatOf(number)
	}
	x, ok := floatOf(number)
	if whole, err := strconv.ParseFloat(number+"e-2", 64); err == nil {
		x = whole // rounded once
	}
	return x, ok && !math.IsNaN(x) && !math.IsInf(x, 0)
}
