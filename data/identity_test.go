package data_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/confscope/confscope/data"
)

// What a file holds is compared in sixteen places when somebody has written to it: a
// stretch of other texts is noticed even where a record is as it was, and what is only
// added or touched is no change.
func TestFileWrittenOver(t *testing.T) {
	content := ""
	for i := range 2000 {
		content += record(fmt.Sprintf("p%04d", i)) + "\n"
	}
	third := len(content) / 3
	other := content[:third] + strings.ReplaceAll(content[third:2*third], "Sure", "Nope") + content[2*third:]
	for _, c := range []struct {
		now     string
		changed bool
		because string
	}{
		{other, true, "the middle third has other answers, as long as before"},
		{content, false, "it was written with what it held"},
		{content + content, false, "it has grown"},
		{content[:third] + "\n", true, "it is shorter"},
	} {
		for name, packed := range map[string]bool{"predictions.jsonl": false, "predictions.jsonl.gz": true} {
			if packed && c.now != content {
				continue // nothing of a packed file stays where it was
			}
			bytes := func(text string) string {
				if packed {
					return gzipped(text)
				}
				return text
			}
			path := write(t, name, bytes(content))
			run := open(t, path, data.Options{})
			put(t, path, bytes(c.now))
			must(t, os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)))
			for _, i := range []int{0, 1999} {
				if _, err := run.Detail(i); (err != nil) != c.changed || err != nil && !strings.Contains(err.Error(), "the file changed since it was opened") {
					t.Errorf("%s, instance %d: %v, because %s", name, i, err, c.because)
				}
			}
		}
	}
}

// A small file is compared as a whole.
func TestSmallFileWrittenOver(t *testing.T) {
	content := ids("a", "b", "c", "d")
	path := write(t, "predictions.jsonl", content)
	run := open(t, path, data.Options{})
	at := strings.LastIndex(content, "Sure")
	put(t, path, content[:at]+"Nope"+content[at+4:])
	must(t, os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)))
	if _, err := run.Detail(0); err == nil {
		t.Error("a word of the last record was written over, and the first is read as if nothing was")
	}
}
