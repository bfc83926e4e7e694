package tui

import (
	"strconv"
	"strings"

	"github.com/confscope/confscope/data"
)

// reads reports whether the values for a key are read by a rule.
func reads(key string) bool {
	switch key {
	case "label", "verdict", "refused", "harmful", "confidence", "tokens":
		return true
	}
	return false
}

// meaningsText is what a value is read as: for a list, one meaning where all parts agree.
func meaningsText(m data.Mapping, key, value string) string {
	said := ""
	for _, part := range partsOf(value) {
		switch means := readAs(m, key, part); {
		case said == "":
			said = means
		case said != means:
			return "several"
		}
	}
	return said
}

// readAs is what one value is read as: of a number that is spelled for people, the number.
func readAs(m data.Mapping, key, value string) string {
	means := m.Means(key, value)
	if x, ok := m.Number(key, value); means == data.MeansNumber && ok && strings.ContainsAny(value, "%,") {
		return strconv.FormatFloat(x, 'g', 6, 64)
	}
	return meaningWord(key, means)
}

// values are those of the first rows in a column; of several, joined as an id is.
func (c Columns) values(columns []string) []string {
	values := make([]string, 0, len(c.Preview.Rows))
	for _, row := range c.Preview.Rows {
		parts := make([]string, 0, len(columns))
		for _, name := range columns {
			if at := c.column(name); at >= 0 && at < len(row) {
				parts = append(parts, row[at])
			}
		}
		values = append(values, strings.Join(parts, "/"))
	}
	return values
}

// summary counts what the values for a key are read as.
func summary(c Columns, key string, values []string) string {
	rows := "Of the first " + counted(len(values), "row") + ": "
	if len(values) == 1 {
		rows = "Of the first row: "
	}
	if reads(key) {
		return rows + tally(c.Mapping, key, values)
	}
	seen := map[string]bool{}
	empty := 0
	for _, value := range values {
		seen[value] = true
		if value == "" {
			empty++
		}
	}
	delete(seen, "")
	words := counted(len(seen), "different value")
	if empty > 0 {
		words += ", " + thousands(empty) + " empty"
	}
	return rows + words
}

// tally counts the meanings, and gives the range of numbers.
func tally(m data.Mapping, key string, values []string) string {
	var found census
	for _, value := range values {
		for _, part := range partsOf(value) {
			means := m.Means(key, part)
			found.count(tallyWord(key, means))
			if means == data.MeansNumber {
				x, _ := m.Number(key, part)
				found.widen(part, x)
			}
		}
	}
	return found.words()
}

func tallyWord(key string, means data.Meaning) string {
	if means == data.MeansNothing {
		return "without"
	}
	return meaningWord(key, means)
}

// census counts words in the order in which they come, and the range of some numbers.
type census struct {
	order    []string
	counts   map[string]int
	span     Span
	from, to string // the ends of the span, as the file writes them
}

func (c *census) count(word string) {
	if c.counts == nil {
		c.counts = map[string]int{}
	}
	if c.counts[word]++; c.counts[word] == 1 {
		c.order = append(c.order, word)
	}
}

func (c *census) widen(number string, x float64) {
	if x-x != 0 { // neither NaN nor infinite
		return
	}
	if c.from == "" || x < c.span.Lo {
		c.from, c.span.Lo = number, x
	}
	if c.to == "" || x > c.span.Hi {
		c.to, c.span.Hi = number, x
	}
}

func (c *census) words() string {
	words := make([]string, 0, len(c.order)+1)
	for _, word := range c.order {
		if word == "number" {
			words = append(words, counted(c.counts[word], word))
			continue
		}
		words = append(words, thousands(c.counts[word])+" "+word)
	}
	if c.from != "" {
		words = append(words, "from "+c.from+" to "+c.to)
	}
	return data.PrintableLine(strings.Join(words, ", "))
}
