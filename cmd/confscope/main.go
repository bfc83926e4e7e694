package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// process is what the operating system hands to a program, so that a test can hand it
// over too.
type process struct {
	args   []string // without the program's name
	env    []string // KEY=value
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
}

func main() {
	// A reader that has gone, as in `confscope sweep | head`, is then an error of the
	// write, which run ends on quietly, after its files are closed.
	signal.Ignore(syscall.SIGPIPE)
	ctx := interruptible()
	os.Exit(run(ctx, process{os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr}))
}

// run does what the arguments ask for and returns the exit code.
func run(ctx context.Context, p process) int {
	out := bufio.NewWriter(p.stdout)
	// One reader for all who look at standard input, so that nobody takes what another needs.
	p.stdin = bufio.NewReaderSize(p.stdin, stdinBytes)
	a := &app{process: p, out: out, origin: map[string]string{}}
	root := newRoot(a)
	root.SetArgs(append([]string{}, p.args...)) // cobra takes nil for "look at os.Args"
	err := root.ExecuteContext(ctx)
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	return a.verdict(ctx, err)
}

// stopped is why the context of a run that was interrupted ended.
type stopped struct{ signal os.Signal }

func (s stopped) Error() string { return "stopped by " + s.signal.String() }

// code is what shells report for a process that the signal ended.
func (s stopped) code() int {
	if number, ok := s.signal.(syscall.Signal); ok {
		return 128 + int(number)
	}
	return codeInterrupted
}

// interruptible gives a context that the first ctrl+c or SIGTERM ends. The second one
// ends the process, should it not listen.
func interruptible() context.Context {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		got := <-signals
		signal.Stop(signals)
		cancel(stopped{got})
	}()
	return ctx
}

// brokenPipe reports whether err says that nobody reads the output any more.
func brokenPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}
