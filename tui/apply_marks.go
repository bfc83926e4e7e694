package tui

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data/triage"
	"github.com/confscope/confscope/tui/layout"
)

// Keeping is how the marks on instances come to be kept. A mark is shown once it is.
type Keeping struct {
	Journal *triage.Journal // nil: marks are in memory only
	Later   bool            // marks are kept when the screen is left
	Opening bool            // the journal is being read: marks wait for it
	Waiting []triage.Mark   // made and not kept yet, in order; the first is being written
	Target  Target          // what the open menu or note is about
}

// Target is an instance that something is about to be done to. It is taken when the menu
// or the field opens: the cursor may go on while they are open.
type Target struct {
	On       bool
	Instance int
}

// inQueue is the filter that lets in what nobody has marked.
const inQueue = 1 << triage.None

// applyMarks does what belongs to the marks on instances.
func (s *State) applyMarks(a Action) tea.Cmd {
	switch a.Do {
	case DoMarkMenu:
		if s.aim() {
			s.Menu = s.menu(a.Do)
		}
	case DoNote:
		if s.aim() {
			s.Typing = NoteField
		}
	case DoMark:
		if s.Keeping.Target.On || s.aim() {
			return s.mark(triage.Verdict(a.Arg))
		}
	default: // App exports the marks: where to is not the state's to know
	}
	return nil
}

// aim takes the open instance, or the one under the cursor, as what is to be marked; false
// where there is none, or where its mark could not be kept, and then says so.
func (s *State) aim() bool {
	s.Keeping.Target = Target{}
	i, ok := s.Opened.Instance, true
	if s.Nav.Screen != layout.Instance {
		i, ok = s.chosenRow()
	}
	switch {
	case s.Load.Stage == Loading:
		s.tell(Told, "the run is still being read: its marks are kept by all of its content")
	case !ok || s.Nav.Screen != layout.Instance && s.Nav.Screen != layout.Instances:
		s.tell(Told, "no instance is chosen: marks are made in the list and on an open instance")
	default:
		s.Keeping.Target = Target{true, i}
	}
	return s.Keeping.Target.On
}

// targetMark is the mark that the target has, or will have when all that waits is kept.
func (s *State) targetMark() triage.Mark {
	i := s.Keeping.Target.Instance
	for _, mark := range slices.Backward(s.Keeping.Waiting) {
		if mark.Instance == i {
			return mark
		}
	}
	mark, _ := s.Marks.Of(i, s.Run.ID(i))
	return mark
}

// mark gives the target a verdict, or takes its mark off. Its note stays with the mark.
func (s *State) mark(v triage.Verdict) tea.Cmd {
	before := s.targetMark()
	if v == triage.None && before.Verdict == triage.None {
		s.Keeping.Target = Target{}
		s.tell(Told, "this instance has no mark")
		return nil
	}
	note := before.Note
	if v == triage.None {
		note = ""
	}
	return s.keep(v, note)
}

// takeNote puts a note on the target. One that has no mark yet is to be looked at again.
func (s *State) takeNote(text string) tea.Cmd {
	if !s.Keeping.Target.On {
		return nil
	}
	before, text := s.targetMark(), strings.TrimSpace(text)
	if text == before.Note {
		s.Keeping.Target = Target{}
		return nil
	}
	if before.Verdict == triage.None {
		before.Verdict = triage.LookAgain
	}
	return s.keep(before.Verdict, text)
}

// noteText is the note that the field opens with.
func (s *State) noteText() string { return visible(s.targetMark().Note) }

// keep has the target's mark written, behind those that wait already.
func (s *State) keep(v triage.Verdict, note string) tea.Cmd {
	i := s.Keeping.Target.Instance
	waiting := s.Keeping.Waiting
	s.Keeping.Target = Target{}
	s.Keeping.Waiting = append(waiting[:len(waiting):len(waiting)], triage.Mark{Instance: i, ID: s.Run.ID(i), Verdict: v, Note: note})
	if s.Keeping.Opening || len(waiting) > 0 {
		return nil
	}
	return s.writeNext()
}

// writeNext writes the mark that has waited longest.
func (s *State) writeNext() tea.Cmd {
	if len(s.Keeping.Waiting) == 0 {
		return nil
	}
	return writeMark(s.Keeping.Journal, s.Marks, s.Keeping.Waiting[0])
}

// receiveMarked takes in the marks after one was written, or after the journal was read,
// and goes on with the next that waits.
func (s *State) receiveMarked(msg marked) tea.Cmd {
	if msg.opened {
		s.Keeping.Opening, s.Keeping.Journal = false, msg.journal
	} else if len(s.Keeping.Waiting) > 0 {
		s.Keeping.Waiting = s.Keeping.Waiting[1:]
	}
	s.Marks = msg.marks
	switch {
	case msg.err != nil:
		s.tell(Wrong, msg.err.Error())
	case !msg.opened && s.Keeping.Journal == nil && !s.Keeping.Later:
		s.tell(Warned, msg.told+", until confscope ends: there is no place to keep it; E exports the marks")
	case !msg.opened:
		s.tell(Told, msg.told)
	case s.Marks.Unread() > 0:
		s.tell(Warned, counted(s.Marks.Unread(), "line")+" of the kept marks cannot be read, and stay in their file")
	}
	return s.writeNext()
}

// keepRest writes the marks that nobody waits for any more, as the program ends, and ends
// the journal. The error names what was not kept.
func (s *State) keepRest() error {
	switch {
	case s.Keeping.Opening && len(s.Keeping.Waiting) > 0:
		return errors.New("the marks that were made last are not kept: those of before had not been read yet")
	case s.Keeping.Journal == nil:
		return nil
	}
	var faults []error
	for _, mark := range s.Keeping.Waiting {
		faults = append(faults, keepMark(s.Keeping.Journal, s.Marks, mark).err)
	}
	return errors.Join(append(faults, s.Keeping.Journal.Close())...)
}

// toggleQueue lists only the unmarked, or all again.
func (s *State) toggleQueue() {
	if s.List.Filter.Marks == inQueue {
		s.List.Filter.Marks = 0
		s.tell(Told, "marked and unmarked instances are listed")
		return
	}
	s.List.Filter.Marks = inQueue
	s.tell(Told, "only the unmarked are listed: t marks, u lists all again")
}
