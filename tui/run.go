package tui

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/triage"
)

// Options is what the screen is opened with.
type Options struct {
	Name        string // what is opened, as the user wrote it
	Loading     *data.Loading
	Setup       analysis.Setup
	JudgeChosen bool             // Setup.Judge was asked for; else the file's columns choose it
	Measure     analysis.Measure // what stands for the confidence of a trace
	At          analysis.Position
	Glyphs      string // block, braille or ascii; "" means block
	Veiled      bool   // begin with the texts blurred
	Appearance  Appearance
	Tables      *Tables    // how tables are opened; nil where none has to be confirmed
	Others      []OtherRun // further runs, to be compared with the first
	// Published are published sweeps, to be held against the first run; without Loading the
	// first of them is all there is to be seen.
	Published []Publication
	// Resume gives what the screen looked like when this run was last open.
	Resume func(*data.Run) (Session, bool)
	// Save keeps what the screen looks like for next time.
	Save func(*data.Run, Session) error
	// OpenMarks reads the marks that are kept for a run; nil keeps marks in memory only.
	OpenMarks func(*data.Run) (*triage.Journal, error)
	// Export writes marks for others to read; nil where nobody can.
	Export func(m Marked, jsonl, csv io.Writer) error
	// Watch says how the file of the run is followed.
	Watch Watch
	// CommandLine writes the command that shows a state.
	CommandLine func(*State) string
}

// Appearance is what the user chose of the screen's looks.
type Appearance struct {
	Theme string // auto, dark or light
	Mono  bool   // no colour at all
}

// frames is how often a second the screen is drawn at the most. More cannot be told
// apart over SSH, and the clock of it is what an idle program costs.
const frames = 30

// drawings is how often a second a drawing is made at the most: twice a frame, so that
// one is never older than half of it when it is shown.
const drawings = 2 * frames

// ahead begins a command at once: the first bite is read while the terminal is set up.
func ahead(cmd tea.Cmd) tea.Cmd {
	answer := make(chan tea.Msg, 1)
	go func() { answer <- cmd() }()
	return func() tea.Msg { return <-answer }
}

// Run opens the screen and returns when the user has left it. The terminal is as it was
// before, whatever ended it: a key, SIGTERM or the loss of the line.
func Run(ctx context.Context, o Options) error {
	app := NewApp(ctx, o)
	app.first = ahead(app.first)
	// Signals end the context. A second handler would race with it, and the exit code with both.
	options := []tea.ProgramOption{tea.WithFPS(frames), tea.WithContext(ctx), tea.WithoutSignalHandler()}
	if o.Appearance.Mono {
		options = append(options, tea.WithColorProfile(colorprofile.Ascii))
	}
	program := tea.NewProgram(newLimit(app, time.Second/drawings), options...)
	defer quitOnHangup(program)()
	_, err := program.Run()
	if errors.Is(err, tea.ErrInterrupted) || errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		err = nil
	}
	if app.err != nil {
		return Unreadable{app.err}
	}
	if lost := app.State.keepRest(); lost != nil {
		err = errors.Join(err, Unkept{lost})
	}
	if lost := app.carryMarks(); lost != nil {
		err = errors.Join(err, Unkept{lost})
	}
	if o.Save != nil && app.State.Load.Stage == Ready && app.State.Run != nil {
		err = errors.Join(err, o.Save(app.State.Run.Identified(), app.State.session()))
	}
	return err
}

// Unreadable is the error of Run when the run could not be read, as opposed to the
// screen not being drawn.
type Unreadable struct{ Err error }

// Error gives the cause, which names the file and what to do.
func (u Unreadable) Error() string { return u.Err.Error() }

// Unwrap gives the cause.
func (u Unreadable) Unwrap() error { return u.Err }

// Unkept is the error of Run when marks that were made at the very end were not kept.
type Unkept struct{ Err error }

// Error gives the cause, which says what to do.
func (u Unkept) Error() string { return u.Err.Error() }

// Unwrap gives the cause.
func (u Unkept) Unwrap() error { return u.Err }

// quitOnHangup leaves the screen in order when the line is lost, so that the view is
// kept and the terminal restored; the context ends on the other signals.
func quitOnHangup(program *tea.Program) (stop func()) {
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	go func() {
		if _, ok := <-hangup; ok {
			program.Quit()
		}
	}()
	return func() {
		signal.Stop(hangup)
		close(hangup)
	}
}
