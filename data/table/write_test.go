package table_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
)

// random makes a record with every state that a value can have.
func random(r *rand.Rand, n int) foreign.Record {
	rec := foreign.Record{
		ID: fmt.Sprintf("p%d", n), Prompt: text(r), Label: foreign.Label(r.IntN(3)), Verdict: foreign.Flag(r.IntN(3)),
		Topic: []string{"", "weapons", "größer"}[r.IntN(3)], Category: []string{"", "confident_refusal"}[r.IntN(2)],
	}
	for range r.IntN(5) {
		t := foreign.Trace{Text: text(r), Confidence: odd(r), Refused: foreign.Flag(r.IntN(3)), Harmful: foreign.Flag(r.IntN(3)), Tokens: r.IntN(400) - 1}
		if r.IntN(2) == 0 {
			t.Strip = strip(r)
		}
		rec.Traces = append(rec.Traces, t)
	}
	return rec
}

func text(r *rand.Rand) *string {
	if r.IntN(4) == 0 {
		return nil
	}
	s := strings.Repeat([]string{"a", "☃", "\x00", "\n\"", ""}[r.IntN(5)], r.IntN(40))
	return &s
}

// odd makes numbers whose bits are easily lost.
func odd(r *rand.Rand) float64 {
	all := []float64{
		foreign.Absent(), math.NaN(), math.Float64frombits(0xFFF8_0000_0000_0001), math.Float64frombits(0x7FF0_0000_0000_0001),
		math.Inf(1), math.Inf(-1), 0, math.Copysign(0, -1), math.SmallestNonzeroFloat64, math.MaxFloat64, -9999, r.NormFloat64(),
	}
	return all[r.IntN(len(all))]
}

func strip(r *rand.Rand) []foreign.Token {
	tokens := make([]foreign.Token, r.IntN(4))
	for i := range tokens {
		tokens[i] = foreign.Token{Text: []string{"", " half \xe2\x98", "x"}[r.IntN(3)], Logprob: odd(r), Peak: odd(r)}
		if r.IntN(2) == 0 {
			tokens[i].Top = make([]foreign.Candidate, r.IntN(3))
			for j := range tokens[i].Top {
				tokens[i].Top[j] = foreign.Candidate{Text: "c\xff", Logprob: odd(r)}
			}
		}
	}
	return tokens
}

// What is written as Parquet is read back as it was: every bit of every number, and what
// is absent apart from what is zero, empty or not a number.
func TestParquetKeepsRecords(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 7))
		records := make([]foreign.Record, r.IntN(300))
		for i := range records {
			records[i] = random(r, i)
		}
		back := read(t, "run.parquet", parquetOf(t, records)).records
		if len(back) != len(records) {
			t.Fatalf("seed %d: %d records of %d come back", seed, len(back), len(records))
		}
		for i := range records {
			if !equal(records[i], back[i]) || back[i].Line != i+1 {
				t.Fatalf("seed %d, record %d: wrote\n%+v\nread\n%+v", seed, i, records[i], back[i])
			}
		}
	}
}
