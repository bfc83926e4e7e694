package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/curves"
)

// publishedReport is the output of the command sweep on a published sweep: its counts,
// with the rates computed from them anew. It can be read as a published sweep again.
type publishedReport struct {
	Published       publishedSubject  `json:"published"`
	Judge           string            `json:"judge,omitempty"` // as the file says, unchecked
	Results         []publishedResult `json:"results"`
	BestSensitivity *publishedResult  `json:"best_sensitivity"`
	BestAccuracy    *publishedResult  `json:"best_accuracy"`
	BestSavings     *publishedResult  `json:"best_savings"`
	Remarks         []string          `json:"remarks"`

	from *publication
}

type publishedSubject struct {
	Name   string `json:"name"`
	Run    string `json:"run,omitempty"` // the last two as the file says, unchecked
	Policy string `json:"policy,omitempty"`
	Traces bool   `json:"traces"` // never: it is no run
}

// publishedResult is one position. Rates and intervals are of the counts; the figures that
// only traces could give are as the file types them.
type publishedResult struct {
	positionReport
	Typed []typedDisagreement `json:"typed_otherwise,omitempty"`
}

// typedDisagreement is a rate as the file types it, where its counts give another one.
type typedDisagreement struct {
	Metric  string `json:"metric"`
	Typed   number `json:"typed"`
	Counted number `json:"counted"`
}

func newPublishedReport(from *publication, points []analysis.PublishedPoint) *publishedReport {
	file := from.File
	report := &publishedReport{
		Published: publishedSubject{Name: from.title(), Run: file.Run, Policy: file.Policy},
		Judge:     file.Judge,
		Remarks:   []string{},
		from:      from,
	}
	for i := range points {
		report.Results = append(report.Results, newPublishedResult(&points[i]))
	}
	report.BestSensitivity = bestPublished(report.Results, func(r *publishedResult) number { return r.Sensitivity })
	report.BestAccuracy = bestPublished(report.Results, func(r *publishedResult) number { return r.Accuracy })
	report.BestSavings = bestPublished(report.Results, func(r *publishedResult) number { return r.TraceSavings })
	for _, remark := range from.Remarks() {
		report.Remarks = append(report.Remarks, remark.Text)
	}
	return report
}

func newPublishedResult(p *analysis.PublishedPoint) publishedResult {
	result := publishedResult{positionReport: newPositionReport(p.Point)}
	result.Percentile = p.Percentile
	result.AvgTraces, result.TraceSavings, result.TokenSavings = typed(p.Typed.Traces), typed(p.Typed.Savings), typed(p.Typed.ByTokens)
	if cheaper := p.Typed.Cheaper; cheaper != "" {
		result.CostReduction = &cheaper
	}
	for _, d := range p.Disagree {
		result.Typed = append(result.Typed, typedDisagreement{rateKey(d.Rate), maybe(d.Typed, true), maybe(d.Counted, d.Defined)})
	}
	return result
}

func rateKey(r curves.Rate) string {
	if r == curves.F1 {
		return "f1_score"
	}
	return r.String()
}

// typed is a figure as the file has it.
func typed(n curves.Number) number { return maybe(n.Value, n.Known) }

// bestPublished is the result with the highest figure, the first of equals; nil where the
// figure is undefined everywhere.
func bestPublished(results []publishedResult, figure func(*publishedResult) number) *publishedResult {
	var top *publishedResult
	for i := range results {
		if f := figure(&results[i]); f.defined && (top == nil || f.value > figure(top).value) {
			top = &results[i]
		}
	}
	return top
}

// cheaper is the cost reduction as the file types it, raw.
// disagreeing names the rates that are typed otherwise, with what is typed.
func (r *publishedResult) disagreeing() string {
	text := ""
	for _, d := range r.Typed {
		if text != "" {
			text += ", "
		}
		text += d.Metric + " " + strconv.FormatFloat(d.Typed.value, 'g', 6, 64)
	}
	return text
}

// sweepPublished prints a published sweep: all of its points, or those asked for.
func (a *app) sweepPublished(cmd *cobra.Command, one *publication, flags sweepFlags) error {
	if err := a.withoutMethod(cmd, one, "examples"); err != nil {
		return err
	}
	points := one.Points
	if a.origin["percentiles"] == "--percentiles" {
		points = nil
		for _, p := range flags.percentiles.get {
			at := one.Index(p)
			if at < 0 {
				return badUsage("--percentiles: p%s is not published: %s has %s, and nothing is known between them", plain(p), data.PrintableLine(one.title()), one.Names())
			}
			points = append(points, one.Points[at])
		}
	}
	return a.show(newPublishedReport(one, points), flags.format.get)
}
