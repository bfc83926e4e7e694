package main

import (
	"strings"
	"testing"
)

// TestFlagsThatWouldBeIgnored: of two flags on one command line that say the same thing, none is dropped in
// silence; a setting gives way.
func TestFlagsThatWouldBeIgnored(t *testing.T) {
	run := save(t, tinyRun())
	rows := []struct {
		args, env string
		code      int
		says      string // on stderr where it fails, else on stdout
		because   string
	}{
		{"compare RUN --at 20:90 -p 30", "", codeUsage, "leave --percentile out", "-p would do nothing"},
		{"compare RUN --judges answered:refused --judge recorded", "", codeUsage, "leave --judge out", "--judge would do nothing"},
		{"compare RUN --policies sweep:generation --policy sweep", "", codeUsage, "leave --policy out", "named or not, it is the default"},
		{"baselines RUN --percentiles 40 -p 30", "", codeUsage, "leave --percentile out", "-p would do nothing"},
		{"compare RUN --at 20:90", "CONFSCOPE_PERCENTILE=30", 0, "at p90", "a flag beats a setting"},
		{"baselines RUN -p 30", "CONFSCOPE_PERCENTILES=40", 0, "at p30", "a flag beats a setting that says more"},
		{"baselines RUN", "CONFSCOPE_PERCENTILES=40", 0, "at p40", "a setting beats a default"},
		{"compare RUN --judges answered:refused -p 30", "CONFSCOPE_AT=20:40", 0, "B  study at p30", "a flag beats a setting that says more"},
		{"compare RUN --judges answered:refused", "CONFSCOPE_JUDGE=recorded", 0, "(judge refused)", "a flag beats a setting"},
	}
	for _, row := range rows {
		t.Run(row.args+" "+row.env, func(t *testing.T) {
			got := invocation{args: strings.Fields(strings.ReplaceAll(row.args, "RUN", run)), env: []string{row.env}}.run(t)
			said := got.out
			if row.code != 0 {
				said = got.err
			}
			if got.code != row.code || !strings.Contains(said, row.says) {
				t.Errorf("exit %d, %q on stderr and\n%swant %d and %q: %s", got.code, got.err, got.out, row.code, row.says, row.because)
			}
		})
	}
}

func TestMissingLabelFileSaysWhatToDo(t *testing.T) {
	got := invocation{args: []string{"check", save(t, tinyRun()), "--labels", "/nope"}}.run(t)
	if got.code != codeInput || !strings.Contains(got.err, "/nope") || !strings.Contains(got.err, "give a label file") {
		t.Errorf("exit %d, %q; want 2, the file, and what to do", got.code, got.err)
	}
}
