package analysis_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// TestPolarityByScale: where it is known what the numbers are, their range is not guessed
// from, and what is said is that.
func TestPolarityByScale(t *testing.T) {
	right := []float64{0.8, 0.9} // of instances that the judge gets right
	wrong := []float64{0.2, 0.3}
	times := func(by float64) func(float64) float64 { return func(x float64) float64 { return by * x } }
	plus := func(by float64) func(float64) float64 { return func(x float64) float64 { return x + by } }
	for _, c := range []struct {
		scale   data.Scale
		basis   data.Basis
		turn    func(float64) float64
		invert  bool
		says    string // "" where the check is quiet
		saysNot string
		because string
	}{
		{data.ScaleDeepConf, data.BasisDeclared, times(20), false, "", "", "DeepConf's numbers are above 1, and higher is surer"},
		{data.ScaleDeepConf, data.BasisGuessed, plus(8), false, "", "", "also where they only look like it"},
		{data.ScaleDeepConf, data.BasisComputed, times(20), true, "is DeepConf's confidence by its definition: higher is more certain, and it is inverted", "looks like", "inverted they point the wrong way"},
		{data.ScaleDeepConf, data.BasisDeclared, times(-20), false, "which is never below 0", "looks like", "a sum of surprisals cannot be negative"},
		{data.ScaleLogProb, data.BasisComputed, plus(-3), false, "", "", "a computed mean log-probability is what it is"},
		{data.ScaleLogProb, data.BasisDeclared, plus(1), false, "which is never above 0: the highest of 16 is 1.90", "looks like", "no log-probability is positive"},
		{data.ScaleSurprisal, data.BasisComputed, times(1), false, "is -mean(logprob) by its definition: higher is less certain, so the policy stops at the least certain answers", "looks like", "also where no number is above 1"},
		{data.ScaleSurprisal, data.BasisChosen, times(1), false, "by your own word: higher is less certain", "looks like", "the user said so"},
		{data.ScaleSurprisal, data.BasisComputed, times(-1), true, "never below 0", "higher is less certain", "inverted as it should be"},
		{data.ScaleSurprisal, data.BasisDeclared, times(3), false, "looks like -mean(logprob): higher is less certain", "by its definition", "the habit of a format is held against the range"},
		{data.ScaleSurprisal, data.BasisDeclared, times(1), false, "", "", "which says nothing up to 1"},
		{data.ScaleProbability, data.BasisDeclared, times(1), false, "", "", "all within 0 and 1"},
		{data.ScaleProbability, data.BasisDeclared, times(2), false, "which is never above 1: 8 of 16 are, up to 1.80", "looks like", "not all are"},
		{data.ScaleAgreement, data.BasisChosen, times(1), true, "is a share of agreement by your own word: higher is more certain, and it is inverted", "", "a share points upwards"},
		{data.ScaleUnknown, data.BasisNone, times(3), false, "looks like -mean(logprob)", "by ", "nobody said"},
	} {
		rows := []string{"unsafe: R.5 R.5 R.5 R.5", "safe: C.5 C.5 C.5 C.5", "unsafe: C.5 C.5 C.5 C.5", "safe: R.5 R.5 R.5 R.5"}
		b := &built{rows: rows, lists: lists(), setup: analysis.Setup{Judge: analysis.JudgeRefused, Invert: c.invert}}
		_, s := b.check(t)
		conf := make([]float64, s.Run().Traces())
		for i := range conf {
			list := right
			if i >= 8 {
				list = wrong
			}
			conf[i] = c.turn(list[i%2])
		}
		name := "nll"
		if c.basis != data.BasisComputed {
			name = data.Recorded
		}
		run := s.Run().WithConfidences(conf, data.Confidence{Name: name, Scale: c.scale, Basis: c.basis})
		f := found(analysis.Check(sweep(t, run, b.setup)), analysis.CheckPolarity)
		switch {
		case f == nil && c.says == "":
		case f == nil:
			t.Errorf("%v, %v: it does not fire: %s", c.scale, c.basis, c.because)
		case c.says == "":
			t.Errorf("%v, %v: it says %q: %s", c.scale, c.basis, f.Message, c.because)
		case !strings.Contains(f.Message, c.says) || c.saysNot != "" && strings.Contains(f.Message, c.saysNot):
			t.Errorf("%v, %v: it says %q; want %q and not %q: %s", c.scale, c.basis, f.Message, c.says, c.saysNot, c.because)
		}
	}
}

// TestChecksNameTheMeasure: what is said of computed confidences says of which.
func TestChecksNameTheMeasure(t *testing.T) {
	run := withTokens(t, `"logprobs": [[-1], [-2]]`, `"logprobs": [[-1]]`)
	tail, _ := measured(t, run, "tail:1")
	c := analysis.Check(sweep(t, tail, analysis.Setup{Policy: analysis.Policy{Warmup: 2}}))
	if f := found(c, analysis.CheckMissing); f == nil || !strings.Contains(f.Message, "1 trace has no confidence (tail:1)") {
		t.Errorf("missing says %+v", f)
	}
	if f := found(c, analysis.CheckFewWarmUp); f == nil || !strings.Contains(f.Message, "2 confidences (tail:1) of an instance") {
		t.Errorf("few-warm-up says %+v", f)
	}
	if f := found(analysis.Check(sweep(t, run, analysis.Setup{})), analysis.CheckMissing); f == nil || strings.Contains(f.Message, "(") {
		t.Errorf("of recorded confidences, missing says %+v", f)
	}
}

// TestCategoriesStayAsRecorded: the bounds 0.3 and 0.7 are of the file's own numbers.
func TestCategoriesStayAsRecorded(t *testing.T) {
	run := withTokens(t, `"logprobs": [[-90], [-80]]`)
	nll, _ := measured(t, run, "nll")
	low := read(t, `{"instance_id": "a", "traces": ["a"], "confidences": [0.1], "refused": [false], "logprobs": [[-5]]}`, "")
	measuredLow, _ := measured(t, low, "nll")
	for _, c := range []struct {
		run  *data.Run
		want data.Category
	}{{run, data.ConfidentCompliance}, {nll, data.ConfidentCompliance}, {low, data.UncertainCompliance}, {measuredLow, data.UncertainCompliance}} {
		if got := analysis.CategoryOf(c.run, 0); got != c.want {
			t.Errorf("%s: %v, want %v", c.run.Confidence().Name, got, c.want)
		}
	}
}

// TestCategoryBeside: a category stands beside a confidence that it does not contradict.
func TestCategoryBeside(t *testing.T) {
	const row = `{"instance_id": "a", "traces": ["a"], "confidences": [%s], "refused": [false], "logprobs": [[-5]]%s}`
	for _, c := range []struct {
		conf, more string
		scale      data.Scale
		nll, turn  bool
		want       data.Category
		because    string
	}{
		{"0.1", "", data.ScaleProbability, false, false, data.UncertainCompliance, "a share is what the bounds are of"},
		{"0.1", "", data.ScaleDeepConf, false, false, data.CategoryAbsent, "its numbers are no shares"},
		{"-0.1", "", data.ScaleLogProb, false, false, data.CategoryAbsent, "-0.1 is no share"},
		{"17", "", data.ScaleUnknown, false, false, data.CategoryAbsent, "17 is no share"},
		{"0.1", "", data.ScaleProbability, true, false, data.CategoryAbsent, "another measure is beside it"},
		{"0.1", "", data.ScaleProbability, false, true, data.CategoryAbsent, "what is beside it is turned round"},
		{"17", `, "confidence_category": "confident_refusal"`, data.ScaleDeepConf, false, false, data.ConfidentRefusal, "the file states it"},
	} {
		run := read(t, fmt.Sprintf(row, c.conf, c.more), "")
		if c.nll {
			run, _ = measured(t, run, "nll")
		} else {
			run = run.WithConfidences(run.Confidences(), data.Confidence{Name: data.Recorded, Scale: c.scale})
		}
		s := sweep(t, run, analysis.Setup{Policy: analysis.Policy{Warmup: 1}, Invert: c.turn})
		if got := s.CategoryBeside(0); got != c.want {
			t.Errorf("%v, want %v, because %s", got, c.want, c.because)
		}
	}
}
