package data_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/confscope/confscope/data"
)

// growing is a run in some format as it is being written: what its file holds after each
// step.
type growing struct {
	name    string
	states  []string
	traces  []int // of each instance, in the end
	renamed bool  // the writer puts a new file in the place of the old one
}

func logOf(t testing.TB, ended bool, samples ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, content string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		must(t, err)
	}
	add("_journal/start.json", `{"version": 2, "eval": {"task": "t", "model": "m"}}`)
	for _, sample := range samples {
		id, epoch, _ := strings.Cut(sample, ".")
		add(fmt.Sprintf("samples/%s_epoch_%s.json", id, epoch), fmt.Sprintf(
			`{"id": %q, "epoch": %s, "input": "ask", "output": {"choices": [{"message": {"role": "assistant", "content": "answer %s"}}]}}`, id, epoch, sample))
	}
	if ended {
		add("header.json", `{"version": 2, "status": "success", "eval": {"task": "t", "model": "m"}}`)
	}
	must(t, z.Close())
	return b.String()
}

// states gives what a file holds after the first lines, and after each further one.
func states(first int, lines ...string) []string {
	var all []string
	for n := first; n <= len(lines); n++ {
		all = append(all, strings.Join(lines[:n], ""))
	}
	return all
}

func growingRuns(t testing.TB) []growing {
	t.Helper()
	chat := func(id string, n int) string {
		return fmt.Sprintf(`{"id": "r", "custom_id": %q, "response": {"status_code": 200, "body": {"choices": [{"index": 0, "message": {"role": "assistant", "content": "answer %d"}}]}}, "error": null}`+"\n", id, n)
	}
	task := func(id int) string {
		return fmt.Sprintf(`{"doc_id": %d, "doc": {}, "target": "", "arguments": {}, "resps": [["one", "two"]], "filtered_resps": ["one"], "filter": "none"}`+"\n", id)
	}
	row := func(id, text string) string {
		return fmt.Sprintf(`{"id": %q, "prompt": "ask", "response": %q, "confidence": 0.5}`+"\n", id, text)
	}
	packed := states(1, gzipped(record("a")+"\n"), gzipped(record("b")+"\n"+record("c")+"\n"), gzipped(record("d")+"\n"))
	return []growing{
		{"rows.csv", states(2, "prompt_id,prompt,response,confidence\n", "p,ask,one,.5\n", "q,tell,two,.25\n", "p,ask,three,.75\n", "r,say,four,.75\np,ask,five,1\n"), []int{3, 1, 1}, false},
		{"rows.jsonl", states(1, row("p", "one"), row("q", "two"), row("p", "three"), row("q", "four")+row("r", "five")), []int{2, 2, 1}, false},
		{"out.jsonl", states(1, chat("a", 1), chat("b", 2)+chat("c", 3), chat("d", 4)), []int{1, 1, 1, 1}, false},
		{"samples_x.jsonl", states(1, task(0), task(1), task(2)), []int{2, 2, 2}, false},
		{"predictions.jsonl.gz", packed, []int{2, 2, 2, 2}, false},
		{"predictions.jsonl.zst", states(1, zstded(record("a")+"\n"), zstded(record("b")+"\n"), zstded(record("c")+"\n")), []int{2, 2, 2}, false},
		{"log.eval", []string{
			logOf(t, false, "p.1"), logOf(t, false, "p.1", "q.1"), logOf(t, false, "p.1", "q.1", "q.2", "p.2"), logOf(t, true, "p.1", "q.1", "q.2", "p.2", "r.1"),
		}, []int{2, 2, 1}, true},
	}
}

// become makes the file what it is to hold next, as the writer of its format does.
func (g growing) become(t testing.TB, path string, n int) {
	t.Helper()
	switch {
	case g.renamed:
		put(t, path+".tmp", g.states[n])
		must(t, os.Rename(path+".tmp", path))
	case n == 0:
		put(t, path, g.states[0])
	default:
		appendTo(t, path, strings.TrimPrefix(g.states[n], g.states[n-1]))
	}
}

// Whatever is written is shown as opening the file at that moment shows it, and no instance
// changes its place: also where nothing was there at first, and in a folder of its own.
func TestFollowEveryFormat(t *testing.T) {
	for _, g := range growingRuns(t) {
		for _, way := range []string{"opened", "awaited", "awaited in a folder"} {
			t.Run(g.name+" "+way, func(t *testing.T) {
				dir := t.TempDir()
				path := filepath.Join(dir, g.name)
				var f *follower
				switch way {
				case "opened":
					g.become(t, path, 0)
					f = follow(t, path, data.Options{})
				case "awaited":
					f = await(t, path)
				default:
					f = await(t, dir)
				}
				if change := f.look(); way == "opened" && change != data.Unchanged || way != "opened" && change != data.Waiting {
					t.Errorf("at first the change is %d", change)
				}
				for n := range g.states {
					if n > 0 || way != "opened" {
						g.become(t, path, n)
						change := f.look()
						if !f.last.Whole || change != data.Grown || f.anew != (n == 0) {
							t.Errorf("step %d: change %d, update %+v", n, change, f.last)
						}
					}
					run, err := data.Open(t.Context(), path, data.Options{})
					must(t, err)
					if got, want := summary(t, f.run), summary(t, run); got != want {
						t.Errorf("step %d shows:\n%s\nwant:\n%s", n, got, want)
					}
					must(t, run.Close())
				}
				if f.run.Instances() != len(g.traces) {
					t.Fatalf("%d instances in the end", f.run.Instances())
				}
				for i, want := range g.traces {
					if first, end := f.run.Span(i); end-first != want {
						t.Errorf("instance %s has %d traces, want %d", f.run.ID(i), end-first, want)
					}
				}
				if change := f.look(); change != data.Unchanged {
					t.Errorf("nothing happens, and the change is %d", change)
				}
			})
		}
	}
}

// A folder of files gains files and its files grow. Instances keep their places, or are told
// to have others where a file comes before those that are there.
func TestFollowFolder(t *testing.T) {
	question := func(id, answer string) string {
		return fmt.Sprintf("prompt_id,prompt,response,confidence\n%s,ask,%s,.5\n", id, answer)
	}
	rows := []struct {
		name    string
		happens func(dir string)
		ids     string
		anew    bool
		because string
	}{
		{"a file behind", func(dir string) { put(t, filepath.Join(dir, "q10.csv"), question("c", "x")) }, "abc", false, "it comes behind those that are there"},
		{"a file between", func(dir string) { put(t, filepath.Join(dir, "q1.csv"), question("c", "x")) }, "acb", true, "the later ones have new numbers"},
		{"one that grows", func(dir string) { appendTo(t, filepath.Join(dir, "q0.csv"), "a,ask,again,.75\n") }, "ab", false, "an instance has one more trace"},
		{"one that is no trace file", func(dir string) { put(t, filepath.Join(dir, "log.txt"), "step 1\n") }, "", false, "it has no part in the run"},
		{"labels", func(dir string) { put(t, filepath.Join(dir, "notes.csv"), "author,remark\n") }, "", false, "it holds no answers"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, filepath.Join(dir, "q0.csv"), question("a", "x"))
			put(t, filepath.Join(dir, "q2.csv"), question("b", "x"))
			f := follow(t, dir, data.Options{})
			f.look()
			before := f.run
			row.happens(dir)
			change := f.look()
			if row.ids == "" {
				if change != data.Unchanged || f.run != before {
					t.Errorf("change %d, because %s", change, row.because)
				}
				return
			}
			ids := ""
			for i := range f.run.Instances() {
				ids += f.run.ID(i)
			}
			if change != data.Grown || ids != row.ids || f.anew != row.anew || f.last.Moved != row.anew || len(f.said) > 0 {
				t.Errorf("change %d, instances %s, update %+v, says %q, because %s", change, ids, f.last, f.said, row.because)
			}
		})
	}
}

// What cannot be read for a while leaves the run as it is, is said once, and is gone on with
// when it can be read again.
func TestFollowHalfWritten(t *testing.T) {
	whole := logOf(t, true, "p.1", "q.1", "r.1")
	table := parquetOf(t)
	rows := []struct {
		name, first string
		halves      []string
		last        string
		instances   int
	}{
		{"log.eval", logOf(t, false, "p.1"), []string{whole[:10], whole[:12]}, whole, 3},
		{"rows.parquet", table, []string{table[:len(table)/2], table[:len(table)-5]}, table, 2},
		{"predictions.jsonl.gz", gzipped(record("a") + "\n"), []string{"\x1f\x8b\x08", "\x1f\x8b\x08\x00\x00"}, gzipped(record("a")+"\n", record("b")+"\n"), 2},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			path := write(t, row.name, row.first)
			f := follow(t, path, data.Options{})
			f.look()
			before := f.run
			for _, half := range row.halves {
				put(t, path, half)
				f.look()
				f.look() // a shorter file is read when it has come to rest
				if f.last.Unread == "" {
					t.Error("nothing says that the file cannot be read, at the second look")
				}
				if f.run != before {
					t.Fatalf("a half file is shown: %d instances", f.run.Instances())
				}
				if _, err := f.run.Detail(0); err != nil && !strings.HasSuffix(row.name, ".gz") {
					t.Errorf("the run that stays has no texts: %v", err)
				}
			}
			if len(f.said) != 1 || !strings.Contains(f.said[0], "what was read stays") {
				t.Errorf("says %q, want one sentence", f.said)
			}
			put(t, path, row.last)
			f.look()
			if f.look(); f.run.Instances() != row.instances || f.last.Unread != "" {
				t.Errorf("%d instances in the end, %q", f.run.Instances(), f.last.Unread)
			}
		})
	}
}

// What is lost is told in one sentence; what only looks like a loss is not.
func TestFollowWholeLosses(t *testing.T) {
	head, a, b, c := "prompt_id,prompt,response,confidence\n", "a,ask,one,.5\n", "b,ask,two,.25\n", "c,ask,three,.75\n"
	rows := []struct {
		name      string
		happens   func(path string)
		change    data.Change
		instances int
		anew      bool
		says      string
	}{
		{"shrunk", func(path string) { must(t, os.Truncate(path, int64(len(head+a)))) }, data.Truncated, 1, true, "was truncated from"},
		{"emptied", func(path string) { must(t, os.Truncate(path, 0)) }, data.Truncated, 2, false, "is empty: waiting for its first record; what was read stays"},
		{"written over by others", func(path string) { put(t, path, head+c+c+c+c) }, data.Truncated, 1, true, "was written anew"},
		{"replaced by another", func(path string) { put(t, path+".new", head+b+a+c); must(t, os.Rename(path+".new", path)) }, data.Grown, 3, true, ""},
		{"replaced by other answers", func(path string) {
			put(t, path+".new", head+strings.Replace(a, ".5", ".6", 1)+b+c)
			must(t, os.Rename(path+".new", path))
		}, data.Replaced, 3, true, "was replaced by another file"},
		{"replaced by a longer one of the same", func(path string) { put(t, path+".new", head+a+b+a+c); must(t, os.Rename(path+".new", path)) }, data.Grown, 3, false, ""},
		{"deleted", func(path string) { must(t, os.Remove(path)) }, data.Deleted, 2, false, "was deleted"},
		{"touched", func(path string) { must(t, os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour))) }, data.Unchanged, 2, false, ""},
		{"gone over to predictions.jsonl", func(path string) { put(t, path, record("a")+"\n") }, data.Truncated, 1, true, "was written anew"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			path := write(t, "rows.csv", head+a+b)
			f := follow(t, path, data.Options{})
			f.look()
			before := f.run
			row.happens(path)
			change := f.look()
			if change == data.Unchanged && row.change != data.Unchanged {
				change = f.look() // what became shorter is read when it has come to rest
			}
			if change != row.change || f.run.Instances() != row.instances || f.anew != row.anew {
				t.Errorf("change %d, %d instances, update %+v", change, f.run.Instances(), f.last)
			}
			if f.says(row.says); row.says == "" && len(f.said) > 0 {
				t.Errorf("says %q of what is nothing", f.said)
			}
			if _, err := before.Detail(0); err != nil {
				t.Errorf("the run of before has no texts while somebody looks at it: %v", err)
			}
			must(t, os.RemoveAll(path))
			f.look()
			put(t, path, head+a+b+c)
			f.look()
			if f.look(); f.run.Instances() != 3 || f.run.ID(2) != "c" {
				t.Errorf("the run that came then has %d instances", f.run.Instances())
			}
		})
	}
}

// A file that goes away and comes back as it was is not read again.
func TestFollowWholeReturn(t *testing.T) {
	path := write(t, "rows.csv", "prompt_id,response\na,one\n")
	f := follow(t, path, data.Options{})
	f.look()
	before := f.run
	must(t, os.Rename(path, path+".away"))
	f.look()
	must(t, os.Rename(path+".away", path))
	if change := f.look(); change != data.Returned || f.run != before {
		t.Errorf("change %d, want that it is back", change)
	}
	if f.says("was deleted", "is back"); len(f.said) != 2 {
		t.Errorf("says %q", f.said)
	}
}
