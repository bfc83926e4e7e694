package analysis

import (
	"fmt"

	"github.com/confscope/confscope/data"
)

// sure reports whether the basis leaves no doubt about what the numbers are.
func sure(b data.Basis) bool { return b == data.BasisComputed || b == data.BasisChosen }

// surer reports whether higher is known to be surer, not only guessed.
func (c *checker) surer() bool {
	kind := c.run.Confidence()
	return kind.Scale.HigherIsSurer() == data.FlagTrue && kind.Basis != data.BasisGuessed
}

// byMeasure names the measure in brackets where the confidences are not the file's own.
func (c *checker) byMeasure() string {
	if name := c.run.Confidence().Name; name != data.Recorded {
		return " (" + name + ")"
	}
	return ""
}

// offKnown judges numbers of a scale that is known: whether they are turned the right way,
// and whether they can be what they are said to be.
func (c *checker) offKnown(s *scale, kind data.Confidence) *Finding {
	inverted := c.plan.setup.Invert
	surer := kind.Scale.HigherIsSurer() == data.FlagTrue
	what := fmt.Sprintf("The confidence, %s, is %s by %s", kind.Name, nameOf(kind.Scale), byWhom(kind.Basis))
	switch {
	case !surer && !inverted:
		return &Finding{Severity: SeverityWarning, Example: s.highAt, At: -1,
			Message: what + ": higher is less certain, so the policy stops at the least certain answers.",
			Advice:  "Invert the confidence (--invert), so that the policy stops at certain answers."}
	case surer && inverted:
		return &Finding{Severity: SeverityWarning, Example: s.highAt, At: -1,
			Message: what + ": higher is more certain, and it is inverted.",
			Advice:  "Take the inversion back, so that the policy stops at certain answers."}
	}
	return s.impossible(kind, what)
}

// impossible says where numbers cannot be what they are said to be.
func (s *scale) impossible(kind data.Confidence, what string) *Finding {
	above, below := false, false
	switch kind.Scale {
	case data.ScaleProbability, data.ScaleAgreement:
		above, below = s.above > 0, s.below > 0
	case data.ScaleLogProb:
		above = s.high > 0
	case data.ScaleDeepConf, data.ScaleSurprisal:
		below = s.below > 0
	case data.ScaleUnknown:
	}
	f := &Finding{Severity: SeverityWarning, At: -1,
		Advice: "Find out what the number is, and whether higher means more certain, before reading a threshold."}
	switch {
	case below:
		f.Example = s.lowAt
		f.Message = what + fmt.Sprintf(", which is never below 0: %s of %s are, down to %.2f.", grouped(s.below), grouped(s.finite), s.low)
	case above && kind.Scale == data.ScaleLogProb:
		f.Example = s.highAt
		f.Message = what + fmt.Sprintf(", which is never above 0: the highest of %s is %.2f.", grouped(s.finite), s.high)
	case above:
		f.Example = s.highAt
		f.Message = what + fmt.Sprintf(", which is never above 1: %s of %s are, up to %.2f.", grouped(s.above), grouped(s.finite), s.high)
	default:
		return nil
	}
	return f
}

// nameOf is the scale with its article.
func nameOf(s data.Scale) string {
	switch s {
	case data.ScaleSurprisal:
		return "-mean(logprob)"
	case data.ScaleLogProb:
		return "a mean log-probability"
	case data.ScaleProbability:
		return "a probability"
	case data.ScaleDeepConf:
		return "DeepConf's confidence"
	case data.ScaleAgreement:
		return "a share of agreement"
	case data.ScaleUnknown:
	}
	return s.String()
}

// byWhom says who says so.
func byWhom(b data.Basis) string {
	switch b {
	case data.BasisDeclared:
		return "the word of the file or its format"
	case data.BasisGuessed:
		return "the look of its numbers"
	case data.BasisChosen:
		return "your own word"
	case data.BasisComputed:
		return "its definition"
	case data.BasisNone:
	}
	return "nobody's word"
}
