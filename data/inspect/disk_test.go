package inspect_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/zip"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/inspect"
)

var errDisk = errors.New("input/output error")

// disk fails where one byte of it is bad.
type disk struct {
	io.ReaderAt
	bad int64
}

// ReadAt gives the bytes at an offset, unless the bad one is among them.
func (d disk) ReadAt(b []byte, at int64) (int, error) {
	if at <= d.bad && d.bad < at+int64(len(b)) {
		return 0, errDisk
	}
	return d.ReaderAt.ReadAt(b, at)
}

// A log that the disk does not give is not taken for one that was cut: the disk's own words
// are said, and what can be read beside the bad place is read.
func TestBadDisk(t *testing.T) {
	long := strings.Repeat("word ", 1<<16)
	var pieces []piece
	var samples []string
	for i, id := range []string{"a", "b", "c"} {
		samples = append(samples, sampleJSON(id, 1, id+" "+long))
		pieces = append(pieces, piece{name: "samples/" + id + "_epoch_1.json", body: samples[i], method: zip.Store})
	}
	whole := document(headerJSON("success", "task", 1), samples...)
	packed := archive(t, append(pieces, headerPiece("task", 1))...)
	for _, c := range []struct {
		file    []byte
		bad     int // in percent of the file
		records int
		says    string // the error, or a fault
		because string
	}{
		{whole, 0, 0, "error: input/output error", "nothing could be read"},
		{whole, 20, 0, "error: the log has no whole sample: input/output error", "nor any sample"},
		{whole, 50, 1, "2! : input/output error; the log is read up to here", "a document is read from its beginning"},
		{packed, 50, 2, "2! : samples/b_epoch_1.json: the member is damaged: input/output error", "members stand apart"},
		{packed, 100, 0, "error: input/output error", "the directory is there and cannot be read"},
	} {
		var f found
		bad := min(int64(len(c.file)*c.bad/100), int64(len(c.file)-1))
		err := inspect.Read(t.Context(), foreign.Input{At: disk{bytes.NewReader(c.file), bad}, Size: int64(len(c.file))}, &f)
		says := strings.Join(f.sentences(), "\n")
		if err != nil {
			says = "error: " + err.Error()
		}
		if len(f.Records) != c.records || !strings.HasPrefix(says, c.says) || err != nil && !errors.Is(err, errDisk) {
			t.Errorf("bad at byte %d: %d records, %q, want %d and %q, because %s", bad, len(f.Records), says, c.records, c.says, c.because)
		}
	}
}
