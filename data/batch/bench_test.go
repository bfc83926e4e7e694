package batch_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/foreign/foreigntest"
)

// generated is a file of n lines of four answers, each of 200 tokens with five candidates.
func generated(n int) string {
	random := rand.New(rand.NewPCG(5, 0))
	var file strings.Builder
	for i := range n {
		var choices []string
		for j := range 4 {
			var tokens []string
			for range 200 {
				var top []string
				for k := range 5 {
					top = append(top, fmt.Sprintf(`{"token": " w%d", "logprob": %v, "bytes": [32, 119]}`, random.IntN(5000), -float64(k)-random.Float64()))
				}
				tokens = append(tokens, fmt.Sprintf(`{"token": " w%d", "logprob": %v, "bytes": [32, 119], "top_logprobs": [%s]}`, random.IntN(5000), -random.Float64(), strings.Join(top, ", ")))
			}
			choices = append(choices, fmt.Sprintf(`{"index": %d, "message": {"content": "x"}, "logprobs": {"content": [%s]}}`, j, strings.Join(tokens, ", ")))
		}
		file.WriteString(chat(fmt.Sprint(i), strings.Join(choices, ", ")) + "\n")
	}
	return file.String()
}

func BenchmarkRead(b *testing.B) {
	file := generated(20)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if err := batch.Read(b.Context(), input(file), new(foreigntest.Count)); err != nil {
			b.Fatal(err)
		}
	}
}
