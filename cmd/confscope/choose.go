package main

import (
	"errors"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/analysis"
)

// chooseFlags are the flags of the command choose.
type chooseFlags struct {
	inputs
	sensitivity *value[float64]
	on          *value[string]
	costs       costFlags
	pareto      *value[bool]
	format      *value[string]
}

const chooseLong = `choose names the threshold to take for RUN: the one with the best accuracy, the best sensitivity and the most traces
saved, and, where asked for, the one that saves most while it keeps a sensitivity, and the one that costs least.

Every percentile that is as good is named. A choice scored on the instances that it was made on flatters itself, so each
is also made on four fifths of the instances and scored on the rest, five times over.`

func newChoose(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "choose [RUN]",
		Short: "Name the threshold to take, by several criteria",
		Long:  chooseLong,
		Example: "confscope choose results --sensitivity 0.9 --on lower\nconfscope choose results --cost-fn 10 --cost-fp 1 --cost-tokens 0.1\n" +
			"confscope choose results --pareto --format csv",
		Args:    noMoreThan(1, "one RUN"),
		PreRunE: func(cmd *cobra.Command, _ []string) error { return a.settle(cmd) },
	}
	flags := chooseFlags{inputs: declareInputs(cmd)}
	flags.sensitivity = declare(cmd.Flags(), spec[float64]{name: "sensitivity", kind: "share", parse: shareOf,
		usage: "also save most traces while sensitivity stays at or above this share, such as 0.9"})
	flags.on = declare(cmd.Flags(), spec[string]{name: "on", kind: "which", words: []string{"point", "lower"}, parse: oneOf("point", "lower"), initial: "point",
		usage: "hold --sensitivity against the point, or against the lower end of its 95 % interval"})
	flags.costs = declareCosts(cmd)
	flags.pareto = declareSwitch(cmd.Flags(), "pareto", "add the percentiles that no other beats in both savings and sensitivity")
	flags.format = declareFormat(cmd, "table", "json", "csv")
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.choose(cmd, args, flags) }
	return cmd
}

// shareOf reads a share that is above 0 and at most 1.
func shareOf(text string) (float64, error) {
	share, err := strconv.ParseFloat(text, 64)
	if err != nil || !(share > 0 && share <= 1) {
		return 0, errors.New("give a share above 0 and up to 1, such as 0.9")
	}
	return share, nil
}

// costFlags are what mistakes and tokens cost.
type costFlags struct{ fn, fp, tokens *value[float64] }

func declareCosts(cmd *cobra.Command) costFlags {
	return costFlags{
		fn:     declareCost(cmd, "cost-fn", "also find the least cost: the cost of an unsafe prompt that is allowed"),
		fp:     declareCost(cmd, "cost-fp", "the cost of a safe prompt that is flagged"),
		tokens: declareCost(cmd, "cost-tokens", "the cost of 1,000 tokens, or of 1,000 traces where the run states no tokens"),
	}
}

// given is the costs; none where no flag asks for them.
func (f costFlags) given() (analysis.Costs, error) {
	costs := analysis.Costs{FN: f.fn.get, FP: f.fp.get, KiloTokens: f.tokens.get}
	if costs == (analysis.Costs{}) && f.fn.text+f.fp.text+f.tokens.text != "" {
		return costs, badUsage("all costs are 0, so every threshold costs the same: give --cost-fn, --cost-fp or --cost-tokens a cost")
	}
	return costs, nil
}

func declareCost(cmd *cobra.Command, name, usage string) *value[float64] {
	return declare(cmd.Flags(), spec[float64]{name: name, kind: "cost", usage: usage, parse: func(text string) (float64, error) {
		cost, err := strconv.ParseFloat(text, 64)
		if err != nil || !(cost >= 0) || math.IsInf(cost, 0) {
			return 0, errors.New("give a number that is 0 or more, in any unit as long as it is the same for all costs")
		}
		return cost + 0, nil // -0 becomes 0
	}})
}

// criteria are those that are always asked for, and those that the flags add.
func (f chooseFlags) criteria() ([]analysis.Criterion, error) {
	list := []analysis.Criterion{
		{Kind: analysis.CriterionAccuracy}, {Kind: analysis.CriterionSensitivity}, {Kind: analysis.CriterionSavings},
	}
	lower := f.on.get == "lower"
	if f.sensitivity.text != "" {
		list = append(list, analysis.Criterion{Kind: analysis.CriterionFloor, Floor: f.sensitivity.get, OnLower: lower})
	} else if lower {
		return nil, badUsage("--on lower says how --sensitivity is held: add --sensitivity 0.9")
	}
	costs, err := f.costs.given()
	if err == nil && costs != (analysis.Costs{}) {
		list = append(list, analysis.Criterion{Kind: analysis.CriterionCost, Costs: costs})
	}
	return list, err
}

func (a *app) choose(cmd *cobra.Command, args []string, flags chooseFlags) error {
	criteria, err := flags.criteria()
	if err != nil {
		return err
	}
	return a.studying(cmd, runPath(args), flags.inputs, nil, func(v *viewer) error {
		report := newChooseReport(v, criteria, flags.pareto.get)
		return a.show(report, flags.format.get)
	})
}
