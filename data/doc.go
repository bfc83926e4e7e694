// Package data turns the files of an evaluation into a [Run]: columns of numbers that
// never change once handed out, and texts that are read only when asked for.
//
//	bytes -> container -> lines of predictions.jsonl -> records -> columns -> Run
//
// [Open] reads a file, a folder or standard input whole; [Start] and [Loading.Next] read it
// in bites, each of which hands out a Run of what has been read so far; [Follow] goes on
// while it is written. Formats other than predictions.jsonl are recognised by their bytes
// and turned into its lines by readers below this folder: all runs come in by one path.
//
// Three rules hold throughout. A value is known, absent or not a number, and never one of
// these in place of another. A record that cannot be read is counted and listed as a
// [Problem] and takes no other with it. Texts, ids and topics are hostile: they are kept
// raw and shown through [Printable] or [PrintableLine].
//
// Texts stay on disk. A Run remembers where each begins, and [Run.Detail], [Run.EachText],
// [Run.Search] and [Run.Mark] read them again: what came packed or piped, from a spool, at
// first packed blocks in memory, then a temporary file without a name.
package data
