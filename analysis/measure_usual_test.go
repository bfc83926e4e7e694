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
