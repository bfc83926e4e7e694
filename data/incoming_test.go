package data_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/confscope/confscope/data"
)

// A packed file of any format that is cut off keeps what stood before, and says that it is
// cut, once; one whose checksum is wrong keeps all.
func TestCutAndDamagedFormats(t *testing.T) {
	for _, w := range everyFormat(t) {
		packed := gzipped(w.content)
		damaged := []byte(packed)
		damaged[len(damaged)-6] ^= 0x55
		for _, c := range []struct {
			name, content, says string
			cut                 bool
		}{
			{w.name + ".gz", packed[:len(packed)-12], "the packed file is cut off", true},
			{w.name + ".zst", cutFrame(w.content), "the packed file is cut off", true},
			{w.name + ".gz", string(damaged), "the packed content is damaged", false},
		} {
			run := open(t, write(t, c.name, c.content), data.Options{})
			if got := answers(t, run); !slices.Equal(got, []string{"0: one, three", "1: two, I'm sorry"}) {
				t.Errorf("%s: %q", c.name, got)
			}
			if list := run.Problems().List; len(list) != 1 || !strings.Contains(list[0].Error(), c.says) || strings.Count(list[0].Error(), c.name) != 1 {
				t.Errorf("%s: problems %v, want one that says %q", c.name, list, c.says)
			}
			if run.Source().Cut != c.cut {
				t.Errorf("%s: cut %t", c.name, run.Source().Cut)
			}
		}
	}
}

// cutFrame lacks the last bytes of a zstd frame: its checksum.
func cutFrame(content string) string {
	packed := zstded(content)
	return packed[:len(packed)-3]
}

// A problem of unpacking is told once, however often the last bite is interrupted.
func TestInterruptedAtTheEnd(t *testing.T) {
	damaged := []byte(gzipped(record("a") + "\n"))
	damaged[len(damaged)-6] ^= 0x55
	synctest.Test(t, func(t *testing.T) {
		labels, end := io.Pipe() // labels that are late, so that the last bite waits for them
		l, err := data.StartReader("run.jsonl", bytes.NewReader(damaged), labels, data.Options{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		interrupted := 0
		for range 4 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			if _, err := l.Next(ctx); errors.Is(err, context.DeadlineExceeded) {
				interrupted++
			} else if err != nil {
				t.Fatal(err)
			}
			cancel()
		}
		go func() {
			_, _ = io.WriteString(end, "id,label\na,safe\n") // the reading end says what is wrong
			_ = end.Close()
		}()
		run := rest(t, l)
		if list := run.Problems().List; len(list) != 1 || run.Instances() != 1 || run.Labels()[0] != data.LabelSafe || interrupted < 2 {
			t.Errorf("%d interruptions, %d instances, label %v, problems %v", interrupted, run.Instances(), run.Labels()[0], list)
		}
	})
}

func rest(t *testing.T, l *data.Loading) *data.Run {
	t.Helper()
	for {
		p, err := l.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if p.Finished {
			t.Cleanup(func() {
				if err := errors.Join(l.Close(), p.Run.Close()); err != nil {
					t.Error(err)
				}
			})
			return p.Run
		}
	}
}

// The answers of one id are as many as one line may hold; the others are counted, and cost
// no other instance.
func TestManyAnswersOfOneID(t *testing.T) {
	for because, order := range map[string][2]string{"together": {"", "b,last\n"}, "apart": {"b,first\n", "b,last\n"}} {
		content := "prompt_id,response\n" + order[0] + strings.Repeat("a,"+strings.Repeat("x", 100)+"\n", 1000) + order[1]
		run := open(t, write(t, "rows.csv", content), data.Options{MaxLine: 10_000})
		list := run.Problems().List
		if run.Instances() != 2 || len(list) != 1 || list[0].Line == 0 || list[0].File != "rows.csv" || !strings.Contains(list[0].Error(), "a has more answers than one line may hold: ") {
			t.Errorf("%s: %d instances, problems %v", because, run.Instances(), list)
			continue
		}
		for i := range 2 {
			first, end := run.Span(i)
			if run.ID(i) == "a" && !strings.Contains(list[0].Error(), fmt.Sprintf("%d of 1000 are left out", 1000-(end-first))) {
				t.Errorf("%s: %d answers stay, and %v", because, end-first, list[0])
			}
		}
	}
}

// Where no copy can be kept, what needs one says so; what does not opens.
func TestNoRoomForCopies(t *testing.T) {
	nowhere := data.Options{SpoolDir: filepath.Join(t.TempDir(), "nowhere")}
	many := strings.Repeat("0,ask,"+strings.Repeat("x", 1000)+",.5\n", 10_000)
	for name, content := range map[string]string{"rows.csv.gz": gzipped("prompt_id,prompt,response,confidence\n" + many), "rows.csv": "prompt_id,prompt,response,confidence\n" + many} {
		_, err := data.Open(t.Context(), write(t, name, content), nowhere)
		if err == nil || !strings.Contains(err.Error(), name+" cannot be read without a copy") || !strings.Contains(err.Error(), "TMPDIR") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
	run := open(t, write(t, "rows.csv", everyFormat(t)[0].content), nowhere)
	if len(answers(t, run)) != 2 {
		t.Error("a small table needs no folder for its copy")
	}
}

// A copy that is being made ends with the load, and leaves no file behind.
func TestClosedWhileCopying(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		in := &gate{head: strings.NewReader("PAR1"), goOn: make(chan struct{}), left: 64 << 20}
		l, err := data.Start("-", data.Options{Stdin: in, SpoolDir: dir})
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait() // the copy waits at the gate
		before := in.left
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		close(in.goOn)
		synctest.Wait()
		if before == 0 || in.left < before-2<<20 {
			t.Errorf("%d of %d bytes were read after the load was closed", before-in.left, before)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) > 0 {
			t.Errorf("left behind: %v, %v", entries, err)
		}
	})
}

// gate gives a head, half of what is left, and the other half when it may go on.
type gate struct {
	head io.Reader
	goOn chan struct{}
	left int
}

func (g *gate) Read(p []byte) (int, error) {
	if n, err := g.head.Read(p); err == nil {
		return n, nil
	}
	if g.left == 0 {
		return 0, io.EOF
	}
	if g.left <= 32<<20 {
		<-g.goOn
	}
	n := min(len(p), g.left)
	clear(p[:n])
	g.left -= n
	return n, nil
}

// Links in a folder count as what they lead to, and packed files by their packed bytes.
func TestFolderOfLinks(t *testing.T) {
	dir := t.TempDir()
	for _, seed := range []string{"1", "2"} {
		file := write(t, "seed.csv.gz", gzipped("prompt_id,response\n"+strings.Repeat("a,answer of seed "+seed+"\n", 1000)))
		if err := os.Symlink(file, filepath.Join(dir, "seed"+seed+".csv.gz")); err != nil {
			t.Fatal(err)
		}
	}
	l, err := data.Start(dir, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	run := rest(t, l)
	p, err := l.Next(t.Context())
	if err != nil || p.Done != p.Total || p.Total == 0 {
		t.Errorf("%d bytes of %d, %v", p.Done, p.Total, err)
	}
	if run.Instances() != 1 || run.Traces() != 2000 {
		t.Errorf("%d instances, %d traces", run.Instances(), run.Traces())
	}
}

// A field of a predictions.jsonl that only converted files have costs no record.
func TestForeignFieldsOfRecords(t *testing.T) {
	const odd = `{"instance_id": "a", "confidences": [1], "line": "the third", "label": {"a": 1}, "topic": [1], "prompt": [{"role": "user"}], "tokens": 7, "peaks": "x"}`
	run, err := data.Read("run.jsonl", strings.NewReader(odd+"\n"), nil, data.Options{})
	if err != nil || run.Problems().Total() != 0 || run.Line(0) != 1 {
		t.Fatalf("%v", err)
	}
}
