package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// text writes the checks for people.
func (r *checkReport) text(w io.Writer) error {
	parts := []string{r.viewer.preface()}
	for i := range r.Checks {
		parts = append(parts, r.Checks[i].text())
	}
	parts = append(parts, paragraph(r.tally(), "")+r.silent(func(text string) string { return paragraph(text, "") }))
	if r.Bounds != nil {
		parts = append(parts, paragraph(r.Bounds.sentence(), "")+"\n"+r.Bounds.table().String())
	}
	_, err := io.WriteString(w, strings.Join(parts, "\n"))
	return err
}

// markdown writes the checks for a report.
func (r *checkReport) markdown(w io.Writer) error {
	text := r.viewer.prefaceMarkdown()
	for i := range r.Checks {
		text += r.Checks[i].markdown()
	}
	text += markdownText(r.tally()) + "\n\n" + r.silent(func(text string) string { return markdownText(text) + "\n\n" })
	if r.Bounds != nil {
		text += markdownText(r.Bounds.sentence()) + "\n\n" + r.Bounds.table().markdown()
	}
	_, err := io.WriteString(w, text)
	return err
}

func (c *checkResult) text() string {
	text := c.Severity + "  " + c.ID + "\n" + paragraph(c.Message, "  ")
	if c.Advice != "" {
		text += paragraph("what to do: "+c.Advice, "  ")
	}
	for _, note := range c.notes() {
		text += paragraph(note, "  ")
	}
	return text
}

func (c *checkResult) markdown() string {
	text := "### " + markdownText(c.ID+", "+c.Severity) + "\n\n" + markdownText(c.Message) + "\n\n"
	if c.Advice != "" {
		text += "What to do: " + markdownText(c.Advice) + "\n\n"
	}
	for _, note := range c.notes() {
		text += "- " + markdownText(note) + "\n"
	}
	return text + "\n"
}

// notes are the evidence, the example and the place to look at.
func (c *checkResult) notes() []string {
	var notes []string
	if len(c.Evidence) > 0 {
		words := make([]string, len(c.Evidence))
		for i, one := range c.Evidence {
			words[i] = one.Name + " " + figure(one.Value)
		}
		notes = append(notes, "evidence: "+strings.Join(words, ", "))
	}
	if c.Example != nil {
		file := ""
		if c.ExampleFile != "" {
			file = c.ExampleFile + ", "
		}
		notes = append(notes, fmt.Sprintf("example: %s (%sline %d)", *c.Example, file, c.ExampleLine))
	}
	if c.At.defined {
		notes = append(notes, "look at p"+plain(c.At.value))
	}
	return notes
}

// figure is a number of evidence: a count whole, anything else to four digits.
func figure(value float64) string {
	if value == float64(int64(value)) {
		return strconv.FormatFloat(value, 'f', 0, 64)
	}
	return strconv.FormatFloat(value, 'g', 4, 64)
}

// tally counts the findings by severity.
func (r *checkReport) tally() string {
	if len(r.Checks) == 0 {
		return "no check found anything"
	}
	warnings := 0
	for i := range r.Checks {
		if r.Checks[i].Severity == "warning" {
			warnings++
		}
	}
	return fmt.Sprintf("%s found something: %s, %s", things(len(r.Checks), "check"), things(warnings, "warning"), things(len(r.Checks)-warnings, "note"))
}

// silent names the checks that found nothing, and those that could not be made and why.
func (r *checkReport) silent(line func(string) string) string {
	var nothing []string
	unmade := ""
	for _, quiet := range r.Quiet {
		if quiet.NotRun == "" {
			nothing = append(nothing, quiet.ID)
			continue
		}
		unmade += line("not made: " + quiet.ID + ": " + quiet.NotRun)
	}
	if len(nothing) == 0 {
		return unmade
	}
	return line("found nothing: "+strings.Join(nothing, ", ")) + unmade
}

func (b *boundsReport) sentence() string {
	return fmt.Sprintf("at p%s %s ran out of traces before the threshold was met, and the missing traces could turn %s: "+
		"had they been sampled, each metric would lie between its worst and its best", plain(b.Percentile), things(b.RanOut, "replay"), things(b.Undecided, "verdict"))
}

func (b *boundsReport) table() *table {
	t := newTable("metric", "\tas replayed", "\tat worst", "\tat best")
	for _, one := range b.Metrics {
		t.add(one.of.String(), metricText(one.of, one.Value), metricText(one.of, one.Worst), metricText(one.of, one.Best))
	}
	return t
}
