// Package inspect reads the logs of Inspect AI: .eval archives and .json documents.
//
// One sample of a log is one epoch of an instance, and each of its choices is a trace. A
// log holds its samples in the order in which they were done, so that the epochs of an
// instance are scattered. The reader therefore goes over a log twice: first it learns the
// id and epoch of every sample, then it gives the instances in the order in which their
// ids first appear, each with its traces by epoch and choice. It holds the texts of one
// instance at a time.
//
// Lines are numbers of samples: 1 is the first sample in the order of the file.
//
// A log has no confidences; they follow from the token log-probabilities where it has
// some. Whether an answer is a refusal is a matter of the task's scorer: see RefusalRule.
package inspect
