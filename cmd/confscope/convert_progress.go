package main

import (
	"fmt"
	"io"
	"time"

	"github.com/confscope/confscope/data"
)

// progress is one line on stderr that is written over, for work that takes a while. Where
// stderr is no terminal it is silent.
type progress struct {
	w     io.Writer // nil: silent
	last  time.Time
	shown bool
}

const (
	progressEvery = 100 * time.Millisecond
	clearLine     = "\r\x1b[K"
)

func (a *app) newProgress() *progress {
	if term := lookup(a.env, "TERM"); !isTerminal(a.stderr) || term == "" || term == "dumb" {
		return &progress{}
	}
	return &progress{w: a.stderr, last: time.Now()} // work that is done at once shows none
}

// show says how far the work is; total is 0 where that is not known.
func (p *progress) show(doing string, done, total int64) {
	if p.w == nil || time.Since(p.last) < progressEvery {
		return
	}
	p.last, p.shown = time.Now(), true
	line := doing
	if total > 0 {
		line += fmt.Sprintf(": %d %%", min(100, 100*done/total))
	}
	// When stderr is gone there is nobody left to tell.
	_, _ = io.WriteString(p.w, clearLine+data.PrintableLine(line))
}

// clear takes the line away, so that what comes next has it to itself.
func (p *progress) clear() {
	if p.shown {
		p.shown = false
		_, _ = io.WriteString(p.w, clearLine) // as above
	}
}
