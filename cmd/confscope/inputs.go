package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// sources are the flags that say how a run is read.
type sources struct {
	labels  *value[string]
	words   *value[data.LabelWords]
	noSpool *value[bool]
	readings
}

func declareSources(set *pflag.FlagSet) sources {
	return sources{
		labels: declare(set, spec[string]{name: "labels", kind: "file", parse: anyText,
			usage: "label file or input of a batch job; without it labels.jsonl (.csv, .json, .parquet) and X_input.jsonl beside RUN"}),
		words: declare(set, spec[data.LabelWords]{name: "label-words", kind: "words", parse: data.ParseLabelWords,
			usage: "further words of labels, as in harmful=unsafe,borderline=safe"}),
		noSpool:  declareSwitch(set, "no-spool", "make no copy of packed or piped input: packed texts are unpacked again when shown, piped ones are not there"),
		readings: declareReadings(set),
	}
}

// options are those flags as package data takes them.
func (s sources) options(a *app) data.Options {
	o := data.Options{Labels: s.labels.text, Words: s.words.get, NoSpool: s.noSpool.get, Stdin: a.stdin, Known: a.known}
	s.into(&o)
	return o
}

// inputs are the flags that every command has which studies a run: which run, and how it
// is judged.
type inputs struct {
	sources
	phrases    *value[string]
	judge      *value[analysis.Judge]
	policy     *value[analysis.PolicyKind]
	confidence *value[analysis.Measure]
	window     *value[int]
	invert     *value[bool]
	warmup     *value[int]
	maxTraces  *value[int]
}

func declareInputs(cmd *cobra.Command) inputs {
	set := cmd.Flags()
	set.SortFlags = false
	return inputs{
		sources: declareSources(set),
		judge: declare(set, spec[analysis.Judge]{name: "judge", kind: "name", words: wordsOf(analysis.Judges()), parse: analysis.ParseJudge,
			usage: "rule that turns traces into a verdict: " + names(analysis.Judges())}),
		policy: declare(set, spec[analysis.PolicyKind]{name: "policy", kind: "name", words: wordsOf(analysis.Policies()), parse: analysis.ParsePolicy, initial: "sweep",
			usage: "stopping rule: " + names(analysis.Policies())}),
		confidence: declare(set, spec[analysis.Measure]{name: "confidence", kind: "kind", words: wordsOf(analysis.Measures()), parse: analysis.ParseMeasure, initial: "recorded",
			usage: "what stands for a trace's confidence: recorded, the number in the file, or from its tokens " + names(analysis.Measures()[1:])}),
		window: declare(set, spec[int]{name: "window", kind: "tokens", parse: count(0), initial: "0",
			usage: "tokens in a group, for tail, lowest-group and bottom-group; 0: 2048 where a trace is that long, else 100"}),
		invert: declareSwitch(set, "invert", "negate the confidences, for files whose number falls with certainty"),
		warmup: declare(set, spec[int]{name: "warmup", kind: "count", parse: count(1), initial: "3",
			usage: "traces that are always sampled, and that the threshold is taken from"}),
		maxTraces: declare(set, spec[int]{name: "max-traces", kind: "count", parse: count(0), initial: "0",
			usage: "replay at most so many traces of an instance; 0: the most that any has"}),
		phrases: declare(set, spec[string]{name: "phrases", kind: "file", parse: anyText,
			usage: "refusal phrases of your own for the judge phrases, one a line, # for comments"}),
	}
}

func names[T fmt.Stringer](all []T) string { return alternatives(wordsOf(all)) }

func wordsOf[T fmt.Stringer](all []T) []string {
	words := make([]string, len(all))
	for i, one := range all {
		words[i] = one.String()
	}
	return words
}

// lists are the phrase lists that the run is marked with as it is read: that of the
// chosen judge, else of the judge that the columns may choose. On the screen, where the
// judge changes, it is both; other lists are read for when their judge is taken. The user's
// own phrases are read for whatever the judge: no other moment knows them.
func (in inputs) lists(onScreen bool) ([]data.PhraseList, error) {
	own, err := in.ownPhrases()
	if err != nil {
		return nil, err
	}
	if in.judge.get == analysis.JudgePhrases && own == nil {
		return nil, badUsage("the judge phrases is chosen and no phrase list is given: --phrases FILE gives one")
	}
	var lists []data.PhraseList
	if own != nil {
		lists = append(lists, analysis.OwnPhrases(own))
	}
	judges := []analysis.Judge{in.judge.get} // answered where none is chosen
	if onScreen {
		judges = append(judges, analysis.JudgeAnswered)
	}
	for _, judge := range judges {
		list, _ := judge.List()
		known := slices.ContainsFunc(lists, func(l data.PhraseList) bool { return l.Name == list.Name })
		if len(list.Phrases) > 0 && !known {
			lists = append(lists, list)
		}
	}
	return lists, nil
}

// ownPhrases reads the user's phrase file; nil where none is given.
func (in inputs) ownPhrases() ([]string, error) {
	path := in.phrases.text
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, badInput("%s: cannot read the phrases: %w: name a text file with one phrase a line", path, bare(err))
	}
	var phrases []string
	for _, line := range strings.Split(strings.TrimPrefix(string(text), "\ufeff"), "\n") {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			phrases = append(phrases, line)
		}
	}
	if len(phrases) == 0 {
		return nil, badInput("%s: no phrase in it: write one a line (lines that begin with # are comments)", path)
	}
	return phrases, nil
}

// phrasesNote says what became of the user's phrases, "" where there are none.
func (in inputs) phrasesNote(judge analysis.Judge) string {
	name := filepath.Base(in.phrases.text)
	switch {
	case in.phrases.text == "":
		return ""
	case judge != analysis.JudgePhrases:
		return "the phrases of " + name + " do nothing here: only the judge phrases reads them"
	}
	return "refusals are answers with a phrase of " + name
}

// setup is the method for the run. A judge that the run lacks the columns for is the
// user's mistake where the user named it, and the run's where nobody did.
func (in inputs) setup(a *app, run *data.Run) (analysis.Setup, error) {
	setup := in.setupFor(analysis.DefaultJudge(run))
	if in.judge.text != "" {
		setup = in.setupFor(in.judge.get)
	}
	missing := setup.Judge.Missing(run)
	switch {
	case missing == "":
		return setup, nil
	case in.judge.text != "":
		return setup, badUsage("%s: the judge %s is not offered for %s: %s: leave it out and the run's columns decide",
			a.origin["judge"], setup.Judge, run.Source().Name, missing)
	}
	return setup, badInput("%s: no judge can judge this run: %s: name another run", run.Source().Name, missing)
}

func (in inputs) setupFor(judge analysis.Judge) analysis.Setup {
	return analysis.Setup{
		Policy: analysis.Policy{Kind: in.policy.get, Warmup: in.warmup.get, MaxTraces: in.maxTraces.get},
		Judge:  judge,
		Invert: in.invert.get,
	}
}
