package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/runtest"
)

// swept is the sweep of a run in one of the ways that a conversion must not change.
func swept(t *testing.T, run string, args ...string) string {
	t.Helper()
	got := invocation{args: append([]string{"sweep", run, "--format", "json", "--examples", "--percentiles", "0:100:10"}, args...)}.run(t)
	if got.code != 0 {
		t.Fatalf("sweep %s %v ends with %d and says %q", run, args, got.code, got.err)
	}
	return got.out
}

// converted converts a run, which must succeed.
func converted(t *testing.T, run, out string) string {
	t.Helper()
	got := invocation{args: []string{"convert", run, "-o", out}}.run(t)
	if got.code != 0 {
		t.Fatalf("convert %s -o %s ends with %d and says %q", run, out, got.code, got.err)
	}
	return out
}

// conserved converts a run through Parquet and back, and packed, and holds the sweeps of
// all of them against each other, byte for byte.
func conserved(t *testing.T, run, name string, ways ...[]string) {
	t.Helper()
	dir := t.TempDir()
	parquet := converted(t, run, filepath.Join(dir, name+".parquet"))
	back := converted(t, parquet, filepath.Join(dir, name)+"/")
	packed := converted(t, back, filepath.Join(dir, name+".jsonl.gz"))
	again := converted(t, packed, filepath.Join(dir, "again", name+".parquet"))
	zstd := converted(t, again, filepath.Join(dir, name+".jsonl.zst"))
	for _, way := range append(ways, nil) {
		want := swept(t, run, way...)
		for _, path := range []string{parquet, back, packed, again, zstd} {
			if got := swept(t, path, way...); got != want {
				t.Errorf("%s, sweep %v of %s:\n%s", name, way, filepath.Base(path), firstDifference(want, got))
			}
		}
	}
	one, errOne := os.ReadFile(parquet)
	two, errTwo := os.ReadFile(again)
	if errOne != nil || errTwo != nil || !bytes.Equal(one, two) {
		t.Errorf("%s: Parquet written from the packed lines differs from that of the run: %v, %v", name, errOne, errTwo)
	}
}

func everyWay() [][]string {
	return [][]string{{"--judge", "refused"}, {"--judge", "answered"}, {"--judge", "recorded"}, {"--policy", "running-mean"}, {"--invert", "--warmup", "2"}}
}

// The built-in runs, as people have them: a folder with a packed predictions.jsonl and
// labels beside it.
func TestConvertKeepsTheSweep(t *testing.T) {
	for _, name := range []string{"run2", "run2-tokens"} {
		folder := filepath.Join(t.TempDir(), name)
		converted(t, "demo:"+name, filepath.Join(folder, "predictions.jsonl.gz"))
		ways := everyWay()
		if name == "run2" {
			ways = ways[:1] // it is ten times as large
		}
		conserved(t, folder, name, ways...)
	}
	conserved(t, save(t, tinyRun()), "study", []string{"--judge", "refused"})
}

// The four reconstructed runs, where they are.
func TestConvertKeepsTheFourRuns(t *testing.T) {
	folder := os.Getenv("CONFSCOPE_RUNS")
	if folder == "" {
		t.Log("CONFSCOPE_RUNS names no folder: only the built-in runs are looked at")
		return
	}
	for _, name := range []string{"run1", "run2", "run3", "run4", "run2-tokens"} {
		conserved(t, filepath.Join(folder, name), name, everyWay()...)
	}
	for _, name := range []string{"run3", "run4"} {
		conserved(t, filepath.Join(folder, name), name, []string{"--judge", "wildguard"}, []string{"--judge", "harmful"})
	}
}

// A run in the notation of tests, with labels of its own and numbers that are none.
func TestConvertKeepsWhatIsNoNumber(t *testing.T) {
	predictions, labels, _, err := runtest.Files("unsafe: R.54 R? Rnan | Cinf => safe", "safe: C-inf C0", "unknown: R.1*7", "safe:", "unsafe: R.5 C.5 => unsafe")
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "odd")
	write(t, filepath.Join(folder, "predictions.jsonl"), string(predictions))
	write(t, filepath.Join(folder, "labels.jsonl"), string(labels))
	conserved(t, folder, "odd", []string{"--judge", "refused"})
}

func TestConvertSays(t *testing.T) {
	run := save(t, tinyRun())
	dir := t.TempDir()
	there := filepath.Join(dir, "there.jsonl")
	write(t, there, "kept")
	if err := os.Symlink(filepath.Join(run, "predictions.jsonl"), filepath.Join(dir, "link.jsonl")); err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		args    []string
		code    int
		says    string
		because string
	}{
		{[]string{run}, 64, "name it with -o", "there is nowhere to write to"},
		{[]string{run, "-o", filepath.Join(dir, "x.txt")}, 64, "does not say what to write", "no format has this ending"},
		{[]string{run, "-o", there}, 64, "the file is there already", "nothing is written over unasked"},
		{[]string{run, "-o", dir}, 64, "it is a folder: put / at its end", "a folder needs a slash"},
		{[]string{run, "-o", "/dev/null", "--format", "jsonl"}, 64, "not a plain file", "a device cannot be replaced"},
		{[]string{run, run, "-o", filepath.Join(dir, "x.jsonl")}, 64, "2 runs do not go into one file", "several runs need a folder"},
		{[]string{run, run, "-o", dir + "/"}, 64, "would both become", "two runs of one name"},
		{[]string{run, "-o", run + "/", "--force"}, 64, "this is what is read", "its own input, by its name"},
		{[]string{run, "-o", filepath.Join(dir, "link.jsonl"), "--force"}, 64, "this is what is read", "its own input, by a link"},
		{[]string{filepath.Join(run, "predictions.jsonl"), "-o", filepath.Join(run, "labels.jsonl"), "--force"}, 64, "this is what is read", "its own labels"},
		{[]string{filepath.Join(dir, "none"), "-o", filepath.Join(dir, "x.parquet")}, 2, "none", "there is no such run"},
		{[]string{there, "-o", filepath.Join(dir, "x.parquet")}, 2, "there.jsonl", "it is no run"},
		{[]string{run, "-o", filepath.Join(there, "x.parquet")}, 64, "not a directory", "a file is no folder"},
		{[]string{"-", "-o", filepath.Join(dir, "x.parquet"), "--no-spool"}, 64, "as --no-spool asks: leave that out", "a pipe is read once"},
		{[]string{run, "-o", filepath.Join(dir, "x"), "--format", "csv"}, 64, "choose jsonl, jsonl.gz, jsonl.zst or parquet", "no such format"},
	}
	before := listing(t, dir)
	for _, row := range rows {
		got := invocation{args: append([]string{"convert"}, row.args...), stdin: tinyRun()[0].prediction(t) + "\n"}.run(t)
		if got.code != row.code || !strings.Contains(got.err, row.says) || strings.Count(got.err, "\n") != 1 || got.out != "" {
			t.Errorf("convert %v ends with %d, prints %q and says %q; want %d and one sentence with %q, because %s", row.args, got.code, got.out, got.err, row.code, row.says, row.because)
		}
	}
	if after := listing(t, dir); after != before {
		t.Errorf("there was %s, and now there is %s", before, after)
	}
}

// listing is a folder with all below it and the sizes of files.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && !entry.IsDir() {
			all = append(all, fmt.Sprint(strings.TrimPrefix(path, dir), " ", info.Size()))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, ", ")
}

// What the input lacks, and what the output cannot hold, is said; the rest is written.
func TestConvertTellsLosses(t *testing.T) {
	dir := t.TempDir()
	run := filepath.Join(dir, "run.jsonl")
	write(t, run, `{"instance_id":"a","confidences":[1],"mood\u001b[2J":"x"}`+"\n{broken\n{\"instance_id\":\"b\",\"traces\":[\"\xff\"],\"confidences\":[1]}\n")
	got := invocation{args: []string{"convert", run, "-o", filepath.Join(dir, "run.parquet")}}.run(t)
	if got.code != 0 || !strings.HasPrefix(got.out, "2 instances: ") {
		t.Fatalf("ends with %d, prints %q and says %q", got.code, got.out, got.err)
	}
	for _, want := range []string{"run.jsonl:2: ", "record skipped", `left out, since no column is for them: mood\x1b[2J, in 1 instance`, "1 text is no UTF-8"} {
		if !strings.Contains(got.err, want) {
			t.Errorf("says %q, without %q", got.err, want)
		}
	}
	if strings.Contains(got.err, "\x1b") || strings.Contains(got.err, "\r") {
		t.Errorf("writes to what is no terminal as if it were one: %q", got.err)
	}
}

// Several runs go into folders that are called like them, and --force writes over them.
func TestConvertSeveral(t *testing.T) {
	a, b := save(t, tinyRun()), filepath.Join(t.TempDir(), "other.jsonl")
	write(t, b, tinyRun()[0].prediction(t)+"\n")
	dir := filepath.Join(t.TempDir(), "week")
	for range 2 {
		got := invocation{args: []string{"convert", a, b, "-o", dir + "/", "--format", "parquet", "--force"}}.run(t)
		if got.code != 0 || strings.Count(got.out, "\n") != 2 {
			t.Fatalf("ends with %d, prints %q and says %q", got.code, got.out, got.err)
		}
	}
	if got := listing(t, dir); !strings.HasPrefix(got, "/other/predictions.parquet ") || !strings.Contains(got, ", /study/predictions.parquet ") || strings.Count(got, ",") != 1 {
		t.Errorf("there is %s", got)
	}
	if got, want := swept(t, filepath.Join(dir, "study", "predictions.parquet")), swept(t, a); got != want {
		t.Errorf("the sweep changes:\n%s", firstDifference(want, got))
	}
}

func TestEveryFlagOfConvertIsExplained(t *testing.T) {
	help := confscope(t, "convert", "--help")
	for _, word := range []string{"--output", "--force", "--format", "--labels", "--no-spool", ".parquet", "U+FFFD"} {
		if !strings.Contains(help, word) {
			t.Errorf("the help does not explain %s", word)
		}
	}
}
