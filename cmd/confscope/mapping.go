package main

import (
	"github.com/spf13/cobra"

	"github.com/confscope/confscope/data"
)

// mappingFlags are the flags of the command mapping.
type mappingFlags struct {
	readings
	forget *value[bool]
	rules  *value[bool]
}

const mappingLong = `mapping prints which column of the table FILE holds what, as JSON: what was confirmed before for the same columns, else a
guess by names and values, with what is in doubt on stderr. Edit it and give it back with --mapping.

Its keys are id (or ids, several columns together), prompt, context, text, sample, confidence, refused, harmful, label,
topic, tokens, logprobs, verdict and category, each the name of a column; unsafe, safe, refusal and compliance,
lists of further words that mean that; and unused, a list of columns that are left out knowingly. A key that is left
out is a column that the table has not.

On the screen the columns of a table are confirmed once and kept for every table with the same ones; --forget drops
what is kept. --refusal-rules prints, in place of a mapping, the rules by which the scores of an Inspect log tell a
refusal: edit them and give them back with --refusals.`

func newMapping(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "mapping [FILE]",
		Short:   "Print which column of a table holds what",
		Long:    mappingLong,
		Example: "confscope mapping answers.csv > columns.json\nconfscope answers.csv --mapping columns.json\nconfscope mapping answers.csv --forget\nconfscope mapping --refusal-rules > rules.json",
		Args:    noMoreThan(1, "one FILE"),
		PreRunE: func(cmd *cobra.Command, _ []string) error { return a.settle(cmd) },
	}
	cmd.Flags().SortFlags = false
	flags := mappingFlags{readings: declareReadings(cmd.Flags())}
	flags.forget = declareSwitch(cmd.Flags(), "forget", "drop what was confirmed before for the columns of FILE, and print the guess")
	flags.rules = declareSwitch(cmd.Flags(), "refusal-rules", "print the rules for the refusals of Inspect logs")
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.mapping(cmd, args, flags) }
	return cmd
}

func (a *app) mapping(cmd *cobra.Command, args []string, flags mappingFlags) error {
	switch {
	case flags.rules.get && (len(args) > 0 || flags.forget.get):
		return badUsage("--refusal-rules prints rules and looks at no table: leave out what is given beside it")
	case flags.rules.get && flags.refusals.get != nil:
		return data.WriteRefusals(a.out, flags.refusals.get)
	case flags.rules.get:
		return data.WriteRefusals(a.out, data.DefaultRefusals())
	case len(args) == 0:
		return badUsage("confscope mapping needs the name of a table: a CSV, JSONL, JSON or Parquet file")
	}
	if err := a.needsTraces(cmd, args[0]); err != nil {
		return err
	}
	options := data.Options{Stdin: a.stdin}
	flags.into(&options)
	table, format, err := look(cmd.Context(), args[0], options)
	switch {
	case err != nil:
		return unreadable(cmd, args[0], err)
	case table == nil && format == "table":
		return badUsage("%s states itself which column holds what: it needs no mapping", args[0])
	case table == nil:
		return badUsage("%s is no table but of the format %s, whose fields have names of their own: it needs no mapping", args[0], format)
	}
	m, err := a.mappingOf(table, flags)
	if err != nil {
		return err
	}
	return m.Write(a.out)
}

// mappingOf is the mapping by which the table would be read; where it is a guess, stderr
// says what is in doubt.
func (a *app) mappingOf(table *data.Unmapped, flags mappingFlags) (data.Mapping, error) {
	columns, guess := table.Preview.Columns, table.Preview.Mapping
	if flags.forget.get {
		forgotten, err := a.mappings().Forget(columns)
		if err != nil {
			return guess, badInput("%w", err)
		}
		if !forgotten {
			a.say("nothing was confirmed for these columns, so there is nothing to forget")
		}
	}
	if flags.mapping.get != nil {
		if err := flags.mapping.get.Check(columns); err != nil {
			return guess, badUsage("%s: %w", a.origin["mapping"], err)
		}
		return *flags.mapping.get, nil
	}
	kept, found, err := a.mappings().Find(columns)
	if err != nil {
		a.say(err.Error())
	}
	if found {
		a.say("columns as confirmed before: --forget drops them")
		if err := overlooking(kept, guess); err != nil {
			a.say(err.Error())
		}
		return kept, nil
	}
	for _, doubt := range table.Preview.Doubts {
		a.say(doubt.Key + ": " + doubt.Says)
	}
	return guess, nil
}
