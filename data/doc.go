// Package data turns the files of an evaluation into a [Run]: columns of numbers that
// never change once handed out, and texts that are read only when asked for.
//
// A run is a predictions.jsonl, plain, gzip or zstd, a folder that holds one, or standard
// input. [Open] reads it whole; [Start] and [Loading.Next] read it in bites, each of
// which hands out a Run of what has been read so far. The benchmark's labels and prompts
// come from a second file, found beside the first or named in [Options].
//
//	bytes -> container -> lines -> records -> columns -> Run
//
// Three rules hold throughout. A value is known, absent or not a number, and never one of
// these in place of another. A record that cannot be read is counted and listed as a
// [Problem] and takes no other with it. Texts, ids and topics are hostile: they are kept
// raw and shown through [Printable] or [PrintableLine].
//
// Texts stay on disk. A Run remembers where each record and each text begins, and
// [Run.Detail], [Run.EachText], [Run.Search] and [Run.Mark] read them again. A packed
// file is unpacked again for that, and what is unpacked goes to a spool, as standard input
// does at once: packed blocks in memory first, then a temporary file without a name.
package data
