package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// saveFolder writes a run of two tables, the second of a hostile name.
func saveFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "1.csv"), "id,response,confidence,label\na,x,.5,safe\nb,x,.6,unsafe\na,y,.4,safe\n")
	write(t, filepath.Join(dir, "2\x1b[2J.csv"), "id,response,confidence,label\nb,y,.7,unsafe\nc,x,.3,safe\n")
	return dir
}

// A line of a folder's instance comes with its file in every format; that of a run which is
// one file comes without.
func TestLinesOfAFolderNameTheirFile(t *testing.T) {
	dir := saveFolder(t)
	env := []string{"XDG_STATE_HOME=" + t.TempDir()}
	for _, command := range [][]string{{"instances", dir, "-p", "20"}, {"triage", dir, "-p", "20", "--unmarked"}} {
		for format, want := range map[string][]string{
			"table": {"file", "1.csv", `2\x1b[2J.csv`},
			"csv":   {",line,file\n", "2,1.csv\n", "3,1.csv\n", `,3,2\x1b[2J.csv` + "\n"},
			"jsonl": {`"line":2,"file":"1.csv"`, `"line":3,"file":"2\u001b[2J.csv"`},
		} {
			got := invocation{args: append(slices.Clone(command), "--format", format), env: env}.run(t)
			if got.code != 0 || strings.ContainsRune(got.out, '\x1b') {
				t.Fatalf("%q as %s ends with %d, says %q and prints %q", command, format, got.code, got.err, got.out)
			}
			for _, text := range want {
				if !strings.Contains(got.out, text) {
					t.Errorf("%q as %s lacks %q:\n%s", command, format, text, got.out)
				}
			}
		}
	}
	for _, format := range []string{"table", "json", "jsonl", "csv"} {
		if got := confscope(t, "instances", save(t, tinyRun()), "--format", format); strings.Contains(got, "file") {
			t.Errorf("a run of one file names it:\n%s", got)
		}
	}
}

// The example of a check stands on a line of a file that is named.
func TestExampleOfAFolderNamesItsFile(t *testing.T) {
	dir := t.TempDir()
	converted(t, save(t, tinyRun()), filepath.Join(dir, "1.parquet"))
	same, err := os.ReadFile(filepath.Join(dir, "1.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "2.parquet"), string(same))
	var report struct {
		Checks []struct {
			ID          string
			ExampleLine int    `json:"example_line"`
			ExampleFile string `json:"example_file"`
		}
	}
	got := invocation{args: []string{"check", dir, "--format", "json"}}.run(t)
	if err := json.Unmarshal([]byte(got.out), &report); err != nil {
		t.Fatal(err, got)
	}
	found := false
	for _, one := range report.Checks {
		if one.ID == "duplicates" {
			found = one.ExampleFile == "2.parquet" && one.ExampleLine == 1
		}
	}
	if !found {
		t.Errorf("the example of duplicates is not line 1 of 2.parquet:\n%s", got.out)
	}
	if text := (invocation{args: []string{"check", dir}}).run(t).out; !strings.Contains(strings.Join(strings.Fields(text), " "), "(2.parquet, line 1)") {
		t.Errorf("the text does not name it:\n%s", text)
	}
}
