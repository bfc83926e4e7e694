package lmeval_test

import (
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/lmeval"
)

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
		w := foreigntest.Weigher{T: t, Length: strings.Count(file, "\n") + 1}
		if err := lmeval.Read(t.Context(), input(file), &w); err != nil {
			t.Fatal(err)
		}
		lines := w.Lines()
		n := len(lines)
		if n < 2 || lines[0] != `the first (Q): "x"` || lines[n-1] != `the last (Q): "y"` {
			t.Errorf("records %q: the good lines are gone", lines)
		}
		if most := 24*len(middle) + 4096; w.Heaviest > most {
			t.Errorf("a record of %d bytes from %d bytes of file", w.Heaviest, len(middle))
		}
		lmeval.Sniff(middle, "samples_x")
	})
}
