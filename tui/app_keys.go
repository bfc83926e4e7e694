package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
)

// press routes a key: to the text field, to the open menu, else through the key table.
func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, a.fields.quit): // wherever that is, a field and a menu included
		return a.act(Action{Do: DoQuit})
	case a.State.Typing != NoField:
		return a.pressInField(msg)
	case a.State.Menu != nil:
		return a.pressInMenu(msg)
	}
	b, ok := a.keys.find(msg.String(), a.State.places())
	if !ok {
		a.State.Slider.Typed = ""
		if text := a.keys.elsewhere(&a.State, msg.String()); text != "" {
			a.State.tell(Told, text)
		}
		return nil
	}
	if b.Why != nil {
		if why := b.Why(&a.State); why != "" {
			a.State.tell(Told, why)
			return nil
		}
	}
	return a.act(b.Action)
}

// act applies an action and does what of it concerns the terminal.
func (a *App) act(action Action) tea.Cmd {
	if action.Do == DoNextJudge && a.State.Results == nil {
		return nil
	}
	a.acted = true
	var cmd tea.Cmd
	before := a.State.Run
	a.State, cmd = a.State.Apply(action)
	if a.State.Run != before { // another run was taken: marks are kept by content
		cmd = tea.Batch(cmd, a.openMarks(a.State.Run))
	}
	cmd = tea.Batch(cmd, a.goOn())
	switch action.Do {
	case DoSearch, DoNote, DoEdit, DoOpen, DoSetWindow:
		return tea.Batch(cmd, a.openField())
	case DoExportMarks:
		return tea.Batch(cmd, a.exportMarks())
	case DoWrite:
		return writeView(a.command(&a.State), Screen(&a.State, a.styles))
	case DoCopyCommand:
		return copyText(a.command(&a.State))
	case DoSuspend:
		return tea.Suspend
	case DoQuit:
		return tea.Quit
	default:
		return cmd
	}
}

// pressInMenu moves in the open menu, chooses, or narrows it by typing.
func (a *App) pressInMenu(msg tea.KeyPressMsg) tea.Cmd {
	menu := *a.State.Menu
	shown := menu.Shown()
	switch {
	case key.Matches(msg, a.fields.cancel):
		a.State.Menu = nil
		return nil
	case key.Matches(msg, a.fields.up):
		menu.Cursor = max(menu.Cursor-1, 0)
	case key.Matches(msg, a.fields.down):
		menu.Cursor = max(min(menu.Cursor+1, len(shown)-1), 0)
	case key.Matches(msg, a.fields.first), menu.Kind != DoCommandMenu && msg.String() == "g":
		menu.Cursor = 0
	case key.Matches(msg, a.fields.last), menu.Kind != DoCommandMenu && msg.String() == "G":
		menu.Cursor = max(len(shown)-1, 0)
	case menu.Kind == DoWindowMenu && isDigit(msg.Text):
		a.State.Menu = nil
		cmd := a.act(Action{DoSetWindow, 0})
		return tea.Batch(cmd, a.pressInField(msg))
	case key.Matches(msg, a.fields.accept), menu.Stays && key.Matches(msg, a.fields.toggle):
		if menu.Cursor < len(shown) {
			return a.choose(menu, shown[menu.Cursor])
		}
	case menu.Kind == DoCommandMenu:
		menu.Typed, menu.Cursor = a.edited(menu.Typed, msg), 0
	}
	a.State.Menu = &menu
	return nil
}

// choose does what a menu's item says and closes the menu, unless it stays.
func (a *App) choose(menu Menu, item MenuItem) tea.Cmd {
	if item.Off != "" {
		a.State.tell(Told, item.Off)
		return nil
	}
	a.State.Menu = nil
	cmd := a.act(item.Action)
	if menu.Stays {
		again := a.State.menu(menu.Kind)
		again.Cursor = menu.Cursor
		a.State.Menu = again
	}
	return cmd
}

// edited is a typed text after one more key.
func (a *App) edited(typed string, msg tea.KeyPressMsg) string {
	if key.Matches(msg, a.fields.erase) && typed != "" {
		runes := []rune(typed)
		return string(runes[:len(runes)-1])
	}
	return typed + data.PrintableLine(msg.Text)
}

func isDigit(text string) bool { return len(text) == 1 && text[0] >= '0' && text[0] <= '9' }
