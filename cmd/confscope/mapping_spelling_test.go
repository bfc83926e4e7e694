package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/mappings"
)

// TestConfidenceIsNeverDroppedUnsaid: it is read however people write it, and where it
// cannot be, that is said.
func TestConfidenceIsNeverDroppedUnsaid(t *testing.T) {
	for _, row := range []struct{ text, says, conf, because string }{
		{"id,response,confidence\np,a,41%\np,b,5 %\n", `has numbers such as "41%": read as 0.41`, "0.230", "percentages are numbers"},
		{"id;response;confidence\np;a;0,5\np;b;0,25\n", `has numbers such as "0,5": read as 0.5`, "0.375", "the comma is decimal"},
		{"id,response,confidence\np,a,high\np,b,low\n", "confidence: holds no numbers (high)", "—", "words are no numbers"},
	} {
		table := filepath.Join(t.TempDir(), "answers.csv")
		write(t, table, row.text)
		got := invocation{args: []string{"instances", table}}.run(t)
		if got.code != 0 || !strings.Contains(got.err, row.says) || !strings.Contains(got.out, " "+row.conf+" ") {
			t.Errorf("it shows\n%s and says %q, want %s and %q, because %s", got.out, got.err, row.conf, row.says, row.because)
		}
	}
}

// TestConfirmedColumnsThatLeaveOneOut: what was confirmed when a column held words is not
// taken silently once it holds numbers, unless it was left out knowingly.
func TestConfirmedColumnsThatLeaveOneOut(t *testing.T) {
	table := filepath.Join(t.TempDir(), "answers.csv")
	write(t, table, "id,response,confidence\np,a,0.5\np,b,0.25\n")
	const says = "leave out confidence, which would be taken now"
	for _, row := range []struct {
		kept data.Mapping
		said bool
	}{
		{data.Mapping{ID: "id", Text: "response"}, true},
		{data.Mapping{ID: "id", Text: "response", Unused: []string{"confidence"}}, false},
	} {
		home := t.TempDir()
		if err := mappings.In(home).Keep([]string{"id", "response", "confidence"}, row.kept); err != nil {
			t.Fatal(err)
		}
		for _, command := range []string{"sweep", "mapping"} {
			got := invocation{args: []string{command, table}, env: []string{"XDG_STATE_HOME=" + home}}.run(t)
			if got.code != 0 || strings.Contains(got.err, says) != row.said {
				t.Errorf("%s with %+v says %q", command, row.kept, got.err)
			}
		}
	}
}
