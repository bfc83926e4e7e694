package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"

	"github.com/confscope/confscope/data"
)

// The exit codes. Anything that ends well is 0, and so is output that nobody reads to
// its end; a check that ends well and found something is 1.
const (
	codeFindings    = 1
	codeInput       = 2   // the run, or a file beside it, cannot be read
	codeUsage       = 64  // a flag, an argument, a command or a setting is wrong
	codeOutput      = 73  // what was to be written could not be
	codeInterrupted = 130 // ctrl+c
)

// fault is an error with the exit code that it deserves.
type fault struct {
	code int
	err  error
}

func (f *fault) Error() string { return f.err.Error() }
func (f *fault) Unwrap() error { return f.err }

// badInput says what could not be read, where, and what to do.
func badInput(format string, args ...any) error {
	return &fault{codeInput, fmt.Errorf(format, args...)}
}

// badUsage says what was asked for wrongly, where, and what to do.
func badUsage(format string, args ...any) error {
	return &fault{codeUsage, fmt.Errorf(format, args...)}
}

// badOutput says what could not be written, where, and what to do.
func badOutput(path, what string, err error) error {
	do := "name another place"
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		do = "name a place that you may write to"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		do = "make room, or name another place"
	}
	return &fault{codeOutput, fmt.Errorf("--output %s: %s: %w: %s", path, what, bare(err), do)}
}

// bare is the error of a file operation without the operation and the path, for sentences
// that have named the file.
func bare(err error) error {
	var fault *fs.PathError
	if errors.As(err, &fault) {
		return fault.Err
	}
	return err
}

// verdict tells the user about err in one sentence and gives the exit code.
func (a *app) verdict(ctx context.Context, err error) int {
	switch {
	case err == nil || brokenPipe(err):
		return a.settled
	case ctx.Err() != nil:
		var by stopped
		if errors.As(context.Cause(ctx), &by) {
			return by.code()
		}
		return codeInterrupted
	}
	a.say(err.Error())
	var f *fault
	if errors.As(err, &f) {
		return f.code
	}
	return codeInput
}

// say writes one line to stderr. It may quote a file, so it is cleaned as a file is.
func (a *app) say(sentence string) {
	// When even stderr is gone there is nobody left to tell.
	_, _ = io.WriteString(a.stderr, "confscope: "+data.PrintableLine(sentence)+"\n")
}
