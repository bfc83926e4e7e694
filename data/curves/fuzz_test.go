package curves_test

import (
	"math"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/curves"
)

// Any bytes at all give a file of sound points or an error; no fault quotes the file.
func FuzzRead(f *testing.F) {
	f.Add([]byte(file(f, "reference.json")))
	f.Add([]byte("[" + result() + "]"))
	f.Add([]byte("[" + result(`"tp": 3`, `"tp": -3`) + "," + result(": 20", ": 1e999") + "]"))
	f.Add([]byte(`{"judge": "\u001b[2J", "results": [` + result(`0.73`, `NaN`) + `], "best_accuracy": {"percentile": 20}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		curves.Sniff(text)
		read, err := curves.Read(text)
		if err != nil {
			return
		}
		last := -1.0
		for i := range read.Points {
			p := &read.Points[i]
			if !(p.Percentile > last && p.Percentile <= 100) || math.Signbit(p.Percentile) || min(p.TP, p.FN, p.FP, p.TN) < 0 || p.Result < 1 {
				t.Fatalf("point %d is %+v after p%v", i, p, last)
			}
			last = p.Percentile
			for _, n := range append(p.Rates[:], p.Traces, p.Savings, p.ByTokens) {
				if n.Known && (n.Value-n.Value != 0 || math.IsNaN(n.Half) || n.Half < 0) {
					t.Fatalf("point %d states %+v", i, n)
				}
			}
		}
		for _, fault := range read.Faults {
			if strings.ContainsFunc(fault.Error(), func(r rune) bool { return r < ' ' || r > '~' }) {
				t.Fatalf("a fault quotes the file: %q", fault.Error())
			}
		}
	})
}
