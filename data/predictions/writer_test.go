package predictions_test

import (
	"bytes"
	"math"
	"testing"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/predictions"
)

// A line says what its record states, and nothing more.
func TestLines(t *testing.T) {
	text := func(s string) *string { return &s }
	nan, none := math.NaN(), foreign.Absent()
	bare := foreign.Trace{Confidence: none, Tokens: -1}
	spoken := foreign.Trace{Text: text("a\"\n\x00☃\xff"), Confidence: -0.25, Tokens: 3, Refused: foreign.FlagTrue, Harmful: foreign.FlagFalse, Classified: foreign.FlagTrue}
	strip := func(tokens ...foreign.Token) foreign.Trace {
		return foreign.Trace{Confidence: none, Tokens: -1, Strip: tokens}
	}
	for _, c := range []struct {
		record        foreign.Record
		line, because string
	}{
		{foreign.Record{ID: "p"}, `"confidences": []`, "an instance without answers"},
		{foreign.Record{ID: "p", Traces: []foreign.Trace{bare, bare}}, `"confidences": [null, null]`, "what is not stated is not written"},
		{foreign.Record{ID: "p", Traces: []foreign.Trace{{Confidence: nan, Tokens: -1}, {Confidence: math.Inf(1), Tokens: -1}, {Confidence: math.Inf(-1)}}},
			`"confidences": [NaN, Infinity, -Infinity], "tokens_per_trace": [null, null, 0]`, "numbers as Python writes them, and none is not 0"},
		{foreign.Record{ID: "p", Traces: []foreign.Trace{spoken, bare}},
			`"traces": ["a\"\n\u0000☃` + "\xff" + `", null], "confidences": [-0.25, null], "refused": [true, null], "wildguard_harmful": [false, null], "wildguard_refused": [true, null], "tokens_per_trace": [3, null]`,
			"what one answer states and another does not"},
		{foreign.Record{ID: "p", Scale: "s", Verdict: foreign.FlagTrue, Category: "HIGH", Prompt: text(""), Label: foreign.LabelSafe, Topic: "t"},
			`"confidences": [], "confidence_scale": "s", "final_prediction": "unsafe", "confidence_category": "HIGH", "prompt": "", "label": "safe", "topic": "t"`, "an empty prompt is one"},
		{foreign.Record{ID: "p", Verdict: foreign.FlagFalse, Label: foreign.LabelUnsafe}, `"confidences": [], "final_prediction": "safe", "label": "unsafe"`, "the other verdict and label"},
		{foreign.Record{ID: "p", Traces: []foreign.Trace{strip(foreign.Token{Logprob: none, Peak: 2.5})}}, `"confidences": [null], "peaks": [[2.5]]`, "tokens of which only the confidence is known"},
		{foreign.Record{ID: "p", Traces: []foreign.Trace{strip(foreign.Token{Text: "a", Logprob: -1, Peak: none}, foreign.Token{Logprob: none, Peak: none, Top: []foreign.Candidate{{Text: "b", Logprob: -2}, {Text: "c", Logprob: -3}}}), bare}},
			`"confidences": [null, null], "tokens": [["a", ""], null], "logprobs": [[-1, null], null], "candidates": [[[], [["b", -2], ["c", -3]]], null]`, "candidates of one token"},
		{foreign.Record{ID: "p", Traces: []foreign.Trace{strip(foreign.Token{Logprob: nan, Peak: none}), strip(foreign.Token{Logprob: none, Peak: nan})}},
			`"confidences": [null, null], "logprobs": [[NaN], null], "peaks": [null, [NaN]]`, "a number that is none is stated"},
		{foreign.Record{ID: "p", Whole: true, Traces: []foreign.Trace{strip(foreign.Token{Logprob: none, Peak: none}), strip()}},
			`"confidences": [null, null], "tokens": [[""], null]`, "a token that says nothing is one, and no tokens are none"},
		{foreign.Record{ID: "p", Traces: []foreign.Trace{strip(foreign.Token{Logprob: none, Peak: none})}},
			`"confidences": [null]`, "which counts for whole instances only"},
	} {
		var b bytes.Buffer
		if err := predictions.NewWriter(&b).Record(&c.record); err != nil {
			t.Fatal(err)
		}
		if want := `{"instance_id": "p", ` + c.line + "}\n"; b.String() != want {
			t.Errorf("%s:\n got %swant %s", c.because, b.String(), want)
		}
	}
	if got, want := string(predictions.Append([]byte("x"), &foreign.Record{ID: "p", Line: 7}, true)), `x{"instance_id": "p", "line": 7, "confidences": []}`+"\n"; got != want {
		t.Errorf("with its origin: got %swant %s", got, want)
	}
}
