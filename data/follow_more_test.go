package data_test

import (
	"os"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// A file that was replaced is read bite by bite, and each bite says that there is more to
// read: whoever follows looks again at once and does not wait for the file to grow.
func TestFollowSaysThatThereIsMore(t *testing.T) {
	const records = 30_000
	path := write(t, "predictions.jsonl", record("a")+"\n")
	f := follow(t, path, data.Options{})
	must(t, os.Remove(path))
	put(t, path, strings.Repeat(record("b")+"\n", records))
	bites := 0
	for more := true; more; {
		u, err := f.f.Look(t.Context())
		must(t, err)
		if more = u.More; u.Run != nil {
			bites, f.run = bites+1, u.Run
		}
		if !more && f.run.Instances() < records {
			t.Fatalf("no more is said after %d of %d records", f.run.Instances(), records)
		}
	}
	if bites < 2 {
		t.Errorf("all was read in %d bites: this tests nothing", bites)
	}
}
