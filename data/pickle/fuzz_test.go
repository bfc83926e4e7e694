package pickle_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/pickle"
)

// FuzzRead: no panic, memory in proportion to the file, records and faults that name their
// trace, and the same from a stream as from a file.
func FuzzRead(f *testing.F) {
	for _, options := range writers() {
		f.Add(damageable(options...))
	}
	f.Add(pickled(question("all_traces", list{trace("t", call{of: "array.array", args: tuple{"d", list{1.0, "x"}}}, nil)})))
	f.Add(pickled(call{of: "os.system", args: tuple{"echo"}}))
	f.Add([]byte("\x80\x04]\x94(h\x00h\x00e."))
	f.Fuzz(func(t *testing.T, file []byte) {
		before := allocated()
		s, err := read(file)
		if took, may := allocated()-before, uint64(16<<20+4000*len(file)); took > may {
			t.Errorf("%d bytes took %d (%v)", len(file), took, err)
		}
		for i, line := range s.lines() {
			if !strings.HasPrefix(line, strconv.Itoa(i+1)+" ") {
				t.Errorf("record %d is numbered otherwise: %s", i+1, line)
			}
		}
		for _, fault := range s.says() {
			if n, err := strconv.Atoi(fault[:strings.IndexByte(fault, ' ')]); err != nil || n > len(s.lines()) {
				t.Errorf("the fault %q names no record of %d", fault, len(s.lines()))
			}
		}
		streamed := &sink{}
		in := foreign.Input{Name: "deepthink_offline_qid7_rid1_x.pkl", Stream: bytes.NewReader(file)}
		again := pickle.Read(context.Background(), in, streamed)
		if fmt.Sprint(again) != fmt.Sprint(err) || !slices.Equal(s.lines(), streamed.lines()) {
			t.Errorf("a stream gives %v and %q, a file %v and %q", again, streamed.lines(), err, s.lines())
		}
	})
}
