// Package wording is how the commands and the report write what they share: counts for
// people, and texts of a run made harmless for the format that they go into.
//
// Ids, topics and titles are hostile. Each function cleans them with data.PrintableLine
// first, so what comes out is one line of visible characters.
package wording

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/confscope/confscope/data"
)

// Cell is a text from the file as a CSV cell: what does not print is shown as an escape,
// and a cell that a spreadsheet would run as a formula gets an apostrophe in front. Cells
// that hold our own numbers do not pass here.
func Cell(text string) string {
	shown := data.PrintableLine(text)
	start := strings.TrimLeft(shown, " ")
	_, notNumber := strconv.ParseFloat(start, 64)
	if notNumber != nil && start != "" && strings.IndexByte("=+-@", start[0]) >= 0 {
		return "'" + shown
	}
	return shown
}

// Markdown keeps a text from being read as Markdown or HTML. Parentheses mean something
// only behind a bracket, which is escaped; escaped themselves, some would read them as the
// ends of a formula.
func Markdown(text string) string {
	var b strings.Builder
	for _, r := range data.PrintableLine(text) {
		if strings.ContainsRune("\\`*_{}[]<>#|&~!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Skipped counts what was left out of a run: 2 records skipped, 1 file left out.
func Skipped(p data.Problems) string {
	text := Things(p.Records(), "record") + " skipped"
	if files := p.Count(data.KindFile); files > 0 {
		text += ", " + Things(files, "file") + " left out"
	}
	return text
}

// Code is a text from the file as a Markdown code span, in which nothing is read as
// Markdown or HTML and no address becomes a link; "—" where there is no text. It is for
// running text: in a table a pipe would end the cell, see CodeCell.
func Code(text string) string {
	shown := data.PrintableLine(text)
	if strings.TrimSpace(shown) == "" {
		return "—"
	}
	fence := strings.Repeat("`", longestRun(shown, '`')+1)
	if strings.HasPrefix(shown, "`") || strings.HasSuffix(shown, "`") || strings.HasPrefix(shown, " ") && strings.HasSuffix(shown, " ") {
		shown = " " + shown + " "
	}
	return fence + shown + fence
}

// CodeCell is Code for a cell of a Markdown table, where a pipe ends the cell in code too.
// A backslash would keep it from that, but not one after another backslash; so a text
// with a pipe is written as HTML, every mark in it by its number.
func CodeCell(text string) string {
	if !strings.Contains(text, "|") {
		return Code(text)
	}
	var b strings.Builder
	for _, r := range data.PrintableLine(text) {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		if letter || r == ' ' || r >= utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		}
	}
	return "<code>" + b.String() + "</code>"
}

// longestRun is the length of the longest unbroken row of the byte.
func longestRun(text string, of byte) int {
	longest, now := 0, 0
	for i := range len(text) {
		if now++; text[i] != of {
			now = 0
		}
		longest = max(longest, now)
	}
	return longest
}

// Count writes a count with commas between thousands.
func Count(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// Things writes a count with its noun: 1 instance, 1,725 instances.
func Things(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Count(n) + " " + noun + "s"
}
