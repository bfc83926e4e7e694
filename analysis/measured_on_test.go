package analysis_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// lineOfTokens is a record with one trace of so many tokens.
func lineOfTokens(id, tokens int, logprob string) string {
	list := strings.TrimSuffix(strings.Repeat(logprob+", ", tokens), ", ")
	return fmt.Sprintf(`{"instance_id": "row_%d", "traces": ["a"], "confidences": [0.5], "logprobs": [[%s]]}`+"\n", id, list)
}

// What is measured as a run grows is what measuring all of it gives, and only what is new
// is read for it, unless the usual window becomes another one.
func TestMeasuredOn(t *testing.T) {
	rows := []struct {
		measure string
		further string
		anew    bool
		because string
	}{
		{"nll", lineOfTokens(2, 3, "-2"), false, "it looks at each trace by itself"},
		{"probability", lineOfTokens(2, 3, "-9999") + lineOfTokens(3, 0, ""), false, "cuts and traces without tokens are counted on"},
		{"tail:2", lineOfTokens(2, 3000, "-2"), false, "the window is given"},
		{"lowest-group", lineOfTokens(2, 3, "-2"), false, "the usual window stays short"},
		{"lowest-group", lineOfTokens(2, 2048, "-2"), true, "a trace is as long as the long window"},
	}
	for _, row := range rows {
		t.Run(row.measure+", since "+row.because, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "predictions.jsonl")
			content := lineOfTokens(0, 1500, "-0.5") + lineOfTokens(1, 2000, "-0.7")
			write := func(text string) {
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			write(content)
			run, err := data.Open(t.Context(), path, data.Options{})
			if err != nil {
				t.Fatal(err)
			}
			m, err := analysis.ParseMeasure(row.measure)
			if err != nil {
				t.Fatal(err)
			}
			before, cuts := measured(t, run, row.measure)
			f, err := data.Follow(run, path, data.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			write(content + row.further)
			u, err := f.Look(t.Context())
			if err != nil || u.Run == nil {
				t.Fatalf("%+v, %v", u, err)
			}
			want, wantCuts := measured(t, u.Run, row.measure)
			// The numbers of the first record become others behind its back: they are not read again.
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			write(strings.ReplaceAll(content, "-0.5", "-0.6") + row.further)
			if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
				t.Fatal(err)
			}
			got, gotCuts, err := analysis.MeasuredOn(context.Background(), u.Run, m, before, cuts)
			if err != nil {
				t.Fatal(err)
			}
			same := slices.EqualFunc(got.Confidences(), want.Confidences(), sameBits)
			anew := !sameBits(got.Confidences()[0], want.Confidences()[0])
			if anew != row.anew || !row.anew && (!same || gotCuts != wantCuts) {
				t.Errorf("%v with %+v, want %v with %+v", got.Confidences(), gotCuts, want.Confidences(), wantCuts)
			}
			if got.Confidence().Name != want.Confidence().Name {
				t.Errorf("it is called %s, want %s", got.Confidence().Name, want.Confidence().Name)
			}
		})
	}
}
