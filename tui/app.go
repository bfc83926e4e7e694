package tui

import (
	"context"
	"io"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/triage"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/theme"
)

// App is the one tea.Model: it routes messages to the state and draws it. What the
// state does not hold is here: widgets, styles and the load that feeds it.
type App struct {
	State   State
	ctx     context.Context
	loading *data.Loading
	tables  *Tables
	fresh   State   // as it was before anything was read
	first   tea.Cmd // reads the first bite
	keys    keymap
	field   textinput.Model
	regexp  bool // what is typed in the field is a regular expression
	fields  fieldKeys
	styles  theme.Styles
	look    Appearance
	resume  func(*data.Run) (Session, bool)
	drag    bool
	acted   bool  // the user has done something: last time's view must not undo it
	err     error // why the screen was left, when not by the user
	command func(*State) string
	open    func(*data.Run) (*triage.Journal, error)
	export  func(m Marked, jsonl, csv io.Writer) error
	watch   watch
	marksOf string // fingerprint of the run whose marks were asked for
	same    bool   // the last message has changed nothing that is drawn
}

// NewApp makes the model of the screen that feeds on a load.
func NewApp(ctx context.Context, o Options) *App {
	field := textinput.New()
	field.Prompt = ""
	field.SetVirtualCursor(false)
	field.KeyMap.Paste.SetEnabled(false) // it would read the clipboard of the server
	state := NewState(o.Setup, o.At)
	state.Method.Chose = o.JudgeChosen
	state.Method.Confidence, state.Method.Window = o.Measure.Kind, o.Measure.Window
	glyphs, err := chart.ParseGlyphs(o.Glyphs)
	if err != nil {
		glyphs = chart.Block
	}
	state.Look = Look{Glyphs: glyphs, Path: o.Name, Veiled: o.Veiled}
	for n, other := range o.Others {
		state.Others = append(state.Others, Other{Name: other.Name, nth: n + 1, open: other.Open})
	}
	state.publish(o)
	first := readBite(ctx, o.Loading)
	if state.standsAlone() {
		first = func() tea.Msg { return nil } // there is nothing to read
	}
	app := &App{
		State: state, fresh: state, ctx: ctx, loading: o.Loading, tables: o.Tables, first: first, keys: newKeymap(), field: field, fields: newFieldKeys(),
		look: o.Appearance, styles: theme.New(o.Appearance.Theme != "light", o.Appearance.Mono),
		resume: o.Resume, command: o.CommandLine, open: o.OpenMarks, export: o.Export,
		watch: newWatch(o.Watch),
	}
	if wait := app.await(); o.Loading == nil && wait != nil {
		app.first = wait
	}
	return app
}

// Init asks for the terminal's background and begins to read.
func (a *App) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, a.first)
}

// Update routes a message; the state decides what it means.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	a.same = false
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return a, a.resize(msg)
	case tea.BackgroundColorMsg:
		if a.look.Theme == "auto" {
			a.styles = theme.New(msg.IsDark(), a.look.Mono)
		}
	case tea.KeyPressMsg:
		return a, a.press(msg)
	case tea.PasteMsg:
		return a, a.paste(msg)
	case tea.MouseMsg:
		return a, a.point(msg)
	case biteRead:
		return a, a.takeBite(msg)
	case tableMet:
		return a, a.meet(msg)
	case tableOpened:
		return a, a.begin(msg)
	case followBegun:
		return a, a.takeFollowing(msg)
	case looked:
		return a, a.takeLook(msg)
	default:
		return a, a.receive(msg)
	}
	return a, nil
}

// View draws the state.
func (a *App) View() tea.View {
	v := tea.NewView(Screen(&a.State, a.styles))
	v.AltScreen = true
	v.WindowTitle = "confscope"
	if a.State.Look.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if a.State.Load.Stage == Loading && a.State.Load.Total > 0 {
		done := int(a.State.Load.Done * 100 / a.State.Load.Total)
		v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, done)
	}
	if a.State.Typing != NoField {
		v.SetContent(a.withField(v.Content))
		v.Cursor = a.fieldCursor()
	}
	return v
}

func (a *App) resize(msg tea.WindowSizeMsg) tea.Cmd {
	a.State.Size.W, a.State.Size.H = msg.Width, msg.Height
	a.State.Opened.Lines = nil
	return a.State.follow()
}

// receive hands the result of a command to the state.
func (a *App) receive(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	a.State, cmd = a.State.receive(msg)
	return tea.Batch(cmd, a.State.callOthers(a.ctx))
}

// takeBite hands what has been read to the state and asks for more. The view of last
// time comes back with the end of the load: only then is it known which run this is.
func (a *App) takeBite(msg biteRead) tea.Cmd {
	if msg.err != nil {
		if cmd, ok := a.unmapped(msg.err); ok {
			return cmd
		}
	}
	cmd := a.receive(msg)
	if msg.err != nil {
		if a.State.Run == nil || a.State.Run.Instances() == 0 {
			if cmd := a.await(); cmd != nil {
				a.State.Load.Stage = Loading
				return cmd
			}
			a.err = msg.err // there is nothing to look at: the sentence is better told outside
			return tea.Quit
		}
		return cmd
	}
	if !msg.progress.Finished {
		return tea.Batch(cmd, readBite(a.ctx, a.loading))
	}
	cmd = tea.Batch(cmd, a.openMarks(msg.progress.Run), a.beginFollowing(msg.progress.Run))
	if a.resume != nil && !a.acted {
		if session, ok := a.resume(msg.progress.Run); ok {
			return tea.Batch(cmd, a.do(session.restore))
		}
	}
	return cmd
}

// openMarks asks for the marks that are kept for a run.
func (a *App) openMarks(run *data.Run) tea.Cmd {
	if a.open == nil {
		return nil
	}
	a.State.Keeping.Opening, a.marksOf = true, run.Source().Fingerprint
	return openMarks(a.open, run)
}

// exportMarks has the marks written to files, where there are any.
func (a *App) exportMarks() tea.Cmd {
	s := &a.State
	switch {
	case s.Results == nil || s.Marks.Len() == 0:
		s.tell(Told, "nothing is marked yet: t marks an instance")
		return nil
	case a.export == nil:
		s.tell(Told, "marks cannot be exported from here")
		return nil
	}
	return exportMarks(a.export, Marked{s.Results.Sweep, s.Slider.At, s.Marks})
}

// do applies a change of the state that is more than one action.
func (a *App) do(change func(State) (State, tea.Cmd)) tea.Cmd {
	var cmd tea.Cmd
	a.State, cmd = change(a.State)
	return cmd
}
