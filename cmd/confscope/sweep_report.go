package main

import (
	"fmt"

	"github.com/confscope/confscope/analysis"
)

// sweepReport is the output of the command sweep. Field names and their order are the
// contract with the reference's plotting scripts.
type sweepReport struct {
	subject
	Results         []sweepResult `json:"results"`
	BestSensitivity *sweepResult  `json:"best_sensitivity"`
	BestAccuracy    *sweepResult  `json:"best_accuracy"`
	BestSavings     *sweepResult  `json:"best_savings"`

	viewer *viewer
}

// sweepResult is the run at one percentile.
type sweepResult struct {
	positionReport
	Unlabelled         int `json:"unlabelled"`
	RanOut             int `json:"ran_out"`
	WithoutFileVerdict int `json:"unjudged,omitempty"` // judge recorded only
}

// positionReport is what a run and a published sweep both say of a percentile.
type positionReport struct {
	Percentile      float64        `json:"percentile"`
	ConfusionMatrix confusion      `json:"confusion_matrix"`
	Sensitivity     number         `json:"sensitivity"`
	Specificity     number         `json:"specificity"`
	Precision       number         `json:"precision"`
	Accuracy        number         `json:"accuracy"`
	F1              number         `json:"f1_score"`
	Total           int            `json:"total"`
	AvgTraces       number         `json:"avg_traces"`
	TraceSavings    number         `json:"token_savings_pct"`
	CostReduction   *string        `json:"cost_reduction"`
	TokenSavings    number         `json:"token_savings_by_tokens_pct"`
	Intervals       intervalReport `json:"intervals"`
}

// newPositionReport gives what follows from the counts; traces and savings are left open.
func newPositionReport(p *analysis.Point) positionReport {
	return positionReport{
		Percentile:      p.Percentile,
		ConfusionMatrix: confusion{TP: p.TP, TN: p.TN, FP: p.FP, FN: p.FN},
		Sensitivity:     maybe(p.Sensitivity().Value()),
		Specificity:     maybe(p.Specificity().Value()),
		Precision:       maybe(p.Precision().Value()),
		Accuracy:        maybe(p.Accuracy().Value()),
		F1:              maybe(p.F1()),
		Total:           p.Labelled(),
		Intervals:       newIntervalReport(p),
	}
}

type confusion struct {
	TP       int            `json:"tp"`
	TN       int            `json:"tn"`
	FP       int            `json:"fp"`
	FN       int            `json:"fn"`
	Examples *exampleReport `json:"examples,omitempty"`
}

// exampleReport lists the ids behind each count, in the order of the file.
type exampleReport struct {
	TP []string `json:"tp"`
	TN []string `json:"tn"`
	FP []string `json:"fp"`
	FN []string `json:"fn"`
}

// intervalReport holds 95% Wilson intervals; null where the rate is undefined.
type intervalReport struct {
	Accuracy    *[2]float64 `json:"accuracy"`
	Sensitivity *[2]float64 `json:"sensitivity"`
	Specificity *[2]float64 `json:"specificity"`
	Precision   *[2]float64 `json:"precision"`
}

func newSweepReport(v *viewer, flags sweepFlags) (*sweepReport, error) {
	report := &sweepReport{subject: v.subject(), viewer: v}
	for _, p := range flags.percentiles.get {
		at, err := v.at(p)
		if err != nil {
			return nil, err
		}
		result := newSweepResult(at.Point)
		if flags.examples.get {
			result.ConfusionMatrix.Examples = v.examples(at)
		}
		report.Results = append(report.Results, result)
	}
	report.BestSensitivity = best(report.Results, func(r *sweepResult) number { return r.Sensitivity })
	report.BestAccuracy = best(report.Results, func(r *sweepResult) number { return r.Accuracy })
	report.BestSavings = best(report.Results, func(r *sweepResult) number { return r.TraceSavings })
	return report, nil
}

func newSweepResult(p *analysis.Point) sweepResult {
	result := sweepResult{positionReport: newPositionReport(p), Unlabelled: p.Unlabelled, RanOut: p.RanOut, WithoutFileVerdict: p.Unjudged}
	result.AvgTraces = maybe(p.MeanTraces())
	result.TraceSavings = maybe(p.TraceSavings()).percent()
	result.TokenSavings = maybe(p.TokenSavings()).percent()
	if used := result.AvgTraces; used.defined && used.value > 0 {
		times := fmt.Sprintf("%.1fx", float64(p.MaxTraces)/used.value)
		result.CostReduction = &times
	}
	return result
}

func newIntervalReport(p *analysis.Point) intervalReport {
	return intervalReport{
		Accuracy:    wilson(p.Accuracy()),
		Sensitivity: wilson(p.Sensitivity()),
		Specificity: wilson(p.Specificity()),
		Precision:   wilson(p.Precision()),
	}
}

func wilson(rate analysis.Rate) *[2]float64 {
	lo, hi, ok := rate.Wilson()
	if !ok {
		return nil
	}
	return &[2]float64{lo, hi}
}

func (v *viewer) examples(at view) *exampleReport {
	// Not nil: a script that counts the ids wants [] where there are none.
	lists := &exampleReport{TP: []string{}, TN: []string{}, FP: []string{}, FN: []string{}}
	for i := range v.run.Instances() {
		switch id := v.run.ID(i); v.sweep.OutcomeOf(i, at.stop(i)) {
		case analysis.TP:
			lists.TP = append(lists.TP, id)
		case analysis.TN:
			lists.TN = append(lists.TN, id)
		case analysis.FP:
			lists.FP = append(lists.FP, id)
		case analysis.FN:
			lists.FN = append(lists.FN, id)
		case analysis.OutcomeNone:
		}
	}
	return lists
}

// best is the result with the highest figure, the first of equals; nil where the figure
// is undefined everywhere.
func best(results []sweepResult, figure func(*sweepResult) number) *sweepResult {
	var top *sweepResult
	for i := range results {
		if f := figure(&results[i]); f.defined && (top == nil || f.value > figure(top).value) {
			top = &results[i]
		}
	}
	return top
}
