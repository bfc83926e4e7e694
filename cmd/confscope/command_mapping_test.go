package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/mappings"
	"github.com/confscope/confscope/tui"
)

// The command that is copied reads a table by the columns that the screen shows it by.
func TestCommandLineNamesTheMapping(t *testing.T) {
	home := filepath.Join(t.TempDir(), "it's mine")
	columns, given := []string{"id", "said"}, saveMapping(t)
	kept := mappings.In(home).Path(columns)
	table := tui.Columns{Preview: &data.Preview{Columns: columns}}
	asked, unkept := table, table
	asked.Asked = true
	unkept.Asked, unkept.Unkept = true, true
	for _, c := range []struct {
		args    []string
		columns tui.Columns
		others  []tui.Other
		want    string
		because string
	}{
		{nil, table, nil, kept, "what was confirmed before is in a file"},
		{nil, asked, nil, kept, "and so is what is confirmed now"},
		{nil, unkept, nil, "", "but not where it could not be written"},
		{[]string{"--mapping", given}, table, nil, given, "what is given holds until something else is confirmed"},
		{[]string{"--mapping", given}, asked, nil, kept, "and then no longer"},
		{[]string{"--mapping", given}, tui.Columns{}, nil, given, "a pipe is read by it without the screen's knowing"},
		{nil, tui.Columns{}, nil, "", "a run that is no table has none"},
		{nil, table, make([]tui.Other, 1), "", "the other run may have other columns, and each finds its own"},
		{[]string{"--mapping", given}, table, make([]tui.Other, 1), given, "what is given is for all of them"},
	} {
		state := tui.NewState(analysis.Setup{Judge: analysis.JudgeRefused}, 200)
		state.Look.Path, state.Columns, state.Others = "a.csv", c.columns, c.others
		v := viewsOf(t, "a.csv", "", c.args...)
		v.app.env = []string{"XDG_STATE_HOME=" + home}
		want := ""
		if c.want != "" {
			want = " --mapping " + shellWord(c.want)
		}
		if got := v.commandLine(&state); !strings.HasSuffix(got, "--judge refused"+want) {
			t.Errorf("got %s, want the end %q, because %s", got, want, c.because)
		}
	}
}

// A mapping that the screen has kept is one that --mapping takes.
func TestKeptMappingIsGivenBack(t *testing.T) {
	table := saveTable(t)
	env := confirmed(t, table)
	home := strings.TrimPrefix(env[0], "XDG_STATE_HOME=")
	kept := mappings.In(home).Path(columnsOf(t, table))
	by := invocation{args: []string{"sweep", table, "--mapping", kept}}.run(t)
	found := invocation{args: []string{"sweep", table}, env: env}.run(t)
	if by.code != 0 || by.out == "" || by.out != found.out {
		t.Errorf("by %s it ends with %d, says %q and prints\n%s\nand by itself\n%s", kept, by.code, by.err, by.out, found.out)
	}
}

// The report ends with a command that needs nothing that was confirmed on one machine's screen.
func TestReportNamesTheMapping(t *testing.T) {
	table := saveTable(t)
	env := confirmed(t, table)
	kept := mappings.In(strings.TrimPrefix(env[0], "XDG_STATE_HOME=")).Path(columnsOf(t, table))
	given := saveMapping(t)
	for _, c := range []struct {
		args    []string
		env     []string
		want    string
		because string
	}{
		{[]string{table}, env, kept, "its columns were confirmed before"},
		{[]string{table, "--mapping", given}, env, given, "what is given comes before what was confirmed"},
		{[]string{table}, nil, "", "its columns are guessed, which needs no file"},
		{[]string{save(t, tinyRun())}, env, "", "a run that is no table has none"},
		{[]string{table, table}, env, "", "each of several runs finds its own"},
	} {
		dir := filepath.Join(t.TempDir(), "study")
		got := invocation{args: append([]string{"report", "-o", dir, "--no-band"}, c.args...), env: c.env}.run(t)
		if got.code != 0 {
			t.Fatalf("exit %d, says %q", got.code, got.err)
		}
		page := contents(t, dir)["report.md"]
		n, has := strings.Count(page, "--mapping="), strings.Contains(page, shellWord("--mapping="+c.want))
		if c.want == "" && n > 0 || c.want != "" && (n != 1 || !has) {
			t.Errorf("want the mapping %q once in the command, because %s; the page ends with\n%s", c.want, c.because, page[max(0, len(page)-800):])
		}
	}
}
