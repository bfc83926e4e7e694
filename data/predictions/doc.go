// Package predictions writes records as lines of predictions.jsonl, the format that
// package data reads.
//
// Beside the fields of the format a line may hold what other formats know: tokens,
// logprobs, peaks and candidates of each token, the prompt, its label and topic, and the
// line that the record came from. What a record does not state is left out where it is a
// whole field, and null where other traces state it.
package predictions
