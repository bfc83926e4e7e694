package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// mappingSheet lists what a run is made of, each with the column that is chosen for it.
func mappingSheet(s *State, st theme.Styles, w int) sheet {
	c := s.Columns
	if c.Preview == nil {
		return waiting(st.Dim, noTable)
	}
	t := sheet{rows: []sheetRow{openRow(s, st, w)}}
	for _, key := range columnKeys() {
		t.rows = append(t.rows, sheetRow{lines: []string{fieldLine(c, st, key, w)}, action: Action{Do: DoPickColumn}})
	}
	if len(c.Words) == 0 {
		return t
	}
	t.rows = append(t.rows, read(""), read(st.Header.Render("words that no rule knows")))
	for _, word := range c.Words {
		t.rows = append(t.rows, sheetRow{lines: []string{wordLine(c, st, word, w)}, action: Action{Do: DoPickColumn}})
	}
	return t
}

// openRow opens the run, where that can be done.
func openRow(s *State, st theme.Styles, w int) sheetRow {
	c, says := s.Columns, ""
	doubts := 0
	for _, key := range columnKeys() {
		doubts += len(c.doubts(key))
	}
	style := st.Dim
	switch {
	case c.Taking:
		says = "opening …"
	case c.Mapping.Check(c.Preview.Columns) != nil:
		style, says = st.Error, "! not yet"
	case doubts > 0:
		style, says = st.Warn, "! "+counted(doubts, "doubt")
	}
	return sheetRow{lines: []string{spread(st.Strong.Render("open the run"), style.Render(says), w), ""}, action: Action{Do: DoTakeColumns}}
}

// keyWidth is the cells of a key and of the sign of a doubt behind it.
const keyWidth = 13

// fieldLine is one key of the mapping with its column.
func fieldLine(c Columns, st theme.Styles, key string, w int) string {
	columns := held(c.Mapping, key)
	mark, style := "  ", st.Text
	if len(c.doubts(key)) > 0 {
		mark, style = "! ", st.Warn
	}
	name := st.Dim.Render(undefined)
	if len(columns) > 0 {
		name = style.Render(columnsText(columns))
	}
	line := st.Strong.Render(key) + strings.Repeat(" ", max(keyWidth-len(key)-2, 0)) + style.Render(mark) + name
	return fitLine(line, w)
}

// columnsText names columns; those that make an id together with a plus between them.
func columnsText(columns []string) string {
	if len(columns) == 0 {
		return undefined
	}
	return data.PrintableLine(strings.Join(columns, " + "))
}

// wordLine is a word with what it is said to mean.
func wordLine(c Columns, st theme.Styles, word Word, w int) string {
	means := meaningOf(c.Mapping, word)
	style := st.Text
	if means == data.MeansUnknown {
		style = st.Warn
	}
	says := meaningWord(word.Key, means)
	return fitLine(st.Text.Render(data.PrintableLine(word.Text)), w-len(says)-1) + " " + style.Render(says)
}

// viewValues shows what the chosen row does: what it is for, what is in doubt, and how
// the first values are read.
func viewValues(s *State, st theme.Styles, size layout.Size) string {
	lines := valueLines(s, st, size.W)
	from := max(min(s.Columns.Scroll, len(lines)-size.H), 0)
	return fit(lines[from:], size)
}

// lastValueLine is the furthest that the values scroll.
func (s *State) lastValueLine() int {
	placed, ok := layout.Find(s.Placed(), layout.Values)
	if !ok {
		return s.Columns.Scroll
	}
	size := placed.Rect.Inner().Size()
	return max(len(valueLines(s, theme.Styles{}, size.W))-size.H, 0)
}

func valueLines(s *State, st theme.Styles, w int) []string {
	if s.Columns.Preview == nil {
		return nil
	}
	switch row := s.chosenColumn(); {
	case row.word != nil:
		return aboutWord(s, st, *row.word, w)
	case row.key != "":
		return aboutField(s, st, row.key, w)
	}
	return aboutOpening(s, st, w)
}

// aboutOpening says what opening the run rests on.
func aboutOpening(s *State, st theme.Styles, w int) []string {
	c := s.Columns
	if err := c.Mapping.Check(c.Preview.Columns); err != nil {
		return wrapped(st.Error, data.PrintableLine(err.Error()), w)
	}
	lines := wrapped(st.Text, "Enter opens the run with these columns, and keeps them for tables that have the same.", w)
	for _, key := range columnKeys() {
		for _, d := range c.doubts(key) {
			lines = append(lines, "")
			lines = append(lines, wrapped(st.Warn, "! "+key+": "+c.doubtText(d), w)...)
		}
	}
	for _, key := range []string{"confidence", "label"} {
		if len(held(c.Mapping, key)) == 0 {
			lines = append(lines, "")
			lines = append(lines, wrapped(st.Text, "No "+key+": "+fieldWords(key).without, w)...)
		}
	}
	if free := c.unused(); len(free) > 0 {
		lines = append(lines, "")
		lines = append(lines, wrapped(st.Dim, "Nothing uses "+data.PrintableLine(strings.Join(free, ", "))+".", w)...)
	}
	return lines
}

// unused are the columns that nothing is chosen from.
func (c Columns) unused() []string {
	var free []string
	for _, name := range c.Preview.Columns {
		if !slices.ContainsFunc(columnKeys(), func(key string) bool { return slices.Contains(held(c.Mapping, key), name) }) {
			free = append(free, name)
		}
	}
	return free
}

// aboutField says what a key is for, and shows the first values of its column.
func aboutField(s *State, st theme.Styles, key string, w int) []string {
	c := s.Columns
	columns := held(c.Mapping, key)
	words := fieldWords(key)
	lines := wrapped(st.Text, words.means, w)
	for _, d := range c.doubts(key) {
		lines = append(lines, wrapped(st.Warn, "! "+c.doubtText(d), w)...)
	}
	if len(columns) == 0 {
		return append(lines, wrapped(st.Dim, "No column: "+words.without, w)...)
	}
	values := c.values(columns)
	lines = append(lines, wrapped(st.Strong, summary(c, key, values), w)...)
	lines = append(lines, "")
	veiled := s.Look.Veiled && (key == "prompt" || key == "context" || key == "text")
	different, rows := tallied(values)
	if len(different) == len(values) {
		for _, value := range values {
			lines = append(lines, valueLine(c, st, key, value, veiled, w))
		}
		return lines
	}
	head := " rows "
	if reads(key) {
		head += fitLine("read as", readingWidth)
	}
	lines = append(lines, st.Dim.Render(fitLine(head+"value", w)))
	for n, value := range different {
		lines = append(lines, fitLine(st.Text.Render(fmt.Sprintf("%5d", rows[n]))+valueLine(c, st, key, value, veiled, max(w-5, 0)), w))
	}
	return lines
}

// tallied are the different values, in the order in which they come, and how many there are
// of each.
func tallied(values []string) (different []string, rows []int) {
	at := map[string]int{}
	for _, value := range values {
		n, seen := at[value]
		if !seen {
			n = len(different)
			at[value] = n
			different, rows = append(different, value), append(rows, 0)
		}
		rows[n]++
	}
	return different, rows
}

// readingWidth is the cells of what a value is read as.
const readingWidth = 10

// valueLine is one value, behind what it is read as where there is something to read.
func valueLine(c Columns, st theme.Styles, key, value string, veiled bool, w int) string {
	reading := ""
	if reads(key) {
		means := meaningsText(c.Mapping, key, value)
		style := st.Text
		if means == meaningWord(key, data.MeansUnknown) {
			style = st.Warn
		}
		means = ansi.Truncate(means, readingWidth-1, "…")
		reading = style.Render(means) + strings.Repeat(" ", readingWidth-ansi.StringWidth(means))
	}
	shown := data.PrintableLine(value)
	if veiled {
		shown = veil(shown, chart.Block)
	}
	return fitLine(" "+reading+st.Dim.Render(shown), w)
}
