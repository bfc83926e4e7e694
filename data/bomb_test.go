package data_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

const bombSays = "it unpacks to more than 500 times its size and looks like a bomb: unpack it yourself and open the result if you trust it"

// A packed file that can only be a bomb is not unpacked to its end, whatever format its
// beginning is of, and leaves nothing on the disk.
func TestBombsEnd(t *testing.T) {
	csv := "id,response\na,x\nb,y\n"
	batch := everyFormat(t)[3].content
	chat := strings.SplitAfter(batch, "\n")
	repeated := csv + strings.Repeat("a,"+strings.Repeat("x", 70)+"\n", 20_000)
	for _, c := range []struct {
		name, packed string
		instances    int // 0: it cannot be read
		says         string
		because      string
	}{
		{"run.csv.zst", zeros(csv, 4<<20, 20), 0, "run.csv.zst cannot be read: " + bombSays, "a table is copied, and this one is a bomb"},
		{"run.csv.gz", gzipped(csv, strings.Repeat("\x00", 4<<20)), 0, "run.csv.gz cannot be read: " + bombSays, "gzip packs zeros to a thousandth"},
		{"run.csv.gz", gzipped(csv + "a," + strings.Repeat("x", 900<<10) + "\n"), 2, "", "what is small may be anything"},
		{"run.csv.gz", gzipped(repeated), 2, "", "texts that repeat themselves pack to a two hundredth"},
		{"predictions.jsonl.zst", zeros(record("a")+"\n", 4<<20, 20), 1, "unpacking failed, and what follows is not read: " + bombSays, "lines are read as they come"},
		{"out.jsonl.zst", zeros(chat[0]+chat[1], 4<<20, 20), 2, bombSays, "and so is the output of a batch job"},
	} {
		spools := t.TempDir()
		o := data.BombsFrom(1<<20, data.Options{SpoolDir: spools})
		path := write(t, c.name, c.packed)
		for _, way := range []string{"file", "pipe", "folder"} {
			o := o
			from := path
			switch {
			case way == "pipe":
				from, o.Stdin = "-", strings.NewReader(c.packed)
			case way == "folder" && !strings.HasPrefix(c.name, "run"):
				continue
			case way == "folder":
				from = folderOf(t, "0.csv", "id,response\nz,z\n", c.name, c.packed)
			}
			run, err := data.Open(t.Context(), from, o)
			if c.instances == 0 {
				says := c.says
				if way == "pipe" {
					says = strings.ReplaceAll(says, c.name, "stdin")
				}
				if err == nil || err.Error() != says {
					t.Errorf("%s as %s: error %v, want %q, because %s", c.name, way, err, says, c.because)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s as %s: %v, because %s", c.name, way, err, c.because)
				continue
			}
			want := c.instances
			if way == "folder" {
				want++
			}
			said := ""
			for _, p := range run.Problems().List {
				said += p.Error() + "\n"
			}
			if run.Instances() != want || !strings.Contains(said, c.says) || strings.Contains(said, "bomb") != (c.says != "") {
				t.Errorf("%s as %s: %d instances, problems %q, because %s", c.name, way, run.Instances(), said, c.because)
			}
			if _, err := run.Detail(0); err != nil {
				t.Errorf("%s as %s: the text of the first: %v", c.name, way, err)
			}
			if err := run.Close(); err != nil {
				t.Error(err)
			}
		}
		if left, err := os.ReadDir(spools); err != nil || len(left) > 0 {
			t.Errorf("%s leaves %v in the temporary folder, %v", filepath.Base(path), left, err)
		}
	}
}
