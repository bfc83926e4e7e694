package data

import (
	"path/filepath"
	"strings"
)

// labelFile gives the label file beside a run, "" where there is none.
func labelFile(run string) string {
	for _, name := range []string{"labels.jsonl", "labels.csv", "labels.tsv", "labels.json", "labels.parquet"} {
		if found := beside(filepath.Dir(run), name); found != "" && found != run {
			return found
		}
	}
	return ""
}

// requestFile gives the input of the batch job that a run is the output of, "" where none
// lies beside it.
func requestFile(run string) string {
	for _, name := range requestNames(unpackedName(filepath.Base(run))) {
		if found := beside(filepath.Dir(run), name); found != "" && found != run && holdsRequests(found) {
			return found
		}
	}
	return ""
}

// requestNames are the names that the input of a batch job goes by, given that of its
// output.
func requestNames(output string) []string {
	var names []string
	for _, word := range []string{"output", "results", "result", "responses"} {
		at := strings.LastIndex(output, word)
		if at < 0 {
			continue
		}
		for _, other := range []string{"input", "inputs", "requests", "prompts"} {
			names = append(names, output[:at]+other+strings.TrimPrefix(output[at+len(word):], "s"))
		}
	}
	return append(names, "batch_input.jsonl", "batchinput.jsonl", "batch_requests.jsonl", "input.jsonl", "requests.jsonl")
}
