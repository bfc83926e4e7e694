package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

const (
	mixedTable  = "prompt_id,response,confidence\np,yes,.5\nq,no,.4\n"
	mixedOther  = "question,answer,score\nq,no,.5\n"
	mixedNative = `{"instance_id":"x","traces":["a"],"confidences":[0.5],"refused":[false]}` + "\n"
)

// Files of a folder that are not part of the run are named, each with its reason.
func TestFolderOfMixedFiles(t *testing.T) {
	for _, row := range []struct {
		files     []string
		instances int
		says      []string
		because   string
	}{
		{[]string{"a.csv", mixedTable, "b.csv", mixedOther, "c.jsonl", mixedNative, "notes.txt", "hello"}, 2, []string{
			"c.jsonl is left out: it is a predictions.jsonl and the folder is read as tables",
			"b.csv is left out: it has other columns (question, answer, score)"}, "only one file fits the first"},
		{[]string{"a.csv", mixedTable, "c.jsonl", mixedNative}, 2, []string{"c.jsonl is left out: it is a predictions.jsonl and the folder is read as a table"}, "the table is the only one"},
		{[]string{"old run.jsonl", mixedNative, "notes.txt", "hello"}, 1, nil, "a predictions.jsonl may have another name"},
		{[]string{"a.csv", mixedTable, "b.csv", mixedTable}, 2, nil, "all files are of the run"},
		{[]string{"a.csv.gz", gzipped(mixedTable), "b.csv.gz", gzipped(mixedTable)[:14], "c.csv.gz", "\x1f\x8bno", "notes.txt.gz", gzipped("hello")}, 2, []string{
			"b.csv.gz is left out: the file is cut off before the end of its first block: copy it again, or open it when more of it has been written",
			"c.csv.gz is left out: the file is cut off before the end of its first block: copy it again, or open it when more of it has been written",
		}, "nobody can tell what a torn file holds, and a whole one holds no answers"},
		{[]string{"a.csv", mixedTable, "meta.json", `{"model":"m"}`, "notes.gz", gzipped("hello"), "empty.csv", "", "empty.txt", "", "README.txt", "hello", ".kept.json", "{}"}, 2, []string{
			"empty.csv is left out: it is empty",
			"meta.json is left out: it holds no traces that are known",
			"notes.gz is left out: it holds no traces that are known",
		}, "they are called like files with traces, and the texts are not"},
		{[]string{"a.csv", mixedTable, "labels.csv", "p,q\n1,2\n", "wanted.csv", "prompt,label\nask,safe\n",
			"input.jsonl", `{"custom_id":"p","method":"POST","url":"/v1/chat/completions","body":{"messages":[{"role":"user","content":"ask"}]}}` + "\n"}, 2, nil,
			"nobody looks for traces in labels and prompts"},
	} {
		run := open(t, folderOf(t, row.files...), data.Options{})
		says, p := filesLeftOut(run), run.Problems()
		if !slices.Equal(says, row.says) || p.Count(data.KindFile) != len(row.says) || p.Records() != 0 || run.Instances() != row.instances {
			t.Errorf("%d instances, says %q, counts %d files and %d records; want %d and %q, because %s",
				run.Instances(), says, p.Count(data.KindFile), p.Records(), row.instances, row.says, row.because)
		}
	}
	_, err := data.Open(t.Context(), folderOf(t, "b\x1b[2J.jsonl", mixedNative, "a.jsonl", mixedNative), data.Options{})
	if err == nil || !strings.Contains(err.Error(), `name one of them: a.jsonl, b\x1b[2J.jsonl`) {
		t.Errorf("several runs in one folder: %v", err)
	}
	_, err = data.Open(t.Context(), folderOf(t, "a.csv.gz", gzipped(mixedTable)[:14], "notes.txt", "hello"), data.Options{})
	if err == nil || !strings.Contains(err.Error(), "the folder holds no file that can be read: a.csv.gz is left out: the file is cut off") {
		t.Errorf("a folder whose only run is torn: %v", err)
	}
}

// filesLeftOut is what a run says of files that are not part of it.
func filesLeftOut(run *data.Run) (says []string) {
	for _, p := range run.Problems().List {
		if p.Kind == data.KindFile {
			says = append(says, p.Error())
		}
	}
	return says
}

// What a folder lists and nobody can look at is named; the marks of editors are not.
func TestFolderOfLostLinks(t *testing.T) {
	dir := folderOf(t, "a.csv", mixedTable)
	must(t, os.Symlink("gone.csv", filepath.Join(dir, "b.csv")))
	must(t, os.Symlink("c.csv", filepath.Join(dir, "c.csv")))
	must(t, os.Symlink("me@host.1", filepath.Join(dir, ".#a.csv")))
	must(t, os.Symlink(write(t, "d.csv", mixedTable), filepath.Join(dir, "d.csv")))
	want := []string{"b.csv is left out: it is a link to a file that is not there", "c.csv is left out: it is a link that leads back to itself"}
	run := open(t, dir, data.Options{})
	if says := filesLeftOut(run); !slices.Equal(says, want) || run.Traces() != 4 {
		t.Errorf("%d traces, says %q, want %q", run.Traces(), says, want)
	}
}

// A folder that is followed says once what is left out of it.
func TestFollowFolderOfStrangers(t *testing.T) {
	dir := folderOf(t, "a.csv", mixedTable, "meta.json", `{"model":"m"}`)
	must(t, os.Symlink("gone.csv", filepath.Join(dir, "b.csv")))
	f := follow(t, dir, data.Options{})
	for range 3 {
		appendTo(t, filepath.Join(dir, "a.csv"), "p,again,.5\n")
		f.look()
		if says := filesLeftOut(f.run); len(says) != 2 || len(f.said) > 0 {
			t.Errorf("lists %q and says %q", says, f.said)
		}
	}
}

// A table that cannot be read is left out wherever it stands in its folder, as long as there
// is another.
func TestFolderOfUnreadableTables(t *testing.T) {
	const damaged = "PAR1 and nothing more"
	rows := []struct {
		files   []string
		says    int
		because string
	}{
		{[]string{"a.parquet", damaged, "b.csv", mixedTable}, 1, "it is the first"},
		{[]string{"a.csv", mixedTable, "b.parquet", damaged}, 1, "it is the last"},
		{[]string{"a.parquet", damaged, "b.parquet", damaged, "c.csv", mixedTable}, 2, "one remains"},
	}
	why := map[string]bool{}
	for _, row := range rows {
		run := open(t, folderOf(t, row.files...), data.Options{})
		says := filesLeftOut(run)
		if len(says) != row.says || run.Traces() != 2 {
			t.Errorf("%d traces, says %q, because %s", run.Traces(), says, row.because)
		}
		for _, one := range says {
			_, reason, _ := strings.Cut(one, " is left out: ")
			why[reason] = true
		}
	}
	if len(why) != 1 {
		t.Errorf("the same damage has %d reasons: %v", len(why), why)
	}
	_, err := data.Open(t.Context(), folderOf(t, "a.parquet", damaged, "b.parquet", damaged), data.Options{})
	if err == nil || strings.Count(err.Error(), ".parquet") != 1 {
		t.Errorf("where none remains: %v", err)
	}
	for reason := range why {
		if err == nil || !strings.HasSuffix(err.Error(), reason) {
			t.Errorf("the error %v does not say %q", err, reason)
		}
	}
	var asks *data.Unmapped
	_, err = data.Open(t.Context(), folderOf(t, "a.parquet", damaged, "b.csv", mixedTable), data.Options{Confirm: true})
	if !errors.As(err, &asks) || asks.Name != "b.csv" {
		t.Errorf("the columns of the table that remains are asked for: %v", err)
	}
}
