package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/convert"
)

// convertFlags are the flags of the command convert.
type convertFlags struct {
	sources
	out    *value[string]
	force  *value[bool]
	format *value[string]
}

const convertLong = `convert writes RUN as a file that every command of confscope opens again, to the same figures: Parquet with one row
an instance and lists for its traces, or predictions.jsonl, plain or packed. The name of the output says which:
.parquet, .jsonl, .jsonl.gz, .jsonl.zst; a name that ends in / is a folder that gets a predictions.jsonl. Several
runs go into such a folder, each into one of its own that is called like the run. Labels, topics and prompts of a
label file are written into the run itself. Without RUN it converts the built-in demo.

The file is written beside its place under a name that begins with a dot, and gets its own name when the disk has all
of it. Until then nothing changes; a convert that was killed leaves one such file, which the next one removes.

Not carried over: fields that confscope does not know (they are named), figures that follow from others such as
refusal_rate, and the line on which an instance stood. Parquet keeps texts as UTF-8: where one is not, U+FFFD stands
for the bytes at fault (the texts are counted).`

func newConvert(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "convert [RUN...]",
		Short:   "Write a run as Parquet or as predictions.jsonl",
		Long:    convertLong,
		Example: "confscope convert log.eval -o run.parquet\nconfscope convert results --labels toxicchat.csv -o converted/\nconfscope convert monday tuesday --format parquet -o week/",
		PreRunE: func(cmd *cobra.Command, _ []string) error { return a.settle(cmd) },
	}
	cmd.Flags().SortFlags = false
	flags := convertFlags{sources: declareSources(cmd.Flags())}
	flags.out = declare(cmd.Flags(), spec[string]{name: "output", short: "o", kind: "file", parse: anyText,
		usage: "what is written: a file, or a folder with / at its end"})
	flags.force = declareSwitch(cmd.Flags(), "force", "write over what is there")
	flags.format = declare(cmd.Flags(), spec[string]{name: "format", kind: "format", words: formatWords(), parse: oneOf(formatWords()...),
		usage: alternatives(formatWords()) + "; without it the name of the output decides"})
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.convert(cmd, args, flags) }
	return cmd
}

func formatWords() []string {
	var words []string
	for _, f := range convert.Formats() {
		words = append(words, f.String())
	}
	return words
}

func formatNamed(word string) convert.Format {
	for _, f := range convert.Formats() {
		if f.String() == word {
			return f
		}
	}
	return convert.Lines
}

func (a *app) convert(cmd *cobra.Command, args []string, flags convertFlags) error {
	jobs, err := flags.jobs(args)
	if err != nil {
		return err
	}
	for _, j := range jobs {
		if err := j.possible(flags.force.get, flags.labels.text); err != nil {
			return err
		}
	}
	for _, j := range jobs {
		if err := a.convertOne(cmd, j, flags); err != nil {
			return err
		}
	}
	return nil
}

// convertOne reads one run and writes it.
func (a *app) convertOne(cmd *cobra.Command, j conversion, flags convertFlags) (err error) {
	if err := a.needsTraces(cmd, j.run); err != nil {
		return err
	}
	bar := a.newProgress()
	defer bar.clear()
	run, err := readWith(cmd.Context(), j.run, flags.options(a), func(done, total int64) { bar.show("reading "+j.name(), done, total) })
	if err != nil {
		return unreadable(cmd, j.run, err)
	}
	defer func() { err = closing(run, err) }()
	bar.clear()
	a.tellTables()
	if err := a.fits(cmd, readingOf(j.run, run)); err != nil {
		return err
	}
	a.tellProblems(run.Problems())
	if !run.KeepsTexts() {
		return badUsage("%s: its texts were not kept, as %s asks: leave that out to convert it", j.name(), a.origin["no-spool"])
	}
	if err := j.apart(run.Source()); err != nil {
		return err
	}
	report, err := j.write(cmd.Context(), run, func(done int) { bar.show("writing "+filepath.Base(j.out), int64(done), int64(run.Instances())) })
	if err != nil {
		return err
	}
	bar.clear()
	a.tellLosses(j, report)
	_, err = fmt.Fprintf(a.out, "%s: %s\n", things(report.Instances, "instance"), data.PrintableLine(j.out))
	return err
}

// tellLosses says what the output does not have.
func (a *app) tellLosses(j conversion, r convert.Report) {
	if len(r.Others) > 0 {
		a.say(fmt.Sprintf("%s: left out, since no column is for them: %s, in %s", j.name(), strings.Join(r.Others, ", "), things(r.Dropped, "instance")))
	}
	if r.Repaired > 0 {
		a.say(fmt.Sprintf("%s: %s no UTF-8, which Parquet does not take: U+FFFD stands for the bytes at fault", j.out, texts(r.Repaired)))
	}
}

func texts(n int) string {
	if n == 1 {
		return "1 text is"
	}
	return things(n, "text") + " are"
}

// readWith opens a run and tells how far it is.
func readWith(ctx context.Context, path string, o data.Options, progress func(done, total int64)) (*data.Run, error) {
	loading, err := startRun(path, o)
	if err != nil {
		return nil, err
	}
	defer loading.Close() //nolint:errcheck // a finished load has nothing left to close; of a failed one the cause is reported
	for {
		p, err := loading.Next(ctx)
		if err != nil {
			return nil, err
		}
		if p.Finished {
			return p.Run, nil
		}
		progress(p.Done, p.Total)
	}
}
