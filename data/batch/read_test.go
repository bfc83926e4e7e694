package batch_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
)

func TestRecords(t *testing.T) {
	usage := func(prompt, answers int) string {
		return fmt.Sprintf(`"usage": {"prompt_tokens": %d, "completion_tokens": %d}`, prompt, answers)
	}
	logprobs := func(fields string) string {
		return `{"index": 0, "message": {"content": "Hi."}, "logprobs": {` + fields + `}}`
	}
	completion := func(text, logprobs string) string {
		return `{"text": ` + text + `, "logprobs": ` + logprobs + `}`
	}
	rows := []struct{ line, want, because string }{
		{chat("p", said(`"Hi."`)), `p: "Hi."`, "a chat of one answer"},
		{chat("p", `{"index": 1, "message": {"content": "b"}}, {"index": 0, "message": {"content": "a"}}`), `p: "a" | "b"`, "choices stand by their index"},
		{chat("p", said(`"a"`)+","+said(`"b"`)), `p: "a" | "b"`, "without an index, by their place"},
		{chat("p", said(`null`)), `p: none`, "no text is not an empty text"},
		{chat("p", said(`""`)), `p: ""`, "an empty text is one"},
		{chat("p", said(`[{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]`)), `p: "ab"`, "parts are one text"},
		{chat("p", `{"message": {"content": null, "refusal": "No."}}`), `p: "No." refused`, "a structured refusal is the answer"},
		{chat("p", `{"message": {"content": "Yes.", "refusal": null}}`), `p: "Yes."`, "no structured refusal says nothing"},
		{chat("p", `{"message": {"content": "Y"}, "finish_reason": "content_filter"}`), `p: "Y" refused`, "a filter refuses too"},
		{chat("p", `{"message": {"content": "a", "reasoning_content": "r", "reasoning": "r"}}`), `p: "a"`, "reasoning is apart"},
		{chat("p", said(`"a"`), usage(5, 7)), `p: "a" #7`, "the tokens of the only answer"},
		{chat("p", said(`"a"`)+","+said(`"b"`), usage(5, 7)), `p: "a" | "b"`, "a sum over answers is nobody's"},
		{chat("p", `{"message": {"content": "a"}, "token_ids": [4, 5]},`+said(`"b"`), usage(5, 7)), `p: "a" #2 | "b"`, "token ids can be counted"},
		{chat("p", said(`"a"`), `"prompt_text": "<user>Why?"`), `p (<user>Why?): "a"`, "vLLM may repeat the prompt"},
		{chat("7", said(`"a"`)), `7: "a"`, "an id of digits"},
		{strings.Replace(chat("p", said(`"a"`)), `"p"`, `7`, 1), `7: "a"`, "an id that is a number"},
		{strings.Replace(chat("p", said(`"a"`)), `"custom_id": "p"`, `"custom_id": "x", "custom_id": "p"`, 1), `p: "a"`, "the last of equal keys counts"},
		{chat("p", `{"message": {"content": "x", "refusal": "y"}, "message": {"content": "a"}}`), `p: "a"`, "and nothing of the first is left"},
		{chat("p", said(`"a\ud83d"`), `"score": NaN`), "p: \"a\ufffd\"", "as Python writes it"},

		{chat("p", logprobs(`"content": null`), usage(1, 3)), `p: "Hi." #3`, "no log-probabilities"},
		{chat("p", logprobs(`"content": []`)), `p: "Hi."`, "an empty list is none"},
		{chat("p", logprobs(`"content": [{"token": "Hi", "logprob": -0.25, "bytes": [72, 105], "top_logprobs": [{"token": "Hi", "logprob": -0.25}, {"token": "Yo", "logprob": -2}]}, {"token": ".", "logprob": -9999.0}]`), usage(1, 3)),
			`p: "Hi." #2 [Hi -0.25 {Hi -0.25} {Yo -2}, . -9999]`, "tokens with candidates; what is no log-probability is left for the measure to cut"},
		{chat("p", logprobs(`"content": [{"token": "Hi", "logprob": -Infinity}, {"token": ".", "logprob": null}, {"token": "", "logprob": NaN}]`)),
			`p: "Hi." #3 [Hi -Inf, . NaN,  NaN]`, "three ways to have none"},
		{chat("p", `{"message": {"content": null, "refusal": "No"}, "logprobs": {"content": null, "refusal": [{"token": "No", "logprob": -1}]}}`),
			`p: "No" refused #1 [No -1]`, "a refusal has tokens of its own"},
		{chat("p", logprobs(`"content": [{"token": "\\xe2\\x98", "bytes": [226, 152], "logprob": -1}, {"token": "\\x83", "bytes": [131], "logprob": -2}]`)),
			"p: \"Hi.\" #2 [\xe2\x98 -1, \x83 -2]", "halves of a character join to one"},
		{chat("p", logprobs(`"content": [{"token": "Ġyou", "bytes": [32, 121, 111, 117], "logprob": -1}, {"token": " can't", "bytes": [32], "logprob": -1}, {"token": "a", "bytes": [], "logprob": -1}, {"token": "b", "bytes": null, "logprob": -1}, {"token": "c", "bytes": [999], "logprob": -1}]`)),
			`p: "Hi." #5 [ you -1,  can't -1, a -1, b -1, c -1]`, "bytes count, unless they are cut or none"},
		{chat("p", logprobs(`"content": [{"token": "token_id:12", "logprob": -1}, {"token": "bytes:", "logprob": -1}]`)),
			`p: "Hi." #2 [token_id:12 -1, bytes: -1]`, "what has no other spelling stays"},

		{body("p", `"object": "text_completion", "choices": [`+completion(`" No."`, `{"tokens": [" No", "."], "token_logprobs": [null, -0.5], "top_logprobs": [null, {".": -0.5, "!": -1.5}], "text_offset": [0, 3]}`)+`], `+usage(2, 2)),
			`p: " No." #2 [ No NaN, . -0.5 {. -0.5} {! -1.5}]`, "a completion"},
		{body("p", `"choices": [`+completion(`"☃"`, `{"tokens": ["bytes:\\xe2\\x98", "bytes:\\x83"], "token_logprobs": [-1, -2], "top_logprobs": null}`)+`]`),
			"p: \"☃\" #2 [\xe2\x98 -1, \x83 -2]", "completions spell bytes out"},
		{body("p", `"choices": [`+completion(`"Q: A"`, `{"tokens": ["Q", ": ", "A"], "token_logprobs": [null, -3, -0.5]}`)+`], `+usage(2, 1)),
			`p (Q: ): "A" #1 [A -0.5]`, "an echoed prompt is no answer"},
		{body("p", `"choices": [`+completion(`"Q A"`, `{"tokens": ["Q", " A"], "token_logprobs": [null, -1]}`)+","+completion(`"Q BC"`, `{"tokens": ["Q", " B", "C"], "token_logprobs": [null, -1, -2]}`)+`], `+usage(1, 3)),
			`p (Q): " A" #1 [ A -1] | " BC" #2 [ B -1, C -2]`, "nor in each of several answers"},
		{body("p", `"choices": [`+completion(`"Q A"`, `{"tokens": ["Q", " A"], "token_logprobs": [-1, -1]}`)+`], `+usage(1, 1)),
			`p: "Q A" #2 [Q -1,  A -1]`, "what is not certainly an echo stays"},

		{body("p", `"object": "response", "status": "completed", "output": [{"type": "reasoning", "summary": []}, {"type": "message", "content": [{"type": "output_text", "text": "Sure.", "logprobs": [{"token": "Sure", "logprob": -0.3}, {"token": ".", "logprob": -0.02}]}]}], "usage": {"input_tokens": 3, "output_tokens": 9}`),
			`p: "Sure." #2 [Sure -0.3, . -0.02]`, "a response"},
		{body("p", `"output": [{"type": "message", "content": [{"type": "output_text", "text": "a", "logprobs": [{"token": "a", "logprob": -1}]}, {"type": "output_text", "text": "b", "logprobs": []}]}], "usage": {"output_tokens": 9}`),
			`p: "ab" #9`, "the tokens of one part are not those of the whole"},
		{body("p", `"output": [{"type": "message", "content": [{"type": "refusal", "refusal": "No."}]}]`), `p: "No." refused`, "a response that refuses"},
		{body("p", `"status": "incomplete", "incomplete_details": {"reason": "content_filter"}, "output": [{"type": "message", "content": [{"type": "output_text", "text": "a"}]}]`), `p: "a" refused`, "or was filtered"},
		{body("p", `"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}, "output": [{"type": "reasoning"}], "usage": {"output_tokens": 9}`), `p: none #9`, "or did not come to an answer"},

		{`{"id": "v", "custom_id": "p", "response": {"id": "c", "object": "chat.completion", "choices": [` + said(`"a"`) + `], ` + usage(1, 2) + `}, "error": null}`, `p: "a" #2`, "as vLLM wrote it first"},
	}
	for _, row := range rows {
		f := read(t, row.line+"\n")
		if got := strings.Join(f.Lines(), "\n"); got != row.want || len(f.Faults) > 0 {
			t.Errorf("%s\n got %s %q\nwant %s, because %s", row.line, got, f.Says(), row.want, row.because)
		}
		if done := f.Done[len(f.Done)-1]; done != int64(len(row.line)+1) {
			t.Errorf("%s: %d bytes read of %d", row.line, done, len(row.line)+1)
		}
	}
}

// A record that cannot be read is said with its line and field, and its neighbours are read.
func TestFaults(t *testing.T) {
	tokens := func(fields string) string {
		return chat("p", `{"message": {"content": "a"}, "logprobs": {`+fields+`}}`)
	}
	rows := []struct{ line, record, fault, because string }{
		{`{"custom_id": "p", "response": null, "error": {"code": "batch_expired", "message": "Too late."}}`, "", `2 skipped error: the request failed and has no answer (batch_expired: Too late)`, "expired"},
		{`{"custom_id": "p", "response": {"status_code": 400, "body": null}, "error": "No\u001b[31m\nstream"}`, "", `2 skipped error: the request failed and has no answer (status 400: No [31m stream)`, "refused by the server; its words may be hostile"},
		{`{"custom_id": "p", "response": {"status_code": 429, "body": {"error": {"code": 429, "message": "Slow"}}}, "error": null}`, "", `2 skipped error: the request failed and has no answer (status 429: 429: Slow)`, "the body may say why"},
		{`{"custom_id": "p", "response": {"status_code": 200, "body": {"error": {"message": "Oh"}}}}`, "", `2 skipped response.body.error: the request failed and has no answer (Oh)`, "a failure that calls itself a success"},
		{`{"custom_id": "p", "error": "` + strings.Repeat("a ", 300) + `"}`, "", `2 skipped error: the request failed and has no answer (` + strings.Repeat("a ", 100) + `...)`, "no more of its words than it takes to understand"},
		{`{"custom_id": "p", "response": null, "error": null}`, "", `2 skipped error: the request failed and has no answer (neither`, "no reason given"},
		{`{"custom_id": "p", "response": "x"}`, "", `2 skipped response: expected the object`, "a text is no response"},
		{`{"custom_id": "p", "response": {"body": "x"}}`, "", `2 skipped response.body: expected the object`, "nor a body"},
		{`{"custom_id": "", "response": {}}`, "", `2 skipped custom_id: expected the text`, "no id"},
		{`{"response": {}}`, "", `2 skipped custom_id: expected the text`, "no id either"},
		{body("p", `"x": 1`), "", `2 skipped response.body: no answers`, "an unknown body"},
		{chat("p", ``), "", `2 skipped response.body.choices: no answer`, "no choice"},
		{chat("p", `null`), "", `2 kept response.body.choices[0]: expected an object`, "no choice that can be read"},
		{chat("p", `7, `+said(`"a"`)), `p: "a"`, `2 kept response.body.choices[0]: expected an object`, "one of two choices"},
		{chat("p", `{"index": 0}, `+said(`7`)), `p: none | none`, `2 kept response.body.choices[0]: expected a message or a text`, "answers without a text are kept as that"},
		{tokens(`"content": [{"token": "a", "logprob": -1}, 7]`), `p: "a"`, `2 kept response.body.choices[0].logprobs: expected objects with a token`, "part of the tokens would give a wrong mean"},
		{tokens(`"content": [{"token": "a", "logprob": "-1"}]`), `p: "a"`, `2 kept response.body.choices[0].logprobs: expected objects with a token`, "a number in quotes"},
		{tokens(`"tokens": ["a", "b"], "token_logprobs": [-1]`), `p: "a"`, `2 kept response.body.choices[0].logprobs: tokens and token_logprobs are not of one length`, "one is missing"},
		{tokens(`"tokens": ["a"], "token_logprobs": [-1, -2]`), `p: "a"`, `2 kept response.body.choices[0].logprobs: tokens and token_logprobs are not of one length`, "one too many"},
		{tokens(`"tokens": ["a"], "token_logprobs": [-1], "top_logprobs": [{"a": "x"}]`), `p: "a"`, `2 kept response.body.choices[0].logprobs: expected objects with a token`, "a candidate without a number"},
		{body("p", `"status": "failed", "error": {"code": "server_error"}`), "", `2 skipped response.body.error: the request failed and has no answer (server_error)`, "a response that failed before it had a part"},
		{body("p", `"status": "failed", "output": [], "error": {"message": "Oh"}`), "", `2 skipped response.body.status: the response is failed and has no answer (Oh)`, "a response that failed"},
		{body("p", `"output": [{"type": "message", "content": [7, {"text": "a"}]}]`), `p: "a"`, `2 kept response.body.output[0].content[0]: expected a text or a refusal`, "one of two parts"},
		{`{"custom_id": "p", "method": "POST", "url": "/v1/chat/completions", "body": {}}`, "", `2 skipped error: the request failed`, "a request among answers"},
		{`{"custom_id": "p", "resp`, "", `2 skipped : the JSON ends too early`, "a line that was cut"},
	}
	for _, row := range rows {
		f := read(t, chat("before", said(`"x"`))+"\n"+row.line+"\n"+chat("after", said(`"y"`))+"\n")
		want := slices.DeleteFunc([]string{`before: "x"`, row.record, `after: "y"`}, func(s string) bool { return s == "" })
		if !slices.Equal(f.Lines(), want) {
			t.Errorf("%s\n got %q\nwant %q, because %s", row.line, f.Lines(), want, row.because)
		}
		if len(f.Faults) == 0 || !strings.HasPrefix(f.Says()[0], row.fault) {
			t.Errorf("%s\nfaults %q, want %q, because %s", row.line, f.Says(), row.fault, row.because)
		}
	}
}

func TestEmbeddingsAreCounted(t *testing.T) {
	embedding := body("e", `"object": "list", "data": [{"embedding": [0.1]}]`)
	f := read(t, chat("p", said(`"a"`))+"\n"+embedding+"\n"+embedding+"\n"+body("s", `"results": [{"relevance_score": 1}]`))
	if want := []string{"2 skipped response.body: embeddings or scores and no answers, on 3 lines from here on: they are left out"}; !slices.Equal(f.Says(), want) {
		t.Errorf("faults %q, want %q", f.Says(), want)
	}
	if len(f.Records) != 1 {
		t.Errorf("records %q, want the one answer", f.Lines())
	}
}

func TestSamplesInRequestsOfTheirOwn(t *testing.T) {
	rows := []struct{ suffix, id, want, because string }{
		{`#\d+$`, "p1#3", "p1", "cut at the end"},
		{`#\d+`, "p#1#3", "p#1", "only there, anchored or not"},
		{`#\d+`, "p1", "p1", "nothing to cut"},
		{`#\d+`, "#3", "#3", "an id is never empty"},
		{`-sample-\d+`, "a-sample-1-sample-12", "a-sample-1", "the last one"},
		{`x*`, "p", "p", "a match of nothing"},
	}
	for _, row := range rows {
		var f foreigntest.Sink
		o := batch.Options{CutSuffix: regexp.MustCompile(row.suffix)}
		if err := o.Read(t.Context(), input(chat(row.id, said(`"a"`))), &f); err != nil {
			t.Fatal(err)
		}
		if want := []string{row.want + `: "a"`}; !slices.Equal(f.Lines(), want) {
			t.Errorf("%s cut from %s: got %q, want %q, because %s", row.suffix, row.id, f.Lines(), want, row.because)
		}
	}
}

func TestReadEnds(t *testing.T) {
	text := chat("p", said(`"a"`)) + "\n" + chat("q", said(`"a"`))
	stop := errors.New("enough")
	f := foreigntest.Sink{Refuse: stop}
	if err := batch.Read(t.Context(), input(text), &f); err != stop || len(f.Records) != 1 { //nolint:errorlint // It is given back as it is.
		t.Errorf("got %v after %d records, want the sink's own error after one", err, len(f.Records))
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := batch.Read(cancelled, input(text), &f); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled reading ends with %v", err)
	}
	asked := `{"custom_id": "p", "method": "POST", "url": "/v1/chat/completions", "body": {"messages": []}}`
	if err := batch.Read(t.Context(), input(asked), &foreigntest.Sink{}); err == nil || !strings.Contains(err.Error(), "open the output file") {
		t.Errorf("the input of a job is read with %v, want the way to its output", err)
	}
}

func TestCaps(t *testing.T) {
	three := `{"token": "a", "logprob": -1}, {"token": "b", "logprob": -1, "top_logprobs": [{"token": "c", "logprob": -2}]}`
	answer := func(tokens string) string {
		return `{"text": "x", "logprobs": {"content": [` + tokens + `]}}`
	}
	column := `{"text": "x", "logprobs": {"tokens": ["a", "b"], "token_logprobs": [-1, -1], "top_logprobs": [{"c": -2}, {"d": -2}]}}`
	whole := `"x" #2 [a -1, b -1 {c -2}]`
	rows := []struct{ choices, want, fault, because string }{
		{answer(three), `p: ` + whole, "", "as much as there is room for"},
		{answer(three + ", " + three), `p: "x"`, "1 kept response.body.choices[0].logprobs: more than 3 tokens and candidates", "one token more"},
		{answer(three) + ", " + answer(three), `p: ` + whole + ` | "x"`, "1 kept response.body.choices[1].logprobs: more than 3", "the room is the line's"},
		{column, `p: "x"`, "1 kept response.body.choices[0].logprobs: more than 3", "candidates of completions count too"},
		{said(`"a"`) + "," + said(`"b"`) + "," + said(`"c"`), `p: "a" | "b"`, "1 kept response.body.choices: more than 2 answers", "an answer too many"},
	}
	for _, row := range rows {
		var f foreigntest.Sink
		if err := batch.ReadCapped(t.Context(), input(chat("p", row.choices)+"\n"+chat("q", answer(three))), &f, 2, 3); err != nil {
			t.Fatal(err)
		}
		if want := []string{row.want, `q: ` + whole}; !slices.Equal(f.Lines(), want) || !strings.HasPrefix(strings.Join(f.Says(), "; "), row.fault) {
			t.Errorf("%s\n got %q and faults %q\nwant %q, because %s", row.choices, f.Lines(), f.Says(), want, row.because)
		}
	}
}

func TestSniff(t *testing.T) {
	request := `{"custom_id": "p", "method": "POST", "url": "/v1/chat/completions", "body": {"messages": [`
	rows := []struct {
		head          string
		output, input bool
		because       string
	}{
		{chat("p", said(`"a"`)), true, false, "output"},
		{chat("p", said(`"a"`))[:110], true, false, "output, cut"},
		{`{"custom_id": "p", "response": null, "error": {}}`, true, false, "a file of failures"},
		{request, false, true, "input, cut"},
		{"\ufeff\r\n" + request + "]}}\r\n", false, true, "with a byte order mark"},
		{`{"custom_id": "p", "response": "text", "error": 1}`, false, false, "a table with a column of this name"},
		{`{"instance_id": "p", "traces": []}`, false, false, "another format"},
		{`[{"custom_id": "p", "response": {}}]`, false, false, "an array"},
		{"", false, false, "nothing"},
	}
	for _, row := range rows {
		output, input := batch.Sniff([]byte(row.head), "x"), batch.SniffInput([]byte(row.head), "x")
		if output != row.output || input != row.input {
			t.Errorf("%s: output %v, input %v, because %s", row.head, output, input, row.because)
		}
	}
}

var _ foreign.ReadFunc = batch.Read
