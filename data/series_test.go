package data_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/confscope/confscope/data"
)

// every gives the series of all traces, by trace number.
func every(t *testing.T, run *data.Run) map[int]data.Series {
	t.Helper()
	all := map[int]data.Series{}
	err := run.EachSeries(t.Context(), 0, run.Instances(), func(trace int, s data.Series) bool {
		all[trace] = data.Series{Logprobs: slices.Clone(s.Logprobs), Peaks: slices.Clone(s.Peaks)}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// spelled writes numbers so that NaN, absent and infinite can be told apart, and no list
// from an empty one.
func spelled(list []float64) string {
	if list == nil {
		return "none"
	}
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = strconv.FormatFloat(x, 'g', -1, 64)
		if data.IsAbsentConfidence(x) {
			words[i] = "absent"
		}
	}
	return "[" + strings.Join(words, " ") + "]"
}

// What a record may say of its tokens, in every shape that files have.
func TestEachSeries(t *testing.T) {
	for _, c := range []struct{ fields, logprobs, peaks, because string }{
		{`"logprobs": [[-1, -0.5], [-2]]`, "[-1 -0.5] [-2]", "none none", "the usual shape"},
		{`"logprobs": [[-1.25e-3, -9999, NaN, -Infinity, null]]`, "[-0.00125 -9999 NaN -Inf absent] none", "none none", "numbers stand as the file gives them, and a list may be missing"},
		{`"logprobs": [null, []]`, "none []", "none none", "no tokens is not the same as nothing said"},
		{`"logprobs": null, "peaks": [[3.5], [4]]`, "none none", "[3.5] [4]", "null is no field"},
		{`"logprobs": [[-1], [-2], [-3]]`, "[-1] [-2]", "none none", "a list beyond the traces belongs to none"},
		{`"logprobs": [[-1, "x"], [-2]]`, "none [-2]", "none none", "a list of another shape is not read, its neighbours are"},
		{`"logprobs": [["x"], -2]`, "none none", "none none", "nor is what is no list"},
		{`"logprobs": [[-01], [0x1]]`, "none none", "none none", "numbers that are none in JSON"},
		{`"logprobs": [[-0], [1.]]`, "[-0] none", "none none", "minus zero is kept, a bare point is none"},
		{`"token_logprobs": [[["a", -1], ["\"]", -2.5]], []]`, "[-1 -2.5] []", "none none", "pairs"},
		{`"token_logprobs": [[["a", -1], ["b"]], [["c", null], null]]`, "none [absent absent]", "none none", "half a pair, and null"},
		{`"token_logprobs": [[["a", -1, 2]], [[-1, -2]]]`, "none [-2]", "none none", "a triple, and a token given by number"},
		{`"token_confidences": [[["2", 22.841], ["^{", 20.194]], []]`, "none none", "[22.841 20.194] []", "DeepConf's shape"},
		{`"logprobs": [[-1]], "token_logprobs": [[["a", -7]]], "peaks": [[9, 8, 7]]`, "[-1] none", "[9 8 7] none", "the plain list counts, and lengths may differ"},
		{`"logprobs": [[-1]], "logprobs": [[-3]]`, "[-3] none", "none none", "the last of a name counts, as in Python"},
		{`"logprobs": [[-1]], "logprobs": null`, "none none", "none none", "even if it is null"},
		{`"logpr\u006fbs": [ [ -1 , -2 ] , [ -3 ] ]`, "[-1 -2] [-3]", "none none", "white space, and an escaped name"},
		{`"logprobs": "none", "peaks": {"a": [1]}`, "none none", "none none", "neither is a list"},
	} {
		run := read(t, `{"instance_id": "a", "confidences": [1, 2], `+c.fields+"}\n")
		all := every(t, run)
		got := spelled(all[0].Logprobs) + " " + spelled(all[1].Logprobs)
		if got != c.logprobs {
			t.Errorf("%s: log-probabilities %s, want %s, because %s", c.fields, got, c.logprobs, c.because)
		}
		if got := spelled(all[0].Peaks) + " " + spelled(all[1].Peaks); got != c.peaks {
			t.Errorf("%s: peaks %s, want %s, because %s", c.fields, got, c.peaks, c.because)
		}
		d, err := run.Detail(0)
		if err != nil {
			t.Fatal(err)
		}
		for j := range 2 {
			if got, want := spelled(listAt(d.Logprobs, j)), spelled(all[j].Logprobs); got != want {
				t.Errorf("%s: Detail has %s for trace %d, EachSeries %s", c.fields, got, j, want)
			}
			if got, want := spelled(listAt(d.Peaks, j)), spelled(all[j].Peaks); got != want {
				t.Errorf("%s: Detail has peaks %s for trace %d, EachSeries %s", c.fields, got, j, want)
			}
		}
	}
}

func listAt(lists [][]float64, j int) []float64 {
	if j < len(lists) {
		return lists[j]
	}
	return nil
}

// A run says that it has token numbers when any record does, without reading them.
func TestHasSeries(t *testing.T) {
	for _, c := range []struct {
		fields          string
		logprobs, peaks bool
	}{
		{`"logprobs": [[-1]]`, true, false},
		{`"token_logprobs": [[["a", -1]]]`, true, false},
		{`"peaks": [[3]]`, false, true},
		{`"token_confidences": [[["a", 3]]]`, false, true},
		{`"logprobs": null, "peaks": 3`, false, false},
		{`"tokens": [["a"]]`, false, false},
	} {
		run := read(t, around(`"confidences": [1]`)+"\n"+around(`"confidences": [1], `+c.fields)+"\n")
		if run.Has(data.FieldLogprobs) != c.logprobs || run.Has(data.FieldPeaks) != c.peaks {
			t.Errorf("%s: log-probabilities %v, peaks %v", c.fields, run.Has(data.FieldLogprobs), run.Has(data.FieldPeaks))
		}
	}
}

// Tokens and candidates, in every shape that files have.
func TestDetailTokens(t *testing.T) {
	for _, c := range []struct{ fields, tokens, candidates, because string }{
		{`"tokens": [["a", "\u00e9"], null]`, `[[a é] []]`, `[]`, "texts are decoded"},
		{`"tokens": [["a", null], [3]]`, `[[a ] []]`, `[]`, "a token without a text is empty; numbers are no tokens"},
		{`"token_logprobs": [[["Hi", -1], ["\"", -2]], []]`, `[[Hi "] []]`, `[]`, "pairs hold the tokens"},
		{`"token_confidences": [[["Hi", 1]]]`, `[[Hi] []]`, `[]`, "DeepConf's pairs too"},
		{`"tokens": [["a"]], "token_logprobs": [[["b", -1]]]`, `[[a] []]`, `[]`, "the plain list counts"},
		{`"candidates": [[[["a", -1], ["b", -2.5]], null], [[]]]`, `[]`, `[[[{a -1} {b -2.5}] []] [[]]]`, "candidates of each token"},
		{`"candidates": [[[["a"]]], [[[1, 2]]]]`, `[]`, `[[[]] [[]]]`, "half a pair, and a token that is no text"},
	} {
		d, err := read(t, `{"instance_id": "a", "confidences": [1, 2], `+c.fields+"}\n").Detail(0)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(d.Tokens); got != c.tokens {
			t.Errorf("%s: tokens %s, want %s, because %s", c.fields, got, c.tokens, c.because)
		}
		if got := fmt.Sprint(d.Candidates); got != c.candidates {
			t.Errorf("%s: candidates %s, want %s, because %s", c.fields, got, c.candidates, c.because)
		}
	}
}

// random writes a run with token numbers, and gives what every trace should come to.
func randomSeries(rng *rand.Rand, instances int) (lines string, want []data.Series) {
	var b strings.Builder
	for i := range instances {
		traces := 1 + rng.IntN(4)
		var lists [][]any
		for range traces {
			list := make([]float64, rng.IntN(30))
			written := make([]any, len(list))
			for j := range list {
				list[j] = -math.Abs(rng.NormFloat64()) * math.Pow(10, float64(rng.IntN(6)-4))
				if rng.IntN(2) == 0 {
					list[j] = math.Round(list[j]*1e6) / 1e6
				}
				written[j] = list[j]
			}
			lists = append(lists, written)
			want = append(want, data.Series{Logprobs: list})
		}
		conf, _ := json.Marshal(make([]int, traces))
		logprobs, _ := json.Marshal(lists)
		fmt.Fprintf(&b, `{"instance_id": "%d", "logprobs": %s, "confidences": %s}`+"\n", i, logprobs, conf)
	}
	return b.String(), want
}

// Numbers come out as strconv reads them, to the last bit; stretches read side by side
// give what one reading gives.
func TestSeriesExactly(t *testing.T) {
	const seed = 7
	lines, want := randomSeries(rand.New(rand.NewPCG(seed, 1)), 200)
	run := read(t, lines)
	got := make([]string, run.Traces())
	var wg sync.WaitGroup
	for from := 0; from < run.Instances(); from += 33 {
		wg.Go(func() {
			err := run.EachSeries(t.Context(), from, min(from+33, run.Instances()), func(trace int, s data.Series) bool {
				got[trace] = spelled(s.Logprobs)
				return true
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for trace, s := range want {
		if got[trace] != spelled(s.Logprobs) {
			t.Fatalf("seed %d, trace %d: %s, want %s", seed, trace, got[trace], spelled(s.Logprobs))
		}
	}
}

// A visit that has seen enough ends the reading; so does the context; and a run whose
// records were not kept says so.
func TestEachSeriesEnds(t *testing.T) {
	lines, _ := randomSeries(rand.New(rand.NewPCG(1, 1)), 20)
	run := read(t, lines)
	visits := 0
	if err := run.EachSeries(t.Context(), 0, 20, func(int, data.Series) bool { visits++; return visits < 3 }); err != nil || visits != 3 {
		t.Errorf("%d visits, error %v; want 3 and none", visits, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := run.EachSeries(ctx, 0, 20, func(int, data.Series) bool { return true }); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled reading gives %v", err)
	}
	kept, err := data.Read("run.jsonl", strings.NewReader(lines), nil, data.Options{NoSpool: true})
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	if err := kept.EachSeries(t.Context(), 0, 20, func(int, data.Series) bool { return true }); err == nil || !strings.Contains(err.Error(), "not kept") {
		t.Errorf("without a copy of the records: %v", err)
	}
}

// Reading allocates for the stretch, not for tokens.
func TestSeriesAllocations(t *testing.T) {
	lines, _ := randomSeries(rand.New(rand.NewPCG(3, 1)), 500)
	run := read(t, lines)
	tokens := 0
	allocations := testing.AllocsPerRun(5, func() {
		tokens = 0
		_ = run.EachSeries(context.Background(), 0, 500, func(_ int, s data.Series) bool {
			tokens += len(s.Logprobs)
			return true
		})
	})
	if tokens < 10_000 || allocations > 60 {
		t.Errorf("%.0f allocations for %d tokens", allocations, tokens)
	}
}

// The fast reading of numbers agrees with strconv on all that it takes.
func FuzzDecimal(f *testing.F) {
	for _, seed := range []string{"-0.575165", "0", "-0", "12", "-9999.0", "1.", ".5", "01", "1e5", "0.1234567890123456789",
		"9007199254740993", "9007199254740992", "0.00000000000000000000001", "-", "", "1x", "18446744073709551617.5"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, n, ok := data.Decimal([]byte(text))
		if !ok {
			if n != 0 {
				t.Errorf("%q: nothing was read, but %d bytes were passed", text, n)
			}
			return
		}
		want, err := strconv.ParseFloat(text[:n], 64)
		if err != nil || math.Float64bits(v) != math.Float64bits(want) || !json.Valid([]byte(text[:n])) {
			t.Errorf("%q: %v of %d bytes, want %v (%v)", text, v, n, want, err)
		}
	})
}

// Confidences that were computed stand before those of the file, which stay within reach.
func TestAsRecorded(t *testing.T) {
	run := read(t, around(`"confidences": [0.5, 0.25]`)+"\n")
	if c := run.Confidence(); c.Name != data.Recorded {
		t.Errorf("a run as it was read has confidences %q", c.Name)
	}
	computed := data.Confidence{Name: "nll", Scale: data.ScaleSurprisal, Basis: data.BasisComputed}
	once := run.WithConfidences([]float64{3, 4}, computed)
	twice := once.WithConfidences([]float64{5, 6}, data.Confidence{Name: "probability"})
	if c := twice.Confidences(); c[0] != 5 || twice.Confidence().Name != "probability" || once.Confidence() != computed || run.Confidences()[0] != 0.5 {
		t.Errorf("%v by the name of %q; before it %v", c, twice.Confidence().Name, once.Confidence())
	}
	back := twice.AsRecorded()
	if c := back.Confidences(); c[0] != 0.5 || back.Confidence().Name != data.Recorded || back.ID(0) != run.ID(0) {
		t.Errorf("recorded again: %v by the name of %q", c, back.Confidence().Name)
	}
	if back.AsRecorded() != back || run.AsRecorded() != run {
		t.Error("a run that has the file's confidences is not itself as recorded")
	}
	// Saying what the recorded numbers are is no other measure.
	anew := once.WithConfidences([]float64{7, 8}, data.Confidence{Name: data.Recorded})
	if got := anew.RecordedConfidences(); !slices.Equal(got, []float64{7, 8}) || anew.AsRecorded() != anew {
		t.Errorf("recorded confidences that were given behind computed ones: %v are the file's", got)
	}
	chosen := run.WithConfidences(run.Confidences(), data.Confidence{Name: data.Recorded, Scale: data.ScaleDeepConf, Basis: data.BasisChosen})
	if got := chosen.WithConfidences([]float64{1, 2}, computed).AsRecorded().Confidence(); got.Basis != data.BasisChosen {
		t.Errorf("recorded again, the confidences are %+v", got)
	}
}

// What a file says in words about its confidences.
func TestScaleOfWords(t *testing.T) {
	for _, c := range []struct {
		words string
		want  data.Scale
	}{
		{"DeepConf token confidence = -mean logprob of the top-k candidates; mean over the answer tokens", data.ScaleDeepConf},
		{"mean over the top 20 candidates", data.ScaleDeepConf},
		{"neg_avg_logprob", data.ScaleSurprisal},
		{"-mean(logprob)", data.ScaleSurprisal},
		{"exp(mean logprob)", data.ScaleProbability},
		{"probability of the answer", data.ScaleProbability},
		{"log-probability of the answer", data.ScaleUnknown},
		{"agreement of five samples", data.ScaleAgreement},
		{"how sure we were", data.ScaleUnknown},
		{"", data.ScaleUnknown},
	} {
		if got := data.ScaleOfWords(c.words); got != c.want {
			t.Errorf("%q: %v, want %v", c.words, got, c.want)
		}
	}
}
