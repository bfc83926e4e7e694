package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui"
)

// commandLine is the command that shows the state again: the screen itself, or the
// command that prints what the screen shows where there is one.
func (v views) commandLine(s *tui.State) string {
	words := append([]string{"confscope"}, v.viewWords(s)...)
	if s.Run == nil && s.View() == tui.ViewPublished { // alone it has no method
		return shellWords(words)
	}
	return shellWords(append(append(words, v.methodWords(s, words)...), v.readingWords(s)...))
}

// methodWords are the flags for how the screen judges, beside the words that are there.
func (v views) methodWords(s *tui.State, before []string) (words []string) {
	setup := s.Method.Setup
	if s.View() != tui.ViewJudges && !slices.Contains(before, "--judges") {
		words = append(words, "--judge", setup.Judge.String())
	}
	if setup.Policy.Kind != analysis.PolicySweep && !slices.Contains(before, "--policies") {
		words = append(words, "--policy", setup.Policy.Kind.String())
	}
	m := s.Method.Confidence
	if m != analysis.MeasureRecorded {
		words = append(words, "--confidence", m.String())
	}
	if s.Method.Window != 0 && m.Windowed() {
		words = append(words, "--window", strconv.Itoa(s.Method.Window))
	}
	if setup.Invert {
		words = append(words, "--invert")
	}
	if v.flags.warmup.get != 3 {
		words = append(words, "--warmup", strconv.Itoa(v.flags.warmup.get))
	}
	if v.flags.maxTraces.get != 0 {
		words = append(words, "--max-traces", strconv.Itoa(v.flags.maxTraces.get))
	}
	return words
}

// readingWords are the flags for how the run is read. Settings that do nothing for it are
// left out: typed, they would be refused.
func (v views) readingWords(s *tui.State) (words []string) {
	for _, flag := range []struct{ name, text string }{
		{"labels", v.flags.labels.text}, {"label-words", v.flags.words.text}, {"mapping", v.mappingFile(s)},
		{"refusals", v.flags.refusals.text}, {"cut-suffix", v.flags.cutSuffix.text}, {"phrases", v.flags.phrases.text},
	} {
		idle := s.Run != nil && len(s.Others) == 0 && readingOf(s.Look.Path, s.Run).idle(flag.name) != ""
		if flag.text != "" && !idle {
			words = append(words, "--"+flag.name, flag.text)
		}
	}
	return words
}

// mappingFile is the file with the columns by which the run was read; "" where there is
// none, or where it is found by itself. A mapping on the command line holds for every run
// of it, so that what is kept for the columns of one is named only where there are no others.
func (v views) mappingFile(s *tui.State) string {
	table := s.Columns.Preview
	switch {
	case table == nil, !s.Columns.Asked && v.flags.mapping.get != nil:
		return v.flags.mapping.text
	case s.Columns.Unkept, len(s.Others) > 0:
		return ""
	}
	return v.app.mappings().Path(table.Columns)
}

// shellWords quotes words so that a POSIX shell reads them back as they are.
func shellWords(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = shellWord(word)
	}
	return strings.Join(quoted, " ")
}

// viewWords are the words of the command that belong to the screen: which command, which
// run, and where on the slider.
func (v views) viewWords(s *tui.State) []string {
	var run []string
	if s.Look.Path != "" {
		run = []string{s.Look.Path}
	}
	at := []string{"-p", plain(s.Slider.At.Percentile())}
	switch s.View() {
	case tui.ViewChecks:
		return join([]string{"check"}, run, at)
	case tui.ViewJudges:
		return join([]string{"judges"}, run, at)
	case tui.ViewSlices:
		return join([]string{"slices"}, run, at, []string{"--by", sliceWords()[s.Over.Slicing]})
	case tui.ViewPoints:
		return join([]string{"choose"}, run, conditionWords(s.Points))
	case tui.ViewCompare:
		if words, ok := compareWords(s, run); ok {
			return words
		}
	case tui.ViewPublished:
		return publishedWords(s, run)
	case tui.ViewRuns:
		for _, other := range s.Others {
			run = append(run, other.Name)
		}
	case tui.ViewInstances:
		if words := outcomeFlag(s.List.Filter.Outcomes); words != nil {
			return join([]string{"instances"}, run, at, words)
		}
	case tui.ViewOther:
	}
	return join(run, at)
}

func join(parts ...[]string) []string {
	var all []string
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

// conditionWords are the flags for what the operating points are asked to keep.
func conditionWords(c tui.Conditions) []string {
	number := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	return []string{"--sensitivity", number(c.Floor), "--cost-fn", number(c.Costs.FN), "--cost-fp", number(c.Costs.FP), "--cost-tokens", number(c.Costs.KiloTokens)}
}

// compareWords are the command that compares what the screen compares; false where the
// two sides differ in what no flag of it says.
func compareWords(s *tui.State, run []string) ([]string, bool) {
	a, b, ok := s.Sides()
	if !ok {
		return nil, false
	}
	if s.Rival > 0 {
		return []string{"compare", s.Look.Path, s.Others[s.Rival-1].Name, "-p", plain(b.At.Percentile())}, a.At == b.At
	}
	x, y := a.Sweep.Setup(), b.Sweep.Setup()
	words := join([]string{"compare"}, run, []string{"--at", plain(a.At.Percentile()) + ":" + plain(b.At.Percentile())})
	if x.Judge != y.Judge {
		words = append(words, "--judges", x.Judge.String()+":"+y.Judge.String())
	}
	if x.Policy.Kind != y.Policy.Kind {
		words = append(words, "--policies", x.Policy.Kind.String()+":"+y.Policy.Kind.String())
	}
	same := a.Sweep.Run().Confidence() == b.Sweep.Run().Confidence()
	return words, x.Invert == y.Invert && same
}

// outcomeFlag is the flag for the outcomes that the list lets in; nil for all.
func outcomeFlag(outcomes uint8) []string {
	var list []string
	for o, word := range outcomeWords() {
		if outcomes&(1<<o) != 0 {
			list = append(list, word)
		}
	}
	if list == nil {
		return nil
	}
	return []string{"--outcome", strings.Join(list, ",")}
}

// provenance says what the figures of a state hang on: enough to tell whether another
// figure was made from the same file in the same way.
func (v views) provenance(s *tui.State) string {
	parts := []string{"confscope " + version()}
	if s.Run != nil {
		source := s.Run.Identified().Source()
		parts = append(parts, data.PrintableLine(source.Name), "content "+source.Fingerprint)
	}
	if s.Run == nil && s.View() == tui.ViewPublished {
		return strings.Join(append(parts, "published figures, rates from their counts"), ", ")
	}
	setup := s.Method.Setup
	warmup := setup.Policy.Warmup
	if warmup == 0 {
		warmup = 3
	}
	parts = append(parts, "policy "+setup.Policy.Kind.String(), fmt.Sprintf("warm-up %d", warmup), "judge "+setup.Judge.String())
	if s.Results != nil {
		if name := s.Results.Sweep.Run().Confidence().Name; name != data.Recorded {
			parts = append(parts, "confidence "+name)
		}
	}
	if setup.Invert {
		parts = append(parts, "confidence inverted")
	}
	return strings.Join(append(parts, "p"+plain(s.Slider.At.Percentile()), "percentiles by linear interpolation"), ", ")
}

// stamped is the command with its provenance behind it, as one line that every shell
// runs: the colon does nothing with what follows it.
func (v views) stamped(s *tui.State) string {
	return v.commandLine(s) + "; : " + shellWord(v.provenance(s))
}

// shellWord quotes a word so that a POSIX shell reads it back as it is.
func shellWord(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-./:+,=@%", r)
	}
	if word != "" && strings.TrimFunc(word, plain) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
