package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// spokenRun is a file whose answers have token log-probabilities: one is cut, one is no
// number.
func spokenRun(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "predictions.jsonl")
	line := `{"instance_id": "a", "traces": ["x y", "z"], "confidences": [0.5, 0.25], "refused": [false, true],` +
		` "tokens": [["x", " y"], ["z"]], "logprobs": [[-0.5, -9999], [NaN]]}` + "\n"
	if err := os.WriteFile(path, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A measure that the command line names is what every command looks at, and the JSON says
// what it is and what was cut for it.
func TestConfidenceFromTokens(t *testing.T) {
	run := spokenRun(t)
	for _, c := range []struct {
		args []string
		want confidenceReport
	}{
		{nil, confidenceReport{Name: "recorded", Scale: "-mean log-probability", Basis: "declared"}},
		{[]string{"--confidence", "nll"}, confidenceReport{Name: "nll", Scale: "-mean log-probability", Basis: "computed", Tokens: 3, Clipped: 1, NotFinite: 1, Undefined: 1}},
		{[]string{"--confidence", "tail", "--window", "2"}, confidenceReport{Name: "tail:2", Scale: "mean log-probability", Basis: "computed", Window: 2, Tokens: 3, Clipped: 1, NotFinite: 1, Undefined: 1}},
	} {
		var got struct{ Confidence confidenceReport }
		text := confscope(t, append([]string{"sweep", run, "--format", "json"}, c.args...)...)
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatal(err)
		}
		higher := got.Confidence.HigherIsSurer
		got.Confidence.HigherIsSurer = nil
		if got.Confidence != c.want || higher == nil || *higher != strings.HasPrefix(c.want.Name, "tail") {
			t.Errorf("%q: %+v, want %+v", c.args, got.Confidence, c.want)
		}
	}
	row := strings.Split(confscope(t, "instances", run, "--confidence", "nll", "--format", "csv"), "\n")[1]
	if !strings.Contains(row, ",50.25,") {
		t.Errorf("the mean of -0.5 and the cut -100 is not 50.25 in %q", row)
	}
}

// A window that no answer fills is said, once, of those that have tokens.
func TestWindowBeyondEveryAnswer(t *testing.T) {
	got := invocation{args: []string{"sweep", spokenRun(t), "--confidence", "tail:7"}}.run(t)
	if want := "the only trace with tokens is shorter than the window of 7 tokens: tail is its mean"; got.code != 0 || strings.Count(got.err, want) != 1 {
		t.Errorf("it ends with %d and says %q, want %q", got.code, got.err, want)
	}
}

// A confidence that a run lacks says what is taken without it, as that is.
func TestConfidenceInstead(t *testing.T) {
	spoken, plain := filepath.Join(t.TempDir(), "run.jsonl"), save(t, tinyRun())
	write(t, spoken, `{"instance_id": "a", "traces": ["x"], "refused": [false], "tokens": [["x"]], "logprobs": [[-0.5]]}`+"\n")
	for run, says := range map[string]string{spoken: "leave it out, and probability is taken", plain: "leave it out, and the file's own numbers are taken"} {
		got := invocation{args: []string{"sweep", run, "--confidence", "deepconf-mean"}}.run(t)
		if got.code != codeUsage || !strings.Contains(got.err, says) {
			t.Errorf("it ends with %d and says %q, without %q", got.code, got.err, says)
		}
	}
}
