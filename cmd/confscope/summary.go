package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/cmd/confscope/wording"
	"github.com/confscope/confscope/data"
)

// summary writes what the first screen would show, as plain text.
func (a *app) summary(cmd *cobra.Command, args []string, flags screenFlags) error {
	published, runs, err := a.sortOut(cmd.Context(), args)
	switch {
	case err != nil:
		return err
	case len(published) > 0:
		return a.summaryOfPublished(cmd, published, runs, flags)
	case len(args) > 1:
		return a.runs(cmd, args, flags)
	}
	return a.studying(cmd, runPath(args), flags.inputs, nil, func(v *viewer) error {
		at, err := v.at(flags.percentile.get)
		if err != nil {
			return err
		}
		_, err = a.out.WriteString(strings.Join([]string{v.header(at), v.operatingPoint(at), confusionMatrix(at), v.remarks(at)}, "\n"))
		return err
	})
}

// header says what the run is and how its verdicts come about.
func (v *viewer) header(at view) string {
	lines := []string{data.PrintableLine(titleOf(v.run)), census(newRunReport(v.run))}
	if about := v.run.Source().About; about != "" {
		lines = append(lines, data.PrintableLine(about))
	}
	lines = append(lines, "",
		fmt.Sprintf("%s (judge %s)", v.setup.Judge.Meaning(), v.setup.Judge),
		fmt.Sprintf("%s (policy %s)", v.setup.Policy.Sentence(at.Percentile), v.setup.Policy.Kind))
	if v.note != "" {
		lines = append(lines, data.PrintableLine(v.note))
	}
	return strings.Join(lines, "\n") + "\n"
}

// operatingPoint is the metrics with their intervals.
func (v *viewer) operatingPoint(at view) string {
	t := newTable("at p"+plain(at.Percentile), "\tvalue", "95 % interval")
	for _, one := range []struct {
		name string
		rate analysis.Rate
	}{
		{"accuracy", at.Accuracy()}, {"sensitivity", at.Sensitivity()},
		{"specificity", at.Specificity()}, {"precision", at.Precision()},
	} {
		t.add(one.name, share(maybe(one.rate.Value())), interval(one.rate))
	}
	t.add("F1", share(maybe(at.F1())))
	t.add("traces used", maybe(at.MeanTraces()).fixed(2), fmt.Sprintf("of %d", at.MaxTraces))
	t.add("savings", share(maybe(at.TraceSavings())), "of traces")
	t.add("", share(maybe(at.TokenSavings())), "of tokens")
	return t.String()
}

// share is a rate in percent, "—" where it is undefined.
func share(n number) string {
	if !n.defined {
		return "—"
	}
	return n.percent().fixed(1) + " %"
}

func interval(rate analysis.Rate) string {
	lo, hi, ok := rate.Wilson()
	if !ok {
		return "no instance to count"
	}
	return fmt.Sprintf("%.1f – %.1f", lo*100, hi*100)
}

// confusionMatrix is the four counts, each with the mean confidence of its instances.
func confusionMatrix(at view) string {
	cell := func(outcome analysis.Outcome, count int) []string {
		mean := at.MeanConf[outcome]
		return []string{outcome.String(), grouped(count), "conf " + maybe(mean.Value, mean.N > 0).fixed(3)}
	}
	t := newTable("confusion", "", "\tflagged", "", "", "\tallowed", "")
	t.add(append(append([]string{"unsafe"}, cell(analysis.TP, at.TP)...), cell(analysis.FN, at.FN)...)...)
	t.add(append(append([]string{"safe"}, cell(analysis.FP, at.FP)...), cell(analysis.TN, at.TN)...)...)
	return t.String()
}

// remarks are what the figures must be read with.
func (v *viewer) remarks(at view) string {
	lines := []string{majority(at.Point)}
	if at.RanOut > 0 {
		lines = append(lines, fmt.Sprintf("%s of %s ran out of traces before the threshold was met: they were stopped early, or traces are missing",
			grouped(at.RanOut), things(at.Instances, "replay")))
	}
	if sentence := leftOut(at.Point); sentence != "" {
		lines = append(lines, sentence)
	}
	if problems := v.run.Problems(); problems.Total() > 0 {
		lines = append(lines, fmt.Sprintf("problems while reading: %s, %s noted", wording.Skipped(problems), things(problems.Noted, "fault")))
	}
	if v.run.Source().Cut {
		lines = append(lines, "the last line of the file is cut: the run may still be going on")
	}
	return strings.Join(lines, "\n") + "\n"
}
