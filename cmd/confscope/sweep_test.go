package main

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestSweepFormats(t *testing.T) {
	run := save(t, tinyRun())
	for _, format := range []string{"table", "json", "csv", "md"} {
		t.Run(format, func(t *testing.T) {
			golden(t, "sweep."+format, confscope(t, "sweep", run, "--percentiles", "0,20,33.33,100", "--format", format))
		})
	}
	t.Run("examples", func(t *testing.T) {
		golden(t, "sweep.examples.json", confscope(t, "sweep", run, "--percentiles", "20,33.33", "--format", "json", "--examples"))
	})
}

// TestSweepJSONIsTheContract holds the key order against the list that plotting scripts
// and INTERFACE rely on.
func TestSweepJSONIsTheContract(t *testing.T) {
	text := confscope(t, "sweep", save(t, tinyRun()), "--percentiles", "20", "--format", "json", "--examples")
	result := []string{"percentile", "confusion_matrix", "tp", "tn", "fp", "fn", "examples", "tp", "tn", "fp", "fn",
		"sensitivity", "specificity", "precision", "accuracy", "f1_score", "total", "avg_traces", "token_savings_pct",
		"cost_reduction", "token_savings_by_tokens_pct", "intervals", "accuracy", "sensitivity", "specificity", "precision",
		"unlabelled", "ran_out"}
	want := []string{"run", "name", "fingerprint", "instances", "traces", "labels", "unsafe", "safe", "unknown",
		"policy", "kind", "warmup", "max_traces", "invert", "confidence", "name", "scale", "higher_is_surer", "basis", "judge", "results"}
	want = append(want, result...)
	for _, best := range []string{"best_sensitivity", "best_accuracy", "best_savings"} {
		want = append(append(want, best), result...)
	}
	if got := keys(t, text); !slices.Equal(got, want) {
		t.Errorf("keys in order\n got %v\nwant %v", got, want)
	}
	var typed struct {
		Run     struct{ Fingerprint string }
		Results []struct {
			Percentile      float64                      `json:"percentile"`
			ConfusionMatrix map[string]json.RawMessage   `json:"confusion_matrix"`
			Intervals       map[string]*[2]float64       `json:"intervals"`
			CostReduction   string                       `json:"cost_reduction"`
			Savings         float64                      `json:"token_savings_pct"`
			ByTokens        float64                      `json:"token_savings_by_tokens_pct"`
			Best            map[string]map[string]string `json:"-"`
		}
	}
	if err := json.Unmarshal([]byte(text), &typed); err != nil {
		t.Fatal(err)
	}
	if one := typed.Results[0]; one.CostReduction == "" || one.Intervals["accuracy"] == nil || one.Savings == 0 || typed.Run.Fingerprint == "" {
		t.Errorf("a figure is missing: %+v of run %+v", one, typed.Run)
	}
}

// keys lists the object keys of a JSON text in the order in which they stand.
func keys(t *testing.T, text string) []string {
	t.Helper()
	var found []string
	decoder := json.NewDecoder(strings.NewReader(text))
	for depth, expectKey := []bool{}, false; ; {
		token, err := decoder.Token()
		if err != nil {
			return found
		}
		switch token := token.(type) {
		case json.Delim:
			if token == '{' || token == '[' {
				depth = append(depth, token == '{')
			} else {
				depth = depth[:len(depth)-1]
			}
			expectKey = len(depth) > 0 && depth[len(depth)-1]
			continue
		case string:
			if expectKey {
				found, expectKey = append(found, token), false
				continue
			}
		}
		expectKey = len(depth) > 0 && depth[len(depth)-1]
	}
}

func TestSweepUndefinedIsNull(t *testing.T) {
	run := save(t, []row{{"a_0", "harmful", "", []float64{0.1, 0.2, 0.3}}})
	got := invocation{args: []string{"sweep", run, "--percentiles", "50", "--format", "json"}}.run(t)
	text := got.out
	if want := "every labelled prompt of this run (labels of WildGuardMix) is unsafe: specificity is undefined"; !strings.Contains(got.err, want) || got.code != 0 {
		t.Errorf("ends with %d and says %q, want 0 and %q", got.code, got.err, want)
	}
	for _, want := range []string{`"specificity": null`, `"sensitivity": 1,`, `"best_accuracy": {`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s, although no instance is safe, in\n%s", want, text)
		}
	}
	none := confscope(t, "sweep", save(t, []row{{"a_0", "", "", []float64{0.1, 0.2, 0.3}}}), "--percentiles", "50", "--format", "json")
	for _, want := range []string{`"best_accuracy": null`, `"best_sensitivity": null`, `"best_savings": {`, `"total": 0`, `"unlabelled": 1`} {
		if !strings.Contains(none, want) {
			t.Errorf("no %s, although no instance has a label, in\n%s", want, none)
		}
	}
}

// TestSweepBestIsTheFirstOfEquals: over the listed percentiles, as the reference's max().
func TestSweepBestIsTheFirstOfEquals(t *testing.T) {
	text := confscope(t, "sweep", save(t, tinyRun()), "--percentiles", "90,0,10", "--format", "json")
	var report struct {
		Best struct{ Percentile float64 } `json:"best_savings"`
	}
	if err := json.Unmarshal([]byte(text), &report); err != nil {
		t.Fatal(err)
	}
	if report.Best.Percentile != 0 {
		t.Errorf("best savings at p%v, want p0: the list is read in rising order", report.Best.Percentile)
	}
}

// TestSweepOfTheDemo holds the built-in run against the published row of Run 2.
func TestSweepOfTheDemo(t *testing.T) {
	var report struct {
		Results []struct {
			Percentile float64            `json:"percentile"`
			Matrix     map[string]float64 `json:"confusion_matrix"`
			AvgTraces  json.Number        `json:"avg_traces"`
			Savings    json.Number        `json:"token_savings_pct"`
			Accuracy   json.Number        `json:"accuracy"`
			F1         json.Number        `json:"f1_score"`
			Cost       string             `json:"cost_reduction"`
			Total      int                `json:"total"`
		}
		BestSensitivity struct{ Percentile float64 } `json:"best_sensitivity"`
		BestAccuracy    struct{ Percentile float64 } `json:"best_accuracy"`
		BestSavings     struct{ Percentile float64 } `json:"best_savings"`
	}
	if err := json.Unmarshal([]byte(confscope(t, "sweep", "--format", "json")), &report); err != nil {
		t.Fatal(err)
	}
	p20 := report.Results[0]
	got := []any{p20.Percentile, p20.Matrix["tp"], p20.Matrix["fn"], p20.Matrix["fp"], p20.Matrix["tn"], string(p20.AvgTraces),
		string(p20.Savings), string(p20.Accuracy), string(p20.F1), p20.Cost, p20.Total,
		report.BestSensitivity.Percentile, report.BestAccuracy.Percentile, report.BestSavings.Percentile}
	want := []any{20.0, 695.0, 59.0, 951.0, 20.0, "3.5675362318840578",
		"64.32463768115943", "0.4144927536231884", "0.5791666666666667", "2.8x", 1725, 80.0, 80.0, 20.0}
	if !slices.Equal(got, want) {
		t.Errorf("row p20 of the demo, and the best percentiles\n got %v\nwant %v, as published for Run 2", got, want)
	}
}

func TestSweepCSVReadsBack(t *testing.T) {
	run := save(t, tinyRun())
	rows, err := csv.NewReader(strings.NewReader(confscope(t, "sweep", run, "--percentiles", "0:100:0.1", "--format", "csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1002 {
		t.Fatalf("%d rows, want a heading and 1,001 positions", len(rows))
	}
	used := slices.Index(rows[0], "avg_traces")
	before := 0.0
	for i, row := range rows[1:] {
		if want := strconv.FormatFloat(float64(i)/10, 'f', -1, 64); row[0] != want {
			t.Fatalf("row %d is at p%s, want p%s", i, row[0], want)
		}
		now, err := strconv.ParseFloat(row[used], 64)
		if err != nil || now < before {
			t.Fatalf("p%s uses %s traces, the position before %v: a higher percentile never uses fewer", row[0], row[used], before)
		}
		before = now
	}
}
