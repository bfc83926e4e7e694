package data_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// places are the ids of a run, each with the file and the line that it is said to stand on.
func places(run *data.Run) []string {
	var all []string
	for i := range run.Instances() {
		all = append(all, fmt.Sprintf("%s: %s:%d", run.ID(i), run.File(i), run.Line(i)))
	}
	return all
}

// folderOf writes files, in pairs of a name and a content, into a folder.
func folderOf(t testing.TB, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		put(t, filepath.Join(dir, files[i]), files[i+1])
	}
	return dir
}

// Every instance of a folder names the file in which its first row stands, and its line there.
func TestInstancesOfAFolderNameTheirFile(t *testing.T) {
	long := "d," + strings.Repeat("x", 2000) + "\n"
	for _, c := range []struct {
		files   []string
		options data.Options
		want    []string
		because string
	}{
		{[]string{"1.csv", "id,response\na,x\nb,x\n", "2.csv", "id,response\nb,y\na,y\nc,y\nc,z\n"}, data.Options{},
			[]string{"a: 1.csv:2", "b: 1.csv:3", "c: 2.csv:4"}, "the first row's file counts"},
		{[]string{"1.csv", "id,response\na,x\n", "2.csv", "id,response\na,y\n", "10.csv", "id,response\nb,y\n"}, data.Options{},
			[]string{"a: 1.csv:2", "b: 10.csv:2"}, "a file may begin no instance"},
		{[]string{"1.csv", "id,response\na,x\n" + long, "2.csv", "id,response\nb,y\n" + long + "c,y\n"}, data.Options{MaxLine: 1000},
			[]string{"a: 1.csv:2", "b: 2.csv:2", "c: 2.csv:4"}, "an instance that is left out moves no other to another file"},
		{[]string{"1.csv.gz", gzipped("id,response\na,x\n"), "2.csv", "id,response\nb,y\n"}, data.Options{},
			[]string{"a: 1.csv.gz:2", "b: 2.csv:2"}, "a packed file has its own name"},
		{[]string{"1.parquet", parquetOf(t), "2.parquet", parquetOf(t)}, data.Options{},
			[]string{"0: 1.parquet:1", "1: 1.parquet:2", "0: 2.parquet:1", "1: 2.parquet:2"}, "instances that are whole are read file by file"},
		{[]string{"1.csv", "id,response\na,x\n"}, data.Options{}, []string{"a: :2"}, "one file needs no name"},
	} {
		run := open(t, folderOf(t, c.files...), c.options)
		if got := places(run); !slices.Equal(got, c.want) {
			t.Errorf("%d files give %q, want %q, because %s", len(c.files)/2, got, c.want, c.because)
		}
		if run.HasFiles() != (run.File(0) != "") {
			t.Errorf("HasFiles is %v where the first file is %q", run.HasFiles(), run.File(0))
		}
	}
}

// An id that stands in two files of whole instances is said with both places.
func TestDuplicateOfAnotherFile(t *testing.T) {
	run := open(t, folderOf(t, "1.parquet", parquetOf(t), "2.parquet", parquetOf(t)), data.Options{})
	var says []string
	for _, p := range run.Problems().List {
		says = append(says, p.Error())
	}
	if want := []string{
		"2.parquet:1: instance_id: 0 stands on line 1 of 1.parquet already: both are kept",
		"2.parquet:2: instance_id: 1 stands on line 2 of 1.parquet already: both are kept",
	}; !slices.Equal(says, want) {
		t.Errorf("%q, want %q", says, want)
	}
}

// Snapshots of a folder that is still being read name the files of what they hold.
func TestSnapshotsOfAFolderNameTheirFiles(t *testing.T) {
	var files []string
	for f := range 4 {
		content := "id,response\n"
		for row := range 3000 {
			content += fmt.Sprintf("%d-%d,%s\n", f, row, strings.Repeat("word ", 20))
		}
		files = append(files, fmt.Sprintf("%d.csv", f), content)
	}
	loading := start(t, folderOf(t, files...), data.Options{})
	seen := 0
	for finished := false; !finished; {
		p, err := loading.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i := range p.Run.Instances() {
			if file, _, _ := strings.Cut(p.Run.ID(i), "-"); p.Run.File(i) != file+".csv" {
				t.Fatalf("instance %d, %s, is said to be of %q", i, p.Run.ID(i), p.Run.File(i))
			}
		}
		seen, finished = p.Run.Instances(), p.Finished
	}
	if seen != 12000 {
		t.Errorf("%d instances", seen)
	}
}

// A text that cannot be read is named by its own file.
func TestUnreadTextNamesItsFile(t *testing.T) {
	dir := folderOf(t, "1.csv", "id,response\na,x\n", "2.csv", "id,response\nb,y\n")
	run := open(t, dir, data.Options{})
	if err := run.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := run.Detail(1); err == nil || !strings.Contains(err.Error(), "2.csv:2") {
		t.Errorf("error %v", err)
	}
}
