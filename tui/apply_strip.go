package tui

import (
	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/layout"
)

// applyStrip moves through the tokens of the chosen trace.
func (s *State) applyStrip(a Action) {
	switch {
	case a.Do == DoTokens && s.inStrip():
		s.leaveStrip()
	case a.Do == DoTokens:
		s.enterStrip()
	case !s.inStrip():
		s.tell(Told, "i steps through the tokens of an answer")
	case a.Do == DoNextToken:
		s.chooseToken(s.Opened.Token + a.Arg)
	case a.Do == DoLowest:
		s.toLowest()
	}
}

// needTokens says why an answer cannot be gone through token by token.
func needTokens(s *State) string {
	switch {
	case s.Opened.Detail == nil:
		return "the answer is still being read"
	case !tokenNumbers(s.Opened.Detail, s.Opened.Trace):
		return "the file has no numbers for the tokens of this answer"
	}
	return ""
}

// inStrip reports whether keys move through the tokens.
func (s *State) inStrip() bool {
	return s.Nav.Screen == layout.Instance && s.Nav.Focus == layout.Text && s.Opened.Stepping && s.Opened.Strip != nil
}

// enterStrip begins to step where the text is scrolled to.
func (s *State) enterStrip() {
	if why := needTokens(s); why != "" {
		s.tell(Told, why)
		return
	}
	s.Nav.Focus, s.Opened.Stepping = layout.Text, true
	s.wrapText()
	p := s.Opened.Strip
	if p == nil { // there is no place for it on the screen
		return
	}
	s.chooseToken(s.Opened.Token)
	if p.listed {
		s.tell(Told, listedSentence(p))
	}
}

func (s *State) leaveStrip() { s.Opened.Stepping = false }

// listedSentence says why the tokens stand in a list.
func listedSentence(p *strip) string {
	if p.tokens == nil {
		return "no tokens in the file, only their numbers: listed"
	}
	return "the tokens do not spell the answer: shown as the file has them"
}

// chooseToken puts the cursor on a token and scrolls it into sight.
func (s *State) chooseToken(token int) {
	p := s.Opened.Strip
	s.Opened.Token = min(max(token, 0), p.size()-1)
	if len(p.lines) == 0 {
		return
	}
	line, page := p.lineOf(s.Opened.Token), s.textHeight()
	s.Opened.Scroll = min(max(min(s.Opened.Scroll, s.lastTextLine()), line-page+1), line)
}

// toLowest puts the cursor on the lowest group; when it stands there already, on the next
// stretch of bottom groups, round and round.
func (s *State) toLowest() {
	g := &s.Opened.Strip.groups
	if !s.Opened.Strip.grouped() {
		s.tell(Told, oneGroupSentence(s.Opened.Strip))
		return
	}
	stops := []analysis.TokenSpan{g.Lowest}
	for _, span := range g.Bottom {
		if span.From != g.Lowest.From {
			stops = append(stops, span)
		}
	}
	if len(stops) == 1 && stops[0].From == s.Opened.Token {
		s.tell(Told, bottomWords(s.Opened.Strip))
		return
	}
	for n, stop := range stops {
		if stop.From == s.Opened.Token {
			s.showGroup(stops[(n+1)%len(stops)])
			return
		}
	}
	s.showGroup(g.Lowest)
}

// showGroup puts the cursor on the first token of a group, with what follows in sight.
func (s *State) showGroup(group analysis.TokenSpan) {
	s.chooseToken(group.To - 1)
	s.chooseToken(group.From)
}

// moveStrip moves the cursor by lines, by pages or to an end.
func (s *State) moveStrip(a Action) {
	p := s.Opened.Strip
	switch a.Do {
	case DoMove:
		s.chooseToken(p.below(s.Opened.Token, a.Arg))
	case DoPage:
		s.chooseToken(p.below(s.Opened.Token, a.Arg*max(s.textHeight()-1, 1)))
	case DoFirst:
		s.chooseToken(0)
	case DoLast:
		s.chooseToken(p.size() - 1)
	default:
	}
}
