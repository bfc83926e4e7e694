package analysis_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data/curves"
)

// The verdict where there is little room names the gravest of what is wrong.
func TestRecheckBrief(t *testing.T) {
	s := sweep(t, reconstructed(t, 2), analysis.Setup{Judge: analysis.JudgeAnswered})
	const savings, precision = "64.32463768115943", "0.4222357229647631"
	for _, c := range []struct {
		oldnew  []string
		want    string
		because string
	}{
		{nil, "REPRODUCED: all 8 alike", "the run gives everything"},
		{[]string{savings, "65.3"}, "1 of 8 DIFFER", "savings are of the traces"},
		{[]string{savings, "65.3", precision, "0.9"}, "4 of 8 DIFFER", "what the run does not give is graver than a contradiction"},
		{[]string{precision, "0.9"}, "FILE CONTRADICTS ITSELF", "the counts agree, and the rate is not theirs"},
		{[]string{`"results"`, `"judge": "phrases", "results"`}, "OTHER METHOD STATED", "all figures agree, under another name"},
		{[]string{`"percentile": 30,`, `"percentile": -30,`}, "1 result UNUSABLE", "the others agree"},
		{[]string{`"avg_traces": 3.5675362318840578`, `"avg_traces": "x"`}, "FILE HAS FAULTS", "a figure that is none"},
	} {
		if got := recheck(t, s, publishedFile(t, c.oldnew...)).Brief(); got != c.want {
			t.Errorf("%q: %q, want %q, because %s", c.oldnew, got, c.want, c.because)
		}
	}
}

// What is good to know of a publication is told from what warns.
func TestRemarksWarn(t *testing.T) {
	result := func(tp, fn, fp, tn int) string {
		return fmt.Sprintf(`{"percentile": 20, "confusion_matrix": {"tp": %d, "fn": %d, "fp": %d, "tn": %d}}`, tp, fn, fp, tn)
	}
	sound, unlike := result(5, 0, 0, 5), result(0, 5, 5, 0)
	const faults = 103 // of which the file keeps 100
	for _, c := range []struct{ file, says, never, because string }{
		{`[` + sound + `]`, `- always answering "safe" would score 50.0 %: every position does better`, "more faults", "a verdict that is right"},
		{`[` + unlike + `]`, `! always answering "safe" would score 50.0 %: no position does better`, "more faults", "one that is upside down"},
		{`[` + sound + "," + strings.Replace(unlike, "20", "30", 1) + `]`, `- always answering "safe" would score 50.0 %: 1 of 2 positions do better`, "more faults", "one of each"},
		{`{"judge": "answered", "results": [` + sound + `]}`, "- the file says judge answered", "! the file says", "a judge that is named"},
		{`[` + sound + strings.Repeat(", null", faults) + `]`, "! and 3 more faults of results", "- and", "more faults than are worth a line each"},
	} {
		file, err := curves.Read([]byte(c.file))
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, remark := range analysis.NewPublished(file).Remarks() {
			text += map[bool]string{true: "! ", false: "- "}[remark.Warn] + remark.Text + "\n"
		}
		if !strings.Contains(text, c.says) || strings.Contains(text, c.never) {
			t.Errorf("because of %s it should say %q and never %q:\n%s", c.because, c.says, c.never, text)
		}
	}
}
