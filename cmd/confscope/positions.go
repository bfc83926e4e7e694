package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// view is the run at one percentile: what is counted there, and what became of each
// instance.
type view struct {
	*analysis.Point
	stop func(i int) analysis.Stop
}

// viewer gives views. Percentiles on the slider's grid of tenths are looked up in one
// sweep; those between are replayed.
type viewer struct {
	study
	sweep *analysis.Sweep
}

func (s study) viewer() (*viewer, error) {
	sweep, err := analysis.NewSweep(s.run, s.setup)
	if err != nil {
		return nil, badUsage("%w", err)
	}
	return &viewer{study: s, sweep: sweep}, nil
}

func (v *viewer) at(percentile float64) (view, error) {
	if position, ok := analysis.PositionOf(percentile); ok {
		return view{v.sweep.At(position), func(i int) analysis.Stop { return v.sweep.Stop(i, position) }}, nil
	}
	replayed, err := analysis.Replay(v.run, v.setup, percentile)
	if err != nil {
		return view{}, badUsage("%w", err)
	}
	return view{&replayed.Point, func(i int) analysis.Stop { return replayed.Stops[i] }}, nil
}

// declarePosition declares -p for a command whose figures are known on the slider's grid
// only.
func declarePosition(cmd *cobra.Command, usage string) *value[analysis.Position] {
	return declare(cmd.Flags(), spec[analysis.Position]{name: "percentile", short: "p", kind: "number", parse: position, initial: "20",
		usage: usage + ", 0 to 100 in steps of 0.1"})
}

// position reads a percentile that the slider stops at.
func position(text string) (analysis.Position, error) {
	p, err := percentile(text)
	if err != nil {
		return 0, err
	}
	at, ok := analysis.PositionOf(p)
	if !ok {
		return 0, errors.New("this command looks at whole tenths, such as 20 or 57.3")
	}
	return at, nil
}

// plain is a percentile as it was written: 20, not 20.0.
func plain(percentile float64) string { return strconv.FormatFloat(percentile, 'f', -1, 64) }

// method says in words how verdicts come about, without the percentile.
func (v *viewer) method() string {
	return fmt.Sprintf("%s (judge %s), %s", v.setup.Judge.Meaning(), v.setup.Judge, v.replays())
}

// replays says in words how the traces that are used come about.
func (v *viewer) replays() string {
	policy := v.setup.Policy
	text := fmt.Sprintf("policy %s, %s, at most %s", policy.Kind, things(policy.Warmup, "warm-up trace"), things(v.sweep.At(0).MaxTraces, "trace"))
	switch said := v.run.Confidence(); {
	case said.Name != data.Recorded:
		text += ", confidence " + said.Name
	case said.Of != "":
		text += ", " + said.Measures()
	}
	if v.setup.Invert {
		text += ", confidences negated"
	}
	return text
}
