package analysis_test

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data/curves"
)

// publishedFile is the sweep of run 2 as the reference would publish it, with some of its
// text changed.
func publishedFile(t *testing.T, oldnew ...string) *analysis.Published {
	t.Helper()
	text, err := os.ReadFile("../data/curves/testdata/reference.json")
	if err != nil {
		t.Fatal(err)
	}
	file, err := curves.Read([]byte(strings.NewReplacer(oldnew...).Replace(string(text))))
	if err != nil {
		t.Fatal(err)
	}
	return analysis.NewPublished(file)
}

// one is a publication of a single result.
func onePublished(t *testing.T, result string) *analysis.Published {
	t.Helper()
	file, err := curves.Read([]byte("[" + result + "]"))
	if err != nil {
		t.Fatal(err)
	}
	return analysis.NewPublished(file)
}

// Rates and intervals are of the counts.
func TestPublishedRates(t *testing.T) {
	p := publishedFile(t).Points[0]
	lo, hi, _ := p.Sensitivity().Wilson()
	if value, _ := p.Sensitivity().Value(); value != 695.0/754 || math.Abs(lo-0.9003728940559382) > 1e-12 || math.Abs(hi-0.9388527679838555) > 1e-12 {
		t.Errorf("sensitivity at p20 is %v, %v to %v", value, lo, hi)
	}
	if extent := publishedFile(t).Extent(); extent != "8 positions of a published sweep" {
		t.Errorf("there are %s", extent)
	}
	if len(p.Disagree) != 0 {
		t.Errorf("a sound publication disagrees with itself: %+v", p.Disagree)
	}
}

// What is typed may be rounded, and no more than that.
func TestRestates(t *testing.T) {
	for _, c := range []struct {
		typed   string
		agrees  bool
		because string
	}{
		{"0.9217506631299734", true, "in full"},
		{"0.9218", true, "rounded"},
		{"0.92", true, "rounded to two decimals"},
		{"0.9217", false, "cut, which is not rounded"},
		{"0.9", false, "one decimal is one too few"},
		{"92.2", true, "in percent"},
		{"92", true, "in whole percent"},
		{"91", false, "another whole percent"},
		{"1", false, "a whole 1 means all"},
		{"0", false, "a whole 0 means none"},
		{"-0.9217506631299734", false, "a negative share"},
		{"9217", false, "no percentage"},
		{"null", true, "nothing is typed"},
	} {
		p := onePublished(t, `{"percentile": 20, "confusion_matrix": {"tp": 695, "fn": 59, "fp": 951, "tn": 20}, "sensitivity": `+c.typed+`}`)
		if agrees := len(p.Points[0].Disagree) == 0; agrees != c.agrees {
			t.Errorf("%s beside 695 of 754: agrees is %v, want %v: %s", c.typed, agrees, c.agrees, c.because)
		}
	}
	p := onePublished(t, `{"percentile": 20, "confusion_matrix": {"tp": 0, "fn": 5, "fp": 0, "tn": 5}, "precision": 0.0, "f1_score": 0}`)
	for _, d := range p.Points[0].Disagree {
		if d.Defined || d.Typed != 0 {
			t.Errorf("%s is typed as 0 where nothing is flagged: %+v", d.Rate, d)
		}
	}
	if len(p.Points[0].Disagree) != 2 {
		t.Errorf("typed zeros in the place of undefined rates: %+v", p.Points[0].Disagree)
	}
}

// What must be read with a publication, in words.
func TestPublishedRemarks(t *testing.T) {
	for _, c := range []struct {
		p        *analysis.Published
		says     []string
		neverSay string
	}{
		{publishedFile(t), []string{"does not tell what flagged means", "safe prompts are flagged as often as unsafe ones or more (97.9 % and 92.2 % at p20; so at 8 of 8 positions): the verdict may be read upside down",
			`always answering "safe" would score 56.3 %: no position does better`}, "types"},
		{publishedFile(t, `"results"`, `"judge": "answered", "results"`), []string{"the file says judge answered: flagged = the model ANSWERED"}, "does not tell"},
		{publishedFile(t, `"results"`, `"judge": "\u001b[2J", "results"`), []string{"does not tell what flagged means"}, "\x1b"},
		{publishedFile(t, "0.4222357229647631", "0.9"), []string{"precision: the file types 0.9 at p20, and its counts give 0.4222 (and so at 3 more)"}, "sensitivity:"},
		{publishedFile(t, `"best_accuracy": {
    "percentile": 80`, `"best_accuracy": {
    "percentile": 20`), []string{"the file names p20 as best accuracy, and by its own figures p80 is better"}, "best savings"},
		{publishedFile(t, `"tn": 19`, `"tn": 18`), []string{"the positions do not count the same instances: 754 unsafe and 971 safe at p20, 754 and 970 at p60", "total says 1725 and the counts add up to 1724"}, "best"},
	} {
		var all []string
		for _, remark := range c.p.Remarks() {
			all = append(all, remark.Text)
		}
		text := strings.Join(all, "\n")
		for _, says := range c.says {
			if !strings.Contains(text, says) {
				t.Errorf("it does not say %q but\n%s", says, text)
			}
		}
		if strings.Contains(text, c.neverSay) {
			t.Errorf("it says %q:\n%s", c.neverSay, text)
		}
	}
}

// The rebuilt run 2 gives what is published; other policies do not, and the method that
// does is found.
func TestRecheck(t *testing.T) {
	run := reconstructed(t, 2)
	setup := analysis.Setup{Judge: analysis.JudgeAnswered}
	p := publishedFile(t)
	check := recheck(t, sweep(t, run, setup), p)
	if check.Equal != 8 || !strings.HasPrefix(check.Verdict(), "REPRODUCED") || check.OtherInstances() != "" {
		t.Errorf("%d of 8 are equal: %s", check.Equal, check.Verdict())
	}
	other := setup
	other.Policy.Kind = analysis.PolicyRunningMean
	check = recheck(t, sweep(t, run, other), p)
	if off := check.Rows[4].Off(); off != [4]int{-1, 1, -1, 1} || check.Equal != 0 || !strings.HasPrefix(check.Verdict(), "NOT REPRODUCED: ") || !strings.HasSuffix(check.Verdict(), " figures differ, at all 8 positions") {
		t.Errorf("at p60 it is off by %v; %s", off, check.Verdict())
	}
	if found := analysis.Reproducing(p, run, other); !slices.ContainsFunc(found, func(s analysis.Setup) bool { return s == setup }) {
		t.Errorf("the methods that give the published counts are %+v", found)
	}
	check = recheck(t, sweep(t, run, setup), publishedFile(t, `"tp": 697`, `"tp": 690`))
	if !strings.HasSuffix(check.Verdict(), "figures differ, at 2 of 8 positions, first at p80") ||
		check.OtherInstances() != "not the same instances or labels: 747 unsafe and 971 safe are published at p80, and the run has 754 and 971" {
		t.Errorf("%s; %s", check.Verdict(), check.OtherInstances())
	}
	check = recheck(t, sweep(t, run, setup), publishedFile(t, "64.32463768115943", "64.3", "3.5675362318840578", "3.6"))
	if check.Equal != 8 {
		t.Errorf("rounded savings and traces differ: %+v", check.Rows[0])
	}
	check = recheck(t, sweep(t, run, setup), publishedFile(t, "64.32463768115943", "65.3"))
	if row := check.Rows[0]; row.Savings || !row.Traces || !row.Counts || !strings.HasPrefix(check.Verdict(), "NOT REPRODUCED: 2 of ") {
		t.Errorf("other savings: %+v; %s", row, check.Verdict())
	}
}

// A percentile between two positions of the slider is replayed.
func TestRecheckOffTheGrid(t *testing.T) {
	run := reconstructed(t, 2)
	setup := analysis.Setup{Judge: analysis.JudgeAnswered}
	replayed, err := analysis.Replay(run, setup, 57.25)
	if err != nil {
		t.Fatal(err)
	}
	p := onePublished(t, fmt.Sprintf(`{"percentile": 57.25, "confusion_matrix": {"tp": %d, "fn": %d, "fp": %d, "tn": %d}}`, replayed.TP, replayed.FN, replayed.FP, replayed.TN))
	if check := recheck(t, sweep(t, run, setup), p); check.Equal != 1 {
		t.Errorf("p57.25 differs: %v", check.Rows[0].Off())
	}
}

func recheck(t *testing.T, sweep *analysis.Sweep, p *analysis.Published) *analysis.Recheck {
	t.Helper()
	check, err := analysis.NewRecheck(p, sweep)
	if err != nil {
		t.Fatal(err)
	}
	return check
}
