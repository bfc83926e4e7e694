// Package table reads tables: files with one row an answer (or one row a prompt, with
// lists for its answers), as spreadsheets, scripts and data frames write them. CSV and
// its kin, JSON lines, JSON arrays and Parquet all become rows of cells; a Mapping says
// which column holds what; every row becomes a foreign.Record.
//
//	bytes -> rows (csv.go, lines.go, wrapped.go, parquet.go) -> Mapping -> plan -> records
//
// Guess proposes the mapping from names and values, with its doubts in words. Rows keep
// the order of the file, so the records of one instance may stand apart. The package also
// writes records as Parquet, one row an instance, and reads them back bit for bit.
package table
