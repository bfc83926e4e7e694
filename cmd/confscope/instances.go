package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/analysis"
)

// instanceFlags are the flags of the command instances.
type instanceFlags struct {
	inputs
	percentile *value[float64]
	outcome    *value[[]analysis.Outcome]
	flips      *value[pair]
	format     *value[string]
	following
}

const instancesLong = `instances prints every instance of RUN with its verdict at one percentile, in the order of the file.

json, jsonl and csv give every id and topic in full. In JSON each character that does not print is an escape, which
reads back as it was; in CSV it is shown as a visible escape, and a text that a spreadsheet would take for a formula
gets an apostrophe in front. Tables cut long cells. Without RUN it lists the built-in demo.`

func newInstances(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "instances [RUN]",
		Short:   "Print every instance with its verdict at a percentile",
		Long:    instancesLong,
		Example: "confscope instances results -p 20 --outcome fn\nconfscope instances results --flips 20:80 --format jsonl",
		Args:    noMoreThan(1, "one RUN"),
		PreRunE: func(cmd *cobra.Command, _ []string) error { return a.settle(cmd) },
	}
	flags := instanceFlags{inputs: declareInputs(cmd)}
	flags.percentile = declarePercentile(cmd, "percentile of the verdicts, 0 to 100")
	flags.outcome = declare(cmd.Flags(), spec[[]analysis.Outcome]{name: "outcome", kind: "list", parse: outcomes,
		usage: "only these outcomes: tp, fn, fp, tn, none, with commas between"})
	flags.flips = declare(cmd.Flags(), spec[pair]{name: "flips", kind: "a:b", parse: percentilePair,
		usage: "only instances whose verdict at percentile a differs from that at b, such as 20:80"})
	flags.format = declareFormat(cmd, "table", "json", "jsonl", "csv")
	flags.following = declareFollowing(cmd.Flags(), "go on while the run is being written: jsonl and csv print each new instance once; a table and json, one document a line, are printed again")
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.instances(cmd, args, flags) }
	return cmd
}

// outcomes reads a list such as fn,fp.
func outcomes(text string) ([]analysis.Outcome, error) {
	var list []analysis.Outcome
	for _, word := range strings.Split(text, ",") {
		at := slices.Index(outcomeWords(), strings.ToLower(strings.TrimSpace(word)))
		if at < 0 {
			return nil, errors.New("choose among tp, fn, fp, tn and none, with commas between")
		}
		list = append(list, analysis.Outcome(at))
	}
	return list, nil
}

// outcomeWords are the outcomes as a user types them, by analysis.Outcome.
func outcomeWords() []string { return []string{"none", "tp", "fn", "fp", "tn"} }

func (a *app) instances(cmd *cobra.Command, args []string, flags instanceFlags) error {
	printed := 0 // lines of the file whose instances were printed
	return a.followed(cmd, runPath(args), flags.inputs, flags.following, func(v *viewer) error {
		if v.note != "" {
			a.say(v.note)
		}
		first := printed == 0
		if v.anew {
			printed = 0
		}
		from := printed
		printed = v.run.Line(v.run.Instances() - 1)
		rows, err := v.rows(flags)
		if err != nil {
			return err
		}
		switch flags.format.get {
		case "json":
			return writeJSON(a.out, rows, a.indent())
		case "jsonl":
			return writeRowLines(a.out, behind(rows, from))
		case "csv":
			return writeRowCSV(a.out, behind(rows, from), columns{flags.flips.text != "", v.run.HasFiles()}, first)
		}
		return v.writeRowTable(a.out, rows)
	})
}

// behind are the rows of instances that stand behind a line.
func behind(rows []instanceRow, line int) []instanceRow {
	at, _ := slices.BinarySearchFunc(rows, line+1, func(row instanceRow, line int) int { return row.Line - line })
	return rows[at:]
}
