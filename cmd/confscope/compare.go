package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// compareFlags are the flags of the command compare.
type compareFlags struct {
	inputs
	percentile *value[analysis.Position]
	at         *value[couple[analysis.Position]]
	judges     *value[couple[analysis.Judge]]
	policies   *value[couple[analysis.PolicyKind]]
	list       *value[string]
	format     *value[string]
}

const compareLong = `compare holds B against A, instance by instance: two runs that share their ids, or one run twice, at two percentiles,
under two judges or under two policies. Where both are changed, A takes the first of each pair and B the second; so do
two runs with --at, --judges or --policies, and the output says that it holds two changes at once.

Differences are B less A, over the instances that both sides have. fixed were wrong under A and are right under B, broken
the other way round; mid-p is McNemar's, the chance of counts as uneven as these were fixing as likely as breaking.

Where one of the two is a published sweep, the JSON of an analysis without its traces, it is held against the run's own
sweep position by position. It is replayed by the judge and the policy that the file states, where the run allows them; flags
come first. Every figure that the file states is compared: counts, rates, F1, totals, traces, savings, intervals and
bests. The exit code is 1 where one differs by more than the rounding of its last digit, where the file contradicts
itself, names another method than the one used, or has a result that cannot be read.`

func newCompare(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compare [A] [B]",
		Short: "Hold two runs, positions, judges or policies against each other",
		Long:  compareLong,
		Example: "confscope compare monday tuesday -p 20\nconfscope compare results --at 20:80 --list broken\n" +
			"confscope compare results --judges answered:refused",
		Args:    noMoreThan(2, "two runs, or one and what to change"),
		PreRunE: func(cmd *cobra.Command, _ []string) error { return a.settle(cmd) },
	}
	flags := compareFlags{inputs: declareInputs(cmd)}
	flags.percentile = declarePosition(cmd, "percentile of both sides")
	flags.at = declare(cmd.Flags(), spec[couple[analysis.Position]]{name: "at", kind: "a:b", parse: coupleOf(position, "20:80"),
		usage: "percentile of A and of B, in place of --percentile, such as 20:80"})
	flags.judges = declare(cmd.Flags(), spec[couple[analysis.Judge]]{name: "judges", kind: "a:b", parse: coupleOf(analysis.ParseJudge, "answered:refused"),
		usage: "judge of A and of B, in place of --judge, such as answered:refused"})
	flags.policies = declare(cmd.Flags(), spec[couple[analysis.PolicyKind]]{name: "policies", kind: "a:b",
		parse: coupleOf(analysis.ParsePolicy, "sweep:running-mean"),
		usage: "policy of A and of B, in place of --policy, such as sweep:running-mean"})
	flags.list = declare(cmd.Flags(), spec[string]{name: "list", kind: "which", words: []string{"fixed", "broken", "changed"}, parse: oneOf("fixed", "broken", "changed"),
		usage: "print these instances too: fixed, broken or changed, which is every other verdict"})
	flags.format = declareFormat(cmd, "table", "json", "csv", "md")
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.compare(cmd, args, flags) }
	return cmd
}

func (a *app) compare(cmd *cobra.Command, args []string, flags compareFlags) error {
	published, runs, err := a.sortOut(cmd.Context(), args)
	switch {
	case err != nil:
		return err
	case len(published) > 0:
		return a.recheck(cmd, published, runs, flags)
	}
	changes, err := flags.changes(a, cmd)
	if err != nil {
		return err
	}
	sideA, sideB := flags.sides(changes)
	if changes.judge {
		a.origin["judge"] = a.origin["judges"]
	}
	show := func(v, w *viewer) error {
		sides := [2]compared{{v, sideA.at}, {w, sideB.at}}
		report := newCompareReport(sides, flags.list.text, len(args) == 2)
		if report.twoRuns && report.Pairs.Count == 0 {
			return badInput("nothing can be compared, the two runs share no id that both label alike: %s: confscope A B shows them side by side",
				strings.Join(report.Pairs.leftOut(), ", "))
		}
		return a.show(report, flags.format.get)
	}
	switch {
	case len(args) == 2 && args[0] == "-" && args[1] == "-":
		return badUsage("standard input holds one run, not two: name a file for one of them")
	case len(args) == 2:
		return a.studying(cmd, args[0], sideA.in, nil, func(v *viewer) error {
			return noSweep(a.studying(cmd, args[1], sideB.in, nil, func(w *viewer) error { return show(v, w) }))
		})
	case changes == (changed{}):
		return badUsage("compare needs two sides: name a second run, or what to change with --at 20:80, --judges a:b or --policies a:b")
	}
	lists, err := sideB.in.lists(false)
	if err != nil {
		return err
	}
	return a.studying(cmd, runPath(args), sideA.in, lists, func(v *viewer) error {
		w, err := a.beside(v, sideB.in)
		if err != nil {
			return err
		}
		return show(v, w)
	})
}

// noSweep is the error of opening what is held against a run: one JSON array is there meant
// for a published sweep.
func noSweep(err error) error {
	var array data.ArrayError
	if !errors.As(err, &array) {
		return err
	}
	return badInput("%s is a JSON array without percentile and confusion_matrix (tp, tn, fp, fn): it is no published sweep, and no run either: give one of the two", string(array))
}

// beside is the same run as that of v, looked at by other inputs.
func (a *app) beside(v *viewer, in inputs) (*viewer, error) {
	setup, err := in.setup(a, v.run)
	if err != nil {
		return nil, err
	}
	if setup == v.setup {
		return v, nil
	}
	return study{run: v.run, setup: setup, cuts: v.cuts, note: in.phrasesNote(setup.Judge)}.viewer()
}

// sideInputs are the flags as one side of a comparison has them.
type sideInputs struct {
	in inputs
	at analysis.Position
}

// changed says which flags make the two sides differ, beside the run.
type changed struct{ at, judge, policy bool }

func (f compareFlags) changes(a *app, cmd *cobra.Command) (changed, error) {
	at, errAt := a.holds(cmd, "at", "percentile")
	judge, errJudge := a.holds(cmd, "judges", "judge")
	policy, errPolicy := a.holds(cmd, "policies", "policy")
	return changed{at, judge, policy}, firstOf([]error{errAt, errJudge, errPolicy})
}

func (f compareFlags) sides(by changed) (a, b sideInputs) {
	a = sideInputs{f.inputs, f.percentile.get}
	b = a
	if by.at {
		a.at, b.at = f.at.get.a, f.at.get.b
	}
	if by.judge {
		a.in.judge, b.in.judge = given(f.judges.get.a), given(f.judges.get.b)
	}
	if by.policy {
		a.in.policy, b.in.policy = given(f.policies.get.a), given(f.policies.get.b)
	}
	return a, b
}

// given is a flag as if its value had been written out.
func given[T interface{ String() string }](one T) *value[T] {
	return &value[T]{get: one, text: one.String()}
}

// couple is one value for each side.
type couple[T any] struct{ a, b T }

// coupleOf reads two values with a colon between them.
func coupleOf[T any](parse func(string) (T, error), example string) func(string) (couple[T], error) {
	return func(text string) (couple[T], error) {
		left, right, found := strings.Cut(text, ":")
		if !found {
			return couple[T]{}, errors.New("give one for A and one for B with a colon between them, such as " + example)
		}
		a, errA := parse(strings.TrimSpace(left))
		b, errB := parse(strings.TrimSpace(right))
		return couple[T]{a, b}, firstOf([]error{errA, errB})
	}
}
