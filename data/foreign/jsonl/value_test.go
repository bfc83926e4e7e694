package jsonl_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign/jsonl"
)

func TestParse(t *testing.T) {
	rows := []struct {
		line    string
		want    string // of the field x; "" where the line is refused
		because string
	}{
		{`{"x":1}`, "1", "plain JSON"},
		{`{"x":NaN}`, "NaN", "json.dumps writes it"},
		{`{"x": -Infinity, "y":[Infinity]}`, "-Infinity", "and these"},
		{`{"x":"NaN, NaN"}`, `"NaN, NaN"`, "a text is left alone"},
		{`{"x":"\"NaN","y":NaN}`, `"\"NaN"`, "an escaped quote does not end a text"},
		{"{\"x\":\"a\tb\"}", "\"a\tb\"", "Python reads control characters if asked to"},
		{`{"x":1,"x":{"y":2},"x":3}`, "3", "the last of equal keys counts"},
		{`{"\u0078":4}`, "4", "a key may be escaped"},
		{` {"x" : [ 1 , {"y":"]}"} ] } `, `[ 1 , {"y":"]}"} ]`, "white space and brackets in texts"},
		{`{"x":1NaN}`, "", "no number"},
		{`{"x":nan}`, "", "not a word of Python's writer"},
		{`{"x":-NaN}`, "", "nor this"},
		{`{"x":+Infinity}`, "", "nor this"},
		{`{"x":NaNNaN}`, "", "nor this"},
		{`{"x":1}}`, "", "a bracket too many"},
		{`{"x":1`, "", "cut"},
		{`{"x":01}`, "", "a leading zero"},
		{`{'x':1}`, "", "Python's own quotes are not JSON"},
	}
	for _, row := range rows {
		v, err := jsonl.Parse([]byte(row.line))
		if got := string(v.Field("x")); got != row.want || (err == nil) != (row.want != "") {
			t.Errorf("%s: x is %q (%v), want %q, because %s", row.line, got, err, row.want, row.because)
		}
	}
}

func TestText(t *testing.T) {
	rows := []struct{ json, want, because string }{
		{`"plain"`, "plain", "as it is"},
		{`"a\"\\\n\u2603\ud83d\ude00"`, "a\"\\\n☃😀", "escapes"},
		{`"\ud83d"`, "\ufffd", "half a surrogate pair is no character"},
		{"\"\xff\"", "\ufffd", "nor is a stray byte"},
		{"\"a\tb\\u0041\x01\"", "a\tbA\x01", "raw control characters beside escapes"},
		{`""`, "", "empty"},
	}
	for _, row := range rows {
		if got, ok := jsonl.Value(row.json).Text(); !ok || got != row.want {
			t.Errorf("%s: got %q %v, want %q, because %s", row.json, got, ok, row.want, row.because)
		}
	}
	for _, other := range []string{"", "1", "null", "[]", "true", `"`} {
		if s, ok := jsonl.Value(other).Text(); ok {
			t.Errorf("%q gives the text %q, and is none", other, s)
		}
	}
}

func TestNumbers(t *testing.T) {
	inf := math.Inf(1)
	rows := []struct {
		json  string
		want  float64
		count int // -1: none
	}{
		{"0", 0, 0}, {"7.0", 7, 7}, {"-1", -1, -1}, {"0.5", 0.5, -1}, {"1e3", 1000, 1000}, {"2147483647", 2147483647, 2147483647}, {"2147483648", 2147483648, -1},
		{"1e400", inf, -1}, {"-1e400", -inf, -1}, {"Infinity", inf, -1}, {"-Infinity", -inf, -1}, {"-9999.0", -9999, -1}, {"99999999999999999999", 1e20, -1},
	}
	for _, row := range rows {
		v := jsonl.Value(row.json)
		got, ok := v.Float()
		n, whole := v.Count()
		if !ok || got != row.want || whole != (row.count >= 0) || whole && n != row.count {
			t.Errorf("%s: number %v %v, count %d %v, want %v and %d", row.json, got, ok, n, whole, row.want, row.count)
		}
	}
	if x, ok := jsonl.Value("NaN").Float(); !ok || !math.IsNaN(x) {
		t.Errorf("NaN gives %v %v", x, ok)
	}
	if x, ok := jsonl.Value(`"1"`).Float(); ok {
		t.Errorf("a text gives the number %v", x)
	}
}

// Whatever encoding/json makes of a random document, walking through it makes the same.
func TestWalkEqualsDecoder(t *testing.T) {
	const seed = 11
	random := rand.New(rand.NewPCG(seed, 0))
	for i := range 2000 {
		line, err := json.Marshal(document(random, 4))
		if err != nil {
			t.Fatal(err)
		}
		var want any
		if err := json.Unmarshal(line, &want); err != nil {
			t.Fatal(err)
		}
		v, err := jsonl.Parse(line)
		if got := walk(v); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d, document %d, %s: got %v (%v), want %v", seed, i, line, got, err, want)
		}
	}
}

func document(random *rand.Rand, depth int) any {
	switch n := random.IntN(8); {
	case n < 2 && depth > 0:
		list := make([]any, random.IntN(4))
		for i := range list {
			list[i] = document(random, depth-1)
		}
		return list
	case n < 5 && depth > 0:
		object := map[string]any{}
		for range random.IntN(4) {
			object[word(random)] = document(random, depth-1)
		}
		return object
	case n == 5:
		return random.NormFloat64() * 1e6
	case n == 6:
		return nil
	default:
		return word(random)
	}
}

func word(random *rand.Rand) string {
	var b strings.Builder
	for range random.IntN(5) {
		b.WriteString([]string{`"`, `\`, "]", "}", "a", "☃", "\n", ",", ":", " ", "\x00", "<"}[random.IntN(12)])
	}
	return b.String()
}

func walk(v jsonl.Value) any {
	switch v.Kind() {
	case jsonl.Object:
		object := map[string]any{}
		for key, value := range v.Fields() {
			object[key] = walk(value)
		}
		return object
	case jsonl.Array:
		list := []any{}
		for _, item := range v.Items() {
			list = append(list, walk(item))
		}
		return list
	case jsonl.Text:
		s, _ := v.Text()
		return s
	case jsonl.Number:
		x, _ := v.Float()
		return x
	case jsonl.Bool:
		return string(v) == "true"
	default:
		return nil
	}
}

func TestSniff(t *testing.T) {
	known := func(k jsonl.Keys) bool { return k.Has("id", "resp") }
	rows := []struct {
		head    string
		want    bool
		because string
	}{
		{`{"id":1,"resp":{}}`, true, "both keys"},
		{"\ufeff\n\n" + `{"id":1,"resp":`, false, "a key without a value tells nothing"},
		{`{"id":1,"resp":{"a`, true, "the value may be cut"},
		{`{"id":1,"other":{"resp":1}}`, false, "a key further in is another key"},
		{"{\"id\":\n{\"id\":1,\"resp\":null}\n", true, "the first line may be broken"},
		{`[{"id":1,"resp":1}]`, false, "not a file of lines"},
		{strings.Repeat("{}\n", 1000) + `{"id":1,"resp":1}`, false, "the search ends"},
	}
	for _, row := range rows {
		if got := jsonl.Sniff([]byte(row.head), known); got != row.want {
			t.Errorf("%.60q: %v, want %v, because %s", row.head, got, row.want, row.because)
		}
	}
}

// Any bytes at all can be looked into: nothing panics, nothing runs on, and what Parse
// takes is what encoding/json takes once Python's words are written as zeros, and what a
// Stream passes as one value.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"a":[1,"x\"",{"b":NaN}]}`, `{"a":-Infinity,"a":"\ud83d"}`, `{"a"`, "{\"a\":\"\x01\"}", `[[[`, `{"a":}`, `":,]}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		v, err := jsonl.Parse(line)
		if json.Valid(line) && (err != nil || string(v) != string(bytes.Trim(line, " \t\r\n"))) {
			t.Fatalf("valid JSON is refused: %v", err)
		}
		if err != nil && v != nil {
			t.Fatal("a refused line gives a value")
		}
		raw, cut := stream(t, bytes.NewReader(line), 16).Raw(len(line))
		if err == nil && (cut != nil || string(raw) != string(v)) {
			t.Fatalf("a stream gives %q (%v)", raw, cut)
		}
		if n := parts(jsonl.Value(line), 40); n > 100*len(line)+100 {
			t.Fatalf("%d parts in %d bytes", n, len(line))
		}
		jsonl.Sniff(line, func(k jsonl.Keys) bool { return k.Has(fmt.Sprint(len(line))) })
	})
}

// parts looks at everything in a value down to a depth, and counts it.
func parts(v jsonl.Value, depth int) int {
	n := 1
	_, _ = v.Text()
	_, _ = v.Count()
	if depth == 0 {
		return n
	}
	for _, value := range v.Fields() {
		n += parts(value, depth-1)
	}
	for _, item := range v.Items() {
		n += parts(item, depth-1)
	}
	return n
}
