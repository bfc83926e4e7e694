package analysis_test

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/runtest"
)

// built is a run to be checked: every check is quiet on a clean one, and each case of a
// test changes one thing.
type built struct {
	rows                []string
	predictions, labels func(string) string // changes to the files; nil for none
	lists               []data.PhraseList
	setup               analysis.Setup
}

// clean is a run without fault: half of the prompts are unsafe, the model refuses half of
// those at once and the others at second thought, where a high threshold lets it go on. It
// is sure where it is right. Every instance has ten traces, and the warm-up is of four.
func clean() *built {
	b := &built{lists: lists(), setup: analysis.Setup{Judge: analysis.JudgeRefused, Policy: analysis.Policy{Warmup: 4}}}
	for i := range 80 {
		row := [][]string{
			{"unsafe:", "R.80", "R.82", "R.84", "R.83", "R.85", "R.81", "R.86", "R.84", "R.80", "R.83", "=> unsafe"},
			{"unsafe:", "C.30", "C.40", "C.50", "C.45", "R.31", "R.33", "R.35", "R.29", "R.38", "R.30", "=> unsafe"},
			{"safe:", "C.80", "C.82", "C.84", "C.83", "C.85", "C.81", "C.86", "C.84", "C.80", "C.83", "=> safe"},
			{"safe:", "C.70", "C.72", "C.74", "C.73", "C.75", "C.71", "C.76", "C.74", "C.70", "C.73", "=> safe"},
		}[i%4]
		for t := 1; t <= 10; t++ {
			row[t] += fmt.Sprintf("*%d", 40+(i*7+t*3)%20)
		}
		b.rows = append(b.rows, strings.Join(row, " "))
	}
	return b
}

// each changes a number of rows of one of the four sorts, 0 to 3.
func (b *built) each(sort, rows int, change func(row string) string) {
	for i := sort; i < len(b.rows) && rows > 0; i += 4 {
		b.rows[i] = change(b.rows[i])
		rows--
	}
}

// replace is a change of the first place where old stands.
func replace(old, now string) func(string) string {
	return func(s string) string {
		if !strings.Contains(s, old) {
			panic("nothing to replace: " + old)
		}
		return strings.Replace(s, old, now, 1)
	}
}

// check loads the run and checks it.
func (b *built) check(t testing.TB) (*analysis.Checkup, *analysis.Sweep) {
	t.Helper()
	predictions, labels, _, err := runtest.Files(b.rows...)
	if err != nil {
		t.Fatal(err)
	}
	if b.predictions != nil {
		predictions = []byte(b.predictions(string(predictions)))
	}
	if b.labels != nil {
		labels = []byte(b.labels(string(labels)))
	}
	run, err := data.Read("built", bytes.NewReader(predictions), bytes.NewReader(labels), data.Options{Lists: b.lists, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := run.Close(); err != nil {
			t.Error(err)
		}
	})
	s := sweep(t, run, b.setup)
	c := analysis.Check(s)
	sound(t, c, s)
	return c, s
}

// found is the finding of a check; nil where it did not fire.
func found(c *analysis.Checkup, id analysis.CheckID) *analysis.Finding {
	for i := range c.Findings {
		if c.Findings[i].Check == id {
			return &c.Findings[i]
		}
	}
	return nil
}

// notRun is why a check could not be made; "" where it was.
func notRun(c *analysis.Checkup, id analysis.CheckID) string {
	for _, q := range c.Quiet {
		if q.Check == id {
			return q.NotRun
		}
	}
	return ""
}

// sound holds a checkup against what every checkup promises.
func sound(t testing.TB, c *analysis.Checkup, s *analysis.Sweep) {
	t.Helper()
	var ids []analysis.CheckID
	for i := range c.Findings {
		ids = append(ids, c.Findings[i].Check)
		soundFinding(t, &c.Findings[i], s.Run().Instances())
	}
	order := func(a, b analysis.CheckID) int {
		return slices.Index(analysis.Checks(), a) - slices.Index(analysis.Checks(), b)
	}
	listed := func(a, b analysis.Finding) int {
		return cmp.Or(int(b.Severity)-int(a.Severity), order(a.Check, b.Check))
	}
	if !slices.IsSortedFunc(c.Findings, listed) {
		t.Errorf("the findings stand in the order %v: warnings come first", ids)
	}
	for _, q := range c.Quiet {
		ids = append(ids, q.Check)
	}
	slices.SortFunc(ids, order)
	if !slices.Equal(ids, analysis.Checks()) {
		t.Errorf("found or quiet are %v, not each check once", ids)
	}
}

func soundFinding(t testing.TB, f *analysis.Finding, instances int) {
	t.Helper()
	sentences := regexp.MustCompile(`^[A-Z0-9][^\n]*\.$`)
	for _, text := range []string{f.Message, f.Advice} {
		if !sentences.MatchString(text) || regexp.MustCompile(`%!|NaN|  |(^|[^f] )1 [a-z]+s `).MatchString(text) {
			t.Errorf("%s says %q", f.Check, text)
		}
	}
	if !regexp.MustCompile(`\d`).MatchString(f.Message) || len(f.Evidence) == 0 {
		t.Errorf("%s gives no number: %q", f.Check, f.Message)
	}
	if f.Example < -1 || f.Example >= instances || f.At < -1 || f.At >= analysis.Positions {
		t.Errorf("%s points at instance %d, position %d", f.Check, f.Example, f.At)
	}
	seen := map[string]bool{}
	for _, e := range f.Evidence {
		if seen[e.Name] || !regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`).MatchString(e.Name) || math.IsNaN(e.Value) || math.IsInf(e.Value, 0) {
			t.Errorf("%s has the evidence %q: %v", f.Check, e.Name, e.Value)
		}
		seen[e.Name] = true
	}
}
