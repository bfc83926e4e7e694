package pickle_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// damageable is an online question of five short traces.
func damageable(options ...func(*pickler)) []byte {
	var all list
	for _, text := range []string{"a", "b", "c", "d", "e"} {
		all = append(all, &shared{trace(text, list{np(1), np(2), np(3)}, 3)})
	}
	return pickled(question("warmup_traces", all[:2], "final_traces", all[2:], "all_traces", all), options...)
}

// TestCut cuts a file everywhere: what is whole before the cut is read, and the cut is said.
func TestCut(t *testing.T) {
	for _, n := range []int{2, 4} {
		file := damageable(protocol(n))
		want := bodies(readWell(t, file).lines())
		most := 0
		for cut := range file {
			s, err := read(file[:cut])
			if err == nil || !strings.Contains(err.Error(), "cut at byte") {
				t.Fatalf("protocol %d, cut at %d of %d: the error is %v", n, cut, len(file), err)
			}
			got := bodies(s.lines())
			if len(got) > len(want) || !slices.Equal(got, want[:len(got)]) {
				t.Fatalf("protocol %d, cut at %d: %q is not what the file begins with", n, cut, got)
			}
			if len(got) < most {
				t.Fatalf("protocol %d, cut at %d: fewer traces than of a shorter file", n, cut)
			}
			most = len(got)
		}
		if most != len(want) {
			t.Errorf("protocol %d: %d traces are read of a file that lacks one byte, and there are %d", n, most, len(want))
		}
	}
}

// TestCutInAList cuts a file while its traces wait to be put into their list: those that
// are whole are read.
func TestCutInAList(t *testing.T) {
	var all list
	for _, text := range []string{"a", "b", "c"} {
		all = append(all, trace(text, list{np(1), np(2)}, 2))
	}
	file := pickled(question("all_traces", all))
	s, err := read(file[:strings.Index(string(file), "\x8c\x01c")])
	if err == nil || len(s.lines()) != 2 {
		t.Errorf("two traces are whole before the cut: %q, and %v", s.lines(), err)
	}
}

// A number that is written as characters of which there are too few is damage, however
// many bytes they take.
func TestNumberOfSevenBytes(t *testing.T) {
	f8 := dtype("f8", "<")
	scalar := func(content string) any {
		return call{of: "numpy.core.multiarray.scalar", args: tuple{f8, []byte(content)}}
	}
	confs := list{scalar("12345678"), scalar("\xff234567")}
	_, err := read(pickled(question("all_traces", list{trace("a", confs, 2)}), protocol(2)))
	if err == nil || !strings.Contains(err.Error(), "a numpy number of 8 bytes has 7") {
		t.Errorf("7 characters in 8 bytes: %v", err)
	}
}

// bodies takes id and prompt away, which a cut file may lack.
func bodies(lines []string) []string {
	var all []string
	for _, line := range lines {
		_, body, _ := strings.Cut(line, ": ")
		all = append(all, body)
	}
	return all
}

// TestFlippedBytes changes bytes anywhere: no panic, and no trace that is not a trace.
func TestFlippedBytes(t *testing.T) {
	file := damageable()
	random := rand.New(rand.NewPCG(7, 7))
	for range 1500 {
		broken := slices.Clone(file)
		at := random.IntN(len(broken))
		broken[at] ^= byte(1 + random.IntN(255))
		s, err := read(broken)
		if len(s.lines()) > 5 {
			t.Fatalf("byte %d is %#x: %d traces of 5 (%v)", at, broken[at], len(s.lines()), err)
		}
	}
}

func TestGarbage(t *testing.T) {
	file := damageable()
	middle := strings.Index(string(file), "all_traces") - 2
	broken := append(slices.Clone(file[:middle]), "\xff\xff\xff"...)
	s, err := read(broken)
	if err == nil || !strings.Contains(err.Error(), "damaged at byte") || len(s.lines()) != 5 {
		t.Errorf("five traces stand before the garbage: %d, and %v", len(s.lines()), err)
	}
	s, err = read(append(slices.Clone(file), "more"...))
	if err != nil || len(s.lines()) != 5 || !slices.Equal(s.says(), []string{"0 : 4 bytes behind the end of the pickle are not read"}) {
		t.Errorf("bytes behind the end are said: %v, %q", err, s.says())
	}
}
