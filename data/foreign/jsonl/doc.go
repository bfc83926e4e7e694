// Package jsonl reads files of one JSON object a line as Python writes and reads them:
// with NaN and the infinities as bare words, with control characters inside texts, and
// with the last of two equal keys counting.
//
// Lines cuts a stream into lines, Parse says whether a line is sound, and a Value gives
// what is in it piece by piece. A Value is a part of the line's own bytes: looking into
// it copies nothing, and only what a reader asks for is ever turned into a text or a
// number. Objects does all of it for a whole file.
package jsonl
