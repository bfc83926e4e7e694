package analysis_test

import (
	"testing"

	"github.com/confscope/confscope/analysis"
)

// The number in the file comes first; a file without any is read by its tokens.
func TestUsualMeasure(t *testing.T) {
	for _, c := range []struct {
		line string
		want analysis.MeasureKind
	}{
		{`{"instance_id": "a", "traces": ["x"], "confidences": [null, 1], "logprobs": [[-1]]}`, analysis.MeasureRecorded},
		{`{"instance_id": "a", "traces": ["x"], "confidences": [null], "logprobs": [[-1]], "peaks": [[9]]}`, analysis.MeasureProbability},
		{`{"instance_id": "a", "traces": ["x"], "confidences": [null], "peaks": [[9]]}`, analysis.MeasureDeepConfMean},
		{`{"instance_id": "a", "traces": ["x"], "confidences": [null]}`, analysis.MeasureRecorded},
	} {
		if got := analysis.UsualMeasure(read(t, c.line+"\n", "")); got != c.want {
			t.Errorf("%s: %v, want %v", c.line, got, c.want)
		}
	}
}

// A window that no trace fills makes its groups whole traces, and that is said.
func TestWindowBeyondEveryTrace(t *testing.T) {
	run := withTokens(t, `"logprobs": [[-1, -2], [-2]]`, `"logprobs": [[-1, -3, -4]]`)
	for name, want := range map[string]string{
		"tail:4":           "all 3 traces with tokens are shorter than the window of 4 tokens: tail is their mean",
		"bottom-group:100": "all 3 traces with tokens are shorter than the window of 100 tokens: bottom-group is their mean",
		"tail:3":           "",
		"lowest-group:1":   "",
		"nll":              "",
	} {
		with, cuts := measured(t, run, name)
		if got := cuts.Whole(with); got != want {
			t.Errorf("of %s it says %q, want %q", name, got, want)
		}
	}
	one := withTokens(t, `"logprobs": [[-1, -2]]`)
	with, cuts := measured(t, one, "tail:3")
	if got := cuts.Whole(with); got != "the only trace with tokens is shorter than the window of 3 tokens: tail is its mean" {
		t.Errorf("of one trace it says %q", got)
	}
}
