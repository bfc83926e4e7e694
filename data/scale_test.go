package data_test

import (
	"testing"

	"github.com/confscope/confscope/data"
)

func TestDirection(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		scale   data.Scale
		negated bool
		want    string
		because string
	}{
		{data.ScaleSurprisal, false, "higher is less sure", "a surprising answer is an uncertain one"},
		{data.ScaleSurprisal, true, "higher is surer", "negating turns it round"},
		{data.ScaleProbability, false, "higher is surer", "a likely answer is a sure one"},
		{data.ScaleProbability, true, "higher is less sure", "negating turns that round, too"},
		{data.ScaleUnknown, true, "direction unknown", "what is not known cannot be turned round"},
	} {
		if got := row.scale.Direction(row.negated); got != row.want {
			t.Errorf("%s, negated %t: %q, want %q, because %s", row.scale, row.negated, got, row.want, row.because)
		}
	}
}
