package lmeval_test

import (
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/lmeval"
)

// weigher is a sink that adds up what records hold, and checks that faults name lines.
type weigher struct {
	found
	t      *testing.T
	ids    []string
	weight int // bytes of memory that the heaviest record takes
	line   int
	tooFar int
}

func (w *weigher) Fault(f foreign.Fault) {
	if f.Line < 1 || f.Line > w.tooFar || f.Err == nil || strings.ContainsAny(f.Err.Error(), "\n\x1b") {
		w.t.Errorf("fault %+v: want a line from 1 to %d and one plain sentence", f, w.tooFar)
	}
}

func (w *weigher) Record(r *foreign.Record) error {
	if r.Line <= w.line || r.Line > w.tooFar || r.ID == "" || len(r.Traces) == 0 {
		w.t.Errorf("record %q of line %d follows line %d of %d", r.ID, r.Line, w.line, w.tooFar)
	}
	w.line = r.Line
	weight := len(r.ID) + len(r.Topic)
	for _, t := range r.Traces {
		weight += 56
		if t.Text != nil {
			weight += len(*t.Text)
		}
	}
	w.weight = max(w.weight, weight)
	w.ids = append(w.ids, r.ID)
	return w.found.Record(r)
}

// Whatever stands between two good lines: nothing panics, faults name their line, what a
// record holds is bounded by what the file holds, and the good lines are read.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		sample("0", generate, `[["a", "b"]]`),
		sample("0", options([2]string{"Q", " a"}, [2]string{"", " b"}), `[[["-1", "x"], [-2]], [["nan", "x"], ["-inf"]]]`),
		sample("0", `[["Q"]]`, `[["-1.5"]]`, `"doc": {"category": "c"}, "filter": "b"`),
		sample("0", `{"gen_args_0": {"arg_0": ["[{\"role\": \"user\", \"content\": [{\"text\": \"a\"}]}]"]}}`, `[["a"]]`),
		"{\n\n7", `{"doc_id": "first`,
	} {
		f.Add([]byte(seed))
	}
	first, last := sample(`"the first"`, generate, `[["x"]]`), sample(`"the last"`, generate, `[["y"]]`)
	f.Fuzz(func(t *testing.T, middle []byte) {
		if strings.Contains(string(middle), "the") {
			return // it may hold a document of the last one's id, and then that is taken
		}
		file := first + "\n" + string(middle) + "\n" + last
		w := weigher{t: t, tooFar: strings.Count(file, "\n") + 1}
		if err := lmeval.Read(t.Context(), input(file), &w); err != nil {
			t.Fatal(err)
		}
		n := len(w.records)
		if n < 2 || w.records[0] != `the first (Q): "x"` || w.records[n-1] != `the last (Q): "y"` {
			t.Errorf("records %q: the good lines are gone", w.records)
		}
		if most := 24*len(middle) + 4096; w.weight > most {
			t.Errorf("a record of %d bytes from %d bytes of file", w.weight, len(middle))
		}
		lmeval.Sniff(middle, "samples_x")
	})
}
