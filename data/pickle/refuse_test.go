package pickle_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/pickle"
)

func TestRefusesWhatWouldRun(t *testing.T) {
	good := trace("t", list{np(1)}, 1)
	refused := "it is refused, and nothing of it was run"
	rows := []struct {
		because string
		value   any
		names   string
	}{
		{"a command", call{of: "os.system", args: tuple{"echo pwned"}}, "os.system"},
		{"the name of a command alone", class("posix.system"), "posix.system"},
		{"a function that evaluates", call{of: "builtins.eval", args: tuple{"1"}}, "builtins.eval"},
		{"numpy's loader, which is numpy too", class("numpy.load"), "numpy.load"},
		{"an attribute below a known name", class("numpy.dtype.mro"), "numpy.dtype.mro"},
		{"a harmless class, for it is not needed", call{of: "collections.OrderedDict", args: tuple{}}, "collections.OrderedDict"},
		{"a call of a class that only ever is an argument", call{of: "numpy.ndarray", args: tuple{}}, "numpy.ndarray"},
		{"a name that would hide itself on a terminal", class("\x1b[2Jos.system"), `"\x1b[2Jos.system"`},
		{"the opcode that makes objects", raw("}}\x81"), "the opcode NEWOBJ"},
		{"the opcode that makes objects of old", raw("(ios\nsystem\n"), "the opcode INST"},
		{"an extension registry", raw("\x82\x01"), "the opcode EXT1"},
		{"a persistent id", raw("N\x51"), "the opcode BINPERSID"},
		{"a frame inside that states another protocol", raw("\x80\x01N"), "protocol 1"},
	}
	for _, row := range rows {
		for _, n := range []int{2, 4} {
			for where, file := range map[string][]byte{
				"before the traces": pickled(question("final_answer", row.value, "all_traces", list{good}), protocol(n)),
				"behind the traces": pickled(question("all_traces", list{good}, "token_stats", row.value), protocol(n)),
				"in a trace":        pickled(question("all_traces", list{good, trace("x", row.value, 1)}), protocol(n)),
				"alone":             pickled(row.value, protocol(n)),
			} {
				s, err := read(file)
				if err == nil || !strings.Contains(err.Error(), row.names) || !strings.Contains(err.Error(), refused) {
					t.Errorf("%s, %s, protocol %d: want a refusal that names %s, not %v", row.because, where, n, row.names, err)
				}
				if len(s.lines()) > 0 {
					t.Errorf("%s, %s, protocol %d: nothing is handed on, but %q was", row.because, where, n, s.lines())
				}
			}
		}
	}
}

func TestRefusesWhatIsNoQuestion(t *testing.T) {
	rows := []struct {
		file []byte
		want string
	}{
		{pickled(list{1}), "holds a list"},
		{pickled(items{"a", 1}), "neither all_traces nor"},
		{pickled(items{"all_traces", nil}), "neither all_traces nor"},
		{[]byte("(dp0\nS'a'\np1\nI1\ns."), "protocol 2 to 5"},
		{[]byte("\x80\x06}."), "protocol 6"},
		{nil, "cut at byte 0"},
		{[]byte("\x80\x04"), "cut at byte 2"},
	}
	for _, row := range rows {
		s, err := read(row.file)
		if err == nil || !strings.Contains(err.Error(), row.want) || len(s.lines()) > 0 {
			t.Errorf("%q gives %v and %q, and should say %q", row.file, err, s.lines(), row.want)
		}
	}
}

// TestBombs are small files that would take memory from a reader that believed them.
func TestBombs(t *testing.T) {
	const head = "\x80\x04}(\x8c\x0aall_traces"
	deep := head + strings.Repeat("](", 5000)
	rows := []struct{ because, file, want string }{
		{"a text of 4 GB that is not there", head + "X\xff\xff\xff\xff", "cut at"},
		{"a text of 2^63 bytes", head + "\x8d\xff\xff\xff\xff\xff\xff\xff\x7f", "cut at"},
		{"bytes of 2^64 bytes", head + "\x8e\xff\xff\xff\xff\xff\xff\xff\xff", "cut at"},
		{"an integer of 4 GB", head + "\x8b\xff\xff\xff\xff", "cut at"},
		{"a memo number of 4 billion", head + "j\xff\xff\xff\xff", "nothing was stored"},
		{"a store under 4 billion", head + "Nr\xff\xff\xff\xffj\xff\xff\xff\xff", "nothing was stored"},
		{"nesting by marks", deep, "a nesting of more"},
		{"nesting by tuples", head + "N" + strings.Repeat("\x85", 1_400_000), "more in one trace"},
		{"values in a row", head + strings.Repeat("N", 1_400_000), "values in a row"},
		{"a list put into itself again and again", head + "]\x94" + strings.Repeat("h\x00a", 100_000), "more to keep"},
		{"a tuple doubled two hundred times", head + "N\x94" + doublings(200), "more to keep"},
		{"an array with a shape it does not have", head + "cnumpy.core.numeric\n_frombuffer\n(C\x08\x00\x00\x00\x00\x00\x00\x00\x00" +
			"cnumpy\ndtype\n\x8c\x02f8\x85RJ\xff\xff\xff\x7f\x85NtR", "stated shape"},
		{"a text stored and kept many times", head + "X\x00\x00\x01\x00" + strings.Repeat("x", 1<<16) + strings.Repeat("\x94", 3000) + gets(3000), "more to keep"},
	}
	for _, row := range rows {
		before := allocated()
		s, err := read([]byte(row.file))
		took := allocated() - before
		if err == nil || !strings.Contains(err.Error(), row.want) || len(s.lines()) > 0 {
			t.Errorf("%s: want an error with %q and no trace, not %v and %q", row.because, row.want, err, s.lines())
		}
		if took > 640<<20 {
			t.Errorf("%s: took %d MB (%v)", row.because, took>>20, err)
		}
	}
}

// doublings is a tuple of the tuple before, twice, n times.
func doublings(n int) string {
	var s strings.Builder
	for i := range n {
		fmt.Fprintf(&s, "h%ch%c\x86\x94", i, i)
	}
	return s.String()
}

func gets(n int) string {
	var s strings.Builder
	for i := range n {
		fmt.Fprintf(&s, "j%c%c\x00\x00", i&0x7f, i>>7&0x7f)
	}
	return s.String()
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// TestMemory reads far more text and numbers than it may hold: each trace is in the memo,
// because two lists share it, and is to be forgotten when it is whole.
func TestMemory(t *testing.T) {
	text := strings.Repeat("word ", 1<<17)
	confs := make(list, 1000)
	for i := range confs {
		confs[i] = np(i)
	}
	var all list
	for i := range 210 {
		all = append(all, &shared{trace(fmt.Sprint(i, text), confs, len(confs))})
	}
	file := pickled(question("warmup_traces", all, "all_traces", all))
	var s foreigntest.Count
	err := pickle.Read(context.Background(), foreigntest.Input("", file), &s)
	if err != nil || int(s) != len(all) {
		t.Fatalf("%d MB in %d traces: %d are read, and %v", len(file)>>20, len(all), s, err)
	}
}

// TestWaiting has traces that come before their place: what counts is how many wait at one
// moment, and not in all.
func TestWaiting(t *testing.T) {
	text := strings.Repeat("word ", 1<<20)
	var all list
	for i := range 120 {
		all = append(all, &shared{trace(text, list{np(i)}, 1)})
	}
	inPairs, backwards := slices.Clone(all), slices.Clone(all)
	for i := 0; i < len(all); i += 2 {
		inPairs[i], inPairs[i+1] = all[i+1], all[i]
	}
	slices.Reverse(backwards)
	for _, row := range []struct {
		because string
		order   list
		records int
		says    string
	}{
		{"one of two waits for the other, 120 times", inPairs, len(all), ""},
		{"all wait for the last: 600 MB", backwards, 0, "more than 256 MB would wait"},
	} {
		file := pickled(question("warmup_traces", all, "all_traces", row.order))
		var s foreigntest.Count
		err := pickle.Read(context.Background(), foreigntest.Input("", file), &s)
		if int(s) != row.records || (err != nil) != (row.says != "") || err != nil && !strings.Contains(err.Error(), row.says) {
			t.Errorf("%s: %d traces are read, and %v", row.because, s, err)
		}
	}
}
