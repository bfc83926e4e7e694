package tui

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/confscope/confscope/analysis"
)

// undefined is how a rate without a denominator reads: it is not 0.
const undefined = "—"

// percent writes a share as 41.4 %.
func percent(share float64, ok bool) string {
	if !ok || math.IsNaN(share) {
		return undefined
	}
	return fmt.Sprintf("%.1f %%", share*100)
}

// percentOrNaN is a share in percent, NaN where it is undefined.
func percentOrNaN(share float64, ok bool) float64 {
	if !ok {
		return math.NaN()
	}
	return share * 100
}

// atPercentile writes a slider position as p57.3.
func atPercentile(at analysis.Position) string {
	return "p" + strconv.FormatFloat(at.Percentile(), 'f', 1, 64)
}

// confidence writes a confidence with three decimals and no leading zero: .650, 1.204.
func confidence(c float64) string { return confidenceTo(c, 3) }

// confidenceIn writes a confidence with as many of its three decimals as w cells hold.
func confidenceIn(c float64, w int) string {
	text := confidence(c)
	for digits := 2; digits >= 0 && len(text) > w; digits-- {
		text = confidenceTo(c, digits)
	}
	return text
}

func confidenceTo(c float64, digits int) string {
	switch {
	case math.IsNaN(c):
		return undefined
	case math.IsInf(c, 1):
		return "inf"
	case math.IsInf(c, -1):
		return "-inf"
	}
	text := strconv.FormatFloat(c, 'f', digits, 64)
	if strings.Trim(text, "-0.") == "" {
		text = strings.TrimPrefix(text, "-")
	}
	if strings.HasPrefix(text, "0.") {
		return text[1:]
	}
	return strings.Replace(text, "-0.", "-.", 1)
}

// thousands writes a count with separators: 16,370.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// counted writes a number with its noun, in the plural where it needs one.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}

// bytesText writes a size in the unit that suits it.
func bytesText(n int64) string {
	const unit = 1000
	switch {
	case n < unit*unit:
		return fmt.Sprintf("%.0f kB", float64(n)/unit)
	case n < unit*unit*unit:
		return fmt.Sprintf("%.0f MB", float64(n)/(unit*unit))
	}
	return fmt.Sprintf("%.2f GB", float64(n)/(unit*unit*unit))
}
