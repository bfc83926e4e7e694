package data

import (
	"bytes"
	"fmt"
	"unicode"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/labelsets"
)

// refusal gives the sentence for content that cannot be JSON lines, nil for content that
// may be. The head is the beginning of the unpacked file.
func refusal(name string, head []byte) error {
	what, do := unreadable(head, unpackedName(name))
	switch what {
	case "":
		return nil
	case isArray:
		return ArrayError(name)
	}
	return fmt.Errorf("%s %s: %s", name, what, do)
}

// ArrayError is the error for a file that is one JSON array and no table; it is the file's
// name, raw.
type ArrayError string

const isArray = "is one JSON array"

// Error says what to do about the file.
func (a ArrayError) Error() string {
	return string(a) + " " + isArray + ": write each record on a line of its own, as in: jq -c '.[]'"
}

// unreadable says what content is that no reader takes, and what to do about it.
func unreadable(head []byte, name string) (what, do string) {
	const usual = "give a predictions.jsonl, one JSON record a line"
	text := bytes.TrimLeftFunc(bytes.TrimPrefix(head, byteOrderMark()), unicode.IsSpace)
	has := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case len(head) == 0:
		return "is empty", "name a file with records"
	case len(text) == 0, isNative(head):
		return "", ""
	case batch.SniffInput(head, name):
		return "is the input of a batch job", "give the job's output, and this file with --labels"
	case labelsets.Sniff(head, name):
		return "holds prompts without answers", "give the file with the answers, and this one with --labels; or, if a column does hold answers, say which with --mapping FILE"
	case text[0] == '{':
		return "", ""
	case text[0] == '[':
		return isArray, ""
	case has("PK\x03\x04"):
		return "is a zip archive, and no Inspect log", "unpack it, and give the run in it"
	case len(head) > 1 && head[0] == 0x80 && head[1] >= 2 && head[1] <= 5:
		return "is a Python pickle, and none of DeepConf's traces", "pickles are never run: export it to JSON lines with Python"
	case has("ARROW1"):
		return "is an Arrow table", "save it as Parquet or as JSON lines"
	case has("BZh"), has("\xfd7zXZ"):
		return "is packed with bzip2 or xz", "unpack it, or pack it with gzip or zstd"
	case has("\xff\xfe"), has("\xfe\xff"):
		return "is UTF-16 text", "save it as UTF-8"
	case bytes.Contains(text, []byte("\n{")):
		return "", "" // something else went before the records, and is listed line by line
	case bytes.IndexByte(firstLine(text), ',') > 0:
		return "looks like a CSV table, and none of its columns is known to hold answers", "say with --mapping FILE which column holds what"
	}
	return "is no predictions.jsonl: its first line does not begin with {", usual
}

func firstLine(text []byte) []byte {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return line
}
