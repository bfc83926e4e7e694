package main

import (
	"context"
	"errors"
	"io"
	"math"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui"
)

// screenFlags are the flags of the root command.
type screenFlags struct {
	inputs
	percentile *value[float64]
	theme      *value[string]
	glyphs     *value[string]
	safe       *value[bool]
	follow     *value[bool]
}

// newScreen is the root command.
func newScreen(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "confscope [RUN...]",
		Short:   "See what a confidence threshold does to a safety evaluation",
		Args:    a.someRuns,
		PreRunE: func(cmd *cobra.Command, _ []string) error { return a.settle(cmd) },
	}
	flags := declareScreen(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if a.onTerminal() {
			return a.screen(cmd, args, flags)
		}
		return a.summary(cmd, args, flags)
	}
	return cmd
}

func declareScreen(cmd *cobra.Command) screenFlags {
	flags := screenFlags{inputs: declareInputs(cmd)}
	flags.percentile = declarePercentile(cmd, "slider position to start at, 0 to 100")
	flags.theme = declare(cmd.Flags(), spec[string]{name: "theme", kind: "name", words: []string{"auto", "dark", "light"}, parse: oneOf("auto", "dark", "light"),
		initial: "auto", usage: "colours for a dark or a light background; auto asks the terminal"})
	flags.glyphs = declare(cmd.Flags(), spec[string]{name: "glyphs", kind: "name", words: []string{"block", "braille", "ascii"}, parse: oneOf("block", "braille", "ascii"),
		initial: "block", usage: "characters that charts are drawn with: block, braille or ascii"})
	flags.safe = declareSwitch(cmd.Flags(), "safe-screen", "begin with the texts of prompts and answers blurred; r shows them")
	flags.follow = declareFollow(cmd.Flags(), "follow the file while a run is being written, and wait for one that is not there yet; without this it is followed once it grows")
	return flags
}

func declarePercentile(cmd *cobra.Command, usage string) *value[float64] {
	return declare(cmd.Flags(), spec[float64]{name: "percentile", short: "p", kind: "number", parse: percentile, initial: "20", usage: usage})
}

// onTerminal reports whether the output can show a screen. A dumb terminal cannot: it
// would print the cursor's movements.
func (a *app) onTerminal() bool {
	name := lookup(a.env, "TERM")
	return isTerminal(a.stdout) && name != "" && name != "dumb"
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(file.Fd())
}

// screen opens the screen on the run and stays there until the user quits.
func (a *app) screen(cmd *cobra.Command, args []string, flags screenFlags) (err error) {
	published, args, err := a.sortOutFiles(cmd.Context(), args)
	switch {
	case err != nil:
		return err
	case len(published) > 0 && len(args) == 0:
		return a.screenOfPublished(cmd, published, flags)
	}
	options, err := a.options(flags.inputs, true)
	if err != nil {
		return err
	}
	measure, err := flags.measure(a)
	if err != nil {
		return err
	}
	path := runPath(args)
	open := a.newOpener(path, options)
	defer func() { err = errors.Join(err, open.close()) }()
	if err := open.suits(cmd); err != nil {
		return err
	}
	loading, err := open.start()
	if err != nil && !(flags.follow.get && mayCome(path)) {
		return unreadable(cmd, path, err)
	}
	others := further{options: options}
	defer func() { err = errors.Join(err, others.close()) }()
	views := views{dir: stateDir(a.env), app: a, path: path, flags: flags}
	show := tui.Options{
		Name:        path,
		Loading:     loading,
		Setup:       flags.setupFor(flags.judge.get),
		JudgeChosen: flags.judge.text != "",
		Measure:     measure,
		At:          nearest(flags.percentile.get),
		Appearance:  tui.Appearance{Theme: flags.theme.get, Mono: lookup(a.env, "NO_COLOR") != ""},
		Glyphs:      flags.glyphs.get,
		Veiled:      flags.safe.get,
		Tables:      open.tables(),
		Watch:       flags.watch(open, options),
		Others:      others.runs(args),
		Published:   publications(published),
		Resume:      views.resume,
		Save:        views.save,
		OpenMarks:   views.openMarks,
		Export:      exportMarks,
		CommandLine: views.stamped,
	}
	return a.left(cmd, path, tui.Run(cmd.Context(), show))
}

// left says why the screen was left, where it was not the user who did it.
func (a *app) left(cmd *cobra.Command, path string, err error) error {
	var failed tui.Unreadable
	if errors.As(err, &failed) {
		return unreadable(cmd, path, failed.Err)
	}
	var lost tui.Unkept
	if errors.As(err, &lost) {
		return badInput("%w", lost)
	}
	if err != nil {
		return badInput("the screen cannot be shown: %w: pipe the output to get a summary as plain text", err)
	}
	return context.Cause(cmd.Context())
}

// nearest is the slider position next to a percentile.
func nearest(percentile float64) analysis.Position {
	return analysis.Position(math.Round(percentile * 10))
}
