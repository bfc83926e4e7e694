package table_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/table"
)

// The guess goes by names, then by values, and says what a person should look at.
func TestGuess(t *testing.T) {
	for _, c := range []struct {
		columns string
		rows    []string
		want    table.Mapping
		doubts  []string // beginnings, "key: sentence"
		because string
	}{
		{"instance_id,prompt,response,confidence,refused,label", []string{"1,p,r,0.5,True,safe"},
			table.Mapping{ID: "instance_id", Prompt: "prompt", Text: "response", Confidence: "confidence", Refused: "refused", Label: "label"}, nil, "plain names"},
		{"Index,Goal,Behavior,model_output,Sub-Category", nil, table.Mapping{ID: "Index", Prompt: "Goal", Text: "model_output", Topic: "Sub-Category"}, nil, "capitals and other separators; names alone"},
		{"prompt_id,prompt,response,model,temperature,seed,label", []string{"1,p,r,m1,0.7,3,safe", "1,p,r,m2,0.7,3,safe"},
			table.Mapping{IDs: []string{"prompt_id", "model"}, Prompt: "prompt", Text: "response", Sample: "seed", Label: "label"}, []string{"ids: model has several values"}, "two models"},
		{"prompt_id,response,model", []string{"1,r,m1"}, table.Mapping{ID: "prompt_id", Text: "response"}, []string{"ids: model has one value in the first rows"}, "one model so far"},
		{"id,response,p_max", []string{"1,r,0.25", "2,r,0.75"}, table.Mapping{ID: "id", Text: "response", Confidence: "p_max"}, []string{"confidence: p_max is taken for the confidence because its values lie from 0 to 1"}, "numbers from 0 to 1"},
		{"id,response,confidence", []string{"1,r,0.25", "2,r,1.4"}, table.Mapping{ID: "id", Text: "response", Confidence: "confidence"}, []string{"confidence: confidence goes from 0.25 to 1.4: if it is -mean(logprob), higher is less sure"}, "surprisal"},
		{"id,response,avg_logprob", []string{"1,r,-0.25", "2,r,-1.4"}, table.Mapping{ID: "id", Text: "response", Confidence: "avg_logprob"}, []string{"confidence: avg_logprob has no value above 0"}, "log-probabilities"},
		{"id,response,confidence", []string{"1,r,high", "2,r,low"}, table.Mapping{ID: "id", Text: "response"}, []string{"confidence: confidence holds no numbers (high): no confidence is read from it"}, "a confidence in words is none, and that is said"},
		{"id,response,confidence", []string{"1,r,1%", "2,r,41%"}, table.Mapping{ID: "id", Text: "response", Confidence: "confidence"}, []string{`confidence: confidence has numbers such as "1%": read as 0.01`}, "percentages are numbers"},
		{"id,response,confidence", []string{"1,r,41%", "2,r,50"}, table.Mapping{ID: "id", Text: "response", Confidence: "confidence"}, []string{
			`confidence: confidence has numbers such as "41%": read as 0.41`,
			"confidence: confidence has a percent sign at some values and none at others: 50 is read as it stands, not as 50%",
			"confidence: confidence goes from 0.41 to 50"}, "nobody can tell what 50 means, and it stays 50"},
		{"id,response,confidence", []string{"1,r,41%", "2,r,0.5"}, table.Mapping{ID: "id", Text: "response", Confidence: "confidence"}, []string{
			`confidence: confidence has numbers such as "41%": read as 0.41`,
			"confidence: confidence has a percent sign at some values and none at others: 0.5 is read as it stands, not as 0.5%"}, "nor what 0.5 means"},
		{"id,response,confidence", []string{"1,r,41%", "2,r,0"}, table.Mapping{ID: "id", Text: "response", Confidence: "confidence"}, []string{
			`confidence: confidence has numbers such as "41%": read as 0.41`}, "0 is 0 either way"},
		{"id,response,confidence", []string{"1,r,50", "2,r,60"}, table.Mapping{ID: "id", Text: "response", Confidence: "confidence"}, []string{
			"confidence: confidence goes from 50 to 60"}, "no value has a percent sign"},
		{"id,response,confidence", []string{"1,r,0.5", "2,r,0.6", "3,r,sure"}, table.Mapping{ID: "id", Text: "response", Confidence: "confidence"}, []string{"confidence: confidence has values that are no numbers (sure): read as absent"}, "most are numbers"},
		{"id,response,confidence,score", []string{"1,r,0.5,good"}, table.Mapping{ID: "id", Text: "response", Confidence: "confidence"}, nil, "another column has the confidence"},
		{"id,response,label", []string{"1,r,2_full_refusal", "2,r,1_full_compliance"}, table.Mapping{ID: "id", Text: "response", Refused: "label"}, []string{"refused: label says whether the answers refuse"}, "XSTest's completions"},
		{"id,response,tier", []string{"1,r,benign", "2,r,dual_use", "3,r,borderline"}, table.Mapping{ID: "id", Text: "response", Label: "tier"},
			[]string{"label: tier is taken for label by its words (benign, dual_use, borderline)", "label: tier has words that are neither safe nor unsafe (dual_use, borderline)"}, "labels under another name"},
		{"key,id,said", []string{"a,1,a long sentence about nothing at all", "b,2,and another one that goes on"}, table.Mapping{ID: "id", Text: "said"}, []string{"text: said is taken for the answers because its texts are the longest"}, "answers under another name"},
		{"id,noted,said,kind", []string{"1,a note of more than twenty letters,an answer that is longer than every note beside it,k", "2,and another note of that length,an answer that is longer than every note beside it,k"}, table.Mapping{ID: "id", Text: "said"}, []string{"text: said is taken for the answers because its texts are the longest"}, "the longest of several"},
		{"id,refused", []string{"1,true"}, table.Mapping{ID: "id", Refused: "refused"}, []string{"text: no column for the answers"}, "no texts"},
		{"prompt,response", []string{"p,r"}, table.Mapping{Prompt: "prompt", Text: "response"}, []string{"id: no column for an id: rows with the same prompt are one instance"}, "no id"},
		{"response", []string{"r"}, table.Mapping{Text: "response"}, []string{"id: no column for an id or a prompt"}, "nothing to group by"},
		{"id,response,is_jailbreak", []string{"1,r,ERROR", "2,r,true"}, table.Mapping{ID: "id", Text: "response", Harmful: "is_jailbreak"}, []string{"harmful: is_jailbreak has words that mean neither yes nor no (error)"}, "failures in place of verdicts"},
	} {
		var rows [][]string
		for _, r := range c.rows {
			rows = append(rows, strings.Split(r, ","))
		}
		m, doubts := table.Guess(strings.Split(c.columns, ","), rows)
		if !reflect.DeepEqual(m, c.want) {
			t.Errorf("%s: guessed %+v, want %+v", c.because, m, c.want)
		}
		var says []string
		for _, d := range doubts {
			says = append(says, d.Key+": "+d.Says)
		}
		if len(says) != len(c.doubts) {
			t.Errorf("%s: doubts %q, want %q", c.because, says, c.doubts)
			continue
		}
		for i, want := range c.doubts {
			if !strings.HasPrefix(says[i], want) {
				t.Errorf("%s: doubt %q, want %q", c.because, says[i], want)
			}
		}
	}
}

// A preview shows what the screen asks about, whatever the format.
func TestLook(t *testing.T) {
	p, err := table.Look(foreigntest.Input("t.jsonl", `{"id":1,"responses":["a","b","c","d"],"extra":{"x":true}}`+"\n{bad\n"+`{"id":2,"responses":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(p.Columns, " "); got != "id responses extra.x" {
		t.Errorf("columns %q", got)
	}
	if want := [][]string{{"1", "4: a | b | c", "true"}, {"2", "0: ", ""}}; !reflect.DeepEqual(p.Rows, want) {
		t.Errorf("rows %q, want %q", p.Rows, want)
	}
	if p.Mapping.Text != "responses" || p.Mapping.ID != "id" {
		t.Errorf("mapping %+v", p.Mapping)
	}
}

// A number that all the answers of a prompt share is none of theirs, and that is said.
func TestSharedConfidence(t *testing.T) {
	for _, c := range []struct{ rows, confidence, says, because string }{
		{`{"id":1,"responses":["a","b"],"confidence":0.5}`, "", "confidence: confidence has one value a prompt and responses has several answers", "one for two"},
		{`{"id":1,"responses":["a","b"],"confidence":[0.5,0.25]}`, "confidence", "", "one each"},
		{`{"id":1,"response":"a","confidence":0.5}`, "confidence", "", "one answer a row"},
	} {
		p, err := table.Look(foreigntest.Input("t.jsonl", c.rows))
		if err != nil {
			t.Fatal(err)
		}
		says := ""
		for _, d := range p.Doubts {
			says += d.Key + ": " + d.Says
		}
		if p.Mapping.Confidence != c.confidence || !strings.HasPrefix(says, c.says) || c.says == "" && says != "" {
			t.Errorf("%s: confidence %q, doubts %q, want %q and %q", c.because, p.Mapping.Confidence, says, c.confidence, c.says)
		}
	}
}
