package pickle_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/pickle"
)

// BenchmarkRead reads an online question of 64 traces with 30,000 tokens each: token ids,
// a confidence and a window mean a token, 90 to 160 MB by protocol.
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{4, 2} {
		b.Run("protocol"+string(rune('0'+n)), func(b *testing.B) {
			file := large(64, 30_000, protocol(n))
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			for b.Loop() {
				var s foreigntest.Count
				in := foreigntest.Input("", file)
				if err := pickle.Read(context.Background(), in, &s); err != nil || int(s) != 64 {
					b.Fatalf("%d traces: %v", s, err)
				}
			}
		})
	}
}

func large(traces, tokens int, options ...func(*pickler)) []byte {
	random := rand.New(rand.NewPCG(1, 1))
	var all list
	for range traces {
		ids, confs, groups := make(list, tokens), make(list, tokens), make(list, tokens)
		for i := range tokens {
			ids[i], confs[i], groups[i] = random.IntN(150_000), np(random.Float64()*20), np(random.Float64()*20)
		}
		all = append(all, &shared{items{"stop_reason", "stop", "text", strings.Repeat("word ", tokens), "token_ids", ids,
			"num_tokens", tokens, "confs", confs, "group_confs", groups}})
	}
	return pickled(question("warmup_traces", all[:16], "final_traces", all[16:], "all_traces", all), options...)
}
