package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFaults: every mistake is one sentence on stderr that says what, where and what to
// do, nothing on stdout, and an exit code that a script can tell apart.
func TestFaults(t *testing.T) {
	good, unlabelled := save(t, tinyRun()), save(t, []row{{"a_0", "", "", []float64{0.1, 0.2, 0.3}}})
	empty, prose, bare := t.TempDir(), t.TempDir(), t.TempDir()
	write(t, filepath.Join(empty, "predictions.jsonl"), "")
	write(t, filepath.Join(prose, "notes.jsonl"), "Dear diary,\nnothing here is JSON.\n")
	write(t, filepath.Join(bare, "predictions.jsonl"), `{"instance_id":"a_0","confidences":[0.1]}`+"\n")
	write(t, filepath.Join(bare, "none.txt"), "# only a comment\n\n")

	rows := []struct {
		because string
		in      invocation
		code    int
		says    []string
	}{
		{"a file that is not there", invocation{args: []string{"no/such.jsonl"}}, 2, []string{"no/such.jsonl", "no such file"}},
		{"a mistyped command looks like one", invocation{args: []string{"sweeep"}}, 2, []string{"sweeep", "did you mean the command sweep"}},
		{"a mistyped command with a run", invocation{args: []string{"sweeep", good}}, 64, []string{"takes one RUN", "did you mean the command sweep"}},
		{"a folder without a run", invocation{args: []string{"sweep", t.TempDir()}}, 2, []string{"predictions.jsonl"}},
		{"an empty file", invocation{args: []string{"sweep", empty}}, 2, []string{"empty"}},
		{"a file that is not JSONL", invocation{args: []string{"sweep", filepath.Join(prose, "notes.jsonl")}}, 2, []string{"notes.jsonl"}},
		{"an empty standard input", invocation{args: []string{"sweep", "-"}}, 2, []string{"stdin"}},
		{"a built-in run that is not there", invocation{args: []string{"demo:run9"}}, 2, []string{"run9", "run2"}},
		{"a label file that is not there", invocation{args: []string{"sweep", good, "--labels", "gone.jsonl"}}, 2, []string{"gone.jsonl"}},
		{"a phrase file that is not there", invocation{args: []string{"sweep", good, "--phrases", "gone.txt"}}, 2, []string{"gone.txt", "one phrase a line"}},
		{"the judge of own phrases without any", invocation{args: []string{"sweep", good, "--judge", "phrases"}}, 64, []string{"no phrase list", "--phrases FILE gives one"}},
		{"a phrase file without a phrase", invocation{args: []string{"sweep", good, "--phrases", filepath.Join(bare, "none.txt")}}, 2, []string{"none.txt", "no phrase"}},
		{"a run that no judge can judge", invocation{args: []string{"sweep", bare}}, 2, []string{"no judge", "refused"}},

		{"an unknown flag", invocation{args: []string{"sweep", good, "--wobble"}}, 64, []string{"no flag --wobble", "confscope sweep --help"}},
		{"an unknown short flag", invocation{args: []string{good, "-z"}}, 64, []string{"no flag -z"}},
		{"a flag without its value", invocation{args: []string{"sweep", good, "--judge"}}, 64, []string{"--judge has no value"}},
		{"an unknown judge", invocation{args: []string{"sweep", good, "--judge", "jury"}}, 64, []string{"--judge jury", "answered", "recorded"}},
		{"a judge that the file cannot feed", invocation{args: []string{"sweep", good, "--judge", "harmful"}}, 64, []string{"--judge", "not offered", "wildguard_harmful", "leave it out"}},
		{"an unknown policy", invocation{args: []string{"sweep", good, "--policy", "never"}}, 64, []string{"--policy never", "running-mean"}},
		{"a confidence that the file cannot feed", invocation{args: []string{"sweep", good, "--confidence", "nll"}}, 64, []string{"--confidence", "not offered", "logprobs", "leave it out"}},
		{"an unknown confidence", invocation{args: []string{"sweep", good, "--confidence", "entropy"}}, 64, []string{"--confidence entropy", "lowest-group"}},
		{"two windows", invocation{args: []string{"sweep", good, "--confidence", "tail:5", "--window", "6"}}, 64, []string{"tail:5", "--window says 6", "leave one"}},
		{"no warm-up", invocation{args: []string{"sweep", good, "--warmup", "0"}}, 64, []string{"--warmup 0", "1 or more"}},
		{"a fraction of a trace", invocation{args: []string{"sweep", good, "--max-traces", "2.5"}}, 64, []string{"--max-traces 2.5", "whole number"}},
		{"a switch that is neither on nor off", invocation{args: []string{"sweep", good, "--invert=maybe"}}, 64, []string{"--invert maybe", "true or false"}},
		{"a percentile beyond the scale", invocation{args: []string{"instances", good, "-p", "140"}}, 64, []string{"--percentile 140", "from 0 to 100"}},
		{"a percentile that is no number", invocation{args: []string{good, "-p", "NaN"}}, 64, []string{"--percentile NaN", "from 0 to 100"}},
		{"a list with a hole", invocation{args: []string{"sweep", good, "--percentiles", "20,,30"}}, 64, []string{"--percentiles 20,,30", "from:to:step"}},
		{"a range without a step", invocation{args: []string{"sweep", good, "--percentiles", "0:100"}}, 64, []string{"0:100", "from:to:step"}},
		{"a range that stands still", invocation{args: []string{"sweep", good, "--percentiles", "0:100:0"}}, 64, []string{"step above 0"}},
		{"a range that runs backwards", invocation{args: []string{"sweep", good, "--percentiles", "90:10:1"}}, 64, []string{"not a range"}},
		{"a range that never ends", invocation{args: []string{"sweep", good, "--percentiles", "0:100:1e-9"}}, 64, []string{"larger step"}},
		{"a format of another command", invocation{args: []string{"sweep", good, "--format", "jsonl"}}, 64, []string{"--format jsonl", "table, json, csv or md"}},
		{"ids where no format has room for them", invocation{args: []string{"sweep", good, "--examples"}}, 64, []string{"--examples", "--format json"}},
		{"an unknown outcome", invocation{args: []string{"instances", good, "--outcome", "tp,oops"}}, 64, []string{"--outcome tp,oops", "fn"}},
		{"half a pair", invocation{args: []string{"instances", good, "--flips", "20"}}, 64, []string{"--flips 20", "20:80"}},
		{"two runs", invocation{args: []string{"sweep", good, good}}, 64, []string{"takes one RUN"}},
		{"an unknown theme", invocation{args: []string{good, "--theme", "mauve"}}, 64, []string{"--theme mauve", "auto, dark or light"}},
		{"unknown glyphs", invocation{args: []string{good, "--glyphs", "runes"}}, 64, []string{"--glyphs runes", "braille"}},

		{"a comparison with one side", invocation{args: []string{"compare", good}}, 64, []string{"two sides", "--at 20:80"}},
		{"a comparison with three", invocation{args: []string{"compare", good, good, good}}, 64, []string{"two runs", "3 arguments"}},
		{"a comparison of one pipe with itself", invocation{args: []string{"compare", "-", "-"}}, 64, []string{"standard input", "name a file"}},
		{"half a pair of judges", invocation{args: []string{"compare", good, "--judges", "answered"}}, 64, []string{"--judges answered", "answered:refused"}},
		{"a pair with an unknown judge", invocation{args: []string{"compare", good, "--judges", "answered:jury"}}, 64, []string{"jury", "refused"}},
		{"a pair with a judge that the file cannot feed", invocation{args: []string{"compare", good, "--judges", "answered:harmful"}}, 64, []string{"--judges", "not offered"}},
		{"a second run that is not there", invocation{args: []string{"compare", good, "no/such.jsonl"}}, 2, []string{"no/such.jsonl", "no such file"}},
		{"a percentile off the grid", invocation{args: []string{"judges", good, "-p", "33.33"}}, 64, []string{"--percentile 33.33", "tenths"}},
		{"a list of percentiles off the grid", invocation{args: []string{"baselines", good, "--percentiles", "20,33.33"}}, 64, []string{"--percentiles 20,33.33", "p33.33"}},
		{"a sensitivity in percent", invocation{args: []string{"choose", good, "--sensitivity", "90"}}, 64, []string{"--sensitivity 90", "0.9"}},
		{"a bound on nothing", invocation{args: []string{"choose", good, "--on", "lower"}}, 64, []string{"--on lower", "--sensitivity"}},
		{"a cost below nothing", invocation{args: []string{"choose", good, "--cost-fn", "-1"}}, 64, []string{"--cost-fn -1", "0 or more"}},
		{"costs of nothing", invocation{args: []string{"choose", good, "--cost-fn", "0"}}, 64, []string{"costs are 0"}},
		{"an unknown way to slice", invocation{args: []string{"slices", good, "--by", "mood"}}, 64, []string{"--by mood", "topic"}},
		{"more orders than are tried", invocation{args: []string{"baselines", good, "--orders", "201"}}, 64, []string{"--orders 201", "200"}},
		{"baselines without a label", invocation{args: []string{"baselines", unlabelled}}, 2, []string{"--labels"}},
		{"one of several runs that is not there", invocation{args: []string{good, "no/such.jsonl"}}, 2, []string{"no/such.jsonl", "no such file"}},
		{"two pipes", invocation{args: []string{"-", "-"}}, 64, []string{"standard input", "once"}},

		{"a variable with a bad value", invocation{args: []string{"sweep", good}, env: []string{"CONFSCOPE_WARMUP=many"}}, 64, []string{"CONFSCOPE_WARMUP=many", "whole number"}},
		{"a variable with a judge not offered", invocation{args: []string{"sweep", good}, env: []string{"CONFSCOPE_JUDGE=wildguard"}}, 64, []string{"CONFSCOPE_JUDGE", "not offered", "wildguard_refused"}},
		{"a setting with a bad value", invocation{args: []string{"sweep", good}, settings: "\n\nwarmup = \"many\"\n"}, 64, []string{"HOME/confscope/config.toml:3", "warmup", "whole number"}},
		{"a setting of a strange type", invocation{args: []string{"sweep", good}, settings: "judge = 2026-01-01\n"}, 64, []string{"config.toml:1", "judge"}},
		{"a settings file that is not TOML", invocation{args: []string{"sweep", good}, settings: "warmup = 3\njudge = \n"}, 64, []string{"config.toml:2"}},
		{"an error that would act on the terminal", invocation{args: []string{"no\x1b[31m\u202esuch"}}, 2, []string{`\x1b`, `\u202e`}},
	}
	for _, row := range rows {
		t.Run(row.because, func(t *testing.T) {
			got := row.in.run(t)
			if got.code != row.code {
				t.Errorf("exit code %d, want %d", got.code, row.code)
			}
			if got.out != "" {
				t.Errorf("stdout is %q, want nothing", got.out)
			}
			if strings.Count(got.err, "\n") != 1 || !strings.HasPrefix(got.err, "confscope: ") {
				t.Errorf("stderr is %q, want one line that begins with confscope:", got.err)
			}
			for _, want := range row.says {
				if !strings.Contains(got.err, want) {
					t.Errorf("stderr %q lacks %q", got.err, want)
				}
			}
		})
	}
}

// TestProblemsAreToldButStayOutOfTheData: first five, then a count.
func TestProblemsAreToldButStayOutOfTheData(t *testing.T) {
	dir := save(t, tinyRun())
	path := filepath.Join(dir, "predictions.jsonl")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, string(good)+strings.Repeat("not JSON\n", 8))
	got := invocation{args: []string{"sweep", dir, "--format", "json"}}.run(t)
	if got.code != 0 || !strings.HasPrefix(got.out, "{\n") || strings.Contains(got.out, "not JSON") {
		t.Errorf("ends with %d and prints %.60q, want 0 and JSON alone", got.code, got.out)
	}
	lines := strings.Split(strings.TrimSpace(got.err), "\n")
	if len(lines) != 6 || !strings.Contains(lines[0], "predictions.jsonl:7:") || !strings.Contains(lines[5], "and 3 problems more") {
		t.Errorf("stderr is\n%swant the first 5 with file and line, and a count of the other 3", got.err)
	}
}
