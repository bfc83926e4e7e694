package table_test

import (
	"slices"
	"testing"

	"github.com/confscope/confscope/data/table"
)

func TestOverlooked(t *testing.T) {
	guess := table.Mapping{ID: "id", Text: "said", Confidence: "sure", Label: "kind"}
	for _, row := range []struct {
		kept    table.Mapping
		want    []string
		because string
	}{
		{guess, nil, "it has all that is guessed"},
		{table.Mapping{ID: "id", Text: "said", Label: "kind"}, []string{"sure"}, "nothing is the confidence, and a column could be"},
		{table.Mapping{ID: "id", Text: "said", Label: "kind", Unused: []string{"sure"}}, nil, "it was left out knowingly"},
		{table.Mapping{ID: "id", Text: "said", Label: "kind", Tokens: "sure"}, nil, "the column is used for something else"},
		{table.Mapping{ID: "id", Text: "said", Label: "kind", Confidence: "other"}, nil, "another column is the confidence"},
		{table.Mapping{IDs: []string{"a", "b"}, Text: "said", Confidence: "sure"}, []string{"kind"}, "several columns are the id"},
	} {
		if got := row.kept.Overlooked(guess); !slices.Equal(got, row.want) {
			t.Errorf("%q are overlooked, want %q, because %s", got, row.want, row.because)
		}
		if all := row.kept.Completed(guess); all.Overlooked(guess) != nil {
			t.Errorf("completed it is %+v, which overlooks something still, because %s", all, row.because)
		}
		if again := row.kept.Declining(guess).Overlooked(guess); again != nil {
			t.Errorf("%q are overlooked still once they are declined", again)
		}
	}
}
