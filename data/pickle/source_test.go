package pickle_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/pickle"
)

func TestReadStream(t *testing.T) {
	file := pickled(question("all_traces", list{trace("t", list{np(1)}, 1)}))
	want := readWell(t, file)
	s := &sink{}
	in := foreign.Input{Name: "deepthink_offline_qid7_rid1_x.pkl", Stream: io.MultiReader(bytes.NewReader(file[:50]), bytes.NewReader(file[50:]))}
	if err := pickle.Read(context.Background(), in, s); err != nil {
		t.Fatal(err)
	}
	sameLines(t, "a stream gives what a file gives", s.lines(), want.lines())
}

func TestReadProgress(t *testing.T) {
	file := pickled(question("all_traces", list{trace("t", list{np(1)}, 1)}))
	s := readWell(t, file)
	for i, done := range s.Done {
		if i > 0 && done < s.Done[i-1] || done > int64(len(file)) {
			t.Errorf("progress goes %d of %d", s.Done, len(file))
		}
	}
	if last := s.Done[len(s.Done)-1]; last != int64(len(file)) {
		t.Errorf("progress ends at %d of %d", last, len(file))
	}
}

func TestReadEnds(t *testing.T) {
	file := pickled(question("all_traces", list{trace("1", list{np(1)}, 1), trace("2", list{np(1)}, 1)}))
	full := errors.New("full")
	s := &sink{foreigntest.Sink{Refuse: full}}
	in := foreigntest.Input("", file)
	if err := pickle.Read(context.Background(), in, s); !errors.Is(err, full) || len(s.lines()) != 1 {
		t.Errorf("the sink's error ends the reading at once: %v after %d", err, len(s.lines()))
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if err := pickle.Read(cancelled, in, &sink{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled reading says so, not %v", err)
	}
	broken := errors.New("disk on fire")
	in.At = failingAt{err: broken}
	if err := pickle.Read(context.Background(), in, &sink{}); !errors.Is(err, broken) {
		t.Errorf("a disk's error is given on, not %v", err)
	}
}

// TestReadFailsOnTheWay lets the disk fail, or the file become shorter, at every place.
func TestReadFailsOnTheWay(t *testing.T) {
	broken := errors.New("disk on fire")
	text := strings.Repeat("x", 300<<10)
	file := pickled(question("all_traces", list{trace(text, list{np(1)}, 1), trace(text, list{np(1)}, 1)}))
	for from := 1; from < len(file); from += 50 << 10 {
		in := foreign.Input{At: failingAt{broken, file[:from]}, Size: int64(len(file))}
		if err := pickle.Read(context.Background(), in, &sink{}); !errors.Is(err, broken) {
			t.Errorf("the disk fails at byte %d, and the error is %v", from, err)
		}
		in.At = bytes.NewReader(file[:from])
		if err := pickle.Read(context.Background(), in, &sink{}); err == nil || !strings.Contains(err.Error(), "cut at byte") {
			t.Errorf("the file ends at byte %d, before its size, and the error is %v", from, err)
		}
	}
}

// failingAt is a file that cannot be read to its end.
type failingAt struct {
	err  error
	good []byte
}

func (f failingAt) ReadAt(p []byte, at int64) (int, error) {
	if at >= int64(len(f.good)) {
		return 0, f.err
	}
	n := copy(p, f.good[at:])
	if n < len(p) {
		return n, f.err
	}
	return n, nil
}
