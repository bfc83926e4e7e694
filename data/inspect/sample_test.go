package inspect_test

import (
	"math"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign"
)

// one reads a log of one sample, with these fields behind its id and epoch.
func one(t *testing.T, fields string) (foreign.Record, []string) {
	t.Helper()
	f := read(t, document(headerJSON("success", "x", 1), `{"id":7,"epoch":1,`+fields+`}`))
	return f.Records[0], f.sentences()
}

func TestTexts(t *testing.T) {
	for _, row := range []struct{ because, fields, prompt, answers string }{
		{"plain", `"input":"q","output":{"choices":[{"message":{"content":"a"}}]}`, "q", "a"},
		{"the last message of the user is the prompt", `"input":[{"content":"one","role":"user"},{"role":"assistant","content":"x"},{"role":"user","content":[{"type":"text","text":"tw"},{"type":"image","image":"z"},{"type":"text","text":"o"}]},{"role":"tool","content":"y"}],"output":{"choices":[{"message":{"content":""}}]}`, "two", ""},
		{"nobody asked", `"input":[{"role":"system","content":"s"}],"output":{"choices":[{"message":{"content":"a"}}]}`, "<none>", "a"},
		{"reasoning is no part of the answer", `"output":{"choices":[{"message":{"content":[{"type":"reasoning","reasoning":"hm","text":"no"},{"type":"text","text":"yes"}]}}]}`, "<none>", "yes"},
		{"absent is not empty", `"output":{"choices":[{"message":{"content":null}},{"message":{"content":[]}},{}]}`, "<none>", "<none> |  | <none>"},
		{"escapes, a lone surrogate and a bare tab", `"input":"\u2603 \ud83d\ude00","output":{"choices":[{"message":{"content":"a\ud83db` + "\tc" + `"}}]}`, "☃ 😀", "a\uFFFDb\tc"},
		{"attachments stand behind", `"input":"attachment://aa","output":{"choices":[{"message":{"content":"attachment://bb"}},{"message":{"content":"see attachment://bb"}}]},"attachments":{"aa":"the question","bb":"the answer","cc":"x"}`, "the question", "the answer | see attachment://bb"},
	} {
		r, faults := one(t, row.fields)
		var answers []string
		for _, tr := range r.Traces {
			answers = append(answers, deref(tr.Text))
		}
		if got := strings.Join(answers, " | "); deref(r.Prompt) != row.prompt || got != row.answers {
			t.Errorf("%s: prompt %q, answers %q; want %q, %q", row.because, deref(r.Prompt), got, row.prompt, row.answers)
		}
		wantLines(t, row.because, faults)
		if r.ID != "7" {
			t.Errorf("id %q, want 7", r.ID)
		}
	}
}

func TestFaultsOfSamples(t *testing.T) {
	for _, row := range []struct {
		because, fields string
		traces          int
		fault           string
	}{
		{"an attachment is missing", `"output":{"choices":[{"message":{"content":"attachment://bb"}}]}`, 1, "1 attachments: an attachment that a text names is not in the log: the text is left as it is"},
		{"no choices", `"output":{"choices":[]}`, 0, "1 output: it has no choices: the sample has no answer"},
		{"it failed before an answer", `"error":{"message":"Rate\nlimit","traceback":"t"}`, 0, "1 error: the sample ended with an error (Rate limit): it has no answer"},
		{"it failed behind an answer", `"output":{"choices":[{"message":{"content":"a"}}]},"error":{"message":"scorer"}`, 1, "1 error: the sample ended with an error (scorer): its one answer is kept"},
		{"a token is broken", `"output":{"choices":[{"message":{"content":"a"},"logprobs":{"content":[{"token":"a","logprob":-1},{"token":"b","logprob":"low"}]}}]}`, 1,
			"1 logprobs: choice 1, token 2: expected a number, NaN, Infinity or null; its log-probabilities are left out"},
		{"a score is endless", `"output":{"choices":[{"message":{"content":"a"}}]},"scores":{"s":{"value":"` + strings.Repeat("x", 70_000) + `"}}`, 1, "1 scores: the value of a score is longer than 64 KiB: not used"},
	} {
		r, faults := one(t, row.fields)
		if len(r.Traces) != row.traces {
			t.Errorf("%s: %d traces, want %d", row.because, len(r.Traces), row.traces)
		}
		wantLines(t, row.because, faults, row.fault)
	}
}

// A broken sample is left out and named; its neighbours are read.
func TestBrokenNeighbours(t *testing.T) {
	for _, row := range []struct{ because, body, fault string }{
		{"no id", `{"epoch":1}`, "2! id: missing: every sample needs a text or a number of at most 64 KiB here"},
		{"the id is a list", `{"id":[1],"epoch":1}`, "2! id: missing: every sample needs a text or a number of at most 64 KiB here"},
		{"no object", `null`, "2! id: missing: every sample needs a text or a number of at most 64 KiB here"},
		{"the epoch is a word", `{"id":"a","epoch":"x","output":{"choices":[{"message":{"content":"two"}}]}}`, "2 epoch: not a whole number from 1: the sample is put in the order of the file"},
		{"no colon", `{"id":"b","epoch" 1}`, "2! : the JSON is broken: expected a colon after a field name"},
		{"no comma", `{"id":"b","epoch":1,"output":{} 5 }`, "2! : the JSON is broken: expected a comma or a closing bracket"},
		{"a bad escape", `{"id":"b","epoch":1,"input":"\x"}`, `2! : input: the JSON is broken: invalid character 'x' in string escape code`},
	} {
		f := read(t, document(headerJSON("success", "x", 1), sampleJSON("a", 1, "one"), row.body, sampleJSON("c", 1, "three")))
		if got := f.lines(); got[len(got)-1] != "c: three" || !strings.Contains(got[0], "one") {
			t.Errorf("%s: instances %q, want a and c", row.because, got)
		}
		wantLines(t, row.because, f.sentences(), row.fault)
	}
}

func TestTokens(t *testing.T) {
	r, faults := one(t, `"output":{"choices":[{"message":{"content":"é!"},"logprobs":{"content":[
		{"token":"\\xc3","logprob":-0.25,"bytes":[195],"top_logprobs":[{"token":"\\xc3","logprob":-0.25,"bytes":[195]},{"token":"e","logprob":-1.5,"bytes":null}]},
		{"token":"\\xa9","logprob":-9999.0,"bytes":[169]},{"token":"!","logprob":NaN},{"token":"?","logprob":-Infinity,"bytes":[300]},{"token":"","logprob":null}]}},
		{"message":{"content":"b"},"logprobs":null},{"message":{"content":"c"},"logprobs":{"content":[{"token":"c","logprob":0}]},"stop_reason":"content_filter"},
		{"message":{"content":"d"},"stop_details":{"type":"refusal"}}],"usage":{"output_tokens":8}}`)
	wantLines(t, "faults", faults)
	strip := r.Traces[0].Strip
	if len(strip) != 5 || strip[0].Text+strip[1].Text != "é" || strip[3].Text != "?" {
		t.Fatalf("tokens %+v: the bytes give the text, where they are bytes", strip)
	}
	if top := strip[0].Top; len(top) != 2 || top[1].Text != "e" || top[1].Logprob != -1.5 || strip[0].Logprob != -0.25 || !math.IsNaN(strip[0].Peak) {
		t.Errorf("the first token is %+v", strip[0])
	}
	if strip[1].Logprob != -9999 || !math.IsNaN(strip[2].Logprob) || foreign.IsAbsent(strip[2].Logprob) || !math.IsInf(strip[3].Logprob, -1) || !foreign.IsAbsent(strip[4].Logprob) {
		t.Errorf("log-probabilities %v %v %v %v: as the file gives them, and absent where it has null", strip[1].Logprob, strip[2].Logprob, strip[3].Logprob, strip[4].Logprob)
	}
	var counts []int
	var flags []foreign.Flag
	for _, tr := range r.Traces {
		counts, flags = append(counts, tr.Tokens), append(flags, tr.Refused)
	}
	if counts[0] != 5 || counts[1] != -1 || counts[2] != 1 || counts[3] != -1 {
		t.Errorf("tokens %v, want 5 -1 1 -1: the usage counts all choices together", counts)
	}
	if flags[0] != foreign.FlagAbsent || flags[2] != foreign.FlagTrue || flags[3] != foreign.FlagTrue {
		t.Errorf("refused %v: a provider that stopped the answer says so", flags)
	}
}

// What a score says holds for the choice that the scorer saw.
func TestScoreOfSeveralChoices(t *testing.T) {
	f := read(t, document(headerJSON("success", "xstest", 1), `{"id":"a","epoch":1,"output":{"choices":[{"message":{"content":"x"}},{"message":{"content":"y"}}]},"score":{"value":"I"}}`))
	traces := f.Records[0].Traces
	if traces[0].Refused != foreign.FlagTrue || traces[1].Refused != foreign.FlagAbsent {
		t.Errorf("refused %d and %d, want yes and absent", traces[0].Refused, traces[1].Refused)
	}
}
