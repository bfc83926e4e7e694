package data_test

import (
	"testing"

	"github.com/confscope/confscope/data"
)

// What a record says of its confidences in prose declares their scale, whatever else it
// says; prose that names none leaves it to the format.
func TestConfidenceSource(t *testing.T) {
	for _, c := range []struct {
		source string
		want   data.Confidence
	}{
		{`"DeepConf token confidence = -mean logprob of the top-k candidates"`, data.Confidence{Name: data.Recorded, Scale: data.ScaleDeepConf, Basis: data.BasisDeclared}},
		{`"measured on a Tuesday"`, data.Confidence{Name: data.Recorded, Scale: data.ScaleSurprisal, Basis: data.BasisDeclared}},
		{`{"odd": 1}`, data.Confidence{Name: data.Recorded, Scale: data.ScaleSurprisal, Basis: data.BasisDeclared}},
	} {
		run := read(t, `{"instance_id": "a", "traces": ["x"], "confidences": [0.5], "confidence_source": `+c.source+"}\n")
		if got := run.Confidence(); got != c.want || run.Problems().Total() != 0 {
			t.Errorf("%s: %+v, want %+v; problems %v", c.source, got, c.want, run.Problems().List)
		}
	}
}
