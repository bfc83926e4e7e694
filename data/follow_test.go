package data_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/runtest"
)

// follower looks at a file that a test writes, and keeps what the last looks have found.
type follower struct {
	t    testing.TB
	f    *data.Following
	run  *data.Run
	last data.Update
	anew bool // the last looks have found another run
	said []string
}

// noTime is a clock by which reading takes no time at all.
func noTime() time.Time { return time.Unix(1000, 0) }

// follow opens the run at the path and goes on from there.
func follow(t testing.TB, path string, o data.Options) *follower {
	t.Helper()
	if o.Clock == nil {
		o.Clock = noTime
	}
	run, err := data.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	f, err := data.Follow(run, path, o)
	if err != nil {
		t.Fatal(err)
	}
	return newFollower(t, f, run)
}

func await(t testing.TB, path string) *follower {
	t.Helper()
	f, err := data.Await(path, data.Options{Clock: noTime})
	if err != nil {
		t.Fatal(err)
	}
	return newFollower(t, f, nil)
}

func newFollower(t testing.TB, f *data.Following, run *data.Run) *follower {
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return &follower{t: t, f: f, run: run}
}

// look looks until there is nothing more to read, and gives the last change that was told.
func (f *follower) look() data.Change {
	f.t.Helper()
	change := data.Unchanged
	f.anew = false
	for more := true; more; more = f.last.More {
		u, err := f.f.Look(f.t.Context())
		if err != nil {
			f.t.Fatal(err)
		}
		if f.last = u; u.Run != nil {
			f.run = u.Run
		}
		f.anew = f.anew || u.Anew
		if change == data.Unchanged || u.Change > data.Grown {
			change = u.Change
		}
		if u.Note != "" {
			f.said = append(f.said, u.Note)
		}
	}
	return change
}

func (f *follower) wants(because string, instances, problems int, cut bool) {
	f.t.Helper()
	p := f.run.Problems()
	if f.run.Instances() != instances || p.Total() != problems || f.run.Source().Cut != cut {
		f.t.Errorf("%d instances, %d problems, cut %t, want %d, %d and %t, because %s: %v",
			f.run.Instances(), p.Total(), f.run.Source().Cut, instances, problems, cut, because, p.List)
	}
}

func (f *follower) says(words ...string) {
	f.t.Helper()
	all := strings.Join(f.said, "\n")
	for _, word := range words {
		if !strings.Contains(all, word) {
			f.t.Errorf("nothing says %q, but:\n%s", word, all)
		}
	}
}

func appendTo(t testing.TB, path, content string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)
	if err == nil {
		_, err = f.WriteString(content)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// untold is the summary of a run without the place that its texts came from.
func untold(t testing.TB, run *data.Run, path string) string {
	return strings.ReplaceAll(summary(t, run), path, "")
}

// However little a look brings, what is handed out is what opening the file at that moment
// gives: nothing is lost, nothing counted twice, and no line broken that is only cut.
func TestFollowByteByByte(t *testing.T) {
	content := messy(t, 3) + record("last")[40:] + "\r\n   \n" + record("unended")
	from := len(record("a")) + 1
	path, whole := write(t, "predictions.jsonl", record("a")+"\n"), write(t, "whole.jsonl", "")
	f := follow(t, path, data.Options{})
	content = record("a") + "\n" + content
	for n := from + 1; n <= len(content); n++ {
		appendTo(t, path, content[n-1:n])
		f.look()
		put(t, whole, content[:n])
		run, err := data.Open(t.Context(), whole, data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := strings.ReplaceAll(untold(t, run, whole), "whole.jsonl", "predictions.jsonl")
		if got := untold(t, f.run, path); got != want {
			t.Fatalf("after %d of %d bytes, that end in %q, got:\n%s\nwant:\n%s", n, len(content), content[max(n-30, 0):n], got, want)
		}
		run.Close()
	}
	if f.run.Identified().Source().Fingerprint == "" || f.run.Source().Complete {
		t.Errorf("at the end the source is %+v", f.run.Source())
	}
}

// Records are shown although what follows them looks like the end of another and is none.
func TestFollowBeforeABrace(t *testing.T) {
	path := write(t, "predictions.jsonl", record("a")+"\n")
	f := follow(t, path, data.Options{})
	appendTo(t, path, record("b")+"\n"+`{"instance_id": "c", "more": {}`)
	f.look()
	f.wants("the second has ended", 2, 0, true)
}

// Wherever a load has met the end of the file, following goes on from there.
func TestFollowFromEveryByte(t *testing.T) {
	head := "\ufeff" + record("a") + "\nbroken\n\n"
	content := head + record("b") + "\n \n" + record("c") + "\r\nbroken\n" + record("d") + "\n"
	whole := write(t, "predictions.jsonl", content)
	run, err := data.Open(t.Context(), whole, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := untold(t, run, whole)
	run.Close()
	for n := len(record("a")) + 3; n <= len(content); n++ {
		path := write(t, "predictions.jsonl", content[:n])
		f := follow(t, path, data.Options{})
		middle := n + (len(content)-n)/2
		for _, part := range []string{content[n:middle], content[middle:]} {
			appendTo(t, path, part)
			f.look()
		}
		if got := untold(t, f.run, path); got != want {
			t.Fatalf("from byte %d on, got:\n%s\nwant:\n%s", n, got, want)
		}
	}
}

// A writer that adds a thousand records a second, a quarter of a second at a time and cut
// anywhere, loses none; labels join, and what was handed out before does not change.
func TestFollowThousands(t *testing.T) {
	var predictions, labels strings.Builder
	total, err := (runtest.Synthetic{Bytes: 6 << 20, Text: 40}).Write(&predictions, &labels)
	if err != nil {
		t.Fatal(err)
	}
	content := predictions.String()
	path := write(t, "predictions.jsonl", content[:10_000])
	o := data.Options{Labels: write(t, "labels.jsonl", labels.String()), Lists: []data.PhraseList{sweepRefusals()}}
	f := follow(t, path, o)
	rng, looks := seeded(t), 0
	var watchers sync.WaitGroup
	for at := 10_000; at < len(content); looks++ {
		end := min(at+len(content)/total*250+rng.IntN(2000), len(content))
		appendTo(t, path, content[at:end])
		at = end
		f.look()
		if looks%4 == 0 {
			run, now := f.run, checksum(f.run)
			watchers.Go(func() {
				if _, err := run.Detail(run.Instances() - 1); err != nil || checksum(run) != now {
					t.Errorf("a run that was handed out changed: %v", err)
				}
			})
		}
	}
	watchers.Wait()
	f.wants("every record was written whole in the end", total, 0, false)
	put(t, filepath.Join(filepath.Dir(path), "other.jsonl"), content)
	run, err := data.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	defer run.Close()
	if summary(t, f.run) != summary(t, run) {
		t.Error("following and opening differ")
	}
	t.Logf("%d records in %d looks", total, looks)
}

// A large run that grows by a little allocates in proportion to what is new, and not to
// what it has.
func TestFollowAllocates(t *testing.T) {
	var predictions strings.Builder
	total, err := (runtest.Synthetic{Bytes: 8 << 20, Text: 20}).Write(&predictions, nil)
	if err != nil {
		t.Fatal(err)
	}
	path := write(t, "predictions.jsonl", predictions.String())
	f := follow(t, path, data.Options{Workers: 1})
	add := func(i int) {
		appendTo(t, path, record(fmt.Sprint("new_", i))+"\n")
		f.look()
	}
	add(0) // makes room, and enters the ids that are there
	const updates = 500
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range updates {
		add(i + 1)
	}
	runtime.ReadMemStats(&after)
	f.wants("all were written", total+updates+1, 0, false)
	columns := 30 * f.run.Traces()
	each := (after.TotalAlloc - before.TotalAlloc) / updates
	t.Logf("columns of %d kB, %d kB allocated a look", columns>>10, each>>10)
	if int(each) > columns/20 {
		t.Errorf("a look that finds one record allocates %d bytes, with columns of %d", each, columns)
	}
}

// What happens to a file is told in one sentence, and the file that has the name then is
// read from its beginning.
func TestFollowWhatHappens(t *testing.T) {
	three := record("a") + "\n" + record("b") + "\n" + record("c") + "\n"
	other := strings.ReplaceAll(three, "Sure", "Well")
	rows := []struct {
		name      string
		happens   func(path string)
		change    data.Change
		instances int
		anew      bool
		says      string
	}{
		{"truncated", func(path string) { must(t, os.Truncate(path, int64(len(record("a"))+1))) }, data.Truncated, 1, true, "was truncated from"},
		{"emptied", func(path string) { must(t, os.Truncate(path, 0)) }, data.Truncated, 3, false, "is empty: waiting for its first record"},
		{"only a part taken back", func(path string) { appendTo(t, path, record("d")[:20]); must(t, os.Truncate(path, int64(len(three)))) }, data.Unchanged, 3, false, ""},
		{"written over by longer", func(path string) { put(t, path, other+other) }, data.Truncated, 6, true, "was written anew"},
		{"written over by as long", func(path string) {
			put(t, path, other)
			must(t, os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)))
		}, data.Truncated, 3, true, "was written anew"},
		{"replaced", func(path string) { put(t, path+".new", three+other); must(t, os.Rename(path+".new", path)) }, data.Replaced, 6, true, "was replaced by another file"},
		{"deleted", func(path string) { must(t, os.Remove(path)) }, data.Deleted, 3, false, "was deleted"},
		{"deleted and made again", func(path string) { must(t, os.Remove(path)); put(t, path, three) }, data.Replaced, 3, true, "was replaced by another file"},
		{"replaced by a packed one", func(path string) { must(t, os.Remove(path)); put(t, path, gzipped(three)) }, data.Replaced, 3, true, "was replaced by another file"},
		{"replaced by a cut one", func(path string) { must(t, os.Remove(path)); put(t, path, three[:20]) }, data.Replaced, 3, false, "holds no whole record yet"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			path := write(t, "predictions.jsonl", three)
			f := follow(t, path, data.Options{})
			f.look()
			before := f.run
			row.happens(path)
			if change := f.look(); change != row.change || f.run.Instances() != row.instances || (f.run != before) != row.anew {
				t.Errorf("change %d and %d instances, want %d and %d", change, f.run.Instances(), row.change, row.instances)
			}
			if row.says == "" && len(f.said) > 0 {
				t.Errorf("says %q of what is nothing", f.said)
			}
			f.says(row.says)
			if _, err := f.run.Detail(0); err != nil && row.name != "emptied" {
				t.Errorf("the run that stays has no texts: %v", err)
			}
			// Whatever has happened, the next run under the name is read whole.
			must(t, os.RemoveAll(path))
			put(t, path, record("next")+"\n")
			f.look()
			appendTo(t, path, record("after")+"\n")
			f.look()
			f.wants("a run began again", 2, 0, false)
			if f.run.ID(1) != "after" {
				t.Errorf("the second is %q", f.run.ID(1))
			}
			if change := f.look(); change != data.Unchanged {
				t.Errorf("nothing happens, and the change is %d", change)
			}
		})
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A file that is moved away and comes back is gone on with where it was left.
func TestFollowReturn(t *testing.T) {
	path := write(t, "predictions.jsonl", record("a")+"\n")
	f := follow(t, path, data.Options{})
	must(t, os.Rename(path, path+".away"))
	f.look()
	f.look()
	appendTo(t, path+".away", record("b")+"\n")
	must(t, os.Rename(path+".away", path))
	if change := f.look(); change != data.Returned {
		t.Errorf("change %d, want that it is back", change)
	}
	f.wants("the file is the same", 2, 0, false)
	if f.says("was deleted", "is back"); len(f.said) != 2 {
		t.Errorf("says %q", f.said)
	}
}

// A name can be followed before there is a file, or a record in it. In a folder the run may
// end by writing another file.
func TestFollowFromNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "predictions_checkpoint.jsonl")
	f := await(t, dir)
	f.look()
	put(t, path, "")
	f.look()
	appendTo(t, path, record("a")[:30])
	f.look()
	f.says("waiting for a predictions.jsonl in the folder", "is empty", "holds no whole record yet")
	if f.run != nil {
		t.Fatalf("a run of %d instances without a record", f.run.Instances())
	}
	appendTo(t, path, record("a")[30:]+"\n"+record("b")[:30])
	f.look()
	f.wants("the first record has ended", 1, 0, true)
	must(t, os.Remove(path))
	f.look()
	put(t, filepath.Join(dir, "predictions.jsonl"), record("a")+"\n"+record("b")+"\n")
	if change := f.look(); change != data.Replaced || f.run.Source().Name != "predictions.jsonl" {
		t.Errorf("change %d, the run is %+v", change, f.run.Source())
	}
	f.wants("the run has ended in another file", 2, 0, false)
}

// What cannot be followed says so in one sentence.
func TestFollowRefuses(t *testing.T) {
	piped, err := data.Read("stdin", strings.NewReader(record("a")), nil, data.Options{})
	must(t, err)
	defer piped.Close()
	const want = "standard input is read as it comes"
	if _, err := data.Follow(piped, "-", data.Options{}); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %q", err, want)
	}
	if _, err := data.Await("-", data.Options{}); err == nil {
		t.Error("standard input is awaited")
	}
}

// A run that is marked for more phrases while it grows is marked for them to its end, and
// so is what comes after.
func TestFollowTakesMarks(t *testing.T) {
	risky := strings.Replace(record("risky"), "Sure.", "A weapon.", 1) + "\n"
	path := write(t, "predictions.jsonl", risky+record("b")+"\n")
	f := follow(t, path, data.Options{Lists: []data.PhraseList{sweepRefusals()}})
	marked, err := f.run.Mark(t.Context(), riskWords())
	must(t, err)
	appendTo(t, path, risky)
	f.look()
	must(t, f.f.Take(t.Context(), marked))
	f.look()
	if _, ok := f.run.MarkBit(riskWords().Name); !ok {
		t.Error("marked, and not handed out before the file has grown")
	}
	unmarked := f.run
	appendTo(t, path, risky)
	f.look()
	must(t, f.f.Take(t.Context(), unmarked)) // says nothing new
	f.look()
	bit, ok := f.run.MarkBit(riskWords().Name)
	if want := []uint8{0, 1, 0, 0, 0, 1, 0, 1}; !ok || f.run.Instances() != 4 || len(f.run.Marks()) != len(want) {
		t.Fatalf("marked %t, %d instances, marks %v", ok, f.run.Instances(), f.run.Marks())
	} else {
		for trace, mark := range f.run.Marks() {
			if (mark&bit != 0) != (want[trace] != 0) || (mark&1 != 0) != (trace%2 == 0) {
				t.Errorf("trace %d has marks %b, want bit %b %d", trace, mark, bit, want[trace])
			}
		}
	}
}

// A part of a line that was there when the run was opened may be taken back, as a writer
// does that goes on after a crash: texts are read all the same.
func TestFollowTakenBack(t *testing.T) {
	whole := record("a") + "\n"
	path := write(t, "predictions.jsonl", whole+record("b")[:50])
	f := follow(t, path, data.Options{})
	must(t, os.Truncate(path, int64(len(whole))))
	if f.look(); len(f.said) > 0 {
		t.Errorf("says %q", f.said)
	}
	f.wants("the part is gone", 1, 0, false)
	if _, err := f.run.Detail(0); err != nil {
		t.Error(err)
	}
	appendTo(t, path, record("c")+"\n")
	f.look()
	f.wants("another record stands there", 2, 0, false)
	if d, err := f.run.Detail(1); err != nil || d.ID != "c" {
		t.Errorf("%+v, %v", d, err)
	}
}

// What is told of the whole run is told of as much as there is, and once.
func TestFollowTellsOfTheWhole(t *testing.T) {
	silent := func(id string) string {
		return `{"instance_id": "` + id + `", "traces": ["I can't", "Sure"], "confidences": [1, 2]}` + "\n"
	}
	path := write(t, "predictions.jsonl", silent("x_0")+silent("x_9"))
	put(t, filepath.Join(filepath.Dir(path), "labels.jsonl"), `{"id": "x_0", "label": "safe"}`+"\n"+`{"id": "x_2", "label": "unsafe"}`+"\n"+`{"id": "x_3", "label": "safe"}`+"\n")
	o := data.Options{Lists: []data.PhraseList{sweepRefusals()}, Refusing: "refusals"}
	f := follow(t, path, o)
	for n, id := range []string{"x_2", "x_8", "x_7"} {
		appendTo(t, path, silent(id))
		f.look()
		run, err := data.Open(t.Context(), path, o)
		must(t, err)
		got, want := problemsOf(f.run), problemsOf(run)
		if n == 2 && !strings.Contains(want, "have no instance") {
			t.Error("the file gives no reason to speak of unused labels")
		}
		if want = cutLine(want, "have no instance"); got != want {
			t.Errorf("after %s the problems are:\n%s\nwant:\n%s", id, got, want)
		}
		if got, want := f.run.Source().LabelsNote, run.Source().LabelsNote; got != want {
			t.Errorf("after %s the labels are noted as %q, want %q", id, got, want)
		}
		must(t, run.Close())
	}
}

func problemsOf(run *data.Run) string {
	var b strings.Builder
	for _, p := range run.Problems().List {
		fmt.Fprintln(&b, p.Error())
	}
	return b.String()
}

// cutLine leaves out the lines that say something.
func cutLine(text, says string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if !strings.Contains(line, says) {
			b.WriteString(line)
		}
	}
	return b.String()
}
