package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// lines of a tiny run, as a file has them.
func tinyLines(t *testing.T) []string {
	t.Helper()
	var lines []string
	for _, row := range tinyRun() {
		lines = append(lines, row.prediction(t)+"\n")
	}
	return lines
}

// outputs passes on what a command prints, a write at a time.
type outputs chan string

func (o outputs) Write(p []byte) (int, error) {
	o <- string(p)
	return len(p), nil
}

// A command that follows prints again when the run has grown, as one JSON document a line,
// and each new instance once.
func TestFollowPrints(t *testing.T) {
	lines := tinyLines(t)
	rows := []struct {
		args []string
		want func(out string, records int) bool
	}{
		{[]string{"sweep", "--format", "json"}, func(out string, records int) bool {
			var doc struct{ Run struct{ Instances int } }
			return strings.Count(out, "\n") == 1 && json.Unmarshal([]byte(out), &doc) == nil && doc.Run.Instances == records
		}},
		{[]string{"sweep"}, func(out string, _ int) bool { return strings.Contains(out, "sens %") }},
		{[]string{"instances", "--format", "jsonl"}, func(out string, _ int) bool {
			var row struct{ ID string }
			return strings.Count(out, "\n") == 1 && json.Unmarshal([]byte(out), &row) == nil && row.ID != ""
		}},
	}
	for _, row := range rows {
		t.Run(strings.Join(row.args, " "), func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "predictions.jsonl")
			write(t, path, "")
			ctx, stop := context.WithCancel(t.Context())
			out, code := make(outputs, 10), make(chan int, 1)
			go func() {
				code <- run(ctx, process{args: append(row.args, path, "--follow"), stdout: out, stderr: io.Discard, stdin: strings.NewReader("")})
			}()
			for n := range 3 {
				file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o600)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := file.WriteString(lines[n]); err != nil {
					t.Fatal(err)
				}
				if err := file.Close(); err != nil {
					t.Fatal(err)
				}
				if got := <-out; !row.want(got, n+1) {
					t.Errorf("after %d records it prints %q", n+1, got)
				}
			}
			stop()
			if got := <-code; got != codeInterrupted {
				t.Errorf("ends with %d", got)
			}
		})
	}
}

// What cannot be followed ends the command; a file to which nothing is added does so after
// the idle time.
func TestFollowEnds(t *testing.T) {
	packed := filepath.Join(t.TempDir(), "run.jsonl.gz")
	write(t, packed, "\x1f\x8b\x08\x00")
	table := filepath.Join(t.TempDir(), "rows.csv")
	write(t, table, "prompt_id,response,confidence\np,Sure,.5\n")
	prose := filepath.Join(t.TempDir(), "notes.txt")
	write(t, prose, "Dear all\n")
	plain := filepath.Join(t.TempDir(), "run.jsonl")
	write(t, plain, strings.Join(tinyLines(t), ""))
	rows := []struct {
		args []string
		code int
		says string
	}{
		{[]string{"sweep", "--follow", "--idle", "1", packed}, 0, "is cut off before the end of its first block"},
		{[]string{"sweep", "--follow", "--idle", "1", table}, 0, "rows.csv is read anew whenever it has changed"},
		{[]string{"sweep", "--follow", prose}, codeInput, "is no predictions.jsonl"},
		{[]string{"sweep", "--follow", "-"}, codeInput, "standard input is read as it comes"},
		{[]string{"sweep", "--follow"}, codeUsage, "is built in and never grows"},
		{[]string{"sweep", "--follow", "--idle", "x", plain}, codeUsage, "a number of seconds, 0 or more"},
		{[]string{"sweep", "--follow", "--idle", "-1s", plain}, codeUsage, "a number of seconds, 0 or more"},
		{[]string{"sweep", "--follow", "--idle", "300ms", table}, 0, "rows.csv is read anew whenever it has changed"},
		{[]string{"instances", "-f", "--idle", "1", plain}, 0, ""},
	}
	for _, row := range rows {
		t.Run(row.says, func(t *testing.T) {
			t.Parallel()
			got := invocation{args: row.args}.run(t)
			if got.code != row.code || !strings.Contains(got.err, row.says) {
				t.Errorf("%q ends with %d and says %q, want %d and %q", row.args, got.code, got.err, row.code, row.says)
			}
		})
	}
	var out bytes.Buffer
	if code := run(t.Context(), process{args: []string{"sweep", plain}, stdout: &out, stderr: io.Discard}); code != 0 || !strings.Contains(out.String(), "sens %") {
		t.Errorf("without --follow it ends with %d", code)
	}
}
