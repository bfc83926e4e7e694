package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/cmd/confscope/wording"
	"github.com/confscope/confscope/data"
)

// toldProblems is how many of a run's problems stderr names; the rest are counted.
const toldProblems = 5

// study is a run that is open, with the method to look at it by.
type study struct {
	run   *data.Run
	setup analysis.Setup
	cuts  analysis.Cuts // what of the tokens does not count as it stands, where confidences come from them
	note  string        // what else shaped the verdicts, as a sentence; or ""
	anew  bool          // of a run that is followed: it is another than the one before
}

// studyOf opens the run at the path, with more phrase lists marked than its judge reads,
// tells what was wrong with it, and makes the method. The caller closes the run.
func (a *app) studyOf(cmd *cobra.Command, path string, in inputs, more ...data.PhraseList) (study, error) {
	options, err := a.options(in, false)
	if err != nil {
		return study{}, err
	}
	if err := a.needsTraces(cmd, path); err != nil {
		return study{}, err
	}
	options.Lists = withLists(options.Lists, more...)
	run, err := a.openKnown(cmd.Context(), path, options)
	if err != nil {
		return study{}, unreadable(cmd, path, err)
	}
	if err := a.fits(cmd, readingOf(path, run)); err != nil {
		return study{}, errors.Join(err, run.Close())
	}
	a.tellTables()
	a.tellProblems(run.Problems())
	a.tellCut(run)
	a.tellLabels(run.Source())
	setup, err := in.setup(a, run)
	if err != nil {
		return study{}, errors.Join(err, run.Close())
	}
	with, cuts, err := in.measured(cmd.Context(), a, run)
	if err != nil {
		return study{}, errors.Join(err, run.Close())
	}
	return study{run: with, setup: setup, cuts: cuts, note: in.phrasesNote(setup.Judge)}, nil
}

func (a *app) options(in inputs, onScreen bool) (data.Options, error) {
	lists, err := in.lists(onScreen)
	// Most formats do not say which answers refused: the phrases that the reference sweep
	// looks for tell it then.
	refusals := analysis.SweepRefusals()
	options := in.sources.options(a)
	options.Lists, options.Refusing = withLists(lists, refusals), refusals.Name
	return options, err
}

// withLists adds the phrase lists whose names are not taken: the user's phrases stand
// under the name of the list that they replace.
func withLists(lists []data.PhraseList, more ...data.PhraseList) []data.PhraseList {
	for _, list := range more {
		if !slices.ContainsFunc(lists, func(l data.PhraseList) bool { return l.Name == list.Name }) {
			lists = append(lists, list)
		}
	}
	return lists
}

// studying opens the run at the path, sweeps it, and closes it when do is done.
func (a *app) studying(cmd *cobra.Command, path string, in inputs, more []data.PhraseList, do func(*viewer) error) (err error) {
	opened, err := a.studyOf(cmd, path, in, more...)
	if err != nil {
		return err
	}
	defer func() { err = closing(opened.run, err) }()
	v, err := opened.viewer()
	if err != nil {
		return err
	}
	return do(v)
}

// runPath is the run's path, "" for the built-in demo.
func runPath(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

// unreadable is the fault of a run that cannot be read. A mistyped command looks like
// the name of a file that is not there, so that case gets a hint.
func unreadable(cmd *cobra.Command, path string, err error) error {
	_, missing := os.Stat(path)
	if near := cmd.Root().SuggestionsFor(path); !cmd.HasParent() && len(near) > 0 && errors.Is(missing, fs.ErrNotExist) {
		return badInput("%w (or did you mean the command %s?)", err, near[0])
	}
	return badInput("%w", err)
}

// tellLabels says what labels of one kind only cannot tell.
func (a *app) tellLabels(source data.Source) {
	if source.LabelsNote != "" {
		a.say(source.LabelsNote)
	}
}

// tellCut says that a run is not whole: everything that follows is of its beginning.
func (a *app) tellCut(run *data.Run) {
	if run.Source().Cut {
		a.say(fmt.Sprintf("%s is cut off in its last record: the run may still be going on, and what follows is of the %s before it",
			data.PrintableLine(run.Source().Name), things(run.Instances(), "instance")))
	}
}

func (a *app) tellProblems(problems data.Problems) {
	told := problems.List[:min(len(problems.List), toldProblems)]
	for _, problem := range told {
		a.say(problem.Error())
	}
	if rest := problems.Total() - len(told); rest > 0 {
		a.say(fmt.Sprintf("and %s more: in all %s and %s noted", things(rest, "problem"), wording.Skipped(problems), things(problems.Noted, "fault")))
	}
}
