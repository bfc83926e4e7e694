package pickle_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/pickle"
)

// writers are the ways in which Python and numpy write the same value.
func writers() map[string][]func(*pickler) {
	return map[string][]func(*pickler){
		"protocol 2":             {protocol(2)},
		"protocol 2, numpy 2":    {protocol(2), numpy2},
		"protocol 3":             {protocol(3)},
		"protocol 4":             {},
		"protocol 5, numpy 2":    {protocol(5), numpy2},
		"protocol 3, one by one": {protocol(3), awkward},
		"protocol 4, one by one": {awkward},
		"protocol 2, late":       {protocol(2), after(300)},
		"protocol 3, late":       {protocol(3), after(300)},
		"protocol 4, late":       {after(300)},
		"protocol 2, very late":  {protocol(2), after(5000)},
		"protocol 5, very late":  {protocol(5), after(5000)},
	}
}

func TestReadOnline(t *testing.T) {
	lowest := &shared{np(2)}
	a := &shared{trace("A \u2603\n", list{np(2), np(4)}, 2, "group_confs", list{lowest}, "min_conf", lowest)}
	b := &shared{trace("B", list{np(-0.5), np(math.Inf(1)), np(1)}, 3)}
	value := question("warmup_traces", list{a}, "final_traces", list{b}, "all_traces", list{a, b}, "warmup_min_confs", list{lowest})
	want := []string{
		fmt.Sprintf("1 qid3_ridr0 2 + 2?: %q 3 2 [2 4]", "A \u2603\n"),
		fmt.Sprintf("2 qid3_ridr0 2 + 2?: %q +Inf 3 [-0.5 +Inf 1]", "B"),
	}
	for name, options := range writers() {
		s := readWell(t, pickled(value, options...))
		sameLines(t, name+": every writer gives the same question", s.lines(), want)
		sameLines(t, name+": nothing is wrong with it", s.says(), nil)
	}
}

func TestReadOrder(t *testing.T) {
	one := func() items { return trace("1", list{1.0}, 1) }
	two := func() items { return trace("2", list{2.0}, 1) }
	a, b, c := &shared{one()}, &shared{two()}, &shared{trace("3", list{3.0}, 1)}
	line := func(n int, text string) string {
		return fmt.Sprintf("%d qid3_ridr0 2 + 2?: %q %s 1 [%s]", n, text, text, text)
	}
	rows := []struct {
		because string
		lists   []any
		want    []string
		faults  int
	}{
		{"offline runs fill only all_traces", []any{"warmup_traces", list{}, "final_traces", list{}, "all_traces", list{one(), two()}},
			[]string{line(1, "1"), line(2, "2")}, 0},
		{"copies are not read twice", []any{"warmup_traces", list{one()}, "final_traces", list{two()}, "all_traces", list{one(), two()}},
			[]string{line(1, "1"), line(2, "2")}, 0},
		{"without all_traces the warm-up comes first, wherever it stands", []any{"final_traces", list{two()}, "warmup_traces", list{one()}},
			[]string{line(1, "1"), line(2, "2")}, 0},
		{"all_traces gives the order", []any{"warmup_traces", list{a, b, c}, "all_traces", list{c, a, b}},
			[]string{line(1, "3"), line(2, "1"), line(3, "2")}, 0},
		{"what waits for its place keeps its own numbers", []any{"warmup_traces", list{a, b, c}, "all_traces", list{a, c, b}},
			[]string{line(1, "1"), line(2, "3"), line(3, "2")}, 0},
		{"all_traces gives the choice", []any{"warmup_traces", list{a, b, c}, "all_traces", list{b}}, []string{line(1, "2")}, 0},
		{"a sample counts once", []any{"all_traces", list{a, a, b}}, []string{line(1, "1"), line(2, "2")}, 1},
		{"what is no trace is left out and said", []any{"all_traces", list{a, items{"x", 1}, 5, b}}, []string{line(1, "1"), line(2, "2")}, 2},
		{"a question may have no traces", []any{"all_traces", list{}}, []string{"1 qid3_ridr0 2 + 2?: no traces"}, 0},
	}
	for _, row := range rows {
		s := readWell(t, pickled(question(row.lists...)))
		sameLines(t, row.because, s.lines(), row.want)
		if len(s.says()) != row.faults {
			t.Errorf("%s: %d faults, not %q", row.because, row.faults, s.says())
		}
	}
}

func TestReadTrace(t *testing.T) {
	scalar := func(name, order string, content ...byte) any {
		return call{of: "numpy.core.multiarray.scalar", args: tuple{dtype(name, order), content}}
	}
	ids := func(v any, more ...any) items {
		return append(items{"text", "t", "token_ids", v, "confs", list{1.0}}, more...)
	}
	array := func(order string, shape tuple, content []byte) any {
		return call{"numpy.core.multiarray._reconstruct", tuple{class("numpy.ndarray"), tuple{0}, []byte("b")},
			tuple{1, shape, dtype("f8", order), false, content}}
	}
	two := binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, math.Float64bits(1)), math.Float64bits(3))
	machine := func(format int) any {
		return call{of: "array._array_reconstructor", args: tuple{class("array.array"), "d", format, two}}
	}
	long := make(list, 3000)
	for i := range long {
		long[i] = i
	}
	rows := []struct {
		because string
		trace   items
		want    string
		fault   string
	}{
		{"Python's own floats and integers count too", trace("t", list{1.5, 2, -3}, 3), `"t" 0.166667 3 [1.5 2 -3]`, ""},
		{"NaN stays NaN and is not absent", trace("t", list{np(math.NaN()), np(1)}, 2), `"t" NaN 2 [NaN 1]`, ""},
		{"a long integer is a number", trace("t", list{1 << 40}, 1), `"t" 1.09951e+12 1 [1.099511627776e+12]`, ""},
		{"numpy numbers of every type", trace("t", list{scalar("f4", "<", 0, 0, 0xc0, 0x3f), scalar("i8", "<", 0xfe, 255, 255, 255, 255, 255, 255, 255),
			scalar("i2", ">", 1, 0), scalar("u1", "|", 200)}, 4), `"t" 113.875 4 [1.5 -2 256 200]`, ""},
		{"no confidences: absent, not 0", trace("t", nil, 4), `"t" - 4 []`, ""},
		{"an empty answer has no confidence", trace("", list{}, 0), `"" - 0 []`, ""},
		{"a refused word in confs costs only them", trace("t", list{1.0, "x"}, 2), `"t" - 2 []`, "1 confs: element 2 is a text"},
		{"confs of another kind", trace("t", items{}, 2), `"t" - 2 []`, "1 confs: it is a dictionary"},
		{"numpy's half floats are not read", trace("t", list{scalar("f2", "<", 0, 0)}, 1), `"t" - 1 []`, "1 confs: element 1 is something else"},
		{"a text of another kind", items{"text", 5, "confs", list{1.0}, "num_tokens", 1}, `"-" 1 1 [1]`, "1 text: it is an integer"},
		{"a count that disagrees is kept", trace("t", list{1.0}, 9), `"t" 1 9 [1]`, "1 num_tokens: 9 tokens, but confs has 1"},
		{"num_tokens may be missing: token_ids", ids(list{1, 2}), `"t" 1 2 [1]`, "1 num_tokens"},
		{"token_ids may be a tuple", ids(tuple{1, 2, 3, 4, 5}), `"t" 1 5 [1]`, "1 num_tokens"},
		{"token_ids may be Python's array, protocol 4", ids(call{of: "array._array_reconstructor",
			args: tuple{class("array.array"), "l", 12, make([]byte, 24)}}), `"t" 1 3 [1]`, "1 num_tokens"},
		{"token_ids may be Python's array, protocol 2", ids(call{of: "array.array", args: tuple{"l", list{7}}}), `"t" 1 1 [1]`, ""},
		{"neither: confs", items{"text", "t", "confs", list{1.0, 3.0}}, `"t" 2 2 [1 3]`, ""},
		{"nothing: not stated", items{"text", "t", "stop_reason", "stop"}, `"t" - -1 []`, ""},
		{"confs may be an array", trace("t", array(">", tuple{2}, two), 2), `"t" 2 2 [1 3]`, ""},
		{"of one dimension", trace("t", array(">", tuple{1, 2}, two), 2), `"t" - 2 []`, "1 confs: it is an array of another shape"},
		{"as protocol 5 writes it", trace("t", call{of: "numpy._core.numeric._frombuffer",
			args: tuple{raw("\x96\x10\x00\x00\x00\x00\x00\x00\x00" + string(two)), dtype("f8", ">"), tuple{2}, "C"}}, 2), `"t" 2 2 [1 3]`, ""},
		{"or Python's, of the last machine format there is", trace("t", machine(17), 2), `"t" 2 2 [1 3]`, ""},
		{"and of none", trace("t", machine(18), 2), `"t" - 2 []`, "1 confs: it is an array of another shape or type"},
		{"more elements than Python writes at once", items{"text", "t", "token_ids", long, "num_tokens", 3000}, `"t" - 3000 []`, ""},
	}
	for _, row := range rows {
		good := trace("good", list{np(1)}, 1)
		s := readWell(t, pickled(question("all_traces", list{row.trace, good})))
		sameLines(t, row.because, s.lines(), []string{"1 qid3_ridr0 2 + 2?: " + row.want, `2 qid3_ridr0 2 + 2?: "good" 1 1 [1]`})
		if row.fault == "" && len(s.says()) > 0 || row.fault != "" && (len(s.says()) != 1 || !bytes.HasPrefix([]byte(s.says()[0]), []byte(row.fault))) {
			t.Errorf("%s: the fault is %q, not %q", row.because, s.says(), row.fault)
		}
	}
}

func TestReadSameNumbersByEveryWriter(t *testing.T) {
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 1))
		var all list
		want := []string{}
		for i := range 1 + random.IntN(5) {
			var confs list
			bits := []float64{}
			for range random.IntN(2500) {
				x := math.Float64frombits(random.Uint64())
				confs, bits = append(confs, np(x)), append(bits, x)
			}
			all = append(all, trace(fmt.Sprint(i), confs, len(bits)))
			want = append(want, fmt.Sprint(bits))
		}
		for name, options := range writers() {
			s := &peaks{}
			file := pickled(question("all_traces", all), options...)
			err := pickle.Read(context.Background(), foreigntest.Input("", file), s)
			if err != nil {
				t.Fatalf("seed %d, %s: %v", seed, name, err)
			}
			sameLines(t, fmt.Sprintf("seed %d, %s: the numbers that were written", seed, name), s.got, want)
		}
	}
}

// peaks keeps the confidences of the tokens.
type peaks struct{ got []string }

func (p *peaks) Record(r *foreign.Record) error {
	for _, t := range r.Traces {
		all := []float64{}
		for _, token := range t.Strip {
			all = append(all, token.Peak)
		}
		p.got = append(p.got, fmt.Sprint(all))
	}
	return nil
}
func (*peaks) Fault(foreign.Fault) {}
func (*peaks) Read(int64)          {}
