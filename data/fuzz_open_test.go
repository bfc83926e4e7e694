package data_test

import (
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// openedNames are names that a file may go by: some formats look at them.
func openedNames() []string {
	return []string{"predictions.jsonl", "rows.csv", "log.eval", "batch_output.jsonl", "all.pkl", "rows.parquet", "samples_x.jsonl", "run.json", "predictions.jsonl.gz", "-"}
}

// FuzzOpen: whatever a file holds and whatever it is called, opening it gives a run whose
// records can all be read, or one sentence. Two good records beside it survive where the
// file is a predictions.jsonl.
func FuzzOpen(f *testing.F) {
	good := record("good_1") + "\n" + record("good_2") + "\n"
	for name := range openedNames() {
		for _, w := range everyFormat(f) {
			f.Add([]byte(w.content), uint8(name))
		}
	}
	for n, w := range everyFormat(f) {
		f.Add([]byte(gzipped(w.content)), uint8(n))
		f.Add([]byte(zstded(w.content)), uint8(n))
		f.Add([]byte(w.content[:len(w.content)-7]), uint8(n))
	}
	for _, seed := range append(labelSeeds(f), good, "", "\n", "\x80\x04]\x94.", "PAR1", "[]", "{}", "id,prompt\n1,a\n", "PK\x05\x06"+strings.Repeat("\x00", 18)) {
		f.Add([]byte(seed), uint8(0))
		f.Add([]byte(seed), uint8(1))
	}
	o := data.Options{
		Lists: []data.PhraseList{{Name: "list", Phrases: []string{"sorry"}}}, Refusing: "list", Refusals: data.DefaultRefusals(),
		MaxLine: 1 << 20, Workers: 1,
	}
	f.Fuzz(func(t *testing.T, content []byte, name uint8) {
		if len(content) > 256<<10 {
			return // a packed megabyte is a gigabyte to read
		}
		o := o
		o.Confirm, o.NoSpool = name&64 != 0, name&32 != 0
		called := openedNames()[int(name&31)%len(openedNames())]
		run, err := data.Read(called, strings.NewReader(string(content)), nil, o)
		oneSentence(t, err)
		if err == nil {
			readAll(t, run)
		}
		if called != "-" {
			run, err = data.Open(t.Context(), write(t, called, string(content)), o)
			oneSentence(t, err)
			if err == nil {
				readAll(t, run)
			}
		}
		survivors(t, good, content)
	})
}

func oneSentence(t *testing.T, err error) {
	t.Helper()
	if err != nil && (strings.ContainsAny(err.Error(), "\n\r\x1b") || len(err.Error()) < 10) {
		t.Errorf("no sentence: %q", err)
	}
}

// readAll reads everything that a run has.
func readAll(t *testing.T, run *data.Run) {
	t.Helper()
	for i := range run.Instances() {
		d, err := run.Detail(i)
		if err != nil && run.KeepsTexts() {
			t.Fatalf("instance %d: %v", i, err)
		}
		if first, end := run.Span(i); err == nil && len(d.Texts) != end-first {
			t.Fatalf("instance %d: %d texts of %d traces", i, len(d.Texts), end-first)
		}
	}
	for _, p := range run.Problems().List {
		if p.Err == nil || strings.Contains(data.PrintableLine(p.Error()), "\n") || p.Line < 0 {
			t.Errorf("problem %q on line %d", p, p.Line)
		}
	}
	if err := run.Close(); err != nil {
		t.Error(err)
	}
}

// survivors: lines of any kind between two good records cost neither of them.
func survivors(t *testing.T, good string, content []byte) {
	t.Helper()
	first, second, _ := strings.Cut(good, "\n")
	run, err := data.Read("predictions.jsonl", strings.NewReader(first+"\n"+string(content)+"\n"+second), nil, data.Options{MaxLine: 1 << 20, Workers: 1})
	if err != nil {
		t.Fatalf("a good record is no run: %v", err)
	}
	if n := run.Instances(); run.ID(0) != "good_1" || run.ID(n-1) != "good_2" {
		t.Errorf("of two good records around %q stay %q and %q", content, run.ID(0), run.ID(n-1))
	}
	readAll(t, run)
}
