package curves_test

import (
	"strings"
	"testing"

	"github.com/confscope/confscope/data/curves"
)

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		head, because string
		want          curves.Verdict
	}{
		{`{"results": [{"percentile": 20, "confusion_matrix": {`, "as the reference writes it", curves.Yes},
		{`[{"confusion_matrix": {"tp": 1}, "percenti`, "the key is cut", curves.Unsure},
		{`[{"confusion_matrix": {"tp": 1}, "percentile":`, "the key is whole", curves.Yes},
		{" \n\ufeff", "blanks only", curves.No},
		{"\ufeff", "nothing yet", curves.Unsure},
		{`{"instance_id": "a", "traces": ["\"percentile\": 1, \"confusion_matrix\": 2"]}`, "a prediction that quotes such a file", curves.No},
		{`{"id": 1}` + "\n" + `{"percentile": 20, "confusion_matrix": {}}`, "lines of JSON", curves.No},
		{`{"a": {"percentile": 1}, "b": {"confusion_matrix": 2}}`, "the keys are not of one object", curves.No},
		{`{"a": "percentile", "b": "confusion_matrix"`, "values are no keys", curves.Unsure},
		{`{"percentile": {"confusion_matrix": `, "one within the other", curves.Unsure},
		{"PK\x03\x04", "an archive", curves.No},
		{strings.Repeat("[", 100), "too deep", curves.No},
	} {
		if got := curves.Sniff([]byte(c.head)); got != c.want {
			t.Errorf("%s: %q gives %d, want %d", c.because, c.head, got, c.want)
		}
	}
	whole := file(t, "own.json")
	for n := range len(whole) {
		got := curves.Sniff([]byte(whole[:n]))
		if got == curves.No || got == curves.Unsure && n > 700 {
			t.Fatalf("after %d bytes the verdict is %d", n, got)
		}
	}
}
