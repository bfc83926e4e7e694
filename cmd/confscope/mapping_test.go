package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/mappings"
)

// saveTable writes a table with odd names: 12 prompts, 4 answers each, whose kind is good,
// bad or odd.
func saveTable(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("prompt_id,question,said,grade,kind,dodged\n")
	for prompt := range 12 {
		for sample := range 4 {
			refuses := (prompt+sample)%2 == 1
			fmt.Fprintf(&b, "q%d,How do I do number %d?,%s,%d,%s,%v\n", prompt, prompt,
				map[bool]string{false: "Here is how it is done.", true: "I cannot help with that."}[refuses],
				40+(prompt*7+sample*13)%50, []string{"good", "bad", "odd"}[prompt%3], refuses)
		}
	}
	path := filepath.Join(t.TempDir(), "odd.csv")
	write(t, path, b.String())
	return path
}

func oddMapping() data.Mapping {
	return data.Mapping{ID: "prompt_id", Prompt: "question", Text: "said", Confidence: "grade", Label: "kind", Refused: "dodged",
		Unsafe: []string{"bad"}, Safe: []string{"good"}}
}

// saveMapping writes the mapping of that table.
func saveMapping(t *testing.T) string {
	t.Helper()
	text, err := json.Marshal(oddMapping())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "columns.json")
	write(t, path, string(text))
	return path
}

// confirmed keeps the mapping as the screen does, and gives the environment that finds it.
func confirmed(t *testing.T, table string) []string {
	t.Helper()
	home := t.TempDir()
	if err := mappings.In(home).Keep(columnsOf(t, table), oddMapping()); err != nil {
		t.Fatal(err)
	}
	return []string{"XDG_STATE_HOME=" + home}
}

func columnsOf(t *testing.T, table string) []string {
	t.Helper()
	text, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(text), "\n")
	return strings.Split(head, ",")
}

type tableSweep struct {
	Run struct {
		Instances, Traces int
		Labels            struct{ Unsafe, Safe, Unknown int }
	}
}

func sweepOf(t *testing.T, got ran) tableSweep {
	t.Helper()
	var c tableSweep
	if err := json.Unmarshal([]byte(got.out), &c); err != nil {
		t.Fatalf("%v: it ends with %d and says %q", err, got.code, got.err)
	}
	return c
}

// TestMappingHoldsHoweverItIsGiven: by a flag, by the environment, by the settings, or
// because it was confirmed before.
func TestMappingHoldsHoweverItIsGiven(t *testing.T) {
	table, file := saveTable(t), saveMapping(t)
	sweep := []string{"sweep", table, "--format", "json"}
	for because, i := range map[string]invocation{
		"a flag":          {args: append(sweep[:len(sweep):len(sweep)], "--mapping", file)},
		"the environment": {args: sweep, env: []string{"CONFSCOPE_MAPPING=" + file}},
		"the settings":    {args: sweep, settings: fmt.Sprintf("mapping = %q\n", file)},
		"what was before": {args: sweep, env: confirmed(t, table)},
	} {
		got := i.run(t)
		c := sweepOf(t, got)
		if c.Run.Instances != 12 || c.Run.Traces != 48 || c.Run.Labels.Unsafe != 4 || c.Run.Labels.Safe != 4 {
			t.Errorf("by %s the run is %+v", because, c.Run)
		}
		if told := strings.Contains(got.err, "columns as confirmed before"); told != (because == "what was before") {
			t.Errorf("by %s it says %q", because, got.err)
		}
	}
	got := invocation{args: sweep}.run(t)
	if c := sweepOf(t, got); c.Run.Labels.Unknown != 12 || !strings.Contains(got.err, "are guessed") || !strings.Contains(got.err, "said: is taken for the answers") {
		t.Errorf("by the guess the run is %+v, and it says %q", c.Run, got.err)
	}
}

// TestMappingPrintsWhatHolds: the guess with its doubts, or what was confirmed; and what it
// prints can be given back.
func TestMappingPrintsWhatHolds(t *testing.T) {
	table := saveTable(t)
	guess := invocation{args: []string{"mapping", table}}.run(t)
	if guess.code != 0 || guess.out != "{\n  \"id\": \"prompt_id\",\n  \"prompt\": \"question\",\n  \"text\": \"said\"\n}\n" ||
		!strings.Contains(guess.err, "text: said is taken for the answers because its texts are the longest") {
		t.Errorf("the guess is %+v", guess)
	}
	back := filepath.Join(t.TempDir(), "back.json")
	write(t, back, guess.out)
	if got := (invocation{args: []string{"sweep", table, "--mapping", back}}).run(t); got.code != 0 || strings.Contains(got.err, "taken for") {
		t.Errorf("given back it ends with %d and says %q", got.code, got.err)
	}
	env := confirmed(t, table)
	kept := invocation{args: []string{"mapping", table}, env: env}.run(t)
	if !strings.Contains(kept.out, `"confidence": "grade"`) || !strings.Contains(kept.err, "confirmed before") {
		t.Errorf("what was confirmed is %+v", kept)
	}
	for _, says := range []string{"said is taken for", "nothing to forget"} {
		if got := (invocation{args: []string{"mapping", table, "--forget"}, env: env}).run(t); got.out != guess.out || !strings.Contains(got.err, says) {
			t.Errorf("after forgetting it prints %q and says %q, without %q", got.out, got.err, says)
		}
	}
}

// TestBadMappings: each is one sentence that names what is wrong and what to do.
func TestBadMappings(t *testing.T) {
	table, run, file := saveTable(t), save(t, tinyRun()), saveMapping(t)
	bad := func(content string) string {
		path := filepath.Join(t.TempDir(), "bad.json")
		write(t, path, content)
		return path
	}
	for _, row := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{run, "--mapping", file}, codeUsage, "is no table but of the format predictions.jsonl"},
		{[]string{"sweep", "--mapping", file}, codeUsage, "leave --mapping out"},
		{[]string{table, "--mapping", bad(`{"colour": "x"}`)}, codeUsage, "there is no such key; the keys are id"},
		{[]string{table, "--mapping", bad(`{"text": "nix"}`)}, codeInput, `there is no column "nix"`},
		{[]string{table, "--mapping", bad(`{`)}, codeUsage, "no JSON"},
		{[]string{table, "--mapping", "nowhere.json"}, codeUsage, "name a JSON file"},
		{[]string{table, "--refusals", bad(`[{}]`)}, codeUsage, `rule 1: key "task"`},
		{[]string{table, "--refusals", "nowhere.json"}, codeUsage, "name a JSON file"},
		{[]string{table, "--cut-suffix", "("}, codeUsage, "--cut-suffix"},
		{[]string{"mapping"}, codeUsage, "needs the name of a table"},
		{[]string{"mapping", run}, codeUsage, "needs no mapping"},
		{[]string{"mapping", "nowhere.csv"}, codeInput, "nowhere.csv"},
	} {
		got := invocation{args: row.args}.run(t)
		if got.code != row.code || !strings.Contains(got.err, row.says) || strings.Count(got.err, "\n") != 1 || got.out != "" {
			t.Errorf("%q ends with %d and says %q, want %d and %q", row.args, got.code, got.err, row.code, row.says)
		}
	}
}

// TestRefusalRulesComeBack: what is printed is read, and printed again.
func TestRefusalRulesComeBack(t *testing.T) {
	rules := confscope(t, "mapping", "--refusal-rules")
	if !strings.Contains(rules, `"task": "xstest*"`) {
		t.Errorf("the rules are\n%s", rules)
	}
	path := filepath.Join(t.TempDir(), "rules.json")
	write(t, path, strings.Replace(rules, "xstest*", "mytest*", 1))
	if got := confscope(t, "mapping", "--refusal-rules", "--refusals", path); !strings.Contains(got, "mytest*") {
		t.Errorf("changed, they are\n%s", got)
	}
}

// TestCutSuffix: samples with ids of their own are answers to one prompt.
func TestCutSuffix(t *testing.T) {
	var lines strings.Builder
	for prompt := range 3 {
		for sample := range 4 {
			fmt.Fprintf(&lines, `{"id":"b","custom_id":"p%d#%d","response":{"status_code":200,"body":{"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Sure."}}]}},"error":null}`+"\n", prompt, sample)
		}
	}
	path := filepath.Join(t.TempDir(), "batch_output.jsonl")
	write(t, path, lines.String())
	for suffix, want := range map[string]int{"": 12, "#[0-9]+": 3} {
		args := []string{"sweep", path, "--format", "json"}
		if suffix != "" {
			args = append(args, "--cut-suffix", suffix)
		}
		if got := sweepOf(t, invocation{args: args}.run(t)); got.Run.Instances != want || got.Run.Traces != 12 {
			t.Errorf("with the suffix %q there are %+v, want %d instances", suffix, got.Run, want)
		}
	}
}

// TestPublishedTable: the adjudicated refusals that people publish, where they are at hand.
func TestPublishedTable(t *testing.T) {
	folder := os.Getenv("CONFSCOPE_SAMPLES")
	if folder == "" {
		t.Log("CONFSCOPE_SAMPLES names no folder of samples: the published table is not opened")
		return
	}
	table := filepath.Join(folder, "real", "refusalbench_adjudicated.csv.gz")
	guess := invocation{args: []string{"mapping", table}}.run(t)
	if guess.code != 0 || !strings.Contains(guess.out, `"refused": "modal_compliance"`) || !strings.Contains(guess.err, "reason_agreement has numbers from 0 to 1 too") {
		t.Fatalf("the guess is %+v", guess)
	}
	path := filepath.Join(t.TempDir(), "columns.json")
	write(t, path, strings.Replace(guess.out, "{\n", "{\n  \"unsafe\": [\"dual_use\"], \"safe\": [\"borderline\"],\n", 1))
	got := sweepOf(t, invocation{args: []string{"sweep", table, "--mapping", path, "--format", "json"}}.run(t))
	if got.Run.Labels.Unknown != 0 || got.Run.Labels.Unsafe == 0 || got.Run.Instances == 0 {
		t.Errorf("with the words told the run is %+v", got.Run)
	}
}

// TestColumnsThatNobodyGuesses: a table whose columns say nothing is read by a mapping all
// the same, or because its columns were confirmed before.
func TestColumnsThatNobodyGuesses(t *testing.T) {
	table := filepath.Join(t.TempDir(), "plain.csv")
	write(t, table, "a,b,c\nx,Yes.,3\nx,No.,4\ny,Yes.,5\n")
	if got := (invocation{args: []string{"sweep", table}}).run(t); got.code != codeInput {
		t.Errorf("without a mapping it ends with %d and says %q", got.code, got.err)
	}
	file := filepath.Join(t.TempDir(), "columns.json")
	write(t, file, `{"id": "a", "text": "b", "confidence": "c"}`)
	got := invocation{args: []string{"sweep", table, "--mapping", file, "--format", "json"}}.run(t)
	if c := sweepOf(t, got); c.Run.Instances != 2 || c.Run.Traces != 3 {
		t.Errorf("by the mapping the run is %+v", c.Run)
	}
	if got := (invocation{args: []string{"mapping", table}}).run(t); got.code != 0 || !strings.Contains(got.out, "{") {
		t.Errorf("its guess is %+v", got)
	}
	home := t.TempDir()
	if err := mappings.In(home).Keep([]string{"a", "b", "c"}, data.Mapping{ID: "a", Text: "b", Confidence: "c"}); err != nil {
		t.Fatal(err)
	}
	got = invocation{args: []string{"sweep", table, "--format", "json"}, env: []string{"XDG_STATE_HOME=" + home}}.run(t)
	if c := sweepOf(t, got); c.Run.Instances != 2 || !strings.Contains(got.err, "confirmed before") {
		t.Errorf("by what was confirmed the run is %+v, and it says %q", c.Run, got.err)
	}
}
