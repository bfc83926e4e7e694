package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// ownText is the sweep of the built-in run as the command sweep writes it, with one figure
// changed: the path leads to it, by keys and numbers of elements.
func ownText(t *testing.T, set any, path ...any) string {
	t.Helper()
	var file any
	if err := json.Unmarshal([]byte(confscope(t, "sweep", "demo:run2", "--format", "json")), &file); err != nil {
		t.Fatal(err)
	}
	at := file
	for n, step := range path {
		last := n == len(path)-1
		switch step := step.(type) {
		case string:
			inside, _ := at.(map[string]any)
			if _, ok := inside[step]; !ok {
				t.Fatalf("there is no %v", path[:n+1])
			}
			if at = inside[step]; last {
				inside[step] = set
			}
		case int:
			inside, _ := at.([]any)
			if at = inside[step]; last {
				inside[step] = set
			}
		}
	}
	text, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Whatever is changed in a file that a run reproduces, the headline says so.
func TestRecheckOfATamperedFile(t *testing.T) {
	counts := []any{"results", 2, "confusion_matrix"}
	for _, c := range []struct {
		path []any
		set  any
		head string
		says string
	}{
		{[]any{"results", 2, "accuracy"}, 0.5, "counts reproduced, but the file contradicts itself", "accuracy is stated as 0.5 at p40, and the counts give 0.4145"},
		{[]any{"results", 2, "sensitivity"}, 0.95, "counts reproduced, but the file contradicts itself", "sensitivity is stated as 0.95 at p40"},
		{[]any{"results", 2, "specificity"}, 0.5, "counts reproduced, but the file contradicts itself", "specificity is stated as 0.5"},
		{[]any{"results", 2, "precision"}, 0.5, "counts reproduced, but the file contradicts itself", "precision is stated as 0.5"},
		{[]any{"results", 2, "f1_score"}, 0.5, "counts reproduced, but the file contradicts itself", "f1_score is stated as 0.5"},
		{[]any{"results", 2, "total"}, 1700, "counts reproduced, but the file contradicts itself", "total is stated as 1700 at p40, and the counts give 1725"},
		{[]any{"results", 2, "intervals", "accuracy"}, []float64{0, 1}, "counts reproduced, but the file contradicts itself", "interval of accuracy to is stated as 1 at p40"},
		{[]any{"results", 2, "avg_traces"}, 4, "NOT REPRODUCED: 1 of ", "avg_traces is stated as 4 at p40, and the run gives 3.6"},
		{[]any{"results", 2, "token_savings_pct"}, 70, "NOT REPRODUCED: 1 of ", "token_savings_pct is stated as 70 at p40"},
		{[]any{"results", 2, "token_savings_by_tokens_pct"}, 70, "NOT REPRODUCED: 1 of ", "token_savings_by_tokens_pct is stated as 70 at p40"},
		{[]any{"results", 2, "cost_reduction"}, "7.0x", "NOT REPRODUCED: 1 of ", "cost_reduction is stated as 7 at p40, and the run gives 2.7"},
		{[]any{"results", 2, "ran_out"}, 7, "NOT REPRODUCED: 1 of ", "ran_out is stated as 7"},
		{[]any{"results", 2, "unlabelled"}, 7, "NOT REPRODUCED: 1 of ", "unlabelled is stated as 7"},
		{append(counts, "tp"), 600, "NOT REPRODUCED: ", "tp is stated as 600 at p40, and the run gives 695"},
		{append(counts, "tp"), -1, "NOT REPRODUCED AS A WHOLE: 1 result of the file cannot be used; at the other 7 positions", "tp is -1, and a count cannot be negative"},
		{[]any{"results", 2}, nil, "NOT REPRODUCED AS A WHOLE: 1 result of the file cannot be used", "result 3: null and not an object"},
		{[]any{"results", 2, "accuracy"}, "0.41", "counts reproduced, but the file has a fault", "accuracy is a text and not a number"},
		{[]any{"results", 2, "intervals", "accuracy"}, 7, "counts reproduced, but the file has a fault", "the interval of accuracy is no list of two numbers"},
		{[]any{"best_accuracy", "percentile"}, 20, "counts reproduced, but the file contradicts itself", "p20 is named as the best accuracy, and by the run's figures it is p80"},
		{[]any{"best_accuracy", "percentile"}, 55, "counts reproduced, but the file contradicts itself", "p55 is named as the best accuracy"},
		{[]any{"best_savings", "confusion_matrix", "tp"}, 600, "counts reproduced, but the file contradicts itself", "best savings, tp is stated as 600 at p20"},
		{[]any{"best_sensitivity", "accuracy"}, 0.9, "counts reproduced, but the file contradicts itself", "best sensitivity, accuracy is stated as 0.9 at p80"},
		{[]any{"judge"}, "refused", "NOT REPRODUCED: ", "the published counts are those of --judge answered --policy sweep"},
		{[]any{"judge"}, "guessed", "NOT REPRODUCED AS STATED: ", "judge of a name that is not known, not answered"},
		{[]any{"judge"}, "phrases", "NOT REPRODUCED AS STATED: ", "judge phrases, not answered"},
		{[]any{"policy", "kind"}, "generation", "NOT REPRODUCED", "--policy sweep"},
		{[]any{"policy", "warmup"}, 5, "NOT REPRODUCED: ", "--judge answered --policy sweep --warmup 3"},
		{[]any{"policy", "warmup"}, -1, "NOT REPRODUCED AS STATED: ", "warm-up -1, not 3"},
		{[]any{"policy", "max_traces"}, 6, "NOT REPRODUCED: ", "--judge answered --policy sweep --max-traces 0"},
		{[]any{"policy", "invert"}, true, "NOT REPRODUCED: ", "--judge answered --policy sweep --invert=false"},
		{[]any{"confidence", "name"}, "tail", "NOT REPRODUCED AS STATED: ", "confidence tail, not recorded"},
	} {
		got := invocation{args: []string{"compare", "demo:run2", publish(t, ownText(t, c.set, c.path...))}}.run(t)
		out := strings.Join(strings.Fields(got.out), " ")
		if got.code != 1 || !strings.HasPrefix(out, c.head) || !strings.Contains(out, c.says) || strings.Contains(out, "every published figure") {
			t.Errorf("%v as %v ends with %d and prints\n%s%s\nwant 1, %q and %q", c.path, c.set, got.code, got.out, got.err, c.head, c.says)
		}
	}
}

// The method that the file states is the one that it is held against, unless a flag says
// otherwise.
func TestRecheckTakesTheMethodOfTheFile(t *testing.T) {
	args := []string{"--judge", "refused", "--policy", "running-mean", "--warmup", "4", "--max-traces", "8", "--invert"}
	path := publish(t, confscope(t, append([]string{"sweep", "demo:run2", "--format", "json"}, args...)...))
	got := invocation{args: []string{"compare", "demo:run2", path}}.run(t)
	if got.code != 0 || !strings.HasPrefix(got.out, "REPRODUCED: ") || !strings.Contains(got.out, "judge refused), policy running-mean, 4 warm-up traces, at most 8 traces, confidences negated") {
		t.Errorf("it ends with %d and prints\n%s%s", got.code, got.out, got.err)
	}
	got = invocation{args: []string{"compare", "demo:run2", path, "--judge", "answered"}}.run(t)
	if got.code != 1 || !strings.Contains(got.out, "judge refused, not answered") || !strings.Contains(got.out, "judge answered), policy running-mean") {
		t.Errorf("with a flag it ends with %d and prints\n%s%s", got.code, got.out, got.err)
	}
	same := publish(t, confscope(t, "sweep", "demo:run2", "--format", "json"))
	if got := (invocation{args: []string{"compare", "demo:run2", same}}).run(t); got.code != 0 || !strings.HasPrefix(got.out, "REPRODUCED: the run gives every published figure, at all 8 positions") {
		t.Errorf("its own sweep ends with %d and prints\n%s", got.code, got.out)
	}
}
