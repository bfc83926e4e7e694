package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// viewText draws the chosen trace's text from the line that it is scrolled to.
func viewText(s *State, st theme.Styles, size layout.Size) string {
	if why := s.textAbsent(); why != "" {
		return fit([]string{" " + st.Dim.Render(why)}, size)
	}
	if s.Opened.Strip != nil {
		return viewStrip(s, st, size)
	}
	lines := make([]string, 0, size.H)
	for n := s.Opened.Scroll; n < len(s.Opened.Lines) && len(lines) < size.H; n++ {
		lines = append(lines, " "+drawText(s.Opened.Lines[n], st, s.Look.Veiled))
	}
	return fit(lines, size)
}

// textAbsent says why there is no text to show; "" when there is one.
func (s *State) textAbsent() string {
	switch {
	case s.Opened.Err != nil:
		return data.PrintableLine(s.Opened.Err.Error())
	case s.Opened.Detail == nil && s.Opened.Again != nil:
		return s.Opened.Again.Error()
	case s.Opened.Detail == nil:
		return "reading …"
	case s.Opened.Trace >= len(s.Opened.Detail.Texts), !s.Opened.Detail.HasText[s.Opened.Trace] && s.Opened.Strip == nil:
		return "the file has no text for this trace"
	}
	return ""
}

// drawText styles one line of an answer.
func drawText(line textLine, st theme.Styles, veiled bool) string {
	var b strings.Builder
	for _, run := range line {
		text := run.text
		if veiled {
			text = veil(text, chart.Block)
		}
		b.WriteString(classStyle(run.class, st).Render(text))
	}
	return b.String()
}

// classStyle is how a stretch is shown: what was found there stands out over how
// certain the tokens were.
func classStyle(c textClass, st theme.Styles) lipgloss.Style {
	switch {
	case c&chosenToken != 0:
		return st.Accent.Reverse(true).Underline(true) // without colours an unlikely token is reversed, too
	case c&searchMatch != 0:
		return st.SearchHit
	case c&phraseMatch != 0:
		return st.Match
	case c&cutToken != 0:
		return st.TokenShades[0].Strikethrough(true)
	case c&certainty != 0:
		return st.TokenShades[(c&certainty)-1]
	}
	return st.Text
}

func textTitle(s *State) string {
	walk := s.walk()
	if s.Opened.Trace >= len(walk.Steps) {
		return "Answer"
	}
	step := walk.Steps[s.Opened.Trace]
	used := "not used"
	if step.Used {
		used = "used"
	}
	which := fmt.Sprintf("Answer %d of %d", s.Opened.Trace+1, len(walk.Steps))
	title := which + " · " + confidence(step.Confidence) + " · " + used
	all := title
	if p := s.Opened.Strip; p != nil {
		all += " · " + counted(p.size(), "token")
	}
	return roomiest(paneRoom(s, layout.Text)-2, all, title, which+" · "+used, which)
}

// textNote names the phrases that decide what the judge takes the answer for, and how far
// it is scrolled.
func textNote(s *State) string {
	if s.textAbsent() != "" {
		return ""
	}
	lead, parts := []string(nil), []string(nil)
	if found := s.Opened.Matched; len(found) > 0 && s.Look.Veiled {
		parts = append(parts, "holds "+counted(len(found), "phrase")+" of the judge")
	} else if len(found) > 0 {
		parts = append(parts, "holds "+strings.Join(found, ", "))
	} else if list, needs := s.Method.Setup.Judge.List(); needs && s.Run.Phrases(list.Name) != nil {
		parts = append(parts, "holds no phrase of the judge")
	}
	if len(s.Opened.Lines) > s.textHeight() {
		parts = append([]string{fmt.Sprintf("line %d of %d, pgdn scrolls", s.Opened.Scroll+1, len(s.Opened.Lines))}, parts...)
	}
	switch {
	case s.inStrip():
		lead = []string{"←→ token, l lowest group, esc ends", "l lowest, esc ends"}
	case s.Opened.Strip != nil:
		lead = []string{"i steps through the tokens", "i: token by token"}
	}
	return roomiest(paneRoom(s, layout.Text), led(lead, parts)...)
}

// led are ways to say some parts behind a lead, the fullest first: parts are left out from
// the last on, before the lead takes its shorter form.
func led(lead, parts []string) []string {
	if len(lead) == 0 {
		return []string{strings.Join(parts, " · ")}
	}
	var ways []string
	for n := len(parts); n >= 0; n-- {
		ways = append(ways, strings.Join(append([]string{lead[0]}, parts[:n]...), " · "))
	}
	return append(ways, lead[1:]...)
}

// matched are the phrases that are in a text, whatever the case of either, as they stand
// in their list.
func matched(text string, phrases []string) []string {
	lower := lowered(text)
	var found []string
	for _, phrase := range phrases {
		if want := lowered(phrase); want != "" && strings.Contains(lower, want) {
			found = append(found, `"`+data.PrintableLine(phrase)+`"`)
		}
	}
	return found
}

// wrapKey is what decides how the chosen text is broken into lines and marked.
type wrapKey struct {
	width int
	judge analysis.Judge // whose phrases are marked
	read  bool           // the run has been read for them
	query Query
	list  bool             // the tokens are listed in place of the text
	by    analysis.Measure // that the tokens are shaded and grouped by
}

// wrapText wraps the chosen text for its pane, unless it is wrapped for it already. It
// is kept in the state because a megabyte cannot be wrapped at every redraw.
func (s *State) wrapText() {
	placed, shown := layout.Find(s.Placed(), layout.Text)
	if !shown || s.Opened.Detail == nil || s.Opened.Err != nil || s.Opened.Trace >= len(s.Opened.Detail.Texts) {
		return
	}
	d, t := s.Opened.Detail, s.Opened.Trace
	list, marked := neededMarks(s.Run, s.Method.Setup.Judge)
	want := wrapKey{
		width: max(placed.Rect.Inner().W-2, 1), judge: s.Method.Setup.Judge, read: marked, query: s.List.Search.Query,
		list: s.Opened.Stepping || !d.HasText[t], by: s.marked(tokenCount(d, t)),
	}
	if s.Opened.Lines != nil && s.Opened.wrapped == want {
		return
	}
	s.Opened.wrapped, s.Opened.Strip = want, newStrip(d, t, want.by)
	phrases := s.Run.Phrases(list.Name)
	switch p := s.Opened.Strip; {
	case p != nil && (want.list || !p.listed):
		c := p.text()
		c.find(phrases, want.query)
		s.Opened.Lines = p.lay(c, max(placed.Rect.Inner().W-gutterWidth-1, 1))
	default:
		s.Opened.Lines = wrapClassed(classify(d.Texts[t], nil, nil, phrases, want.query), want.width)
	}
	s.Opened.Matched = matched(data.Printable(d.Texts[t]), phrases)
	s.Opened.Scroll = min(s.Opened.Scroll, max(len(s.Opened.Lines)-1, 0))
	if s.inStrip() {
		s.chooseToken(s.Opened.Token)
	}
}

// veil hides a text and leaves its shape: for shared screens, and for the reader's sake.
func veil(text string, g chart.Glyphs) string {
	cover := "▒"
	if g == chart.ASCII {
		cover = "x"
	}
	var b strings.Builder
	for _, r := range text {
		if r == ' ' || r == '\n' {
			b.WriteRune(r)
			continue
		}
		b.WriteString(strings.Repeat(cover, ansi.StringWidth(string(r))))
	}
	return b.String()
}
