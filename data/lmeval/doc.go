// Package lmeval reads samples_TASK_TIME.jsonl, in which lm-evaluation-harness logs what
// a model answered: one JSON object a line, for a document and a filter.
//
// A record is a document; its traces are the repeats of its request. The harness writes
// the same answers again for every further filter, so a document is taken from the first
// of its lines alone. Where a task asks for the likelihood of given options, the trace is
// the likeliest option, and its confidence the log-likelihood that the file gives it: a sum
// over the tokens of the option, so higher is surer and none is above 0. Likelihoods of a
// single given text are no answers: such lines are left out with a count.
//
// The file states no refusals, labels or tokens. A reader holds one line of at most 256
// MiB with at most 65,536 answers, and some 60 bytes for each document before it.
package lmeval
