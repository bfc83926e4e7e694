// Package table reads tables: files with one row an answer (or one row a prompt, with
// lists for its answers), as spreadsheets, scripts and data frames write them. CSV and
// its kin, JSON lines, JSON arrays and Parquet all become rows of cells; a Mapping says
// which column holds what; every row becomes a foreign.Record.
//
//	bytes -> rows (csv.go, lines.go, wrapped.go, parquet.go) -> Mapping -> plan -> records
//
// A text that is empty is the answer of a model that said nothing, and one that is not
// there is no text. CSV cannot tell the two apart: an empty cell is an empty answer where
// the row states anything else about it (a confidence, a flag, a count, tokens), and a
// word for nothing (NaN, null, None, NA) is no text. A row that states nothing else is
// left out with a fault, in every format.
//
// Guess proposes the mapping from names and values, with its doubts in words. Rows keep
// the order of the file, so the records of one instance may stand apart; the number that
// a row states of its sample goes with them as the Order of their traces. The package also
// writes records as Parquet, one row an instance, and reads them back bit for bit.
// Package jsonl cuts JSON into rows; json.go takes a row apart by itself, since it bounds
// the cells and the depth of what it builds and says at which byte it expected what.
package table
