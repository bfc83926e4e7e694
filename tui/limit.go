package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// limit draws the app at most once a period. Bubble Tea asks for a view after every
// message; a held key or a drag sends far more of them than can be seen, and drawing
// them all would make the screen lag behind the hand.
type limit struct {
	app     *App
	period  time.Duration
	drawn   time.Time
	view    tea.View
	dirty   bool
	pending bool
}

// frameDue ends the wait for the next drawing.
type frameDue struct{}

func newLimit(app *App, period time.Duration) *limit {
	return &limit{app: app, period: period, dirty: true}
}

// Init starts the app.
func (l *limit) Init() tea.Cmd { return l.app.Init() }

// Update passes a message on and sees to it that its effect will be drawn.
func (l *limit) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(frameDue); ok {
		l.pending = false
		return l, nil
	}
	_, cmd := l.app.Update(msg)
	if l.app.same {
		return l, cmd
	}
	l.dirty = true
	if rest := l.period - time.Since(l.drawn); rest > 0 && !l.pending {
		l.pending = true
		cmd = tea.Batch(cmd, tea.Tick(rest, func(time.Time) tea.Msg { return frameDue{} }))
	}
	return l, cmd
}

// View gives the last drawing, and a new one where something has changed and the period
// is over.
func (l *limit) View() tea.View {
	if l.dirty && !l.pending {
		l.view, l.dirty, l.drawn = l.app.View(), false, time.Now()
	}
	return l.view
}
