package tui_test

import (
	"runtime"
	"testing"
	"time"
)

// BenchmarkInstancesTable opens the instances table of a run of ten million traces, a
// million instances of ten, from the overview, draws it, jumps to its end and draws that:
// all commands included. "worst-ms" is the slowest of all rounds.
func BenchmarkInstancesTable(b *testing.B) {
	d := openLarge(b, 1_000_000, 10)
	runtime.GC()
	start := d.app.State
	for _, c := range []struct {
		name string
		keys []string
	}{
		{"open", []string{"enter"}},
		{"open and go to the end", []string{"enter", "end"}},
		{"open, sort by id and go to the end", []string{"enter", "s", "s", "end"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			d.tb = b
			b.ReportAllocs()
			worst := time.Duration(0)
			for b.Loop() {
				d.app.State = start
				d.waiting = nil
				began := time.Now()
				d.press(c.keys...).app.View()
				worst = max(worst, time.Since(began))
			}
			b.ReportMetric(float64(worst.Microseconds())/1000, "worst-ms")
		})
	}
}
