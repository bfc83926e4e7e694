package report_test

import (
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// TestReportNamesItsConfidence: which number the figures rest on stands before the first
// of them, and at the axes on which it is drawn.
func TestReportNamesItsConfidence(t *testing.T) {
	run := read(t, `{"instance_id":"a","traces":["x y","z"],"confidences":[0.5,0.25],"refused":[false,true],"tokens":[["x","y"],["z"]],"logprobs":[[-0.5,-2],[-1]]}`, `{"id":"a","label":"unsafe"}`+"\n")
	for _, row := range []struct {
		measure analysis.Measure
		invert  bool
		says    string
		axis    string
		because string
	}{
		{analysis.Measure{}, false, "`recorded`: the number that stands in the file, -mean log-probability, higher is less sure. The format says so.", "(recorded, higher is less sure)", "nothing is computed"},
		{analysis.Measure{}, true, "the number that stands in the file, -mean log-probability, higher is less sure.", "(recorded, negated, higher is surer)", "it is turned round"},
		{analysis.Measure{Kind: analysis.MeasureTail, Window: 1}, false, "`tail:1`: mean log-probability of the last 1 token, higher is surer. It is computed from the tokens of each answer.", "(tail:1, higher is surer)", "it has a window"},
		{analysis.Measure{Kind: analysis.MeasureBottomGroup, Window: 2}, false, "`bottom-group:2`: mean log-probability of every 2 tokens in a row, the mean of the lowest tenth, higher is surer.", "(bottom-group:2, higher is surer)", "it looks at groups"},
		{analysis.Measure{Kind: analysis.MeasureProbability}, false, "`probability`: probability of all tokens, higher is surer.", "(probability, higher is surer)", "it has none"},
	} {
		s := study(t, run)
		sweep, err := analysis.NewSweep(computed(t, run, row.measure), analysis.Setup{Judge: s.Sweep.Setup().Judge, Invert: row.invert})
		if err != nil {
			t.Fatal(err)
		}
		s.Sweep = sweep
		files := write(t, s)
		section, _, _ := strings.Cut(files.page(), "## Checks")
		if !strings.Contains(section, row.says) {
			t.Errorf("what is counted lacks %q, because %s:\n%s", row.says, row.because, section)
		}
		if !strings.Contains(string(files["confidence-by-label.svg"]), row.axis) {
			t.Errorf("the axis lacks %q, because %s:\n%s", row.axis, row.because, section)
		}
	}
}

func computed(t *testing.T, run *data.Run, m analysis.Measure) *data.Run {
	t.Helper()
	if m.Kind == analysis.MeasureRecorded {
		return run
	}
	with, _, err := analysis.Measured(t.Context(), run, m, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	return with
}
