package data_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
)

// Answers whose file numbers them stand in the order in which they were sampled.
func TestOrderOfSamples(t *testing.T) {
	many := func(rows ...string) string { return "id,trial_idx,response\n" + strings.Join(rows, "\n") + "\n" }
	for _, c := range []struct {
		name, content string
		want          []string
		says, because string
	}{
		{"t.csv", many("p,4,e", "p,0,a", "q,1,y", "p,2,c", "q,0,x"), []string{"p: a, c, e", "q: x, y"}, "", "rows of an id apart, numbers with gaps"},
		{"t.csv", many("p,10,k", "p,9.0,j", "p,-1,a"), []string{"p: a, j, k"}, "", "numbers, not their digits"},
		{"t.csv", many("p,b,x", "p,a,y"), []string{"p: x, y"}, "", "names have no order"},
		{"t.csv", many("p,1,x", "p,,y", "p,0,z"), []string{"p: x, y, z"}, "", "one of them states no number"},
		{"t.csv", many("p,1,x", "p,0.5,y"), []string{"p: x, y"}, "", "half a number is no number of a sample"},
		{"t.csv", many("p,3,x", "p,3,y", "p,1,a", "q,0,z", "q,0,z"), []string{"p: a, x, y", "q: z, z"}, "sample 3 of p comes twice: answers with the same number keep the order of the file (2 such)", "the same number twice"},
		{"t.jsonl", `{"id":"p","response":["b","c"],"trial_idx":1}` + "\n" + `{"id":"p","response":"a","trial_idx":0}` + "\n", []string{"p: a, b, c"}, "", "several answers of one number"},
		{"t.jsonl", `{"id":"p","response":["c","a"],"trial_idx":[2,0]}` + "\n" + `{"id":"p","response":"b","trial_idx":1}` + "\n", []string{"p: a, b, c"}, "", "a number for each answer of a row"},
	} {
		run := open(t, write(t, c.name, c.content), data.Options{})
		if got := answers(t, run); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.because, got, c.want)
		}
		var says []string
		for _, p := range run.Problems().List {
			if p.Field != "" {
				continue
			}
			says = append(says, p.Err.Error())
		}
		if got := strings.Join(says, "\n"); got != c.says {
			t.Errorf("%s: says %q, want %q", c.because, got, c.says)
		}
	}
}

// Requests of a batch come back in any order; the cut suffix numbers the samples.
func TestOrderOfRequests(t *testing.T) {
	for _, c := range []struct {
		cut     string
		ids     []string
		want    string
		because string
	}{
		{`#[0-9]+`, []string{"p#2", "p#0", "p#10", "p#1"}, "p: 1, 3, 0, 2", "numbers, not their digits"},
		{`-s[0-9]+of[0-9]+`, []string{"p-s2of2", "p-s1of2"}, "p: 0, 1", "two numbers: which one counts nobody says"},
		{`#[a-z]`, []string{"p#b", "p#a"}, "p: 0, 1", "no number"},
	} {
		var lines strings.Builder
		for i, id := range c.ids {
			fmt.Fprintf(&lines, `{"custom_id": "%s", "response": {"body": {"choices": [{"message": {"content": "%d"}}]}}}`+"\n", id, i)
		}
		run := open(t, write(t, "out.jsonl", lines.String()), data.Options{CutSuffix: regexp.MustCompile(c.cut)})
		if got := answers(t, run); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %q, want %q", c.because, got, c.want)
		}
	}
}

// Files of a run that each count for themselves keep their answers together; files that
// share one count are put in order by it.
func TestOrderAcrossFiles(t *testing.T) {
	for _, c := range []struct{ first, second, want, says, because string }{
		{"p,1,b\np,0,a\n", "p,1,d\np,0,c\n", "p: a, b, c, d", "", "each file counts from 0"},
		{"p,3,d\np,1,b\n", "p,2,c\np,0,a\n", "p: a, b, c, d", "", "one count for both"},
		{"p,1,b\np,1,c\np,0,a\n", "p,1,e\np,0,d\n", "p: a, b, c, d, e", "sample 1 of p comes twice", "twice in one file, and again in the other"},
	} {
		dir := t.TempDir()
		put(t, filepath.Join(dir, "run1.csv"), "id,trial,response\n"+c.first)
		put(t, filepath.Join(dir, "run2.csv"), "id,trial,response\n"+c.second)
		run := open(t, dir, data.Options{})
		if got := answers(t, run); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %q, want %q", c.because, got, c.want)
		}
		said := slices.ContainsFunc(run.Problems().List, func(p data.Problem) bool { return strings.HasPrefix(p.Err.Error(), "sample ") })
		if said != (c.says != "") {
			t.Errorf("%s: problems %v", c.because, run.Problems().List)
		}
	}
}
