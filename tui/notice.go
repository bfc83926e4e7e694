package tui

import (
	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/data"
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

// tell sets the notice that the next action takes away.
func (s *State) tell(kind NoticeKind, text string) {
	s.Notice = Notice{Kind: kind, Text: data.PrintableLine(text)}
}

// tellToo tells a second thing without taking away what is told already: in the same line
// where there is room for both, else after it.
func (s *State) tellToo(text string) {
	first, text := s.Notice, data.PrintableLine(text)
	switch both := first.Text + " · " + text; {
	case first.Text == "":
		s.tell(Told, text)
	case ansi.StringWidth(both) <= s.Size.W-2:
		s.Notice.Text = both
	default:
		s.Notice.Then = text
	}
}
