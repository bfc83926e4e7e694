package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// walk is the open instance as the policy goes through it at the slider's position.
func (s *State) walk() analysis.Walk {
	return s.Results.Sweep.Walk(s.Opened.Instance, s.Slider.At.Percentile())
}

// viewPrompt draws the prompt in full.
func viewPrompt(s *State, st theme.Styles, size layout.Size) string {
	text := "…"
	switch {
	case s.Opened.Err != nil:
		text = data.Printable(s.Opened.Err.Error())
	case s.Opened.Detail != nil && !s.Opened.Detail.HasPrompt:
		text = noPrompt(s.Run.Source())
	case s.Opened.Detail != nil:
		text = data.Printable(s.Opened.Detail.Prompt)
		if s.Look.Veiled {
			text = veil(text, s.Look.Glyphs)
		}
	}
	c := classed{text, make([]textClass, len(text))}
	markQuery(c, lowered(text), s.List.Search.Query)
	lines := wrapClassed(c, max(size.W-2, 1))
	drawn := make([]string, 0, len(lines))
	for n, line := range lines {
		if n == size.H-1 && n < len(lines)-1 {
			line = append(line, textRun{text: " …"})
		}
		drawn = append(drawn, " "+drawText(line, st, false))
	}
	return fit(drawn, size)
}

// noPrompt says where a prompt was looked for in vain.
func noPrompt(from data.Source) string {
	switch {
	case from.PromptsName != "":
		return "no prompt: " + data.PrintableLine(from.PromptsName) + " has none for this instance"
	case from.LabelsName != "":
		return "no prompt: neither the run nor " + data.PrintableLine(from.LabelsName) + " has one for this instance"
	case from.IsTable():
		return "no prompt: no column of the table is taken for it"
	}
	return "no prompt: the run holds none, and no label file lies beside it"
}

func promptTitle(s *State) string {
	i := s.Opened.Instance
	outcome := s.Results.Sweep.Outcome(i, s.Slider.At)
	words := []string{outcome.String(), data.PrintableLine(s.Run.ID(i)), s.Run.Labels()[i].String()}
	if mark, ok := s.Marks.Of(i, s.Run.ID(i)); ok {
		words = slices.Insert(words, 1, "marked "+mark.Verdict.String())
	}
	if file := s.Run.File(i); file != "" {
		words = append(words, fmt.Sprintf("%s, line %d", data.PrintableLine(file), s.Run.Line(i)))
	}
	if topic := s.Run.Topic(i); topic != "" {
		words = append(words, data.PrintableLine(topic))
	}
	return strings.Join(words, " · ")
}

// promptNote is the note on the open instance.
func promptNote(s *State) string {
	mark, _ := s.Marks.Of(s.Opened.Instance, s.Run.ID(s.Opened.Instance))
	if mark.Note == "" {
		return ""
	}
	return "note: " + data.PrintableLine(mark.Note)
}
