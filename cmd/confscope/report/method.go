package report

import (
	"fmt"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/cmd/confscope/wording"
	"github.com/confscope/confscope/data"
)

// method is everything that decided the figures of the chapter.
func (c *chapter) method() {
	c.heading("How these figures came about")
	source := c.Sweep.Run().Source()
	setup := c.Sweep.Setup()
	fingerprint, labels := source.Fingerprint, "—"
	if fingerprint == "" {
		fingerprint = "unknown"
	}
	if source.LabelsName != "" {
		labels = wording.CodeCell(source.LabelsName)
	}
	if source.LabelsSet != "" {
		labels += ", " + wording.Markdown(source.LabelsSet)
	}
	g := newGrid("what", "value")
	g.add("file", wording.CodeCell(fileName(source)))
	g.add("content fingerprint", wording.CodeCell(fingerprint))
	g.add("label file", labels)
	g.add("position", at(c.At))
	g.add("policy", "`"+setup.Policy.Kind.String()+"`: "+wording.Markdown(setup.Policy.Sentence(c.At.Percentile())))
	g.add("judge", "`"+setup.Judge.String()+"`: "+wording.Markdown(setup.Judge.Meaning()))
	g.add("warm-up traces", fmt.Sprint(warmup(setup.Policy)))
	g.add("cap on traces", fmt.Sprint(c.point().MaxTraces))
	g.add("confidence", "`"+c.measure()+"`")
	g.add("quantile method", quantiles(setup.Policy.Kind))
	g.add("intervals of rates", "Wilson, 95%")
	if c.Band != nil {
		g.add("seed of the orders", fmt.Sprint(c.Seed))
	}
	c.page.table(g)
}

// fileName tells files apart: those of two runs may both be called predictions.jsonl. The
// title of what was built in is no name of a file.
func fileName(source data.Source) string {
	if source.Path == "" || source.Title == "" {
		return source.Name
	}
	return source.Title
}

// warmup is the number of warm-up traces, the default filled in.
func warmup(p analysis.Policy) int {
	if p.Warmup == 0 {
		return 3
	}
	return p.Warmup
}

func quantiles(kind analysis.PolicyKind) string {
	pool := "of the instance's own warm-up traces"
	if kind == analysis.PolicyRunWide {
		pool = "of all traces of the run"
	}
	return "linear interpolation between order statistics, as numpy's default, " + pool
}

// reproducibility is how to make the report again.
func (r Report) reproducibility(p *page) {
	p.heading(2, "To make this report again")
	p.say("Written by confscope " + wording.Code(r.Version) + ". The same files and the same command give the same bytes:")
	p.say(wording.Code(r.Command))
}
