// Package jsonl reads JSON as Python writes and reads it, most of it one object a line:
// with NaN and the infinities as bare words, with control characters inside texts, and
// with the last of two equal keys counting.
//
// Lines cuts a stream into lines, Parse says whether a line is sound, and a Value gives
// what is in it piece by piece. A Value is a part of the line's own bytes: looking into
// it copies nothing, and only what a reader asks for is ever turned into a text or a
// number. Objects does all of it for a whole file. A Stream walks through one document
// that is too long to hold, and gives the values in it that are asked for.
package jsonl
