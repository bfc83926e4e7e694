package tui

// usualWindow is the tokens of a group until the user says otherwise.
const usualWindow = 100

// window is the tokens of a group.
func (m Method) window() int { return usualWindow }
