package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/cmd/confscope/report"
	"github.com/confscope/confscope/data"
)

// reportFlags are the flags of the command report.
type reportFlags struct {
	inputs
	at     *value[analysis.Position]
	out    *value[string]
	force  *value[bool]
	floor  *value[float64]
	costs  costFlags
	noBand *value[bool]
	seed   *value[uint64]
}

const reportLong = `report writes the whole study of RUN into a folder: report.md, figures as SVG and tables as CSV. The page says what the
verdicts mean and what is doubtful about the run before it shows a figure, and how to make it again at its end.

With several runs it holds the others against the first, and pairs them instance by instance where their ids match. All
flags are then for every run; leave --labels out where each run has its labels beside it. No prompt and no answer is
written, only ids and topics. Without RUN it reports on the built-in demo.`

func newReport(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "report [RUN...]",
		Short:   "Write the whole study as Markdown with figures and tables",
		Long:    reportLong,
		Example: "confscope report results -o study\nconfscope report monday tuesday -o study -p 40 --force",
		PreRunE: func(cmd *cobra.Command, _ []string) error { return a.settle(cmd) },
	}
	flags := reportFlags{inputs: declareInputs(cmd)}
	flags.at = declarePosition(cmd, "percentile that the page looks at")
	flags.out = declare(cmd.Flags(), spec[string]{name: "output", short: "o", kind: "folder", parse: anyText,
		usage: "where the files go: a new folder or an empty one"})
	flags.force = declareSwitch(cmd.Flags(), "force", "write into a folder that holds something, over an earlier report")
	flags.floor = declare(cmd.Flags(), spec[float64]{name: "floor", kind: "share", parse: shareOfOne, initial: "0.9",
		usage: "sensitivity that an operating point must keep, 0 to 1"})
	flags.costs = declareCosts(cmd)
	flags.noBand = declareSwitch(cmd.Flags(), "no-band", fmt.Sprintf("leave out the replay in %d other orders, which takes longest", analysis.Shuffles))
	flags.seed = declare(cmd.Flags(), spec[uint64]{name: "seed", kind: "number", parse: seed, initial: "1",
		usage: "what the other orders are drawn from"})
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.report(cmd, args, flags) }
	return cmd
}

func shareOfOne(text string) (float64, error) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= 0 && x <= 1) {
		return 0, errors.New("give a share from 0 to 1, such as 0.9")
	}
	return x, nil
}

func seed(text string) (uint64, error) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, errors.New("give a whole number that is 0 or more")
	}
	return n, nil
}

func (a *app) report(cmd *cobra.Command, args []string, flags reportFlags) error {
	// Before the work: who gave a folder in use should not wait to hear of it.
	if err := flags.faulty(args); err != nil {
		return err
	}
	if flags.noBand.get && a.origin["seed"] == "--seed" {
		return badUsage("--seed does nothing here: %s leaves out the orders that are drawn from it: leave one of the two out", a.origin["no-band"])
	}
	paths := args
	if len(paths) == 0 {
		paths = []string{""}
	}
	return a.studyingAll(cmd, paths, flags.inputs, nil, func(all []*viewer) error {
		written := report.Report{Command: reportCommand(cmd, args, flags.idle(args, all), a.keptMapping(all)), Version: version()}
		titles := titlesOf(all)
		for i, v := range all {
			study, err := v.reported(cmd.Context(), titles[i], flags)
			if err != nil {
				return err
			}
			written.Studies = append(written.Studies, study)
		}
		return a.deliver(cmd.Context(), written, flags.out.text)
	})
}

// idle reports which flags do nothing for the run.
func (f reportFlags) idle(args []string, all []*viewer) func(flag string) bool {
	return func(flag string) bool {
		switch {
		case len(all) != 1:
			return false
		case flag == "window":
			m, err := analysis.ParseMeasure(all[0].run.Confidence().Name)
			return err != nil || !m.Kind.Windowed()
		case flag == "seed":
			return f.noBand.get
		}
		return readingOf(runPath(args), all[0].run).idle(flag) != ""
	}
}

// keptMapping is the file with the columns that were confirmed before and by which the run
// was read; "" where there is none. A mapping on the command line holds for every run of
// it, so that none is named where there are several.
func (a *app) keptMapping(all []*viewer) string {
	if len(all) > 1 {
		return ""
	}
	return a.tables.mapping()
}

// faulty says why there can be no report with these flags; nil where there can.
func (f reportFlags) faulty(args []string) error {
	once := slices.Index(args, "-")
	_, err := f.costs.given()
	switch {
	case f.out.text == "":
		return badUsage("a report is many files: name a folder for them with -o")
	case once >= 0 && slices.Contains(args[once+1:], "-"):
		return badUsage("standard input holds one run, not two: name files for the others")
	}
	return firstOf([]error{err, canHold(f.out.text, f.force.get)})
}

// deliver writes the report into the folder, all of it or nothing, and says where.
func (a *app) deliver(ctx context.Context, r report.Report, dir string) error {
	files, err := r.Files()
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := writeFolder(dir, files); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s: %s\n", things(len(files), "file"), data.PrintableLine(filepath.Join(dir, report.PageName)))
	return err
}

// studyingAll opens the runs one within the other, so that each is closed whatever
// becomes of the rest.
func (a *app) studyingAll(cmd *cobra.Command, paths []string, in inputs, opened []*viewer, do func([]*viewer) error) error {
	if len(paths) == 0 {
		return do(opened)
	}
	return a.studying(cmd, paths[0], in, everyList(), func(v *viewer) error {
		return a.studyingAll(cmd, paths[1:], in, append(opened, v), do)
	})
}

// reported is the run with everything that the page is written from.
func (v *viewer) reported(ctx context.Context, title string, flags reportFlags) (report.Study, error) {
	costs, err := flags.costs.given()
	if err != nil {
		return report.Study{}, err
	}
	study := report.Study{Title: title, Sweep: v.sweep, At: flags.at.get, Floor: flags.floor.get, Costs: costs, Note: v.note, Seed: flags.seed.get}
	if !flags.noBand.get && v.sweep.At(0).Labelled() > 0 {
		shuffling := analysis.NewShuffling(v.sweep, flags.seed.get)
		for shuffling.Next() {
			if err := ctx.Err(); err != nil {
				return study, err
			}
		}
		study.Band = shuffling.Band()
	}
	tables, err := v.reportTables(flags.at.get)
	study.Tables = tables
	return study, err
}

// reportTables are the tables that commands of their own write too.
func (v *viewer) reportTables(at analysis.Position) ([]report.Table, error) {
	sweeping := sweepFlags{percentiles: &value[[]float64]{}, examples: &value[bool]{}}
	for p := range analysis.Position(analysis.Positions) {
		sweeping.percentiles.get = append(sweeping.percentiles.get, p.Percentile())
	}
	listing := instanceFlags{percentile: &value[float64]{get: at.Percentile()}, outcome: &value[[]analysis.Outcome]{}, flips: &value[pair]{}}
	swept, errSweep := newSweepReport(v, sweeping)
	rows, errRows := v.rows(listing)
	if err := firstOf([]error{errSweep, errRows}); err != nil {
		return nil, err
	}
	var tables []report.Table
	for _, one := range []struct {
		name, about string
		write       func(io.Writer) error
	}{
		{"sweep.csv", "the metrics at every position of the slider", swept.csv},
		{"instances.csv", "every instance with its verdict at p" + plain(at.Percentile()), func(w io.Writer) error { return writeRowCSV(w, rows, columns{files: v.run.HasFiles()}, true) }},
	} {
		var b bytes.Buffer
		if err := one.write(&b); err != nil {
			return nil, fmt.Errorf("writing %s: %w", one.name, err)
		}
		tables = append(tables, report.Table{Name: one.name, About: one.about, Content: b.Bytes()})
	}
	return tables, nil
}

// reportCommand is the command line that makes the report again: every flag that is not
// as it would be anyway, wherever its value came from, but for settings that do nothing here:
// typed, they would be refused. The folder is left to the reader,
// so that the page does not depend on where it lies.
func reportCommand(cmd *cobra.Command, args []string, idle func(flag string) bool, kept string) string {
	words := []string{"confscope", "report"}
	for _, path := range args {
		words = append(words, shellWord(path))
	}
	words = append(words, "-o", "DIR")
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		where := f.Name == "output" || f.Name == "force" || !configurable(f)
		if text := f.Value.String(); !where && text != f.DefValue && !idle(f.Name) {
			words = append(words, shellWord("--"+f.Name+"="+text))
		}
	})
	if kept != "" {
		words = append(words, shellWord("--mapping="+kept))
	}
	return strings.Join(words, " ")
}
