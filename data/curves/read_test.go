package curves_test

import (
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/curves"
)

func file(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func read(t testing.TB, text string) *curves.File {
	t.Helper()
	if got := curves.Sniff([]byte(text)[:min(len(text), curves.HeadBytes)]); got != curves.Yes {
		t.Fatalf("the file is not known by its start: %d", got)
	}
	f, err := curves.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The figures of run 2, as published.
func TestReadPublished(t *testing.T) {
	for _, name := range []string{"reference.json", "own.json"} {
		t.Run(name, func(t *testing.T) {
			f := read(t, file(t, name))
			if len(f.Points) != 8 || len(f.Faults) != 0 {
				t.Fatalf("%d points and faults %v, want 8 and none", len(f.Points), f.Faults)
			}
			p := f.Points[0]
			if p.Percentile != 20 || p.TP != 695 || p.FN != 59 || p.FP != 951 || p.TN != 20 || p.Total() != 1725 || p.Result != 1 {
				t.Errorf("the first point is %+v", p)
			}
			for r, want := range map[curves.Rate]float64{curves.Sensitivity: 0.9217506631299734, curves.F1: 0.5791666666666667} {
				if p.Rates[r].Value != want || !p.Rates[r].Known {
					t.Errorf("%s is typed as %v, want %v", r, p.Rates[r], want)
				}
			}
			if p.Traces.Value != 3.5675362318840578 || p.Savings.Value != 64.32463768115943 || p.Cheaper != "2.8x" {
				t.Errorf("traces %v, savings %v, cheaper %q", p.Traces, p.Savings, p.Cheaper)
			}
			if best := f.Best; best[curves.BestAccuracy].Value != 80 || best[curves.BestSavings].Value != 20 || best[curves.BestSensitivity].Value != 80 {
				t.Errorf("the bests are %v, want p80, p80 and p20", best)
			}
		})
	}
	if own := read(t, file(t, "own.json")); own.Judge != "answered" || own.Policy != "sweep" || own.Run == "" {
		t.Errorf("the file says run %q, judge %q, policy %q", own.Run, own.Judge, own.Policy)
	}
}

// result is a sound one, or with some of its text replaced.
func result(oldnew ...string) string {
	return strings.NewReplacer(oldnew...).Replace(`{"percentile": 20, "confusion_matrix": {"tp": 3, "tn": 5, "fp": 2, "fn": 1}, "accuracy": 0.73, "total": 11}`)
}

// Results stand where people have put them.
func TestReadIsLenient(t *testing.T) {
	for _, c := range []struct{ text, because string }{
		{"[" + result() + "]", "a bare array"},
		{"\ufeff  [\n" + result() + "\n]\n", "with a byte order mark and line ends"},
		{`{"sweep": [` + result() + "]}", "under another key"},
		{`{"meta": {"n": [1, 2]}, "toxicchat": {"percentiles": [` + result() + "]}}", "two levels down"},
		{"[" + result(`"tp": 3`, `"tp": 3.0`) + "]", "counts as floats"},
		{"[" + result(`0.73`, "NaN\n") + "]", "Python's NaN before a line end"},
		{`{"run": {"traces": 5}, "results": [null, ` + result() + "]}", "beside a result that is none"},
		{"[" + result(`{"tp"`, `{"examples": {"tp": ["a", "b", "c"]}, "tp"`) + "]", "with ids before the counts"},
	} {
		f := read(t, c.text)
		if len(f.Points) != 1 || f.Points[0].TP != 3 || f.Points[0].FN != 1 || f.Points[0].FP != 2 || f.Points[0].TN != 5 {
			t.Errorf("%s: %+v", c.because, f.Points)
		}
	}
}

// What is wrong with a result is one sentence that names it; its neighbours are kept.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		bad, says string
		kept      bool
	}{
		{result(`"tp": 3`, `"tp": -3`), "result 2: (p30) tp is -3, and a count cannot be negative", false},
		{result(`"tp": 3, `, ``), "result 2: (p30) tp is missing", false},
		{result(`"fn": 1`, `"fn": null`), "result 2: (p30) fn is missing", false},
		{result(`"fn": 1`, `"fn": "1"`), "result 2: (p30) fn is a text and not a number", false},
		{result(`"fp": 2`, `"fp": 2.5`), "result 2: (p30) fp is 2.5, and a count is a whole number", false},
		{result(`"fp": 2`, `"fp": NaN`), "result 2: (p30) fp is not a finite number", false},
		{result(`"fp": 2`, `"fp": 1e400`), "result 2: (p30) fp is not a finite number", false},
		{result(`"fp": 2`, `"fp": 1e17`), "result 2: (p30) fp is beyond what can be counted", false},
		{result(`: 20`, `: 101`), "result 2: percentile 101 lies outside 0 to 100", false},
		{result(`: 20`, `: -0.1`), "result 2: percentile -0.1 lies outside 0 to 100", false},
		{result(`: 20`, `: "p30"`), "result 2: percentile is a text and not a number", false},
		{result(`"percentile": 20, `, ``), "result 2: percentile is missing", false},
		{result(`: 20`, `: 10`), "result 2: percentile 10 stands in result 1 already: the first one counts", false},
		{`{"percentile": 30, "confusion_matrix": [3, 5, 2, 1]}`, "result 2: (p30) confusion_matrix is a list and not an object", false},
		{`7`, "result 2: a number and not an object", false},
		{result(`: 11`, `: 12`), "result 2: (p30) total says 12 and the counts add up to 11: the counts are believed", true},
		{result(`: 11`, `: -1`), "result 2: (p30) total is -1, and a count cannot be negative: the counts are added up instead", true},
		{result(`{"tp"`, `{"examples": {"fn": ["a", "b"]}, "tp"`), "result 2: (p30) 2 ids are listed under fn and 1 are counted", true},
	} {
		bad := strings.Replace(c.bad, `"percentile": 20`, `"percentile": 30`, 1)
		f := read(t, "["+result(": 20", ": 10")+","+bad+","+result(": 20", ": 40")+"]")
		points := 2
		if c.kept {
			points = 3
		}
		if len(f.Faults) != 1 || f.Faults[0].Error() != c.says || f.Faults[0].Out == c.kept || len(f.Points) != points {
			t.Errorf("%s gives %d points and\n got %v\nwant %s", bad, len(f.Points), f.Faults, c.says)
		}
	}
}

func TestNothingToRead(t *testing.T) {
	for text, says := range map[string]string{
		"":                                  "the JSON ends too early",
		"[]":                                curves.ErrNone.Error(),
		"{}":                                curves.ErrNone.Error(),
		"7":                                 curves.ErrNone.Error(),
		"[1,2]":                             curves.ErrNone.Error(),
		"[" + result():                      "the JSON ends too early",
		"[" + result(`: 20`, `: 200`) + "]": "none of its results can be used: result 1: percentile 200 lies outside 0 to 100",
		"[" + strings.Repeat("[", 20_000):   "not JSON",
		`{"results": [{"percentile": 20}]}`: curves.ErrNone.Error(),
		`{"a":{"b":{"c":{"d":{"e":[` + result() + `]}}}}}`: curves.ErrNone.Error(),
	} {
		if _, err := curves.Read([]byte(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.60q: %v, want %q", text, err, says)
		}
	}
	if _, err := curves.Read([]byte("{}")); !errors.Is(err, curves.ErrNone) {
		t.Errorf("an empty object gives %v", err)
	}
}

// Points come by rising percentile, as their order in the file says nothing.
func TestPointsRise(t *testing.T) {
	f := read(t, "["+result(": 20", ": 90")+","+result(": 20", ": 33.3")+","+result(": 20", ": 0")+"]")
	var order []float64
	for _, p := range f.Points {
		order = append(order, p.Percentile, float64(p.Result))
	}
	if fmt.Sprint(order) != "[0 3 33.3 2 90 1]" {
		t.Errorf("percentiles and results are %v", order)
	}
}

// How finely a number is written decides what rounding may have taken.
func TestHalf(t *testing.T) {
	for text, want := range map[string]float64{"0.73": 0.005, "0.7": 0.05, "1": 0.5, "7.3e-1": 0.005, "1E2": 50, "0.7300": 0.00005} {
		got := read(t, "["+result("0.73", text)+"]").Points[0].Rates[curves.Accuracy]
		if math.Abs(got.Half-want) > want*1e-9 {
			t.Errorf("%s is written to %v, want %v", text, got.Half, want)
		}
	}
}

// What a file says of itself is cut before it can fill memory or a screen.
func TestLongTextsAreCut(t *testing.T) {
	f := read(t, `{"judge": "`+strings.Repeat("x", 10_000)+`", "results": [`+result()+`]}`)
	if len(f.Judge) > 300 {
		t.Errorf("the judge's name has %d bytes", len(f.Judge))
	}
}
