package analysis

import (
	"fmt"
	"math"

	"github.com/confscope/confscope/data"
)

// scale is what the finite confidences of a run look like, as the file gives them.
type scale struct {
	finite, above, below int // below 0, above 1
	low, high            float64
	lowAt, highAt        int // instances that they belong to
}

func (c *checker) scale() scale {
	s := scale{low: math.Inf(1), high: math.Inf(-1), lowAt: -1, highAt: -1}
	conf, firsts := c.run.Confidences(), c.run.Firsts()
	for i := range c.run.Instances() {
		for _, x := range conf[firsts[i]:firsts[i+1]] {
			if !finite(x) {
				continue
			}
			s.finite++
			s.above += index(x > 1)
			s.below += index(x < 0)
			if x < s.low {
				s.low, s.lowAt = x, i
			}
			if x > s.high {
				s.high, s.highAt = x, i
			}
		}
	}
	return s
}

// polarity asks whether higher means more certain: by the range of the numbers, and by
// whether the right verdicts are the more confident ones.
func (c *checker) polarity() (*Finding, string) {
	s := c.scale()
	if s.finite == 0 {
		return nil, "no trace has a finite confidence"
	}
	f := c.offScale(&s)
	area, known := c.sweep.AUROC(reading)
	negated := c.negated(&s) && !c.plan.setup.Invert
	switch {
	case known && negated:
		f.readSo(area.inverted())
	case known && area.Hi < 0.5:
		f = c.misled(f, &s, area)
	}
	if f == nil {
		return nil, ""
	}
	f.count("confidences", s.finite)
	f.count("above_one", s.above)
	f.count("below_zero", s.below)
	f.note("min", s.low)
	f.note("max", s.high)
	f.area("auroc", area, known)
	f.area("auroc_inverted", area.inverted(), known && negated)
	return f, ""
}

// area records an AUROC and its interval, where it is defined.
func (f *Finding) area(name string, a Area, defined bool) {
	f.noteIf(name, a.Value, defined)
	f.noteIf(name+"_low", a.Lo, defined)
	f.noteIf(name+"_high", a.Hi, defined)
}

// inWords is the AUROC with its interval, and where it was read.
func (a Area) inWords() string {
	return fmt.Sprintf("%.3f (95%% interval %.3f to %.3f) at %s", a.Value, a.Lo, a.Hi, reading.label())
}

// inverted is the AUROC of the same numbers, negated, of the same verdicts. Its interval
// is not that of the area turned round: Hanley and McNeil's depends on the side.
func (a Area) inverted() Area {
	out, _ := newArea(2*(1-a.Value)*float64(a.Correct)*float64(a.Wrong), a.Correct, a.Wrong)
	return out
}

// negated reports whether the numbers are the mean log-probability, negated, or look so.
func (c *checker) negated(s *scale) bool {
	kind := c.run.Confidence()
	switch kind.Scale {
	case data.ScaleSurprisal:
		return sure(kind.Basis) || s.above > 0
	case data.ScaleUnknown:
		return s.above > 0 && s.below == 0
	case data.ScaleLogProb, data.ScaleProbability, data.ScaleDeepConf, data.ScaleAgreement:
	}
	return false
}

// offScale judges the numbers by what they are said to be, and by their range where nobody
// said, or where only the habit of a format does.
func (c *checker) offScale(s *scale) *Finding {
	switch kind := c.run.Confidence(); {
	case kind.Scale == data.ScaleUnknown || kind.Basis == data.BasisGuessed && kind.Scale != data.ScaleDeepConf:
		return c.offRange(s)
	case kind.Scale == data.ScaleSurprisal && !sure(kind.Basis):
		return c.offRange(s)
	default:
		return c.offKnown(s, kind)
	}
}

// offRange judges the range: a probability lies in 0..1, and the two usual numbers that do
// not are the mean log-probability of the tokens, never above 0, and the same negated.
func (c *checker) offRange(s *scale) *Finding {
	inverted := c.plan.setup.Invert
	above := fmt.Sprintf("%s of %s confidences are above 1, up to %.2f", grouped(s.above), grouped(s.finite), s.high)
	below := fmt.Sprintf("%s of %s confidences are below 0, down to %.2f", grouped(s.below), grouped(s.finite), s.low)
	switch {
	case s.above > 0 && s.below > 0:
		return &Finding{Severity: SeverityWarning, Example: s.highAt, At: -1,
			Message: above + ", and " + grouped(s.below) + " below 0: neither a probability nor a mean log-probability.",
			Advice:  "Find out what the number is, and whether higher means more certain, before reading a threshold."}
	case s.above > 0 && !inverted:
		return &Finding{Severity: SeverityWarning, Example: s.highAt, At: -1,
			Message: above + ": no probability is. The column looks like -mean(logprob): higher is less certain.",
			Advice: "Invert the confidence (--invert), so that the policy stops at certain answers. " +
				"Keep it as it is if it is DeepConf's token confidence over the top 20, where higher is more certain."}
	case s.below > 0 && s.high > 0:
		return &Finding{Severity: SeverityWarning, Example: s.lowAt, At: -1,
			Message: below + ": neither a probability nor a mean log-probability.",
			Advice:  "Find out what the number is, and whether higher means more certain, before reading a threshold."}
	case s.below > 0 && inverted:
		return &Finding{Severity: SeverityWarning, Example: s.lowAt, At: -1,
			Message: below + ": the column looks like mean(logprob), where higher is more certain, and it is inverted.",
			Advice:  "Take the inversion back, so that the policy stops at certain answers."}
	case s.below > 0:
		return &Finding{Severity: SeverityNote, Example: s.lowAt, At: -1,
			Message: below + ": the column looks like mean(logprob). Higher is more certain, but it is no probability.",
			Advice:  "Nothing need be turned round; do not read the numbers, or the bounds 0.3 and 0.7 of the refusal categories, as probabilities."}
	}
	return nil
}

// readSo adds what the AUROC says of numbers that look negated once they are read in that
// direction; nothing where it says nothing beyond doubt.
func (f *Finding) readSo(inverted Area) {
	so := " Read so, the AUROC for correctness is " + inverted.inWords()
	switch {
	case inverted.Hi < 0.5:
		f.Message += so + ": wrong verdicts are then the surer ones."
		f.Advice += " Inverting will not mend that wrong verdicts are the surer ones: look at the judge too, whose verdicts may mean the opposite of what the label asks."
	case inverted.Lo > 0.5:
		f.Message += so + ": right verdicts are then the surer ones, as they should be."
	default:
		return
	}
	f.At = reading
}

// misled adds that wrong verdicts are the more confident ones. The advice must not send
// the reader back to where it is given: once inverted, the confidence is not to blame.
func (c *checker) misled(f *Finding, s *scale, area Area) *Finding {
	const judge = "the judge, whose verdicts may mean the opposite of what the label asks"
	inverted := c.plan.setup.Invert
	message := "The AUROC of confidence" + c.byMeasure() + " for correctness is " + area.inWords() + ", below the 0.5 of a coin: "
	if inverted {
		message += "the confidence as inverted separates the wrong way."
	} else {
		message += "wrong verdicts are the more confident ones."
	}
	switch {
	case f != nil:
		message = f.Message + " " + message
		if s.high <= 0 && !inverted {
			f.Advice = "Leave the confidence as it is, and look at " + judge + "."
		}
	case inverted:
		f = &Finding{Example: c.surestError(), Advice: "Look at " + judge + ", or at how its verdicts are read; the confidence has been turned already."}
	case c.surer():
		f = &Finding{Example: c.surestError(), Advice: "Leave the confidence as it is, of which higher is known to be surer, and look at " + judge + "."}
	default:
		f = &Finding{Example: c.surestError(), Advice: "Look which of the two is turned round: the confidence (--invert), or " + judge + "."}
	}
	f.Severity, f.Message, f.At = SeverityWarning, message, reading
	return f
}

// surestError is the most confident instance whose verdict is wrong at the reading position.
func (c *checker) surestError() int {
	at := -1
	for i, m := range c.sweep.means {
		o := c.sweep.Outcome(i, reading)
		if o != OutcomeNone && !o.Correct() && finite(m) && (at < 0 || m > c.sweep.means[at]) {
			at = i
		}
	}
	return at
}
