package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/curves"
)

// publishedText is the sweep of the built-in run as the reference would publish it.
func publishedText(t *testing.T, oldnew ...string) string {
	t.Helper()
	text, err := os.ReadFile("../../data/curves/testdata/reference.json")
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(oldnew); n += 2 {
		if !strings.Contains(string(text), oldnew[n]) {
			t.Fatalf("the published sweep does not hold %q", oldnew[n])
		}
	}
	return strings.NewReplacer(oldnew...).Replace(string(text))
}

// publish writes a published sweep and gives its path.
func publish(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "published.json")
	write(t, path, text)
	return path
}

func TestPublishedFormats(t *testing.T) {
	path := publish(t, publishedText(t, "0.4223300970873786", "0.5", `"tn": 19`, `"tn": 19.0`))
	for _, format := range []string{"table", "json", "csv", "md"} {
		t.Run(format, func(t *testing.T) {
			golden(t, "published."+format, confscope(t, "sweep", path, "--format", format))
		})
	}
	if one := confscope(t, "sweep", path, "--percentiles", "60,80", "--format", "csv"); strings.Count(one, "\n") != 3 || !strings.Contains(one, "\n60,696,19,952,58,") {
		t.Errorf("two of the points are\n%s", one)
	}
}

// What sweep prints of a published sweep, and of a run, can be read as one.
func TestPublishedIsReadAgain(t *testing.T) {
	first := confscope(t, "sweep", publish(t, publishedText(t)), "--format", "json")
	again := confscope(t, "sweep", publish(t, first), "--format", "json")
	own := confscope(t, "sweep", publish(t, confscope(t, "sweep", "demo:run2", "--format", "json")), "--format", "json")
	for name, text := range map[string]string{"published": first, "published, again": again, "the run's own": own} {
		file, err := curves.Read([]byte(text))
		if err != nil || len(file.Points) != 8 || len(file.Faults) > 0 || file.Points[4].TP != 696 {
			t.Errorf("%s: %v of %+v", name, err, file)
		}
	}
}

func TestRecheckFormats(t *testing.T) {
	path := publish(t, publishedText(t, `"tp": 697`, `"tp": 696`, `"fn": 57`, `"fn": 58`, "64.32463768115943", "66.1"))
	printed := func(t *testing.T, format string) string {
		t.Helper()
		got := invocation{args: []string{"compare", "demo:run2", path, "--format", format}}.run(t)
		if got.code != 1 || got.err != "" {
			t.Fatalf("it ends with %d and says %q", got.code, got.err)
		}
		return got.out
	}
	for _, format := range []string{"table", "csv", "md"} {
		t.Run(format, func(t *testing.T) { golden(t, "recheck."+format, printed(t, format)) })
	}
	var report struct {
		Positions, Equal int
		Verdict          string
		Results          []struct {
			Published, Recomputed struct {
				TP      int     `json:"tp"`
				Savings float64 `json:"token_savings_pct"`
			}
			Counts  bool `json:"counts_equal"`
			Traces  bool `json:"traces_equal"`
			Savings bool `json:"savings_equal"`
		}
		ReproducedBy []struct{ Judge, Policy string } `json:"reproduced_by"`
	}
	if err := json.Unmarshal([]byte(printed(t, "json")), &report); err != nil {
		t.Fatal(err)
	}
	first, seventh := report.Results[0], report.Results[6]
	if report.Positions != 8 || report.Equal != 5 || report.ReproducedBy == nil ||
		!first.Counts || first.Savings || first.Published.Savings != 66.1 || first.Recomputed.Savings != 64.32463768115943 ||
		seventh.Counts || seventh.Published.TP != 696 || seventh.Recomputed.TP != 697 || !seventh.Traces {
		t.Errorf("the JSON has %+v", report)
	}
}

// compare answers with its exit code, whichever comes first on the command line.
func TestRecheckExitCodes(t *testing.T) {
	same := publish(t, publishedText(t))
	rounded := publish(t, publishedText(t, "64.32463768115943", "64.3", "3.5675362318840578", "3.57"))
	other := publish(t, publishedText(t, `"fn": 59`, `"fn": 58`))
	for _, c := range []struct {
		args    []string
		code    int
		says    string
		because string
	}{
		{[]string{"demo:run2", same}, 0, "REPRODUCED: the run gives every published figure, at all 8 positions", "the run is built to give them"},
		{[]string{same, "demo:run2"}, 0, "REPRODUCED", "the order says nothing"},
		{[]string{"demo:run2", rounded}, 0, "REPRODUCED", "rounding is no difference"},
		{[]string{"demo:run2", other}, 1, "not the same instances or labels: 753 unsafe and 971 safe are published at p20, and the run has 754 and 971", "an instance is missing"},
		{[]string{"demo:run2", same, "--policy", "running-mean"}, 1, "the published counts are those of --judge answered --policy sweep", "another policy gives other counts"},
		{[]string{"demo:run2", same, "--judge", "refused"}, 1, "figures differ, at all 8 positions", "another judge does, too"},
	} {
		got := invocation{args: append([]string{"compare"}, c.args...)}.run(t)
		if got.code != c.code || !strings.Contains(strings.Join(strings.Fields(got.out), " "), c.says) {
			t.Errorf("%q ends with %d and prints\n%s%s\nwant %d and %q, because %s", c.args, got.code, got.out, got.err, c.code, c.says, c.because)
		}
	}
}

// A published sweep is told apart on standard input, and what is none is read as before.
func TestPublishedOnStandardInput(t *testing.T) {
	got := invocation{args: []string{"sweep", "-"}, stdin: publishedText(t)}.run(t)
	if got.code != 0 || !strings.Contains(got.out, "stdin: 8 positions of a published sweep") {
		t.Errorf("it ends with %d, says %q and prints\n%s", got.code, got.err, got.out)
	}
	got = invocation{args: []string{"compare", "demo:run2", "-"}, stdin: publishedText(t)}.run(t)
	if got.code != 0 || !strings.Contains(got.out, "REPRODUCED") {
		t.Errorf("it ends with %d, says %q and prints\n%s", got.code, got.err, got.out)
	}
	lines := ""
	for _, r := range tinyRun() {
		lines += r.prediction(t) + "\n"
	}
	got = invocation{args: []string{"sweep", "-", "--format", "json"}, stdin: lines}.run(t)
	var report struct{ Run struct{ Traces int } }
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || report.Run.Traces != 21 {
		t.Errorf("predictions on standard input give %v: %+v, %s", err, report, got.err)
	}
}

// The output that is no terminal shows what the screen would.
func TestPublishedSummary(t *testing.T) {
	path := publish(t, publishedText(t))
	if text := confscope(t, path); !strings.Contains(text, "published.json: 8 positions of a published sweep, no traces: nothing between the points is known") ||
		!strings.Contains(text, "20  695  59  951  20") {
		t.Errorf("alone it is\n%s", text)
	}
	if text := confscope(t, "demo:run2", path); !strings.Contains(text, "REPRODUCED") {
		t.Errorf("beside the run it is\n%s", text)
	}
}

// What needs traces, or says how they are judged, is refused with the reason.
func TestPublishedHasNoTraces(t *testing.T) {
	path := publish(t, publishedText(t))
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"check", path}, codeInput, "this is a published sweep, without traces, and confscope check needs them"},
		{[]string{"instances", path}, codeInput, "confscope instances needs them"},
		{[]string{"sweep", path, "--judge", "refused"}, codeUsage, "--judge does nothing here: published.json is a published sweep, its verdicts are given"},
		{[]string{"sweep", path, "--examples", "--format", "json"}, codeUsage, "--examples does nothing here"},
		{[]string{"sweep", path, "--percentiles", "25"}, codeUsage, "p25 is not published: published.json has 20, 30, 40, 50, 60, 70, 80, 90, and nothing is known between them"},
		{[]string{"compare", "demo:run2", path, "--at", "20:80"}, codeUsage, "--at does nothing here"},
		{[]string{"compare", path, path}, codeUsage, "2 files are all published sweeps, and a run is what they are held against"},
	} {
		got := invocation{args: c.args}.run(t)
		if got.code != c.code || !strings.Contains(got.err, c.says) || strings.Count(got.err, "\n") != 1 {
			t.Errorf("%q ends with %d and says %q, want %d and %q", c.args, got.code, got.err, c.code, c.says)
		}
	}
}

// A file that cannot be used is one sentence, and hostile texts reach nobody raw.
func TestPublishedFaults(t *testing.T) {
	for text, says := range map[string]string{
		`[{"percentile": 20, "confusion_matrix": {"tp": -1, "fn": 1, "fp": 1, "tn": 1}}]`: "cannot be read: none of its results can be used: result 1: (p20) tp is -1, and a count cannot be negative",
		`[{"percentile": 20, "confusion_matrix": {"tp": 1, "fn"`:                          "cannot be read: the JSON ends too early",
	} {
		got := invocation{args: []string{"sweep", publish(t, text)}}.run(t)
		if got.code != codeInput || !strings.Contains(got.err, says) || strings.Count(got.err, "\n") != 1 {
			t.Errorf("%s ends with %d and says %q, want %q", text, got.code, got.err, says)
		}
	}
	hostile := publishedText(t, `"results"`, `"judge": "\u001b[2J\u202e", "run": {"name": "\u001b]0;x\u0007=cmd|a"}, "results"`, `"cost_reduction": "2.8x"`, `"cost_reduction": "=1+1\u001b[2J|<b>"`)
	path := publish(t, hostile)
	for _, args := range [][]string{{path}, {"sweep", path, "--format", "json"}, {"sweep", path, "--format", "csv"}, {"sweep", path, "--format", "md"}, {"compare", "demo:run2", path}} {
		got := invocation{args: args}.run(t)
		if strings.ContainsAny(got.out, "\x1b\x07\u202e") || strings.Contains(got.out, "<b>") && args[len(args)-1] == "md" || strings.Contains(got.out, "\n=") || strings.Contains(got.out, ",=1") {
			t.Errorf("%q lets a hostile text through:\n%q", args, got.out)
		}
	}
}
