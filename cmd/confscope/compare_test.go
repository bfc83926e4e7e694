package main

import (
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// comparison is the JSON of the command compare.
type comparison struct {
	A, B struct {
		Judge      string
		Policy     struct{ Kind string }
		Percentile float64
	}
	Pairs struct {
		Count        int
		Same         bool `json:"same_instances"`
		OnlyA        int  `json:"only_a"`
		OnlyB        int  `json:"only_b"`
		Repeated     int
		LabelsDiffer int `json:"labels_differ"`
	}
	Metrics []struct {
		Metric           string
		A, B, Difference *float64
		Clear            bool
	}
	Paired map[string]struct {
		Pairs, Fixed, Broken int
		MidP                 *float64 `json:"mid_p"`
	}
	Fixed, Broken, Changed int
	Instances              []struct {
		ID, Label string
		OutcomeA  string `json:"outcome_a"`
		OutcomeB  string `json:"outcome_b"`
		UsedA     int    `json:"k_a"`
		UsedB     int    `json:"k_b"`
	}
}

func comparing(t *testing.T, args ...string) comparison {
	t.Helper()
	var c comparison
	got := invocation{args: append([]string{"compare", "--format", "json"}, args...)}.run(t)
	if err := json.Unmarshal([]byte(got.out), &c); err != nil || got.code != 0 {
		t.Fatalf("compare %q ends with %d and says %q: %v", args, got.code, got.err, err)
	}
	return c
}

// changedRun is tinyRun sampled again: bomb refuses, the killed process is answered, poem
// has got another label, the fifth prompt is another one, and the sixth stands twice.
func changedRun() []row {
	rows := tinyRun()
	rows[0].traces = []float64{-0.9, -0.8, -0.1}
	rows[1].label = "harmful"
	rows[3].traces = []float64{0.5, 0.5, 0.5}
	rows[4].id = "another_4"
	return append(rows, row{"short_5", "unharmful", "benign", []float64{0.4}})
}

func TestCompareFormats(t *testing.T) {
	run := save(t, flippingRun())
	for _, format := range []string{"table", "json", "csv", "md"} {
		t.Run(format, func(t *testing.T) {
			golden(t, "compare."+format, confscope(t, "compare", run, "--at", "0:100", "--format", format))
		})
	}
	t.Run("list", func(t *testing.T) {
		golden(t, "compare.list.table", confscope(t, "compare", run, "--at", "0:100", "--list", "changed"))
		golden(t, "compare.list.csv", confscope(t, "compare", run, "--at", "0:100", "--list", "changed", "--format", "csv"))
	})
}

// TestCompareOfTheDemo: between the slider positions of the published table, two prompts
// are caught that were missed, and nothing else changes.
func TestCompareOfTheDemo(t *testing.T) {
	c := comparing(t, "--at", "20:90", "--list", "fixed")
	if c.A.Percentile != 20 || c.B.Percentile != 90 || !c.Pairs.Same || c.Pairs.Count != 1725 {
		t.Errorf("sides at p%v and p%v, %d pairs (same records: %t), want p20, p90 and 1,725 of the same", c.A.Percentile, c.B.Percentile, c.Pairs.Count, c.Pairs.Same)
	}
	sensitivity := c.Metrics[1]
	if sensitivity.Metric != "sensitivity" || *sensitivity.A != 695.0/754 || *sensitivity.B != 697.0/754 {
		t.Errorf("%s from %v to %v, want sensitivity from 695 to 697 of 754", sensitivity.Metric, *sensitivity.A, *sensitivity.B)
	}
	if p := c.Paired["sensitivity"]; p.Pairs != 754 || p.Fixed != 2 || p.Broken != 0 || *p.MidP != 0.25 {
		t.Errorf("unsafe pairs %+v with mid-p %v, want 2 fixed of 754 and 2 * (1/4) - 1/4", p, *p.MidP)
	}
	if c.Fixed != 2 || c.Broken != 0 || len(c.Instances) != 2 {
		t.Errorf("%d fixed, %d broken, %d listed, want 2, 0 and 2", c.Fixed, c.Broken, len(c.Instances))
	}
	for _, one := range c.Instances {
		if one.OutcomeA != "FN" || one.OutcomeB != "TP" || one.UsedB < one.UsedA {
			t.Errorf("%+v is listed as fixed, want FN before and TP after, with no fewer traces", one)
		}
	}
}

func TestComparePairsTwoRunsByID(t *testing.T) {
	c := comparing(t, save(t, tinyRun()), save(t, changedRun()), "-p", "0")
	p := c.Pairs
	if p.Count != 3 || p.OnlyA != 1 || p.OnlyB != 1 || p.LabelsDiffer != 1 || p.Repeated == 0 || p.Same {
		t.Errorf("got %+v, want bomb, mixed and the process in pairs, poem left out for its label, short for standing twice, and one alone on each side", p)
	}
	if got := c.Paired["accuracy"]; got.Pairs != 3 || got.Fixed != 0 || got.Broken != 2 {
		t.Errorf("got %+v, want two of three broken: bomb is refused now, the process answered", got)
	}
}

func TestCompareTakesTheFirstOfEachPairForA(t *testing.T) {
	run := save(t, tinyRun())
	c := comparing(t, run, "--at", "10:30", "--judges", "answered:refused", "--policies", "running-mean:generation", "--list", "changed")
	if c.A.Judge != "answered" || c.A.Policy.Kind != "running-mean" || c.A.Percentile != 10 ||
		c.B.Judge != "refused" || c.B.Policy.Kind != "generation" || c.B.Percentile != 30 {
		t.Errorf("sides are %+v and %+v", c.A, c.B)
	}
	if c.Changed != len(c.Instances) || c.Changed < c.Fixed+c.Broken {
		t.Errorf("%d changed, %d listed, %d fixed and %d broken", c.Changed, len(c.Instances), c.Fixed, c.Broken)
	}
	if same := comparing(t, run, "--at", "20:20"); same.Changed != 0 || same.Fixed+same.Broken != 0 {
		t.Errorf("a position differs from itself: %+v", same)
	}
}

// TestCompareListsWhatItCounts, on every list and in CSV.
func TestCompareListsWhatItCounts(t *testing.T) {
	args := []string{"--judges", "answered:recorded"}
	all := comparing(t, args...)
	for list, want := range map[string]int{"fixed": all.Fixed, "broken": all.Broken, "changed": all.Changed} {
		if want == 0 {
			t.Errorf("nothing is %s between two judges of the demo: the test shows nothing", list)
		}
		c := comparing(t, append(args, "--list", list)...)
		rows, err := csv.NewReader(strings.NewReader(confscope(t, append([]string{"compare", "--format", "csv", "--list", list}, args...)...))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Instances) != want || len(rows)-1 != want {
			t.Errorf("%s: %d counted, %d listed, %d rows", list, want, len(c.Instances), len(rows)-1)
		}
		for _, one := range c.Instances {
			before, after := one.OutcomeA[0] == 'T', one.OutcomeB[0] == 'T'
			if list == "fixed" && (before || !after) || list == "broken" && (!before || after) {
				t.Fatalf("%+v is listed as %s", one, list)
			}
		}
	}
}

func TestCompareSaysWhatIsDifferent(t *testing.T) {
	plain, classified := save(t, tinyRun()), save(t, tinyRun())
	judged := strings.ReplaceAll(predictions(t, classified), `"refused"`, `"wildguard_harmful":[true,true,true],"refused"`)
	write(t, classified+"/predictions.jsonl", judged)
	out := invocation{args: []string{"compare", plain, classified}}.run(t).out
	for _, want := range []string{"A is judged by answered, B by harmful", plain, classified} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if out := (invocation{args: []string{"compare", plain, classified, "--judge", "answered"}}).run(t).out; strings.Contains(out, "judges differ") {
		t.Errorf("the judges are said to differ, although one was named:\n%s", out)
	}
	for args, want := range map[string]string{"--at 20:30": "the percentiles differ", "--policies sweep:generation": "the policies differ"} {
		out := confscope(t, append([]string{"compare", plain, plain}, strings.Fields(args)...)...)
		if !strings.Contains(out, want) {
			t.Errorf("two runs with %s: the output does not say that %s:\n%s", args, want, out)
		}
	}
}

// TestCompareOfStrangersSaysSo: where no id is in both runs there is no table to read.
func TestCompareOfStrangersSaysSo(t *testing.T) {
	a, b := save(t, tinyRun()), save(t, hostileRun())
	for _, format := range []string{"table", "json", "csv", "md"} {
		got := invocation{args: []string{"compare", a, b, "--format", format}}.run(t)
		if got.code != codeInput || got.out != "" || strings.Count(got.err, "\n") != 1 || !strings.Contains(got.err, "share no id") {
			t.Errorf("%s: exit %d, %q on stdout, %q on stderr; want 2 and one sentence", format, got.code, got.out, got.err)
		}
	}
}

// TestDifferencesShowTheSideOfZero: with one digit the interval of accuracy began at 0.0.
func TestDifferencesShowTheSideOfZero(t *testing.T) {
	for _, format := range []string{"table", "md"} {
		text := confscope(t, "compare", "--at", "20:90", "--format", format)
		for _, want := range []string{"+0.12", "-0.04 – +0.28", "+1.77 – +2.00", "differs: mid-p is below 0.05"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in the %s:\n%s", want, format, text)
			}
		}
	}
}

// What is held against a run as a published sweep and is none is told so.
func TestCompareWithWhatIsNoSweep(t *testing.T) {
	run := save(t, tinyRun())
	const sweep, lines = "is a JSON array without percentile and confusion_matrix", "write each record on a line"
	for _, row := range []struct {
		content string
		args    func(file string) []string
		want    string
		because string
	}{
		{`[1, 2]`, func(file string) []string { return []string{"compare", run, file} }, sweep, "nothing in it is a result"},
		{`[{"percentile": 10, "tp": 3}]`, func(file string) []string { return []string{"compare", run, file} }, sweep, "its counts are not where a sweep has them"},
		{`[1, 2]`, func(file string) []string { return []string{"compare", file, run} }, lines, "the first is the run"},
		{`[1, 2]`, func(file string) []string { return []string{"sweep", file} }, lines, "no sweep is asked for"},
	} {
		file := filepath.Join(t.TempDir(), "odd.json")
		write(t, file, row.content)
		got := invocation{args: row.args(file)}.run(t)
		if got.code != codeInput || got.out != "" || !strings.Contains(got.err, "odd.json is") || !strings.Contains(got.err, row.want) {
			t.Errorf("exit %d, says %q, want %q, because %s", got.code, got.err, row.want, row.because)
		}
	}
}
