package table

import (
	"slices"
	"strings"
)

// known reports whether the names are those of a format that has a reader of its own.
func known(names []string) bool {
	for _, all := range [][]string{
		{"instance_id", "traces"},        // predictions.jsonl
		{"custom_id", "response"},        // batch output
		{"custom_id", "body"},            // batch input
		{"doc_id", "resps"},              // lm-eval
		{"version", "status", "eval"},    // Inspect
		{"percentile", "metrics"},        // sweeps
		{"percentile", "accuracy"},       // sweeps
		{"percentile_results", "config"}, // sweeps
	} {
		if !slices.ContainsFunc(all, func(name string) bool { return !has(names, name) }) {
			return true
		}
	}
	return false
}

// has reports whether a column, or a group of columns, has a name.
func has(names []string, name string) bool {
	return slices.ContainsFunc(names, func(one string) bool {
		return one == name || strings.HasPrefix(one, name+".")
	})
}
