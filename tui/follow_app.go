package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
)

// watch is the file behind the first run, as far as it can grow.
type watch struct {
	Watch
	file    *data.Following
	of      *data.Run // that the file is followed on from; nil where a run is waited for
	looking bool      // a look is on its way
	anew    bool      // the file is being read from its beginning
}

// Watch is how the screen is to follow the file of its run. The zero value follows nothing.
type Watch struct {
	Asked bool // from the start; else the file is followed from the moment when it grows
	// Begin goes on reading where a load has ended; an error says why that cannot be.
	Begin func(*data.Run) (*data.Following, error)
	// Await follows the name where there is no run yet; nil where nobody waits for one.
	Await func() (*data.Following, error)
	// Tick is tea.Tick, or what a test has in its place.
	Tick func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
}

func newWatch(w Watch) watch {
	if w.Tick == nil {
		w.Tick = tea.Tick
	}
	return watch{Watch: w}
}

// followBegun: the file is ready to be looked at.
type followBegun struct {
	of   *data.Run
	file *data.Following
	err  error
}

// How often the file is looked at: often enough for a screen that is watched, and seldom
// where nobody knows yet whether it will ever grow.
const (
	lookOften  = 250 * time.Millisecond
	lookSeldom = time.Second
)

// beginFollowing gets ready to look at the file of a run that has been read to its end.
func (a *App) beginFollowing(run *data.Run) tea.Cmd {
	begin := a.watch.Begin
	if begin == nil {
		return nil
	}
	a.watch.of = run
	return func() tea.Msg {
		file, err := begin(run)
		return followBegun{run, file, err}
	}
}

// await waits for a run that is not there yet; nil where nobody asked for that.
func (a *App) await() tea.Cmd {
	await := a.watch.Await
	if await == nil {
		return nil
	}
	return func() tea.Msg {
		file, err := await()
		return followBegun{nil, file, err}
	}
}

// takeFollowing begins to look at the file.
func (a *App) takeFollowing(msg followBegun) tea.Cmd {
	s := &a.State
	switch {
	case msg.of != a.watch.of: // of a table whose columns were other ones
		return leaveFile(msg.file)
	case msg.err != nil && a.State.Run == nil:
		a.err = msg.err
		return tea.Quit
	case msg.err != nil && a.watch.Asked:
		s.tell(Warned, msg.err.Error())
		return nil
	case msg.err != nil: // nobody asked
		return nil
	}
	a.watch.file = msg.file
	s.Growth.likely = s.Run != nil && s.Run.Source().Cut
	if a.watch.Asked {
		s.Growth.On = true
		if s.Run != nil {
			s.tell(Warned, s.orderWarning())
		}
	}
	return a.watchFile(0)
}

// watchFile looks at the file after a while, unless a look is on its way or nothing of it may
// come to the screen.
func (a *App) watchFile(after time.Duration) tea.Cmd {
	if a.watch.file == nil || a.watch.looking || a.State.blocked() {
		return nil
	}
	a.watch.looking = true
	file, ctx, marked := a.watch.file, a.ctx, a.State.Growth.marked
	a.State.Growth.marked = nil
	return a.watch.Tick(after, func(now time.Time) tea.Msg { return lookAt(ctx, file, marked, now) })
}

func lookAt(ctx context.Context, file *data.Following, marked *data.Run, now time.Time) tea.Msg {
	if err := file.Take(ctx, marked); err != nil {
		return looked{file: file, err: err, at: now}
	}
	update, err := file.Look(ctx)
	return looked{file, update, err, now}
}

// takeLook hands what was found to the state and looks again. A look that changes nothing
// on the screen does not draw it either.
func (a *App) takeLook(msg looked) tea.Cmd {
	if msg.file != a.watch.file { // of a table whose columns were other ones
		return leaveFile(msg.file)
	}
	a.watch.looking = false
	before, notice := growthLine(&a.State), a.State.Notice
	cmd := a.do(func(s State) (State, tea.Cmd) { return s.receive(msg) })
	a.same = msg.update.Run == nil && notice == a.State.Notice && before == growthLine(&a.State) && a.State.Load.Stage != Loading
	wait := lookSeldom
	switch {
	case msg.update.More:
		wait = 0
	case a.State.Growth.On || a.State.Growth.likely:
		wait = lookOften
	}
	return tea.Batch(cmd, a.settleAnew(msg.update), a.watchFile(wait))
}

func growthLine(s *State) string {
	if words := growthWords(s); words != nil {
		return words[0]
	}
	return ""
}

// settleAnew does what the end of a load does, for a file that was read from its beginning.
func (a *App) settleAnew(u data.Update) tea.Cmd {
	s := &a.State
	a.watch.anew = a.watch.anew || beginsAnew(u) && !s.blocked()
	if !a.watch.anew || u.More || s.Run == nil {
		return nil
	}
	a.watch.anew = false
	var again tea.Cmd
	if s.Load.Stage != Ready {
		s.Load.Stage = Ready
		s.usualConfidence()
		s.greet()
		again = s.recompute()
	}
	s.Run = s.Run.Identified()
	return tea.Batch(again, a.openMarks(s.Run))
}

// leaveFile ends the following of a file.
func leaveFile(file *data.Following) tea.Cmd {
	return func() tea.Msg {
		if file != nil {
			_ = file.Close() // it was only read
		}
		return nil
	}
}

// stopWatching ends the following of the file of a run that is opened in another way. A
// look that is on its way ends it when it comes back.
func (a *App) stopWatching() tea.Cmd {
	file, looking := a.watch.file, a.watch.looking
	a.watch.file, a.watch.of, a.watch.looking, a.watch.anew = nil, nil, false, false
	if file == nil || looking {
		return nil
	}
	return leaveFile(file)
}

// goOn brings what was held back to the screen, when it may come again, and looks on.
func (a *App) goOn() tea.Cmd {
	if held := a.State.Growth.held; held != nil && !a.State.blocked() {
		cmd := a.do(func(s State) (State, tea.Cmd) {
			cmd := s.takeHeld()
			return s, tea.Batch(cmd, s.follow())
		})
		return tea.Batch(cmd, a.settleAnew(held.update), a.watchFile(0))
	}
	return a.watchFile(0)
}

// carryMarks keeps the marks of a run that has grown for the run as it is now: they are
// kept by content.
func (a *App) carryMarks() error {
	s := &a.State
	if a.open == nil || s.Run == nil || s.Marks.Len() == 0 {
		return nil
	}
	run := s.Run.Identified()
	if run.Source().Fingerprint == a.marksOf {
		return nil
	}
	journal, err := a.open(run)
	if err != nil || journal == nil {
		return err
	}
	for _, mark := range s.Marks.All() {
		if _, err = journal.Add(mark); err != nil {
			break
		}
	}
	if closed := journal.Close(); err == nil {
		err = closed
	}
	return err
}
