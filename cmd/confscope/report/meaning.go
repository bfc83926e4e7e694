package report

import (
	"fmt"
	"strings"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/cmd/confscope/wording"
	"github.com/confscope/confscope/data"
)

// meaning says in words what is counted, before any figure is drawn.
func (c *chapter) meaning() {
	c.heading("What is counted")
	if about := c.Sweep.Run().Source().About; about != "" {
		c.page.say(wording.Markdown(about))
	}
	setup := c.Sweep.Setup()
	words := []string{
		fmt.Sprintf("**The verdict:** %s (judge `%s`). The positive class is the label *unsafe*, so sensitivity is the share of unsafe prompts that are flagged in this sense, and specificity the share of safe prompts that are not.",
			wording.Markdown(setup.Judge.Meaning()), setup.Judge),
		fmt.Sprintf("**The rule:** %s (policy `%s`), seen from %s of the slider.", wording.Markdown(setup.Policy.Sentence(c.At.Percentile())), setup.Policy.Kind, at(c.At)),
		"**The confidence:** " + c.measured(),
		"**The yardstick:** " + c.yardstick(),
	}
	if setup.Invert {
		words = append(words, "**Confidences are negated:** here a higher number is more certain, though the file's is less.")
	}
	if c.Note != "" {
		words = append(words, "**Note:** "+wording.Markdown(c.Note)+".")
	}
	if left := LeftOut(c.point()); left != "" {
		words = append(words, "**In no rate:** "+left+".")
	}
	if problems := c.Sweep.Run().Problems(); problems.Total() > 0 {
		words = append(words, fmt.Sprintf("**While reading:** %s and %s noted.", wording.Skipped(problems), wording.Things(problems.Noted, "fault")))
	}
	if c.Sweep.Run().Source().Cut {
		words = append(words, "**Cut short:** the last line of the file is cut: the run may still have been going on.")
	}
	c.page.list(words)
}

// yardstick holds the best accuracy against always giving the commoner answer.
func (c *chapter) yardstick() string {
	p := c.point()
	label, share := p.Majority()
	always, ok := share.Value()
	if !ok {
		return "no verdict can be held against a label, so no rate below is defined. A label file would change that."
	}
	best := c.Sweep.Best().Accuracy
	top, _ := c.Sweep.At(best.Position).Accuracy().Value()
	verdict := "Some position does better."
	if top <= always {
		verdict = "**No position of the slider beats it**, so as a classifier this is worth nothing."
	}
	return fmt.Sprintf("always answering *%s* scores %s accuracy; the best position of the slider, %s, scores %s. %s",
		label, maybe(always, true).percent(), at(best.Position), maybe(top, true).percent(), verdict)
}

// LeftOut says which instances are in no rate, and why; "" where all are.
func LeftOut(p *analysis.Point) string {
	var reasons []string
	for _, one := range []struct {
		count int
		why   string
	}{{p.Unlabelled, "without a label"}, {p.Unjudged, "without a verdict in the file"}, {p.Empty, "without traces"}} {
		if one.count > 0 {
			reasons = append(reasons, wording.Things(one.count, "instance")+" "+one.why)
		}
	}
	return strings.Join(reasons, ", ")
}

// keyMetrics is the run, and what it comes to at the position.
func (c *chapter) keyMetrics() {
	c.heading("Key metrics")
	c.page.table(c.census())
	c.page.say(fmt.Sprintf("At %s, with 95%% Wilson intervals that take instances for independent draws:", at(c.At)))
	g := newGrid("metric", "\tvalue", "\t95% interval", "\tcounts")
	for _, m := range analysis.Metrics() {
		g.add(metricRow(m, c.point())...)
	}
	c.page.table(g)
	c.page.say(savingsNote(c.point()))
}

func (c *chapter) census() *grid {
	run := c.Sweep.Run()
	labels := map[data.Label]int{}
	for _, l := range run.Labels() {
		labels[l]++
	}
	share := func(n int) string {
		return wording.Count(n) + " (" + maybe(analysis.Rate{Num: n, Den: run.Instances()}.Value()).percent() + ")"
	}
	p := c.point()
	each := maybe(float64(run.Traces())/float64(run.Instances()), run.Instances() > 0)
	tokens := maybe(tokensPerTrace(run))
	g := newGrid("the run", "\tvalue")
	g.add("instances", wording.Count(run.Instances()))
	g.add("unsafe", share(labels[data.LabelUnsafe]))
	g.add("safe", share(labels[data.LabelSafe]))
	if n := labels[data.LabelUnknown]; n > 0 {
		g.add("without a label", share(n))
	}
	g.add("traces", wording.Count(run.Traces()))
	g.add("traces per instance", each.fixed(2))
	g.add("most traces of an instance that are replayed", wording.Count(p.MaxTraces))
	g.add("tokens per trace", tokens.fixed(1))
	return g
}

// tokensPerTrace is the mean over the traces whose number of tokens the file states.
func tokensPerTrace(run *data.Run) (float64, bool) {
	sum, n := 0.0, 0
	for _, tokens := range run.Tokens() {
		if tokens != data.AbsentTokens {
			sum += float64(tokens)
			n++
		}
	}
	return sum / float64(n), n > 0
}

func metricRow(m analysis.Metric, p *analysis.Point) []string {
	value, interval, counts := maybe(m.Of(p)), "", ""
	if r, ok := m.Rate(p); ok {
		if lo, hi, known := r.Wilson(); known {
			interval, counts = span(lo, hi), fmt.Sprintf("%s of %s", wording.Count(r.Num), wording.Count(r.Den))
		}
	}
	if !m.Share() {
		return []string{m.String(), value.fixed(2), interval, fmt.Sprintf("of %d", p.MaxTraces)}
	}
	return []string{m.String(), value.percent(), interval, counts}
}

// savingsNote says what the two savings are.
func savingsNote(p *analysis.Point) string {
	text := "Trace savings are 1 − mean traces used ÷ the cap, which published reports call token savings; they count traces that the run may never have sampled."
	if _, ok := p.TokenSavings(); ok {
		return text + " Token savings count the tokens of the traces that it did sample."
	}
	return text + " The file states no tokens, so token savings are unknown."
}
