// Package convert writes a run as a file that package data opens again to the same
// numbers, texts, tokens, labels and prompts: Parquet with one row an instance, or lines
// of predictions.jsonl, plain or packed. It streams: one record is in memory, and with
// Parquet one row group.
//
// Three things are not carried over, and Report counts the first two. Fields that a record
// has no place for; texts that are no UTF-8, which Parquet takes repaired only; and the
// line on which an instance stood.
package convert
