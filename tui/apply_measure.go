package tui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// applyMeasure changes what stands for the confidence.
func (s *State) applyMeasure(a Action) tea.Cmd {
	switch a.Do {
	case DoNextConfidence:
		return s.nextConfidence()
	case DoSetConfidence:
		if n := a.Arg / 2; n >= 0 && n < len(analysis.Measures()) {
			return s.takeConfidence(analysis.Measures()[n], a.Arg%2 == 1)
		}
	case DoWindowMenu:
		s.Menu = s.menu(a.Do)
	case DoSetWindow:
		if a.Arg > 0 {
			return s.takeWindow(a.Arg)
		}
		s.Typing = WindowField
	case DoSetScale:
		return s.takeScale(data.Scale(a.Arg))
	default:
	}
	return nil
}

// mostWindow is the longest window that can be typed: no answer is longer.
const mostWindow = 1 << 30

// takeTypedWindow reads a typed window. One that cannot be read changes nothing.
func (s *State) takeTypedWindow(text string) tea.Cmd {
	tokens, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(text), ",", ""))
	if err != nil || tokens < 1 || tokens > mostWindow {
		s.tell(Wrong, fmt.Sprintf("%q is no window: type a number of tokens, such as 100 or 2048", text))
		return nil
	}
	return s.takeWindow(tokens)
}
