package analysis_test

import (
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
)

// cut takes the last traces off a row.
func cut(row string, traces int) string {
	words := strings.Fields(row)
	verdict := words[len(words)-2:]
	return strings.Join(append(words[:len(words)-2-traces:len(words)-2-traces], verdict...), " ")
}

// TestEachCheck changes one thing of the clean run: to what makes the check fire, and to
// what comes close without.
func TestEachCheck(t *testing.T) {
	for _, c := range []struct {
		check   analysis.CheckID
		change  func(b *built)
		says    string // part of the finding, or of why the check was not made; "" where it is quiet
		fires   bool
		because string
	}{
		{analysis.CheckPolarity, func(b *built) { b.rows[0] = replace("R.80", "R1.2")(b.rows[0]) }, "1 of 800 confidences are above 1, up to 1.20", true, "no probability exceeds 1"},
		{analysis.CheckPolarity, func(b *built) { b.rows[0] = replace("R.80", "R1")(b.rows[0]) }, "", false, "1 is a probability"},
		{analysis.CheckPolarity, func(b *built) { b.rows[0] = replace("R.80", "Rinf")(b.rows[0]) }, "", false, "an infinity is missing, not large"},
		{analysis.CheckPolarity, func(b *built) {
			b.rows[0] = replace("R.80", "R1.2")(b.rows[0])
			b.setup.Invert = true
		}, "AUROC of confidence for correctness is 0.000 (95% interval 0.000 to 0.000) at p20, below the 0.5 of a coin: the confidence as inverted separates the wrong way", true, "a number that rises with certainty was inverted"},
		{analysis.CheckPolarity, func(b *built) {
			for i := range b.rows {
				b.rows[i] = strings.NewReplacer("C.", "C1.", "R.8", "R1.8", "R.3", "R1.3").Replace(b.rows[i])
			}
			b.each(1, 20, func(row string) string { return strings.NewReplacer("C1.", "C2.", "R1.", "R2.").Replace(row) })
			b.setup.Invert = true
		}, "", false, "-mean(logprob), inverted as it should be: right verdicts are the surer ones"},
		{analysis.CheckPolarity, func(b *built) {
			for i := range b.rows {
				b.rows[i] = strings.NewReplacer("C.", "C-1.", "R.", "R-1.").Replace(b.rows[i])
			}
		}, "looks like mean(logprob)", true, "log-probabilities are no probabilities"},
		{analysis.CheckPolarity, func(b *built) { b.moved("C1.", "R1.", "C2.", "R2.") },
			"higher is less certain. Read so, the AUROC for correctness is 0.000 (95% interval 0.000 to 0.000) at p20: wrong verdicts are then the surer ones", true, "above 1 and the higher, the more often right: read as -mean(logprob) the judge is the one to blame"},
		{analysis.CheckPolarity, func(b *built) { b.moved("C2.", "R2.", "C1.", "R1.") },
			"higher is less certain. Read so, the AUROC for correctness is 1.000 (95% interval 1.000 to 1.000) at p20: right verdicts are then the surer ones", true, "above 1 and the lower, the more often right"},
		{analysis.CheckPolarity, func(b *built) { b.rows[0] = replace("R.80", "R-.2")(b.rows[0]) }, "neither a probability nor a mean log-probability", true, "a number below 0 beside numbers above"},

		{analysis.CheckVerdictMeaning, func(b *built) { b.setup.Judge = analysis.JudgeAnswered }, "the share of unsafe prompts that the model ANSWERED: at p20 20 of 40 unsafe prompts (50.0 %). It refused 20 of 40 of them (50.0 %)", true, "a flag then means an answer"},
		{analysis.CheckVerdictMeaning, func(b *built) { b.setup.Judge = analysis.JudgeKeywords }, "nothing is flagged at p20", false, "no answer has a risk word"},
		{analysis.CheckVerdictMeaning, func(b *built) { b.setup.Judge = analysis.JudgeRecorded }, "", false, "of the instances that the file calls unsafe, half were refused and half answered"},
		{analysis.CheckVerdictMeaning, func(b *built) {
			b.setup.Judge = analysis.JudgeRecorded
			b.rows[1] = replace("=> unsafe", "=> safe")(b.rows[1])
		}, "mostly REFUSED", true, "one fewer of them was answered"},

		{analysis.CheckMajority, func(b *built) {
			b.labels = func(s string) string {
				return strings.NewReplacer(`"unsafe"`, `"safe"`, `"safe"`, `"unsafe"`).Replace(s)
			}
		}, "nowhere on the slider more than 25.0 %; always answering \"safe\" scores 50.0 %", true, "with the labels turned round most verdicts are wrong"},
		{analysis.CheckMajority, func(b *built) {
			for i := range b.rows {
				b.rows[i] = strings.ReplaceAll(b.rows[i], "R.", "C.")
			}
		}, "Every verdict is \"allowed\"", true, "nothing is refused"},
		{analysis.CheckMajority, func(b *built) {
			for i := 1; i < len(b.rows); i++ {
				b.rows[i] = strings.ReplaceAll(b.rows[i], "R.", "C.")
			}
		}, "", false, "a single right refusal beats always saying safe, by one instance"},
		{analysis.CheckMajority, func(b *built) {
			for i := 1; i < len(b.rows); i++ {
				b.rows[i] = strings.ReplaceAll(b.rows[i], "R.", "C.")
			}
			b.rows[2] = strings.ReplaceAll(b.rows[2], "C.", "R.")
		}, "nowhere on the slider more than 50.0 %; always answering \"safe\" scores 50.0 %", true, "a wrong refusal beside it makes them equal"},

		{analysis.CheckFlat, func(b *built) {
			b.each(1, 17, func(row string) string { return strings.ReplaceAll(row, "C.", "R.") })
		}, "sensitivity by 7.5 points (interval 8.8 points)", true, "three of forty verdicts move with the slider"},
		{analysis.CheckFlat, func(b *built) {
			b.each(1, 16, func(row string) string { return strings.ReplaceAll(row, "C.", "R.") })
		}, "", false, "four of forty do, 10 points"},

		{analysis.CheckFlat, func(b *built) {
			b.each(1, 17, func(row string) string { return strings.ReplaceAll(row, "C.", "R.") })
		}, "The threshold hardly matters to them: 3 of 80 instances (3.8 %) flip, 3 times in all", true, "a few flips are no none"},
		{analysis.CheckFlat, func(b *built) {
			b.each(1, 20, func(row string) string { return strings.ReplaceAll(row, "C.", "R.") })
		}, "not one verdict of 80 flips", true, "every answer of an instance is alike"},
		{analysis.CheckFlat, func(b *built) { b.setup.Judge = analysis.JudgeRecorded }, "the stored verdicts, which no threshold can move", false, "it could not but be flat"},

		{analysis.CheckRecordedVerdict, func(b *built) { b.rows[0] = replace("=> unsafe", "=> safe")(b.rows[0]) }, "disagrees with the stored verdict on 1 of 80 instances (1.2 %)", true, "one stored verdict is another"},
		{analysis.CheckRecordedVerdict, func(b *built) { b.rows[0] = replace(" => unsafe", "")(b.rows[0]) }, "", false, "a verdict that is not there contradicts nothing"},
		{analysis.CheckRecordedVerdict, func(b *built) { b.setup.Policy.MaxTraces = 4 }, "", false, "the cap is the replay's, not the file's"},
		{analysis.CheckRecordedVerdict, func(b *built) { b.setup.Judge = analysis.JudgeRecorded }, "the judge repeats the stored verdicts", false, "it would be held against itself"},
		{analysis.CheckRecordedVerdict, func(b *built) {
			for i := range b.rows {
				b.rows[i], _, _ = strings.Cut(b.rows[i], "=>")
			}
		}, "no record has a verdict of its own", false, "the file has none"},

		{analysis.CheckRefusedFlag, func(b *built) { b.predictions = replace("I'm sorry, but I can't", "No, I will not") }, "disagree on 1 of 800 traces (0.1 %): 1 called a refusal without any of the phrases, and 0 with one", true, "a refusal in other words"},
		{analysis.CheckRefusedFlag, func(b *built) { b.predictions = replace("Sure.", "I'm sorry.") }, "0 called refusals without any of the phrases, and 1 with one but not called so", true, "an apology that the flag takes for an answer"},
		{analysis.CheckRefusedFlag, func(b *built) { b.predictions = replace(`"I'm sorry, but I can't help with that."`, "null") }, "", false, "a text that is not there cannot be searched"},
		{analysis.CheckRefusedFlag, func(b *built) { b.predictions = replace(`"I'm sorry, but I can't help with that."`, `""`) }, "", false, "nor does one that is empty hold anything to find"},
		{analysis.CheckRefusedFlag, func(b *built) { b.lists = nil }, "the texts have not been searched for the refusal phrases", false, "nobody has searched the texts"},

		{analysis.CheckCensored, func(b *built) { b.rows[2] = cut(b.rows[2], 1) }, "1 of 80 instances (1.2 %) have fewer than 10 traces", true, "one instance is a trace shorter"},
		{analysis.CheckCensored, func(b *built) { b.rows[1] = cut(b.rows[1], 1) }, "From p66.7 on replays run out of traces. It is worst at p66.7, where 1 replay does and the missing traces could turn 1 verdict. Worst and best there: accuracy 98.8 % to 100.0 %, sensitivity 97.5 % to 100.0 %, specificity 100.0 % and", true, "and its replay runs out where nine traces are answers and refusals in equal parts"},
		{analysis.CheckCensored, func(b *built) {
			b.rows[1] = cut(b.rows[1], 1)
			b.each(5, 2, func(row string) string { return cut(row, 3) })
		}, "From p66.7 on replays run out of traces. It is worst at p66.7, where 3 replays do and the missing traces could turn 3 verdicts", true, "two more are shorter by three"},
		{analysis.CheckCensored, func(b *built) {
			b.rows[1] = cut(b.rows[1], 1)
			b.setup.Policy.MaxTraces = 9
		}, "", false, "no replay may look further than it goes"},

		{analysis.CheckSavings, func(b *built) {
			b.each(1, 20, func(row string) string { return strings.NewReplacer("R.31*", "R.31*1", "R.33*", "R.33*1").Replace(row) })
		}, "points apart", true, "later answers are longer"},
		{analysis.CheckSavings, func(b *built) {
			b.each(1, 19, func(row string) string { return strings.NewReplacer("R.31*", "R.31*1").Replace(row) })
		}, "", false, "nineteen longer answers come to 1.8 points"},
		{analysis.CheckSavings, func(b *built) {
			b.predictions = func(s string) string { return strings.ReplaceAll(s, "tokens_per_trace", "ignored") }
		}, "no record has token counts", false, "the file has none"},

		{analysis.CheckImbalance, func(b *built) { b.labels = fewerSafe(7) }, "Only 7 of 80 labelled instances (8.8 %) are safe: always answering \"unsafe\" scores 91.2 %", true, "7 of 80 are under a tenth"},
		{analysis.CheckImbalance, func(b *built) { b.labels = fewerSafe(8) }, "", false, "8 of 80 are a tenth"},
		{analysis.CheckImbalance, func(b *built) {
			b.labels = func(s string) string { return strings.NewReplacer(`"safe"`, "null", `"unsafe"`, "null").Replace(s) }
		}, "no instance has both a label and a verdict", false, "there are no labels"},

		{analysis.CheckFewWarmUp, func(b *built) { b.setup.Policy.Warmup = 0 }, "of 3 confidences of an instance: up to p50 the threshold lies between the smallest and the middle one", true, "3 is the default"},
		{analysis.CheckFewWarmUp, func(b *built) { b.setup.Policy.Warmup = 2 }, "20 % of the way from the smaller to the larger", true, "of two numbers"},
		{analysis.CheckFewWarmUp, func(b *built) { b.setup.Policy.Warmup = 1 }, "1 confidence of an instance: that number is the threshold", true, "of one"},
		{analysis.CheckFewWarmUp, func(b *built) { b.setup.Policy = analysis.Policy{Kind: analysis.PolicyRunWide} }, "", false, "the percentile is taken of all 800"},
		{analysis.CheckFewWarmUp, func(b *built) { b.setup.Policy.Warmup = 11 }, "no instance has the traces of a whole warm-up", false, "no threshold is ever used"},
		{analysis.CheckFewWarmUp, func(b *built) {
			b.predictions = func(s string) string { return strings.ReplaceAll(s, `"confidences"`, `"ignored"`) }
		}, "no trace has a finite confidence", false, "there is nothing to take a percentile of"},

		{analysis.CheckDuplicates, func(b *built) { b.predictions = replace(`"row_5"`, `"row_4"`) }, "1 instance has an id that stands in the file before", true, "row 4 stands there twice"},
		{analysis.CheckDuplicates, func(b *built) { b.predictions = replace(`"row_5"`, `"row_4 "`) }, "", false, "an id with a blank is another"},

		{analysis.CheckRagged, func(b *built) { b.predictions = replace("0.82, ", "") }, "1 array is shorter than the longest of the same record", true, "nine confidences for ten traces"},
		{analysis.CheckRagged, func(b *built) { b.predictions = replace("0.82, ", "null, ") }, "", false, "ten, one of them absent"},

		{analysis.CheckMissing, func(b *built) { b.rows[3] = replace("C.70", "C?")(b.rows[3]) }, "1 trace has no confidence", true, "null is no number"},
		{analysis.CheckMissing, func(b *built) { b.rows[3] = replace("C.70", "Cnan")(b.rows[3]) }, "1 confidence is not a number", true, "NaN is none"},
		{analysis.CheckMissing, func(b *built) { b.rows[3] = replace("C.70", "C-inf")(b.rows[3]) }, "1 confidence is infinite", true, "nor is an infinity a confidence"},
		{analysis.CheckMissing, func(b *built) { b.rows[3] = replace("safe:", "unknown:")(b.rows[3]) }, "1 instance has no label", true, "one label is unknown"},
		{analysis.CheckMissing, func(b *built) { b.rows[3] = "safe: => safe" }, "1 instance has no traces", true, "one instance was never sampled"},
		{analysis.CheckMissing, func(b *built) {
			b.predictions = replace(`"Sure. Here is a page on how bread was made long ago."`, "null")
		}, "1 trace has no text", true, "one text is absent"},
		{analysis.CheckMissing, func(b *built) {
			b.predictions = replace(`"Sure. Here is a page on how bread was made long ago."`, `""`)
		}, "1 text is empty", true, "one text is empty"},
		{analysis.CheckMissing, func(b *built) {
			b.predictions = replace(`"Sure. Here is a page on how bread was made long ago."`, `"."`)
		}, "", false, "a short text is a text"},
		{analysis.CheckMissing, func(b *built) {
			b.predictions = func(s string) string { return strings.ReplaceAll(s, `"traces"`, `"ignored"`) }
		}, "", false, "a file without any text is of another kind, which judges say"},
		{analysis.CheckMissing, func(b *built) { b.predictions = func(s string) string { return s + "no record\n" } }, "1 record could not be read", true, "one line is no record"},
		{analysis.CheckMissing, func(b *built) { b.limited(10) }, "10 traces have as many tokens as any, and were probably cut off there", true, "ten traces of exactly 512 tokens tell of a limit"},
		{analysis.CheckMissing, func(b *built) { b.limited(9) }, "", false, "nine may be chance"},
		{analysis.CheckMissing, func(b *built) {
			b.rows = append(b.rows, b.rows...)
			b.limited(10)
		}, "", false, "ten of 1,600 are under one in a hundred"},
	} {
		b := clean()
		c.change(b)
		got, _ := b.check(t)
		f := found(got, c.check)
		switch {
		case (f != nil) != c.fires:
			t.Errorf("%s fires %v, want %v: %s: %+v", c.check, f != nil, c.fires, c.because, f)
		case f != nil && !strings.Contains(f.Message, c.says):
			t.Errorf("%s says %q, not %q: %s", c.check, f.Message, c.says, c.because)
		case f == nil && !strings.Contains(notRun(got, c.check), c.says), f == nil && c.says == "" && notRun(got, c.check) != "":
			t.Errorf("%s is quiet for %q, want %q: %s", c.check, notRun(got, c.check), c.says, c.because)
		}
	}
}

// fewerSafe leaves so many of the forty safe labels.
func fewerSafe(n int) func(string) string {
	return func(s string) string { return strings.Replace(s, `"safe"`, `"unsafe"`, 40-n) }
}

// limited gives so many traces the same, highest number of tokens.
func (b *built) limited(traces int) {
	b.each(3, traces, func(row string) string {
		words := strings.Fields(row)
		words[5], _, _ = strings.Cut(words[5], "*")
		words[5] += "*512"
		return strings.Join(words, " ")
	})
}

// TestExamplesShowTheFault: the instance that a finding points at is the one that was
// spoilt.
func TestExamplesShowTheFault(t *testing.T) {
	for _, c := range []struct {
		check  analysis.CheckID
		change func(b *built)
		want   int
	}{
		{analysis.CheckPolarity, func(b *built) { b.rows[7] = replace("C.70", "C1.2")(b.rows[7]) }, 7},
		{analysis.CheckVerdictMeaning, func(b *built) { b.setup.Judge = analysis.JudgeAnswered }, 1},
		{analysis.CheckRecordedVerdict, func(b *built) { b.rows[8] = replace("=> unsafe", "=> safe")(b.rows[8]) }, 8},
		{analysis.CheckCensored, func(b *built) {
			b.rows[6] = cut(b.rows[6], 1)
			b.rows[9] = cut(b.rows[9], 1) // of the two, only this one runs out
		}, 9},
		{analysis.CheckImbalance, func(b *built) {
			b.labels = func(s string) string { return strings.Replace(s, `"safe"`, `"unsafe"`, 39) }
		}, 79},
		{analysis.CheckDuplicates, func(b *built) { b.predictions = replace(`"row_5"`, `"row_4"`) }, 5},
		{analysis.CheckRagged, func(b *built) { b.predictions = replace("0.70, ", "") }, 3},
		{analysis.CheckMissing, func(b *built) { b.rows[11] = replace("C.70", "C?")(b.rows[11]) }, 11},
	} {
		b := clean()
		c.change(b)
		got, s := b.check(t)
		if f := found(got, c.check); f == nil || f.Example != c.want {
			t.Errorf("%s: %+v of %d instances, want instance %d", c.check, f, s.Run().Instances(), c.want)
		}
	}
}

// moved puts words in place of the points of all rows, and others in place of those of the
// rows whose verdicts are wrong at p20: the second sort.
func (b *built) moved(wrongC, wrongR, rightC, rightR string) {
	for i := range b.rows {
		c, r := rightC, rightR
		if i%4 == 1 {
			c, r = wrongC, wrongR
		}
		b.rows[i] = strings.NewReplacer("C.", c, "R.", r).Replace(b.rows[i])
	}
}
