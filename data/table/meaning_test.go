package table_test

import (
	"testing"

	"github.com/confscope/confscope/data/table"
)

func TestMeans(t *testing.T) {
	own := table.Mapping{Unsafe: []string{"Borderline", "safe"}, Refusal: []string{"dodged"}, Compliance: []string{"yes"}}
	for _, row := range []struct {
		m          table.Mapping
		key, value string
		want       table.Meaning
		because    string
	}{
		{table.Mapping{}, "label", " Harmful ", table.MeansYes, "case and blanks play no part"},
		{table.Mapping{}, "label", "benign", table.MeansNo, "it is a word for safe"},
		{table.Mapping{}, "label", "borderline", table.MeansUnknown, "no rule knows it"},
		{own, "label", "borderline", table.MeansYes, "the mapping names it"},
		{own, "verdict", "borderline", table.MeansYes, "verdicts are read by the words of labels"},
		{own, "label", "safe", table.MeansYes, "the mapping's words come before the known ones"},
		{table.Mapping{}, "label", "N/A", table.MeansNothing, "it stands for no value"},
		{table.Mapping{}, "label", "Unknown", table.MeansNothing, "it says itself that nobody knows"},
		{table.Mapping{Safe: []string{"unknown"}}, "label", "unknown", table.MeansNo, "the mapping says more"},
		{table.Mapping{}, "refused", "partial_refusal", table.MeansYes, "a partial refusal counts as one"},
		{own, "refused", "dodged", table.MeansYes, "the mapping names it"},
		{own, "refused", "yes", table.MeansNo, "the mapping turns it round"},
		{own, "harmful", "yes", table.MeansYes, "harm has words of its own"},
		{table.Mapping{}, "confidence", "-1.5e-3", table.MeansNumber, "any number is a confidence"},
		{table.Mapping{}, "confidence", "41 %", table.MeansNumber, "it is a share of a hundred"},
		{table.Mapping{}, "confidence", "0,5", table.MeansNumber, "half the world writes a comma"},
		{table.Mapping{}, "confidence", "1,234.5", table.MeansUnknown, "commas between thousands are not guessed"},
		{table.Mapping{}, "tokens", "41%", table.MeansUnknown, "a share is no count"},
		{table.Mapping{}, "confidence", "high", table.MeansUnknown, "it is no number"},
		{table.Mapping{}, "confidence", "nan", table.MeansNumber, "it is the number that Python writes so"},
		{table.Mapping{}, "confidence", "", table.MeansNothing, "there is none"},
		{table.Mapping{}, "tokens", "12.0", table.MeansNumber, "spreadsheets write whole numbers so"},
		{table.Mapping{}, "tokens", "12.5", table.MeansUnknown, "it is no count"},
		{table.Mapping{}, "text", "yes", table.MeansItself, "a text is a text"},
		{table.Mapping{}, "text", "", table.MeansNothing, "an empty field says nothing"},
	} {
		if got := row.m.Means(row.key, row.value); got != row.want {
			t.Errorf("%s %q means %d, want %d, because %s", row.key, row.value, got, row.want, row.because)
		}
	}
}
