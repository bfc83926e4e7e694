package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
)

// NoticeKind is how loud a notice is.
type NoticeKind uint8

// The kinds of notice.
const (
	Told NoticeKind = iota
	Warned
	Wrong
)

// Notice is one line that the next action takes away.
type Notice struct {
	Kind NoticeKind
	Text string
	Then string // what is told in its place then; "" for nothing
}

// tell sets the notice that the next action takes away. What the last line has no room for
// is told after it: it may be what there is to do.
func (s *State) tell(kind NoticeKind, text string) {
	text = data.PrintableLine(text)
	s.Notice = Notice{Kind: kind, Text: text}
	if s.Size.W < layout.MinWidth || ansi.StringWidth(text) <= s.Size.W-1 {
		return
	}
	head := strings.TrimSuffix(clipped(text, s.Size.W-2), "…")
	s.Notice = Notice{kind, head + " …", "… " + strings.TrimLeft(text[len(head):], " ·,:;")}
}

// tellRest tells what was left to be told after the notice, or takes the notice away.
func (s *State) tellRest() {
	rest, kind := s.Notice.Then, s.Notice.Kind
	s.Notice = Notice{}
	if rest != "" {
		s.tell(kind, rest)
	}
}

// tellToo tells a second thing without taking away what is told already: in the same line
// where there is room for both, else after it.
func (s *State) tellToo(text string) {
	first, text := s.Notice, data.PrintableLine(text)
	switch both := first.Text + " · " + text; {
	case first.Text == "":
		s.tell(Told, text)
	case ansi.StringWidth(both) <= s.Size.W-1:
		s.Notice.Text = both
	default:
		s.Notice.Then = strings.TrimPrefix(first.Then+" · "+text, " · ")
	}
}
