package main

import (
	"github.com/spf13/cobra"
)

// sweepFlags are the flags of the command sweep.
type sweepFlags struct {
	inputs
	percentiles *value[[]float64]
	format      *value[string]
	examples    *value[bool]
	following
}

const sweepLong = `sweep prints the metrics of RUN at many percentiles of the confidence threshold.

The JSON is a superset of what the reference script writes. A rate whose denominator is empty is undefined:
null in JSON, an empty cell in CSV, a dash in tables. token_savings_pct is the share of traces saved, as published;
token_savings_by_tokens_pct counts their tokens. Without RUN it sweeps the built-in demo.

RUN may be such a JSON itself, a published sweep: then its counts are printed, with the rates computed from them anew,
and where the file types another rate than its counts give, both.`

func newSweep(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "sweep [RUN]",
		Short:   "Print the metrics at many percentiles",
		Long:    sweepLong,
		Example: "confscope sweep results/predictions.jsonl\nconfscope sweep results --percentiles 0:100:1 --format csv",
		Args:    noMoreThan(1, "one RUN"),
		PreRunE: func(cmd *cobra.Command, _ []string) error { return a.settle(cmd) },
	}
	flags := sweepFlags{inputs: declareInputs(cmd)}
	flags.percentiles = declare(cmd.Flags(), spec[[]float64]{name: "percentiles", kind: "list", parse: percentiles,
		initial: "20,30,40,50,60,70,80,90", usage: "where to look: numbers and ranges from:to:step, with commas between"})
	flags.format = declareFormat(cmd, "table", "json", "csv", "md")
	flags.examples = declareSwitch(cmd.Flags(), "examples", "add the ids behind each count to the JSON")
	flags.following = declareFollowing(cmd.Flags(), "print again, at most once a second, whenever the run that is being written has grown; JSON is one document a line then")
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.sweep(cmd, args, flags) }
	return cmd
}

func (a *app) sweep(cmd *cobra.Command, args []string, flags sweepFlags) error {
	if flags.examples.get && flags.format.get != "json" {
		return badUsage("%s: the ids stand in the JSON only: add --format json", a.origin["examples"])
	}
	if flags.follow.get {
		return a.followed(cmd, runPath(args), flags.inputs, flags.following, sweepInto(a, flags))
	}
	switch one, err := a.publication(cmd.Context(), runPath(args)); {
	case err != nil:
		return err
	case one != nil:
		return a.sweepPublished(cmd, one, flags)
	}
	return a.studying(cmd, runPath(args), flags.inputs, nil, sweepInto(a, flags))
}

// sweepInto prints the sweep of a run.
func sweepInto(a *app, flags sweepFlags) func(*viewer) error {
	return func(v *viewer) error {
		report, err := newSweepReport(v, flags)
		if err != nil {
			return err
		}
		return a.show(report, flags.format.get)
	}
}
