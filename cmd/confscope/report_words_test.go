package main

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestRunsAreToldApartByTheirFolders: all of them may be called predictions.jsonl.
func TestRunsAreToldApartByTheirFolders(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "monday"), filepath.Join(t.TempDir(), "tuesday")
	for _, dir := range []string{a, b} {
		write(t, filepath.Join(dir, "predictions.jsonl"), predictions(t, save(t, tinyRun())))
		write(t, filepath.Join(dir, "labels.jsonl"), labelled(t))
	}
	page := reported(t, a, filepath.Join(b, "predictions.jsonl"), "--no-band")["report.md"]
	for _, want := range []string{"- run 1 is `monday`", "- run 2 is `tuesday`",
		"| file | `monday` |", "| file | `tuesday` |", "run 2 has the same content as run 1"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	var sides struct {
		A, B struct{ Run struct{ Name string } }
	}
	if err := json.Unmarshal([]byte(confscope(t, "compare", a, b, "--format", "json")), &sides); err != nil {
		t.Fatal(err)
	}
	if sides.A.Run.Name != "monday" || sides.B.Run.Name != "tuesday" {
		t.Errorf("compare calls the runs %q and %q", sides.A.Run.Name, sides.B.Run.Name)
	}
}

// labelled is a label for each instance of tinyRun.
func labelled(t *testing.T) string {
	t.Helper()
	var lines strings.Builder
	for _, r := range tinyRun() {
		lines.WriteString(encoded(t, map[string]any{"id": r.id, "label": map[bool]string{true: "unsafe", false: "safe"}[r.label == "harmful"]}) + "\n")
	}
	return lines.String()
}

func TestReportChoosesByCost(t *testing.T) {
	run := save(t, tinyRun())
	page := reported(t, run, "--no-band", "--cost-fn", "10", "--cost-tokens", "0.5")["report.md"]
	if !strings.Contains(page, "| least cost at 10 a miss") || !strings.Contains(page, "--cost-fn=10") {
		t.Error("the page has no row for the least cost, or a command that leaves it out")
	}
	got := invocation{args: []string{"report", run, "-o", filepath.Join(t.TempDir(), "x"), "--cost-fn", "0"}}.run(t)
	if got.code != codeUsage || !strings.Contains(got.err, "all costs are 0") {
		t.Errorf("costs of 0: exit %d, %q; want 64 and why", got.code, got.err)
	}
}

// TestColumnsOfFlipsStandWhereFlipsAreAskedFor, and are filled there.
func TestColumnsOfFlipsStandWhereFlipsAreAskedFor(t *testing.T) {
	run := save(t, flippingRun())
	head := func(args ...string) string {
		line, _, _ := strings.Cut(confscope(t, append([]string{"instances", run, "--format", "csv"}, args...)...), "\n")
		return line
	}
	if plain := head(); strings.Contains(plain, "flip") {
		t.Errorf("without --flips the columns are %s", plain)
	}
	for _, flips := range []string{"0:100", "50:50"} {
		if line := head("--flips", flips); !strings.HasSuffix(line, ",flip_from,flip_to") {
			t.Errorf("with --flips %s the columns are %s", flips, line)
		}
	}
	if text := confscope(t, "instances", run, "--format", "csv", "--flips", "0:100"); !strings.Contains(text, ",flagged,allowed\n") {
		t.Errorf("no instance goes from flagged to allowed:\n%s", text)
	}
}

// TestPositionsAreWrittenShortly: p20 and p57.3, and never p20.0.
func TestPositionsAreWrittenShortly(t *testing.T) {
	run := save(t, tinyRun())
	for _, args := range [][]string{{"compare", "--at", "0:20"}, {"compare", "--at", "0:20", "--format", "md"}, {"choose"}, {"slices", "-p", "0"},
		{"judges", "-p", "0"}, {"baselines", "--percentiles", "0,20"}, {"check", "-p", "0"}, {"instances", "-p", "0"}, {"sweep"}} {
		got := invocation{args: append(args, run)}.run(t)
		if long := regexp.MustCompile(`\bp[0-9]+\.0\b`).FindString(got.out); long != "" || got.out == "" {
			t.Errorf("%v writes %q: %s", args, long, got.err)
		}
	}
	if long := regexp.MustCompile(`\bp[0-9]+\.0\b`).FindString(reported(t, run, "-p", "0", "--no-band", "--floor", "0")["report.md"]); long != "" {
		t.Errorf("the report writes %q", long)
	}
}
