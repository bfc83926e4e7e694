package tui

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data/triage"
	"github.com/confscope/confscope/tui/layout"
)

// The field stands in the last line while it is typed in. Letters have no other meaning
// then.

// openField begins to type, where the state asks for it, with what stood there before.
func (a *App) openField() tea.Cmd {
	if a.State.Typing == NoField {
		return nil
	}
	a.regexp = a.State.List.Search.Query.Regexp
	a.field.CharLimit = a.State.mostTyped()
	a.field.SetValue(a.State.typed())
	a.field.CursorEnd()
	return a.field.Focus()
}

// typed is what stands in the field when it opens.
func (s *State) typed() string {
	switch s.Typing {
	case SearchField:
		return s.List.Search.Query.Text
	case NoteField:
		return s.noteText()
	case FloorField:
		return s.floorText()
	case CostsField:
		return s.costsText()
	case WindowField, NoField: // a number is typed anew, sooner than changed
	}
	return ""
}

// mostTyped is how many characters the field takes, 0 for any number: a note is to fit into
// its journal, whatever the characters. One that is longer already may be edited.
func (s *State) mostTyped() int {
	if s.Typing != NoteField {
		return 0
	}
	return max(triage.MaxNote/utf8.UTFMax, utf8.RuneCountInString(s.noteText()))
}

// take does what a typed text says.
func (s *State) take(text string, regexp bool) tea.Cmd {
	field := s.Typing
	s.Typing = NoField
	switch field {
	case SearchField:
		return s.search(Query{Text: text, Regexp: regexp})
	case NoteField:
		return s.takeNote(text)
	case FloorField:
		s.takeFloor(text)
	case CostsField:
		s.takeCosts(text)
	case WindowField:
		return s.takeTypedWindow(text)
	case NoField:
	}
	return nil
}

// pressInField types in the field, or ends it.
func (a *App) pressInField(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, a.fields.cancel):
		a.State.Typing = NoField
		a.field.Blur()
		return nil
	case key.Matches(msg, a.fields.regexp) && a.State.Typing == SearchField:
		a.regexp = !a.regexp
		return nil
	case key.Matches(msg, a.fields.accept):
		a.field.Blur()
		cmd := a.State.take(a.field.Value(), a.regexp)
		return tea.Batch(cmd, a.State.follow())
	}
	var cmd tea.Cmd
	msg.Text = visible(msg.Text)
	a.field, cmd = a.field.Update(msg)
	return cmd
}

// paste puts pasted text into the field, where one is being typed in.
func (a *App) paste(msg tea.PasteMsg) tea.Cmd {
	if a.State.Typing == NoField {
		return nil
	}
	var cmd tea.Cmd
	msg.Content = visible(msg.Content)
	a.field, cmd = a.field.Update(msg)
	return cmd
}

// visible drops what would not show in the field but act on the terminal, such as a
// pasted character that turns the direction of text.
func visible(typed string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) || r == '\n' || r == '\t' { // the field makes these two spaces
			return r
		}
		return -1
	}, typed)
}

// fieldLabel says what is being typed.
func (a *App) fieldLabel() string {
	switch a.State.Typing {
	case NoteField:
		return " note on this instance: "
	case FloorField:
		return " keep a sensitivity of, in %: "
	case CostsField:
		return " costs of a miss, a false alarm, 1,000 tokens: "
	case WindowField:
		return " tokens in a group (" + strconv.Itoa(a.State.marked(0).Window) + " now): "
	case SearchField, NoField:
	}
	if a.regexp {
		return " search (regexp, ctrl+r: text) / "
	}
	return " search (text, ctrl+r: regexp) / "
}

// withField lays the field over the last line of the screen.
func (a *App) withField(content string) string {
	last := strings.LastIndexByte(content, '\n') + 1
	if layout.Screen(a.State.Size, layout.Want{}) == nil {
		return content
	}
	label := a.fieldLabel()
	field := a.field
	field.SetWidth(max(a.State.Size.W-len(label)-2, 1))
	line := a.styles.Strong.Render(label) + field.View()
	return content[:last] + fitLine(line, a.State.Size.W)
}

// fieldCursor is where the terminal's cursor stands while the field is typed in.
func (a *App) fieldCursor() *tea.Cursor {
	field := a.field
	field.SetWidth(max(a.State.Size.W-len(a.fieldLabel())-2, 1))
	cursor := field.Cursor()
	if cursor == nil {
		return nil
	}
	cursor.Color = nil // the terminal's own, with and without colours
	cursor.X += len(a.fieldLabel())
	cursor.Y = a.State.Size.H - 1
	return cursor
}
