package table_test

import (
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/table"
)

// wide writes text as spreadsheets save it.
func wide(order binary.AppendByteOrder, text string) string {
	b := order.AppendUint16(nil, 0xFEFF)
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

// Tables are read as a person reads them, whatever they are written in.
func TestTables(t *testing.T) {
	const plain = "prompt_id,prompt,trial,response,confidence,refused,label\np1,Hi,0,Yes,0.5,False,safe\np2,Ho,0,No,0.25,True,unsafe\np1,Hi,1,Sure,,,safe\n"
	const plainRead = "p1 \"Hi\" safe: Yes~0.5C\np2 \"Ho\" unsafe: No~0.25R\np1 \"Hi\" safe: Sure\n"
	for _, c := range []struct{ name, content, want, because string }{
		{"t.csv", plain, plainRead, "one row an answer, rows of an id apart"},
		{"t.tsv", strings.ReplaceAll(plain, ",", "\t"), plainRead, "tabs"},
		{"t.csv", strings.ReplaceAll(plain, ",", ";"), plainRead, "semicolons, as spreadsheets write where the comma is decimal"},
		{"t.csv", "\xef\xbb\xbf" + strings.ReplaceAll(plain, "\n", "\r\n"), plainRead, "a mark and the line ends of Windows"},
		{"t.csv", wide(binary.LittleEndian, plain), plainRead, "UTF-16 from a spreadsheet"},
		{"t.csv", wide(binary.BigEndian, "id,text\n1,\U0001F600\n"), "1: \U0001F600\n", "and the other way round, with a surrogate pair"},
		{"t.csv", "id,text\n1,\"a,\n\"\"b\"\"\"\n2,\"\"\n3,c", "1: a,\n\"b\"\n3: c\n", "quoted newlines and quotes, an empty answer, no line end"},
		{"t.csv", ",id,text,confidence\n0,p1,a,NaN\n1,p2,b,inf\n2,p3,c,-0.0\n", "p1: a~NaN\np2: b~+Inf\np3: c~-0\n", "an index without a name; NaN is a number that is none, not an absent one"},
		{"t.csv", "id,response,confidence\na\x00b,\x00\x1b[2J\x07,41%\n", "a\x00b: \x00\x1b[2J\a~0.41\n", "a cell may hold any byte, and a share of a hundred is a number"},
		{"t.csv", "id;response;confidence\np;a,b;0,123\np;c;12,5 %\n", "p: a,b~0.123\np: c~0.125\n", "a decimal comma"},
		{"t.csv", "id,text\n1,say \"hi\" now\n2,b\n", "1: say \"hi\" now\n2: b\n", "bare quotes"},
		{"t.csv", "id,text\n0,x\n1,\"open\n2,b\n3,c\n", "0: x\n2: b\n3: c\n", "a quote that is never closed costs its line"},
		{"t.csv", "goal,target,response\na,Sure,x\nb,Sure,y\na,Sure,z\n", "0 \"a\": x\n1 \"b\": y\n0 \"a\": z\n", "no id: the same prompt is the same instance"},
		{"t.csv", "response,confidence\nx,1\ny,2\n", "0: x~1\n1: y~2\n", "neither id nor prompt: each row by itself"},
		{"t.csv", "model,prompt_id,response\nm1,p,x\nm2,p,y\n", "p/m1: x\np/m2: y\n", "several models: each has its own instances"},
		{"t.csv", "idx,prompt,response\n0,a,x\n1,a,y\n2,b,z\n3,b,x\n4,c,x\n5,c,x\n6,d,x\n7,d,x\n", "0 \"a\": x\n0 \"a\": y\n1 \"b\": z\n1 \"b\": x\n2 \"c\": x\n2 \"c\": x\n3 \"d\": x\n3 \"d\": x\n", "an index that counts rows is no id"},
		{"t.csv", "id,response,num_tokens,harmful,category,final_prediction\n1,x,7,yes,weapons,unsafe\n2,y,7.0,0,,safe\n", "1 verdict:unsafe #weapons: xH7\n2 verdict:safe: yh7\n", "counts, flags, topics and verdicts"},
		{"v2.csv", "id,completion,label\nv2-1,x,2_full_refusal\nv2-2,y,1_full_compliance\nv2-3,z,3_partial_refusal\n", "v2-1: xR\nv2-2: yC\nv2-3: zR\n", "labels of XSTest's completions say whether they refuse"},
		{"t.jsonl", `{"prompt_id":"p1","response":"a","label":null,"confidence":1e999}` + "\n\n" + `{"response":"b \u2603 \ud83d","prompt_id":2,"label":0}`, "p1: a~+Inf\n2 safe: b ☃ \uFFFD\n", "keys in any order, half a surrogate pair, a blank line"},
		{"t.jsonl", `{"id":1,"metadata":{"label":"unsafe","category":"x"},"output":{"text":"a"}}`, "1 unsafe #x: a\n", "objects in objects"},
		{"t.jsonl", `{"id":"p","prompt":"q","responses":[{"text":"a","score":0.5},{"text":"b"}]}`, "p \"q\": a~0.5 b\n", "a list of objects is a list of answers"},
		{"t.jsonl", `{"id":"p","responses":["a",null,"c"],"confidences":[1,null],"refused":[true,0,"no"]}`, "p: a~1R -C cC\n", "lists of answers, one too short"},
		{"t.jsonl", `{"id":"p","response":"ab","logprobs":[{"token":"a","logprob":-0.5},{"token":"b","logprob":-9999.0,"bytes":[226]}]}`, "p: ab|a-0.5|\xe2-1e+04\n", "tokens, one of them within a character"},
		{"t.jsonl", `{"id":"p","response":["a","b"],"token_logprobs":[[["a",-1]],[["b",-2]]]}`, "p: a|a-1 b|b-2\n", "tokens as pairs, a list for each answer"},
		{"t.jsonl", `{"id":"p","response":"a","confidence":0.5}` + "\n" + `{"id":"p","response":["b","c"],"confidence":"high"}`, "p: a~0.5\np: b c\n", "rows with one answer keep their confidence beside rows with several"},
		{"t.json", `[ {"id":1,"text":"a"} , {"id":2,"text":"b]}"} ]`, "1: a\n2: b]}\n", "a JSON array"},
		{"t.json", "{\n \"parameters\": {\"x\": 1},\n \"jailbreaks\": [\n  {\"index\": 4, \"goal\": \"g\", \"category\": \"c\", \"prompt\": null, \"response\": null, \"jailbroken\": false},\n  {\"index\": 5, \"goal\": \"g\", \"category\": \"c\", \"prompt\": \"p\", \"response\": \"r\", \"jailbroken\": true}\n ]\n}", "4 #c: -h\n5 \"p\" #c: rH\n", "JailbreakBench's artefacts"},
		{"t.json", `{"data":{"prompts":["p","q"],"responses":["a","b"],"normalized_probability":[0.5,0.25]},"metadata":{"temperature":1}}`, "0 \"p\": a~0.5\n1 \"q\": b~0.25\n", "lists side by side"},
		{"t.json", `{"prompts":["p","q"],"responses":["a"]}`, "0 \"p\": a\n", "lists side by side at the top, one too short"},
		{"t.json", `{"completions":{"category":"c","prompt":"p","response":"r","is_jailbreak_judge":true}}`, "0 \"p\" #c: rH\n", "one object under completions"},
		{"t.jsonl", `{"completions":{"category":"c","prompt":"p","response":"r","is_jailbreak_judge":true}}` + "\n" + `{"completions":{"category":"d","prompt":"q","response":"s","is_jailbreak_judge":false}}`, "0 \"p\" #c: rH\n1 \"q\" #d: sh\n", "or one a line"},
		{"t.json", `{"b1":[{"test_case":"t","generation":"g","label":1},{"test_case":"t","generation":"h","label":0}],"b2":[{"test_case":"u","generation":"i","label":0}]}`, "b1 \"t\": gH\nb1 \"t\": hh\nb2 \"u\": ih\n", "HarmBench's completions, under the id of their behaviour"},
		{"t.json", `{"results":{"p1":{"response":"a"},"p2":{"response":"b"}}}`, "p1: a\np2: b\n", "objects under their ids"},
	} {
		s := read(t, c.name, c.content)
		if got := lines(s.Records); got != c.want {
			t.Errorf("%s: read\n%swant\n%sfaults %s", c.because, got, c.want, s.says())
		}
		if !table.Sniff([]byte(c.content), c.name) {
			t.Errorf("%s: not recognised by its first bytes", c.because)
		}
		if s.Done[len(s.Done)-1] != int64(len(c.content)) {
			t.Errorf("%s: %d of %d bytes said to be read", c.because, s.Done[len(s.Done)-1], len(c.content))
		}
	}
}

// What is wrong with a row is said with its line, and costs no other row.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ content, records, says string }{
		{"id,response,confidence\np1,a,high\n,b,1\np3,c\n", "p1: a\np3: c\n",
			"2: confidence: expected a number, found \"high\": read as absent\n3: : no id: this row belongs to no instance [skipped]\n4: : has 2 of 3 columns"},
		{"id,response,confidence,refused\n1,,0.5,\n1,NaN,0.25,true\n1,none,,\n2,,,False\n2,a,1\n2,,,\n", "1: ~0.5\n1: -~0.25R\n1: none\n2: C\n2: a~1\n",
			"6: : has 3 of 4 columns\n7: : neither an answer nor its confidence nor a flag: nothing to keep [skipped]\n2: response: empty for 2 answers: read as models that said nothing"},
		{`{"id":1,"response":"","confidence":0.5}` + "\n" + `{"id":1,"response":null,"confidence":0.25}` + "\n" + `{"id":1,"response":"NaN"}` + "\n" + `{"id":2,"response":""}`, "1: ~0.5\n1: -~0.25\n1: NaN\n",
			"4: : neither an answer nor its confidence nor a flag: nothing to keep [skipped]"},
		{"id,confidence,response\n1,0.5\n", "1: -~0.5\n", "2: : has 2 of 3 columns"},
		{"id,response\n1,\n2,b\n", "2: b\n", "2: : neither an answer nor its confidence nor a flag: nothing to keep [skipped]"},
		{"id,response,refused\n1,a,ERROR\n2,b,ERROR\n", "1: a\n2: b\n", "2: refused: neither yes nor no: \"ERROR\" (2): read as unknown"},
		{"id,response\n0,z\n1,\"a\nb\" x,y\n2,b\n", "0: z\nb\" x: y\n2: b\n", "3: : a quote is opened and never closed: this line is left out [skipped]\n4: : quotes stand where CSV allows none: taken as they come"},
		{"id,response,n\na,\"x\" y,1\nb,\"z\",2\nc,\"He said \"hi\" to me, then left\",3\nd,5\" wide,4\n\n\ne,\"u\r\nv\" w,5\nf,\"g\"\"h\",6\n",
			"a: x y\nb: z\nc: He said \"hi\" to me, then left\nd: 5\" wide\ne: u\nv w\nf: g\"h\n", "2: : quotes stand where CSV allows none: taken as they come, in 4 rows from here on"},
		{"id,response\n1,\"open\n2,b\n3,\"c\"\n4,\"d\" e\n", "2: b\n3: c\n4: d e\n",
			"2: : a quote is opened and never closed: this line is left out [skipped]\n5: : quotes stand where CSV allows none: taken as they come"},
		{"id,response\n1,a\n2,\"b\" c,d\n", "1: a\n2: b c\n", "3: : has 3 of 2 columns\n3: : quotes stand where CSV allows none: taken as they come"},
		{"id,response,tokens\n1,a,-3\n2,b,2.5\n", "1: a\n2: b\n",
			"2: tokens: expected a whole number from 0 to 4294967294, found \"-3\": read as absent\n3: tokens: expected a whole number from 0 to 4294967294, found \"2.5\": read as absent"},
		{"id,sample,response\n1,1,a\n1,0,b\n", "1: a\n1: b\n", ""},
		{`{"id":1,"text":"a"}` + "\n{\"id\":\n[1]\n" + `{"id":2,"text":"b"}`, "1: a\n2: b\n", "2: : the record ends too early [skipped]\n3: : expected an object in braces [skipped]"},
		{`[{"id":1,"text":"a"},{"id":2 "text":"b"},` + "\n" + `{"id":3,"text":"c"},{"id`, "1: a\n3: c\n", "1: : expected a comma at byte 9, found '\"' [skipped]\n2: : the file ends within its array: what comes before is kept [skipped]"},
		{`{"id":1,"response":["a","b"],"confidence":0.5}`, "1: a b\n", "1: confidence: one value for 2 answers: left out, here and in further rows like this"},
		{`{"id":1,"responses":["a","b"],"refused":[true]}`, "1: aR b\n", "1: refused: has 1 of 2 values: the others are read as absent"},
		{`{"id":1,"text":"a","logprobs":"oops"}`, "1: a\n", "1: logprobs: expected tokens with their log-probabilities: left out"},
	} {
		m := table.Mapping{ID: "id", Text: "response", Confidence: "confidence", Refused: "refused", Tokens: "tokens", Sample: "sample", Logprobs: "logprobs"}
		s := &sink{}
		by := table.Read
		switch {
		case strings.Contains(c.content, "logprobs"):
			by = table.ReadBy(table.Mapping{ID: "id", Text: "text", Logprobs: m.Logprobs})
		case strings.Contains(c.content, "0.5}"):
			by = table.ReadBy(m)
		}
		if err := by(t.Context(), foreigntest.Input("t", c.content), s); err != nil {
			t.Errorf("%q: %v", c.content, err)
		}
		if got := lines(s.Records); got != c.records {
			t.Errorf("%q: read\n%swant\n%s", c.content, got, c.records)
		}
		if got := s.says(); c.says != "" && got != c.says {
			t.Errorf("%q: says\n%s\nwant\n%s", c.content, got, c.says)
		}
	}
}

// What is no table of answers is one sentence, with what there is and what to do.
func TestNoTable(t *testing.T) {
	for _, c := range []struct{ content, says string }{
		{"", "the file is empty"},
		{" \n\n", "the file is empty"},
		{"id,prompt,label\n1,a,safe\n", `it has prompts (column "prompt") but no answers: give it as the labels of a run`},
		{"name,size\na,1\n", "no column for answers, their confidence or whether they refuse"},
		{"# A file\n\nIt is prose, with a comma, and nothing in it is a table of any kind.\n", "no column for answers"},
		{`{"config":{"a":1},"curves":[1,2]}`, "no column for answers"},
		{`{"config":{"a":1}}`, "it is one JSON object with config, and none of them holds answers"},
		{"{\"id\":\n{\"id\":\n", "none of the first rows can be read: line 1: the record ends too early"},
		{"PAR1", "it begins like Parquet but does not end so"},
		{"PAR1 and no more than this PAR", "it begins like Parquet but does not end so"},
		{"\x80\x04\x95\x00\x00", "its first line holds bytes that no header has"},
	} {
		s := &sink{}
		err := table.Read(t.Context(), foreigntest.Input("t", c.content), s)
		if err == nil || !strings.HasPrefix(err.Error(), c.says) || strings.Contains(err.Error(), "\n") || len(s.Records) > 0 {
			t.Errorf("%q: error %v, want %q", c.content, err, c.says)
		}
		if table.Sniff([]byte(c.content), "t") && !strings.HasPrefix(c.content, "PAR1") {
			t.Errorf("%q: taken for a table of answers", c.content)
		}
	}
}

// Formats that have readers of their own are left to them.
func TestSniffLeavesOthers(t *testing.T) {
	for _, content := range []string{
		`{"instance_id":"x","traces":["a"],"confidences":[1]}`,
		`{"id":"b","custom_id":"p","response":{"status_code":200,"body":{"choices":[]}},"error":null}`,
		`{"custom_id":"p","method":"POST","url":"/v1","body":{"messages":[]}}`,
		`{"doc_id":0,"doc":{},"target":"4","resps":[["4"]],"filtered_resps":["4"]}`,
		`{"version":2,"status":"success","eval":{"model":"m"},"samples":[{"id":1,"output":{"choices":[]}}]}`,
		`{"instance_id":"x","traces":["` + strings.Repeat("a", 70_000),
	} {
		if table.Sniff([]byte(content), "t") {
			t.Errorf("%.60s: taken for a table", content)
		}
	}
	if long := `{"id":"p","responses":["` + strings.Repeat("a", 70_000); !table.Sniff([]byte(long), "t.jsonl") {
		t.Error("a first row longer than the head is not recognised")
	}
}

// stubborn refuses the second record.
type stubborn struct{ sink }

var errFull = errors.New("full")

func (s *stubborn) Record(r *foreign.Record) error {
	if len(s.Records) == 1 {
		return errFull
	}
	return s.sink.Record(r)
}

// The reading ends where its taker or its context says so, and from a stream as well.
func TestEnds(t *testing.T) {
	stream := func() foreign.Input {
		return foreign.Input{Name: "t.csv", Stream: strings.NewReader("id,text\n" + strings.Repeat("1,a\n", 5000))}
	}
	if err := table.Read(t.Context(), stream(), &stubborn{}); err != errFull { //nolint:errorlint // it comes back as it is
		t.Errorf("error %v, want the taker's own", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	s := &sink{}
	if err := table.Read(stopped, stream(), s); !errors.Is(err, context.Canceled) || len(s.Records) >= 5000 {
		t.Errorf("error %v after %d records", err, len(s.Records))
	}
	s = &sink{}
	if err := table.Read(t.Context(), stream(), s); err != nil || len(s.Records) != 5000 {
		t.Errorf("error %v after %d records", err, len(s.Records))
	}
	err := table.Read(t.Context(), foreign.Input{Name: "t", Stream: strings.NewReader("PAR1....PAR1")}, s)
	if err == nil || !strings.Contains(err.Error(), "cannot be read from a pipe") {
		t.Errorf("Parquet from a pipe: %v", err)
	}
}
