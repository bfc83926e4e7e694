// Package pickle reads the Python pickles that DeepConf writes: one file is one question
// with all its traces.
//
// A pickle is a program for a small stack machine, and Python runs what it asks for. This
// package runs nothing: it knows some forty opcodes and the few names that a list of
// numpy numbers needs, treats those names as marks for "eight bytes follow", and refuses
// every other name before it hands on a single trace.
//
// What goes where: question is the Prompt, text the Text, num_tokens (or else the length
// of token_ids, or else of confs) the Tokens. Each of confs is the Peak of one Token, whose
// own Text and Logprob the format does not keep, and their mean is the Confidence of the
// trace: mean log-probability of the most likely candidates, negated, so higher is surer.
// ground_truth is the right answer and not a safety label, so Label and Verdict stay
// absent. min_conf and group_confs are window means of confs and follow from Peak;
// conf_bar, the votes and the timings are properties of the run that wrote the file. None
// of these is handed on.
//
// The file is gone through three times: once to learn which memo numbers are ever asked
// for, once to check all of it and find the question, once to hand on the traces, so
// that no more than one trace is held.
package pickle
