package data_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/confscope/confscope/data"
)

// However often a file is looked at and however fast it grows, no more than a third of the
// time goes into reading it again.
func TestFollowWholeRests(t *testing.T) {
	row := "p,ask,one,.5\n"
	path := write(t, "rows.csv", "prompt_id,prompt,response,confidence\n"+row)
	now, reads := time.Unix(1000, 0), 0
	const look, step = 250 * time.Millisecond, 500 * time.Millisecond
	o := data.Options{Clock: func() time.Time {
		now = now.Add(step) // every bite takes that long, and so does the beginning
		return now
	}}
	f := follow(t, path, o)
	f.look()
	start := now
	const long = 2 * time.Minute
	for now.Sub(start) < long {
		appendTo(t, path, row)
		before := f.run
		if f.look(); f.run != before {
			reads++
		}
		now = now.Add(look)
	}
	const took = 2 * step // the beginning and at least one bite
	if most := int(long / (3 * took)); reads > most || reads < most/4 {
		t.Errorf("read %d times, want %d at the most and not much less", reads, most)
	}
}

// A writer that begins again is told from one that writes the same file once more: one is
// waited for, but not for ever.
func TestFollowWholeWaitsForWriters(t *testing.T) {
	head, row := "prompt_id,prompt,response,confidence\n", "p,ask,one,.5\n"
	path := write(t, "rows.csv", head+strings.Repeat(row, 100))
	now := time.Unix(1000, 0)
	f := follow(t, path, data.Options{Clock: func() time.Time { return now }})
	f.look()
	before := f.run
	put(t, path, head)
	for range 3 {
		appendTo(t, path, row)
		if change := f.look(); change > data.Grown || f.run != before {
			t.Errorf("change %d while the file is being written", change)
		}
		now = now.Add(250 * time.Millisecond)
	}
	appendTo(t, path, strings.Repeat(row, 100))
	if change := f.look(); change != data.Grown || f.anew || f.run.Traces() != 103 {
		t.Errorf("change %d, %d traces: the same was written once more, and longer", change, f.run.Traces())
	}
	put(t, path, head)
	for n := 0; f.run.Traces() == 103 && n < 100; n++ {
		appendTo(t, path, row)
		f.look()
		now = now.Add(250 * time.Millisecond)
	}
	if f.says("was truncated from"); !f.anew || now.Sub(time.Unix(1000, 0)) > 3*time.Second {
		t.Errorf("another run is told after %v", now.Sub(time.Unix(1000, 0)))
	}
	put(t, path+".new", head+row)
	must(t, os.Rename(path+".new", path))
	if change := f.look(); change != data.Replaced || f.run.Traces() != 1 {
		t.Errorf("change %d: nobody writes over a file that was put there whole", change)
	}
}

// A file that is cut short in the moment between its last byte being read and its being
// read on in is read again; whoever looks at what was shown of it keeps its texts.
func TestFollowCutBeforeItIsReadOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "predictions.jsonl")
	looks := 0
	clock := func() time.Time {
		if looks++; looks == 4 { // the only bite has been read
			put(t, path, "")
		}
		return noTime()
	}
	f, err := data.Await(path, data.Options{Clock: clock})
	must(t, err)
	w := newFollower(t, f, nil)
	put(t, path, record("a")+"\n"+record("b")+"\n")
	for looks < 5 {
		w.look()
	}
	if w.run != nil {
		t.Fatalf("%d instances of a file that is empty", w.run.Instances())
	}
	put(t, path, record("c")+"\n")
	if w.look(); w.run == nil || w.run.ID(0) != "c" {
		t.Errorf("what was written then is not read: says %q", w.said)
	}
}

// Runs that nobody holds any more leave no file open, and Close leaves none of the last one.
func TestFollowWholeLeaksNothing(t *testing.T) {
	dir := t.TempDir()
	spools := t.TempDir()
	path := filepath.Join(dir, "predictions.jsonl.gz")
	rng, noise := seeded(t), make([]byte, 9<<20) // more than a spool holds in memory, and nothing to be packed
	for i := range noise {
		noise[i] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-"[rng.IntN(64)]
	}
	long := strings.Replace(record("long"), "Sure.", string(noise), 1) + "\n"
	put(t, path, gzipped(long))
	before := openFiles(t)
	f := follow(t, path, data.Options{SpoolDir: spools})
	const times = 3
	for n := range times {
		appendTo(t, path, gzipped(record(fmt.Sprint("n", n))+"\n"))
		f.look()
	}
	if f.run.Instances() != times+1 {
		t.Fatalf("%d instances", f.run.Instances())
	}
	settled(t, before+2, "one file and its spool")
	if left, _ := os.ReadDir(spools); len(left) > 0 && os.PathSeparator == '/' {
		t.Errorf("spools with a name: %v", left)
	}
	must(t, f.f.Close())
	f.run = nil
	settled(t, before, "none")
}

// settled waits until no more files are open than may be, for as long as the collector
// takes to find what nobody holds.
func settled(t *testing.T, most int, because string) {
	t.Helper()
	n := 0
	for range 1000 {
		if n = openFiles(t); n <= most {
			return
		}
		runtime.GC()
		runtime.Gosched()
	}
	t.Errorf("%d files are open, want %d at the most: %s", n, most, because)
}

// openFiles counts them where the system tells.
func openFiles(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(slices.DeleteFunc(list, func(e os.DirEntry) bool {
		to, err := os.Readlink(filepath.Join("/proc/self/fd", e.Name()))
		return err != nil || !strings.HasPrefix(to, os.TempDir()) && !strings.Contains(to, ".spool") && !strings.Contains(to, "predictions")
	}))
}
