package tui_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/table"
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

// shelf is a place for one table and one mapping, in the place of a disk.
type shelf struct {
	tb     testing.TB
	text   string
	kept   *data.Mapping
	opened []data.Mapping
	refuse error // what opening says
	unkept error // what keeping says
}

func (s *shelf) unmapped() *data.Unmapped {
	s.tb.Helper()
	raw := []byte(s.text)
	preview, err := table.Look(foreign.Input{Name: "odd.csv", At: bytes.NewReader(raw), Size: int64(len(raw))})
	if err != nil {
		s.tb.Fatal(err)
	}
	return &data.Unmapped{Name: "odd.csv", Preview: preview}
}

func (s *shelf) tables(first *data.Unmapped) *tui.Tables {
	return &tui.Tables{
		Unmapped: first,
		Kept: func([]string) (data.Mapping, bool, error) {
			if s.kept == nil {
				return data.Mapping{}, false, nil
			}
			return *s.kept, true, nil
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
			return data.StartReader("odd.csv", s.lines(m), nil, allLists())
		},
	}
}

// lines are the table as a run, by a mapping.
func (s *shelf) lines(m data.Mapping) *bytes.Buffer {
	s.tb.Helper()
	type line struct {
		ID          string    `json:"instance_id"`
		Traces      []string  `json:"traces"`
		Confidences []float64 `json:"confidences"`
		Refused     []bool    `json:"refused,omitempty"`
		Label       string    `json:"label,omitempty"`
	}
	var lines []*line
	preview := s.unmapped().Preview
	cell := func(row []string, name string) string {
		for i, column := range preview.Columns {
			if column == name {
				return row[i]
			}
		}
		return ""
	}
	for _, row := range preview.Rows {
		if n := len(lines); n == 0 || lines[n-1].ID != cell(row, m.ID) {
			lines = append(lines, &line{ID: cell(row, m.ID)})
		}
		last := lines[len(lines)-1]
		last.Traces = append(last.Traces, cell(row, m.Text))
		if x, err := strconv.ParseFloat(cell(row, m.Confidence), 64); err == nil {
			last.Confidences = append(last.Confidences, x)
		}
		if m.Refused != "" {
			last.Refused = append(last.Refused, m.Means("refused", cell(row, m.Refused)) == data.MeansYes)
		}
		last.Label = map[data.Meaning]string{data.MeansYes: "unsafe", data.MeansNo: "safe"}[m.Means("label", cell(row, m.Label))]
	}
	var out bytes.Buffer
	for _, l := range lines {
		if err := json.NewEncoder(&out).Encode(l); err != nil {
			s.tb.Fatal(err)
		}
	}
	return &out
}

// openShelf opens the table on the shelf.
func openShelf(tb testing.TB, s *shelf) *desk {
	tb.Helper()
	s.tb = tb
	if s.text == "" {
		s.text = oddTable()
	}
	return sit(tb.Context(), tb, tui.Options{Name: "odd.csv", Tables: s.tables(s.unmapped()), At: 200}).resize(120, 36).read()
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
