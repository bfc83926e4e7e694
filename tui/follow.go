package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
)

// Growth is what the screen knows of a file that is still being written.
type Growth struct {
	On     bool          // the file is followed: what is written comes to the screen
	Paused bool          // until the user goes on
	Whole  bool          // it is read anew whenever it has changed
	Waits  string        // why nothing can come now; "" while the file is there
	Quiet  time.Duration // since something was written last

	last     time.Time // when that was
	likely   bool      // the file ends within a line: somebody was writing it
	newest   *data.Run // all that was read of the file; the screen shows it when it is counted
	counting bool      // a recount runs in the background
	marked   *data.Run // one that was marked for phrases which the file is not read for yet
	fault    string    // why the file could not be looked at the last time
	unread   string    // why it cannot be read now; "" while it can
	held     *looked   // what was found while nothing may come to the screen
}

// looked: the file behind the run has been looked at.
type looked struct {
	file   *data.Following
	update data.Update
	err    error
	at     time.Time
}

// stale is how long nothing must have been written until the screen says so: a writer that
// was killed has to be noticed within two seconds.
const stale = 1500 * time.Millisecond

// orderWarning says why the figures of a run that is followed are not its last ones, as
// fully as the last line has room for.
func (s *State) orderWarning() string {
	return roomiest(s.Size.W-2,
		"following: instances arrive in the order in which they finish, quick ones first, so rates move for a while",
		"following: quick answers finish first, so rates move for a while",
		"following: quick answers come first, so rates still move")
}

// blocked reports whether what is written may not come to the screen now: the user wants it
// so, or another run is on it.
func (s *State) blocked() bool { return s.Growth.Paused || s.nth != 0 }

// receiveLook takes in what a look at the file has found.
func (s *State) receiveLook(msg looked) tea.Cmd {
	g := &s.Growth
	if msg.err != nil {
		s.tellOnce(msg.err.Error())
		if s.Run != nil {
			g.Waits, g.unread = unreadNow, msg.err.Error()
		}
		return nil
	}
	g.fault, g.Whole = "", msg.update.Whole
	if msg.update.Change != data.Unchanged || g.last.IsZero() {
		g.last = msg.at
	}
	g.Quiet = msg.at.Sub(g.last)
	u := msg.update
	if !g.On && !g.likely && u.Change > data.Grown && s.Run != nil { // nobody has asked for another run
		g.On, g.Paused, g.held = true, true, &msg
		s.tell(Warned, u.Note+"; p shows what the file holds now")
		return nil
	}
	if s.blocked() {
		g.held = &msg
		return nil
	}
	return s.takeLook(u)
}

// takeLook brings what was found to the screen.
func (s *State) takeLook(u data.Update) tea.Cmd {
	g := &s.Growth
	if !g.On && (u.Change != data.Unchanged || u.Unread != "") {
		g.On = true
		s.tell(Warned, s.orderWarning())
	}
	s.takeState(u)
	switch {
	case u.Note != "":
		s.tell(Warned, u.Note)
	case u.Run != nil && s.Run == nil: // what was waited for is there
		s.tell(Warned, s.orderWarning())
	}
	if s.Load.Stage == Loading {
		s.Load.Done, s.Load.Total = u.Done, u.Total
	}
	switch {
	case u.Run == nil:
	case s.Run == nil || beginsAnew(u):
		return s.beginAnew(u.Run)
	default:
		g.newest = u.Run
	}
	return s.recountBehind()
}

// takeState takes down why nothing can come now.
func (s *State) takeState(u data.Update) {
	g := &s.Growth
	switch {
	case u.Change == data.Deleted, u.Change == data.Waiting && u.Unread == "" && s.Run != nil: // after what could not be read
		g.Waits = "file deleted"
	case u.Unread != "" && s.Run != nil:
		g.Waits = unreadNow
	case u.Change == data.Waiting, (u.Change == data.Truncated || u.Change == data.Replaced) && u.Run == nil && !u.More:
		g.Waits = "no record yet"
	case u.Change != data.Unchanged || g.unread != "":
		g.Waits = ""
	}
	g.unread = u.Unread
}

// beginsAnew reports whether nothing of the run on the screen is in the one that comes.
func beginsAnew(u data.Update) bool { return u.Anew && !u.Moved }

// tellOnce says what cannot be done again and again, and says it once.
func (s *State) tellOnce(text string) {
	if s.Growth.fault != text {
		s.Growth.fault = text
		s.tell(Wrong, text)
	}
}

// beginAnew puts a run on the screen that was read from the beginning of another file. The
// slider, the pins, the method and what the list is asked for stay; what was chosen of the
// instances of before has no meaning any more.
func (s *State) beginAnew(run *data.Run) tea.Cmd {
	query := s.List.Search.Query
	s.List = List{
		Filter: Filter{Outcomes: s.List.Filter.Outcomes, Categories: s.List.Filter.Categories, Marks: s.List.Filter.Marks},
		Sort:   s.List.Sort, Search: Search{Gen: s.List.Search.Gen + 1},
	}
	s.dropJob()
	s.Run, s.taken, s.kept, s.Results, s.Opened = run, Taken{}, keptMeasure{}, nil, Opened{}
	s.Marks, s.Keeping = nil, Keeping{} // App opens those of this run
	s.Growth.newest, s.Growth.counting, s.Growth.marked = nil, false, nil
	s.leaveInstance()
	for _, pin := range []**Pin{&s.Slider.PinA, &s.Slider.PinB} {
		if *pin != nil {
			again := **pin
			again.Sweep = nil
			*pin = &again
		}
	}
	s.chooseJudge()
	if s.Load.Stage == Ready { // else it is chosen at the end of the load
		s.usualConfidence()
	}
	cmd := s.recompute()
	if query.Text != "" {
		cmd = tea.Batch(cmd, s.search(query))
	}
	return cmd
}

// leaveInstance goes back from the open instance, wherever it lies on the way.
func (s *State) leaveInstance() {
	for s.Nav.Screen == layout.Instance {
		s.back()
	}
	under := make([]Nav, 0, len(s.Nav.Under))
	for _, nav := range s.Nav.Under {
		if nav.Screen != layout.Instance {
			under = append(under, nav)
		}
	}
	s.Nav.Under = under
}

// togglePause stops the screen where it is, or goes on.
func (s *State) togglePause() {
	g := &s.Growth
	if !g.On {
		s.tell(Told, "the file is not growing: there is nothing to pause")
		return
	}
	g.Paused = !g.Paused
	if g.Paused {
		s.tell(Told, "paused: what is written meanwhile comes when p goes on")
		return
	}
	s.tell(Told, "following again") // App looks at the file
}

// takeHeld brings to the screen what was found while nothing might come.
func (s *State) takeHeld() tea.Cmd {
	held := s.Growth.held
	if held == nil || s.blocked() {
		return nil
	}
	s.Growth.held = nil
	return s.takeLook(held.update)
}
