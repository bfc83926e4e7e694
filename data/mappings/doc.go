// Package mappings keeps the mappings of tables that a person has confirmed, so that a
// table with the same columns opens without a question next time.
//
// A mapping lies in a file of its own, in the state folder, as Mapping.Write writes it.
// The file is named by a hash of the names of the columns, in whatever order they stand:
// no name out of a table ever becomes one on the disk. It is written to a temporary name
// and moved, so that no reader meets half of it.
//
//	In -> Store -> Find, Keep, Forget
package mappings
