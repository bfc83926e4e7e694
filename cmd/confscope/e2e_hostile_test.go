//go:build unix

package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// poison is every way we know in which text can do something to a terminal.
func poison() []string {
	return []string{
		"\x1b[2J\x1b[31mred", "\x1b]0;evil\a", "\x1b]52;c;ZXZpbA==\a", "\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "\x1b]11;#fff\x1b\\",
		"\x1bPqevil\x1b\\", "\x1b_Gevil\x1b\\", "\x1b^evil\x1b\\", "\x1bXevil\x1b\\", "\x1bc", "\x1b[?1003h", "\x1b[6n", "\x1b",
		"\u009b31mred", "\u009d52;c;ZXZpbA==\u009c", "\u0090evil\u009c", "\u009fevil\u009c", "\u0085",
		"\x9b31mred", "\x9d0;evil\x9c", "\x90evil\x9c", "\x9fevil\x9c",
		"over\rwritten", "bell\a", "back\b\b\bspace", "\x00\x0e\x0f\x7f", "tab\tbed", "two\nlines",
		"\u202edesrever\u202c", "\u2066isolated\u2069", "\u200f\u200e\u061c", "\u200b\u2060\ufeff\u00ad", "\u2028\u2029",
		"\xff\xfe", "\xc3(", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\U000e0001\U000e0065\U000e0076\U000e007f", "\ue000\U0010ffff",
		"👩\u200d👩\u200d👧\u200d👦 🏳\ufe0f\u200d🌈 🇪🇺 👍🏽", "漢字かな한국어", "z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307algo", "❤\ufe0f \u0301first",
	}
}

// escaped writes a text as JSON, ASCII controls escaped and every other byte as it is: so
// bytes that are no UTF-8 reach the reader as a careless writer would send them.
func escaped(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if c < ' ' || c == '"' || c == '\\' || c == ansi.DEL {
			fmt.Fprintf(&b, `\u%04x`, c)
		} else {
			b.WriteByte(c)
		}
	}
	return `"` + b.String() + `"`
}

// bare writes a text as JSON does not allow it: control characters are not escaped.
func bare(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}

// hostileRun writes a run whose every text is poisoned, under a poisoned name, and gives
// the path. Every third record is not even JSON.
func hostileRun(t *testing.T) string {
	t.Helper()
	name := "run\x1b]0;evil\a\u202e\u009b31m漢 'quoted' $(evil).jsonl"
	if runtime.GOOS == "linux" { // other systems refuse names that are no UTF-8
		name = "\x9b31m\xff" + name
	}
	var run, labels strings.Builder
	all := strings.Join(poison(), " ")
	for i, text := range append(poison(), all) {
		write := escaped
		if i%3 == 2 {
			write = bare
		}
		id, words := write(fmt.Sprintf("id_%d %s", i, text)), write("Sure, "+text+" evil. I cannot say. "+all)
		fmt.Fprintf(&run, `{"instance_id": %s, "traces": [%s, %s, %s, %s], "confidences": [0.5, 0.%d, 0.7, 0.9], "refused": [false, true, false, false], "confidence_category": %s}`+"\n",
			id, words, write("No."), words, write(text), 1+i%9, write(text))
		fmt.Fprintf(&labels, `{"id": %s, "prompt": %s, "subcategory": %s, "label": "%s"}`+"\n",
			id, words, write(text), []string{"unsafe", "safe"}[i%2])
	}
	dir := put(t, "labels.jsonl", labels.String(), name, run.String()+"{\"instance_id\": \"\x1b]0;evil\a\u202e\", \"traces\": [\x9b31m}\n")
	return filepath.Join(dir, name)
}

// Whatever a run and its file name hold, the terminal gets printable characters and the
// program's own sequences, on every screen, and so do the clipboard and the file that a
// view is written to.
func TestHostileRunOnTheScreen(t *testing.T) {
	t.Parallel()
	path := hostileRun(t)
	for _, torn := range []bool{false, true} {
		t.Run(fmt.Sprintf("torn %t", torn), func(t *testing.T) {
			t.Parallel()
			user := newPlaces(t)
			c := start(t, setup{places: user, args: []string{path}, torn: torn})
			everywhere(c)
			c.send("q")
			c.ends(0)
			faults := audit(c.written(), true)
			for _, fault := range faults[:min(len(faults), 20)] {
				t.Error(fault)
			}
			if !strings.Contains(c.written(), "\x1b]52;") {
				t.Error("nothing was copied, so nothing was checked")
			}
			views, err := filepath.Glob(filepath.Join(user.work, "confscope-view-*.txt"))
			if err != nil || len(views) == 0 {
				t.Fatalf("views written: %v, %v", views, err)
			}
			for _, view := range views {
				text, err := os.ReadFile(view)
				if err != nil {
					t.Fatal(err)
				}
				if faults := audit(string(text), false); len(faults) > 0 {
					t.Errorf("%s holds %v", filepath.Base(view), faults)
				}
			}
		})
	}
}

// everywhere goes through all screens of a run that is all TP, FN, FP or TN.
func everywhere(c *terminal) {
	c.t.Helper()
	c.until("the run", func(p picture) bool { return p.has("accuracy", "problem") && !p.has("counting") && !p.has("reading ") })
	c.press("w", "this view is written to")
	c.press("C", "copied: confscope ")
	for _, title := range []string{"▸ Confusion", "▸ Trade-off", "▸ Confidence by", "▸ Evolution", "▸ Operating point"} {
		c.press(tab, title)
	}
	worth := []struct{ key, title string }{
		{"!", "can this run be believed?"}, {"J", "Judges: "}, {"d", "Slices by"}, {"o", "Which threshold?"}, {"v", "A against B"}, {"R", "Runs at"},
	}
	for _, screen := range worth {
		c.press(screen.key, screen.title)
		c.press("w", "this view is written to")
	}
	c.press("P", "was wrong with the file")
	c.press("w", "this view is written to")
	c.send(pageDown)
	c.leaves("was wrong with the file", "Runs at")
	for n := len(worth) - 1; n > 0; n-- {
		c.leaves(worth[n].title, worth[n-1].title)
	}
	c.leaves(worth[0].title, "▸ Operating point")
	c.press(enter, "▸ Instances", "id_0")
	for _, key := range []string{"s", "s", "S", "G", "g", "s", "s", "s", "s", "s"} {
		c.send(key)
	}
	c.press("f", "Show only")
	c.leaves("Show only")
	c.press("w", "this view is written to")
	c.press(enter, "Answer 1 of", "stops after")
	for _, pane := range []string{"▸ Answer", "▸ Confidence by trace", " id_", "▸ Traces"} {
		p := c.press(tab, pane)
		if pane == "▸ Answer" {
			c.send(pageDown)
		}
		c.send(enter)
		c.until("the pane alone", func(now picture) bool { return now.differs(p) != "" })
		c.press("w", "this view is written to")
		c.send(escape)
		c.until("all panes", func(now picture) bool { return now.has("▸", "Traces", "Answer", "Confidence by trace") })
	}
	for !c.picture().has("the end of the list") {
		before := c.picture()
		c.send("n")
		c.until("the next instance", func(p picture) bool { return p.differs(before) != "" && !p.has("reading …") })
	}
	c.press("w", "this view is written to")
	c.press("r", "texts are blurred")
	c.resize(60, 16)
	c.until("a small screen", func(p picture) bool { return p.has("Answer 1 of") })
	c.resize(40, 10)
	c.shows("needs a terminal of at least")
	c.resize(120, 36)
	c.leaves("Answer", "▸ Instances")
	c.press("/", "search (text")
	c.press("\x1b[200~evil\x1b[31m\u009b31m\u202e漢\x1b[201~", "/ evil")
	c.send(enter)
	c.shows(`text "evil`)
	c.press(":", "▸ Do")
	c.leaves("▸ Do", "▸ Instances")
	c.press("C", "copied: confscope ")
}

// The plain outputs of a hostile run are plain, too, on both streams.
func TestHostileRunAsText(t *testing.T) {
	t.Parallel()
	program, err := build()
	if err != nil {
		t.Fatal(err)
	}
	path := hostileRun(t)
	for _, args := range [][]string{
		{path}, {"sweep", path}, {"sweep", path, "--format", "json"}, {"sweep", path, "--format", "md"}, {"instances", path},
		{"instances", path, "--format", "csv"}, {"instances", path, "--format", "json"}, {"instances", path, "--format", "jsonl"},
		{path, "--judge", "\x1b]0;evil\a"}, {path + "\x1b]0;evil\a"}, {"--\x1b]0;evil\a"},
	} {
		p := newPlaces(t)
		cmd := exec.Command(program, args...)
		cmd.Env, cmd.Dir = p.environment(), p.work
		var stderr strings.Builder
		cmd.Stderr = &stderr
		stdout, _ := cmd.Output() // some are refused, which is as good
		label := fmt.Sprintf("%.80q", slices.DeleteFunc(args, func(a string) bool { return a == path }))
		for stream, text := range map[string]string{"stdout": string(stdout), "stderr": stderr.String()} {
			if faults := audit(text, false); len(faults) > 0 {
				t.Errorf("%s: %s holds %v", label, stream, faults[:min(len(faults), 5)])
			}
		}
		if !utf8.Valid(stdout) || len(stdout)+stderr.Len() == 0 {
			t.Errorf("%s: %q, %q", label, stdout, stderr.String())
		}
	}
}
