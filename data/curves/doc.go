// Package curves reads a published sweep: the JSON that the reference's analysis script
// writes, and that of confscope's own sweep command, which holds more. Such a file has
// the outcome counts at a few percentiles and no traces, so nothing is known between its
// points, and nothing can be judged again.
//
// Sniff knows such a file by its first bytes; Read takes the whole of it. The counts are
// what is believed. The rates that stand beside them are kept as they were typed, with
// how finely, so that whoever counts can hold them against the counts.
//
// Results may stand in a bare array or under any key. A result that cannot be used is
// left out with a Fault that names it by its number; the others are kept.
package curves
