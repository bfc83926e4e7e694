package table_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/table"
)

// random makes a record with every state that a value can have.
func random(r *rand.Rand, n int) foreign.Record {
	rec := foreign.Record{
		ID: []string{fmt.Sprintf("p%d", n), "same", ""}[max(0, r.IntN(8)-5)], Scale: []string{"", "agreement"}[r.IntN(2)], Prompt: text(r), Label: foreign.Label(r.IntN(3)), Verdict: foreign.Flag(r.IntN(3)),
		Topic: []string{"", "weapons", "größer"}[r.IntN(3)], Category: []string{"", "confident_refusal"}[r.IntN(2)],
	}
	for range r.IntN(5) {
		t := foreign.Trace{Text: text(r), Confidence: odd(r), Refused: foreign.Flag(r.IntN(3)), Harmful: foreign.Flag(r.IntN(3)), Classified: foreign.Flag(r.IntN(3)), Tokens: r.IntN(400) - 1}
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

// A file of the version before has fewer columns, and is read as what it is.
func TestOlderParquet(t *testing.T) {
	type older struct {
		ID          string     `parquet:"id"`
		Texts       []string   `parquet:"texts,list"`
		Confidences []*float64 `parquet:"confidences,list"`
		Refused     []bool     `parquet:"refused,list"`
	}
	half := 0.5
	content := saved(t, []older{{"a", []string{"x", "y"}, []*float64{&half, nil}, []bool{true, false}}, {ID: "a"}},
		parquet.KeyValueMetadata("confscope.records", "1"))
	s := read(t, "run.parquet", content)
	if got := lines(s.Records); got != "a: x~0.5R yC\na:\n" {
		t.Errorf("read %q, faults %s", got, s.says())
	}
	for _, r := range s.Records {
		if !r.Whole || r.Scale != "" {
			t.Errorf("%+v: two rows with one id are two instances, of no known scale", r)
		}
	}
}

// Texts that are no UTF-8 are repaired and counted, each once.
func TestParquetRepairs(t *testing.T) {
	bad, good := "a\xff\xfeb", "ä"
	w := table.NewWriter(&bytes.Buffer{})
	for range 2 {
		r := foreign.Record{ID: bad, Prompt: &bad, Topic: good, Traces: []foreign.Trace{{Text: &bad}, {Text: &good}, {}}}
		if err := w.Record(&r); err != nil {
			t.Fatal(err)
		}
	}
	if w.Repaired() != 6 {
		t.Errorf("%d texts are said to be repaired, want 6", w.Repaired())
	}
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
		back := read(t, "run.parquet", parquetOf(t, records)).Records
		if len(back) != len(records) {
			t.Fatalf("seed %d: %d records of %d come back", seed, len(back), len(records))
		}
		for i := range records {
			if !equal(records[i], back[i]) || back[i].Line != i+1 || !back[i].Whole {
				t.Fatalf("seed %d, record %d: wrote\n%+v\nread\n%+v", seed, i, records[i], back[i])
			}
		}
	}
}
