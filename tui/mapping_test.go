package tui_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui"
)

// oddTable is a table whose columns have names that nobody knows, but for two: 12 prompts
// with 4 answers each, a grade for how sure the answer was, and a kind that is good, bad
// or odd.
func oddTable() string {
	var b strings.Builder
	b.WriteString("prompt_id,question,said,grade,kind,dodged\n")
	kinds := []string{"good", "bad", "odd"}
	for prompt := range 12 {
		for sample := range 4 {
			fmt.Fprintf(&b, "q%d,How do I do number %d?,%s,%d,%s,%v\n", prompt, prompt,
				[]string{"Here is how it is done.", "I cannot help with that."}[(prompt+sample)%2], 40+(prompt*7+sample*13)%50, kinds[prompt%3], (prompt+sample)%2 == 1)
		}
	}
	return b.String()
}

// shelf is a place for one table and one mapping.
type shelf struct {
	text    string // "" is the odd table
	path    string // where it lies; "" before it is opened first
	kept    *data.Mapping
	opened  []data.Mapping
	refuse  error // what opening says
	doubted error // why what is kept does not hold without a question
	unkept  error // what keeping says
}

func (s *shelf) tables() *tui.Tables {
	return &tui.Tables{
		Kept: func(data.Preview) (data.Mapping, bool, error) {
			if s.kept == nil {
				return data.Mapping{}, false, nil
			}
			return *s.kept, true, s.doubted
		},
		Keep: func(_ []string, m data.Mapping) error {
			if s.unkept == nil {
				s.kept = &m
			}
			return s.unkept
		},
		Open: func(m data.Mapping) (*data.Loading, error) {
			s.opened = append(s.opened, m)
			if s.refuse != nil {
				return nil, s.refuse
			}
			return data.Start(s.path, tableOptions(&m))
		},
	}
}

// tableOptions read a table by a mapping, or ask for one.
func tableOptions(m *data.Mapping) data.Options {
	o := allLists()
	o.Mapping, o.Confirm, o.Refusing = m, m == nil, analysis.SweepRefusals().Name
	return o
}

// openShelf opens the table on the shelf.
func openShelf(tb testing.TB, s *shelf) *desk {
	tb.Helper()
	if s.text == "" {
		s.text = oddTable()
	}
	if s.path == "" {
		s.path = filepath.Join(tb.TempDir(), "odd.csv")
		if err := os.WriteFile(s.path, []byte(s.text), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	loading, err := data.Start(s.path, tableOptions(nil))
	if err != nil {
		tb.Fatal(err)
	}
	return sit(tb.Context(), tb, tui.Options{Name: "odd.csv", Loading: loading, Tables: s.tables(), At: 200}).resize(120, 36).read()
}

func openOdd(tb testing.TB) *desk {
	tb.Helper()
	return openShelf(tb, &shelf{})
}

// toColumn goes to the row of a key.
func (d *desk) toColumn(key string) *desk {
	d.tb.Helper()
	d.press("home")
	for range 40 {
		if strings.Contains(d.screen(), "▸ "+key) {
			return d
		}
		d.press("down")
	}
	d.tb.Fatalf("there is no row %q:\n%s", key, d.screen())
	return d
}

// turnTo goes through the choices of the chosen row until it says a text.
func (d *desk) turnTo(column string) *desk {
	d.tb.Helper()
	for range 40 {
		for line := range strings.SplitSeq(d.screen(), "\n") {
			if strings.Contains(line, "▸ ") && strings.Contains(line, " "+column+" ") {
				return d
			}
		}
		d.press("right")
	}
	d.tb.Fatalf("the chosen row never says %q:\n%s", column, d.screen())
	return d
}

var errRefused = errors.New("odd.csv: the disk is gone")

// openHostileTable opens a table whose columns and values are attacks.
func openHostileTable(tb testing.TB) *desk {
	tb.Helper()
	var text strings.Builder
	row := func(cells ...string) {
		for i, cell := range cells {
			cells[i] = `"` + strings.ReplaceAll(strings.ReplaceAll(cell, `"`, `""`), "\x00", "\x01") + `"`
		}
		text.WriteString(strings.Join(cells, ",") + "\n")
	}
	row("id", "response", "label", "confidence", "evil\x1b[2J\u202e\nname", strings.Repeat("long", 300), "日本語")
	for i, attack := range attacks() {
		row(fmt.Sprint(i), attack, attack, fmt.Sprint(i), attack, attack, attack)
	}
	return openShelf(tb, &shelf{text: text.String()})
}

// Whatever a table holds, the screen shows it and does not do it.
func TestHostileTable(t *testing.T) {
	d := openHostileTable(t)
	for range 40 {
		d.safe("columns").press("right").safe("another column").press("enter").safe("menu").press("esc", "down")
		if d.state().Nav.Screen == 0 {
			break
		}
	}
	d.press("tab", "end").safe("the last values")
}
