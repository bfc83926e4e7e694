package analysis_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// BenchmarkGroups is the mean, the tail, the lowest group and the bottom groups of 50,000
// traces of 300 tokens, window 64, on one core: running sums and what they cannot decide,
// beside a fresh sum of every window and a sort.
func BenchmarkGroups(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	traces := make([][]float64, 50_000)
	for i := range traces {
		traces[i] = make([]float64, 300)
		for j := range traces[i] {
			traces[i][j] = -random.ExpFloat64() * random.Float64()
		}
	}
	const w = 64
	b.Run("fast", func(b *testing.B) {
		var m analysis.Measurer
		b.ReportAllocs()
		for b.Loop() {
			for _, x := range traces {
				if m.Four(x, w)[3] > 0 {
					b.Fatal("above 0")
				}
			}
		}
	})
	b.Run("naive", func(b *testing.B) {
		means := make([]float64, 0, 300)
		for b.Loop() {
			for _, x := range traces {
				means = means[:0]
				for i := 0; i+w <= len(x); i++ {
					sum := 0.0
					for _, v := range x[i : i+w] {
						sum += v
					}
					means = append(means, sum/w)
				}
				slices.Sort(means)
				if means[0] > 0 {
					b.Fatal("above 0")
				}
			}
		}
	})
}

// BenchmarkMeasured reads and measures a run that is nearly all log-probabilities.
func BenchmarkMeasured(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	var file bytes.Buffer
	for i := range 300 {
		fmt.Fprintf(&file, `{"instance_id": "%d", "confidences": [1,1,1,1,1,1,1,1,1,1], "tokens_per_trace": [300,300,300,300,300,300,300,300,300,300], "logprobs": [`, i)
		for j := range 3000 {
			switch {
			case j == 0:
				file.WriteString("[")
			case j%300 == 0:
				file.WriteString("], [")
			default:
				file.WriteString(", ")
			}
			file.WriteString(strconv.FormatFloat(-random.ExpFloat64(), 'f', 6, 64))
		}
		file.WriteString("]]}\n")
	}
	run := read(b, file.String(), "")
	for _, m := range []analysis.Measure{{Kind: analysis.MeasureNLL}, {Kind: analysis.MeasureBottomGroup, Window: 64}} {
		b.Run(m.String(), func(b *testing.B) {
			b.SetBytes(int64(file.Len()))
			for b.Loop() {
				if _, _, err := analysis.Measured(b.Context(), run, m, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("reading alone", func(b *testing.B) {
		b.SetBytes(int64(file.Len()))
		for b.Loop() {
			if err := run.EachSeries(b.Context(), 0, run.Instances(), func(int, data.Series) bool { return true }); err != nil {
				b.Fatal(err)
			}
		}
	})
}
