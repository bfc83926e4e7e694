package analysis_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// withTokens writes a run whose records have the given fields, two traces each.
func withTokens(t testing.TB, fields ...string) *data.Run {
	t.Helper()
	var lines strings.Builder
	for i, f := range fields {
		fmt.Fprintf(&lines, `{"instance_id": "row_%d", "traces": ["a", "b"], "confidences": [0.5, 0.25], "refused": [false, true], %s}`+"\n", i, f)
	}
	return read(t, lines.String(), "")
}

// measured is Measured without progress; it must not fail.
func measured(t testing.TB, run *data.Run, name string) (*data.Run, analysis.Cuts) {
	t.Helper()
	m, err := analysis.ParseMeasure(name)
	if err != nil {
		t.Fatal(err)
	}
	out, cuts, err := analysis.Measured(context.Background(), run, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out, cuts
}

// A measured run is a run like any other, says what its confidences are, and counts what
// was not taken as it stands.
func TestMeasured(t *testing.T) {
	run := withTokens(t,
		`"logprobs": [[-1, -3], [-9999, 0, NaN, null]], "peaks": [[9], [8, Infinity]]`,
		`"logprobs": [[], null]`,
		`"token_logprobs": [[["a", -0.5]], [["b", 0.25]]]`)
	nll, cuts := measured(t, run, "nll")
	absent := data.AbsentConfidence()
	for i, want := range []float64{2, 50, absent, absent, 0.5, math.Copysign(0, -1)} {
		if got := nll.Confidences()[i]; !sameBits(got, want) {
			t.Errorf("trace %d: nll %v, want %v", i, got, want)
		}
	}
	if want := (analysis.Cuts{Tokens: 8, Clipped: 2, NotFinite: 1, Absent: 1, Undefined: 2, Longest: 4}); cuts != want {
		t.Errorf("cuts %+v, want %+v", cuts, want)
	}
	if c := nll.Confidence(); c != (data.Confidence{Name: "nll", Scale: data.ScaleSurprisal, Basis: data.BasisComputed}) {
		t.Errorf("the confidences are %+v", c)
	}
	peaks, cuts := measured(t, nll, "deepconf-mean")
	if got := peaks.Confidences(); got[0] != 9 || got[1] != 8 || !data.IsAbsentConfidence(got[4]) || cuts.NotFinite != 1 || cuts.Undefined != 4 {
		t.Errorf("deepconf-mean %v, cuts %+v", got, cuts)
	}
	back, cuts := measured(t, peaks, "recorded")
	if got := back.Confidences(); got[0] != 0.5 || back.Confidence().Name != data.Recorded || cuts != (analysis.Cuts{}) {
		t.Errorf("recorded again: %v as %q, cuts %+v", got, back.Confidence().Name, cuts)
	}
	if s, err := analysis.NewSweep(nll, analysis.Setup{}); err != nil || s.Confidence(1) != 50 {
		t.Errorf("a sweep of a measured run: %v, %v", s, err)
	}
}

// The usual window is 2,048 tokens where any trace is that long, else 100; where a run
// states no counts they are counted on the way.
func TestUsualWindow(t *testing.T) {
	list := func(n int) string { return "[" + strings.Repeat("-1, ", n-1) + "-1]" }
	for _, c := range []struct{ fields, before, after, because string }{
		{`"tokens_per_trace": [3, 2047], "logprobs": [[-1], [-2]]`, "tail:100", "tail:100", "2,047 is not enough"},
		{`"tokens_per_trace": [null, 2048], "logprobs": [[-1], [-2]]`, "tail:2048", "tail:2048", "2,048 is"},
		{`"tokens_per_trace": [null, 5], "logprobs": [` + list(2048) + `, [-2]]`, "tail:100", "tail:100", "stated counts are believed"},
		{`"logprobs": [` + list(2048) + `, [-2]]`, "tail", "tail:2048", "nothing is stated: counted"},
		{`"logprobs": [` + list(2047) + `, [-2]]`, "tail", "tail:100", "counted, and not enough"},
	} {
		run := withTokens(t, c.fields)
		m := analysis.Measure{Kind: analysis.MeasureTail}
		if got := m.For(run).String(); got != c.before {
			t.Errorf("%.60s: %s before measuring, want %s: %s", c.fields, got, c.before, c.because)
		}
		out, _ := measured(t, run, "tail")
		if got := out.Confidence().Name; got != c.after {
			t.Errorf("%.60s: %s after measuring, want %s: %s", c.fields, got, c.after, c.because)
		}
	}
	if m := (analysis.Measure{Kind: analysis.MeasureTail, Window: 7}); m.For(withTokens(t, `"x": 1`)) != m {
		t.Error("a window that was given is not kept")
	}
}

// What a run lacks is said in words.
func TestMeasureMissing(t *testing.T) {
	bare := read(t, `{"instance_id": "a", "traces": ["b"]}`, "")
	full := withTokens(t, `"logprobs": [[-1]], "peaks": [[9]]`)
	empty := read(t, `{"instance_id": "a", "traces": []}`, "")
	for _, kind := range analysis.Measures() {
		m := analysis.Measure{Kind: kind}
		if m.Missing(full) != "" || m.Missing(empty) != "" || !strings.HasPrefix(m.Missing(bare), "no record has ") {
			t.Errorf("%v: missing %q, %q, %q", m, m.Missing(full), m.Missing(empty), m.Missing(bare))
		}
	}
	nll, _ := measured(t, read(t, `{"instance_id": "a", "traces": ["b"], "logprobs": [[-1]]}`, ""), "nll")
	if (analysis.Measure{}).Missing(nll) == "" {
		t.Error("computed confidences are taken for the file's own")
	}
}

// manyTokens is a run of random tokens, odd ones among them.
func manyTokens(t testing.TB, instances int) *data.Run {
	t.Helper()
	random := rand.New(rand.NewPCG(41, 0))
	list := func() string {
		words := []string{}
		for _, x := range tokens(random, random.IntN(40)) {
			word := fmt.Sprint(x)
			if data.IsAbsentConfidence(x) {
				word = "null"
			}
			words = append(words, strings.Replace(word, "Inf", "Infinity", 1))
		}
		return "[" + strings.Join(words, ", ") + "]"
	}
	fields := make([]string, instances)
	for i := range fields {
		fields[i] = `"logprobs": [` + list() + ", " + list() + `]`
	}
	return withTokens(t, fields...)
}

// However many cores there are, the result is the same, and progress ends at the whole.
func TestMeasuredOnAnyCores(t *testing.T) {
	run := manyTokens(t, 500)
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	var want []float64
	var wantCuts analysis.Cuts
	for _, cores := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(cores)
		told := []int{}
		m := analysis.Measure{Kind: analysis.MeasureBottomGroup, Window: 8}
		out, cuts, err := analysis.Measured(t.Context(), run, m, func(done, total int) {
			told = append(told, done)
			if total != 500 {
				t.Errorf("%d instances in all", total)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(told) < 5 || told[len(told)-1] != 500 || !slices.IsSorted(told) {
			t.Errorf("%d cores: progress %v", cores, told)
		}
		if want == nil {
			want, wantCuts = out.Confidences(), cuts
		}
		if !slices.EqualFunc(out.Confidences(), want, sameBits) || cuts != wantCuts {
			t.Errorf("%d cores give other confidences, or cuts %+v instead of %+v", cores, cuts, wantCuts)
		}
	}
	if wantCuts.Clipped == 0 || wantCuts.NotFinite == 0 || wantCuts.Absent == 0 || wantCuts.Undefined == 0 {
		t.Errorf("the run has nothing to cut: %+v", wantCuts)
	}
}

// A measure can be cancelled while it runs, and fails in words where nothing can be read.
func TestMeasuredEnds(t *testing.T) {
	run := manyTokens(t, 500)
	ctx, cancel := context.WithCancel(t.Context())
	nll := analysis.Measure{Kind: analysis.MeasureNLL}
	out, _, err := analysis.Measured(ctx, run, nll, func(done, _ int) {
		if done > 20 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || out != nil {
		t.Errorf("cancelled: %v, %v", out, err)
	}
	if _, _, err := analysis.Measured(t.Context(), run, analysis.Measure{Kind: analysis.MeasureNLL, Window: 3}, nil); err == nil {
		t.Error("a window for a measure that has none is taken")
	}
	if err := run.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := analysis.Measured(t.Context(), run, nll, nil); err == nil || !strings.Contains(err.Error(), "reading the") {
		t.Errorf("a closed run: %v", err)
	}
}

// Real answers: what was recorded as -mean(log p) is what nll computes, to a few units in
// the last place, and probability is the same said otherwise.
func TestMeasuredOnRealAnswers(t *testing.T) {
	root := os.Getenv("CONFSCOPE_SAMPLES")
	if root == "" {
		t.Log("CONFSCOPE_SAMPLES is not set: no real file is read")
		return
	}
	for _, c := range []struct {
		file    string
		measure string
		traces  int
	}{
		{"real/uqlm_math_logprobs.predictions.jsonl.gz", "nll", 25},
		{"real/deepconf_aime2025_answer_tokens.predictions.jsonl.gz", "deepconf-mean", 3540},
		{"../runs/run2-tokens/predictions.jsonl.gz", "nll", 567},
	} {
		path := filepath.Join(root, c.file)
		if _, err := os.Stat(path); err != nil {
			t.Logf("%s is not there: %v", c.file, err)
			continue
		}
		run := open(t, path, data.Options{Lists: lists()})
		out, cuts := measured(t, run, c.measure)
		compared, exact, furthest := 0, 0, 0.0
		for i, x := range out.Confidences() {
			recorded := run.Confidences()[i]
			if data.IsAbsentConfidence(x) != data.IsAbsentConfidence(recorded) {
				t.Errorf("%s, trace %d: %v computed, %v recorded", c.file, i, x, recorded)
			}
			if data.IsAbsentConfidence(x) {
				continue
			}
			compared++
			exact += index(sameBits(x, recorded))
			furthest = max(furthest, math.Abs(x-recorded)/math.Abs(recorded))
		}
		t.Logf("%s: %d of %d traces agree to the last bit, all to %.1e; cuts %+v", c.file, exact, compared, furthest, cuts)
		if compared != c.traces || !(furthest <= 5e-15) || cuts.Clipped+cuts.NotFinite+cuts.Absent != 0 {
			t.Errorf("%s: %d traces compared, the furthest apart by %v; cuts %+v", c.file, compared, furthest, cuts)
		}
		if c.measure != "nll" {
			continue
		}
		probability, _ := measured(t, run, "probability")
		for i, p := range probability.Confidences() {
			if want := math.Exp(-out.Confidences()[i]); p != want {
				t.Errorf("%s, trace %d: probability %v, want %v", c.file, i, p, want)
			}
		}
	}
}
