package tui

import (
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
)

// Messages carry the results of commands back. Those that belong to a generation are
// dropped when a newer one has been asked for meanwhile.
type (
	// biteRead: another part of the run has been read, or the load has failed.
	biteRead struct {
		progress data.Progress
		err      error
	}
	// swept: a sweep has finished.
	swept struct {
		gen     int
		run     *data.Run // the run that was swept: with more marks than before, perhaps
		results *Results
		err     error
	}
	// distributed: the first histograms and the evolution of a sweep have been counted.
	distributed struct{ results *Results }
	// learned: a study of a sweep has come to something; next goes on with it.
	learned struct {
		study study
		key   studyKey
		run   *data.Run // the run with more marks than before; nil where it has none
		put   func(*Results)
		next  tea.Cmd
	}
	// promptsRead: prompts for rows of the list.
	promptsRead struct {
		prompts map[int]string
		err     error
	}
	// rowsMade: the list of a large run has been filtered and sorted. The key is its
	// generation.
	rowsMade struct {
		key  rowsKey
		rows []uint32
	}
	// detailRead: the texts of one instance.
	detailRead struct {
		run      *data.Run
		instance int
		detail   data.Detail
		err      error
	}
	// searched: the search has been through another part of the run.
	searched struct {
		gen    int
		search *data.Search
		found  data.Found
		err    error
	}
	// viewWritten: the view has been written to a file.
	viewWritten struct {
		name string
		err  error
	}
	// copied: a text has been handed to the clipboard.
	copied struct{ how string }
)

// receive gives the state after a message, and at most one command that goes on from it.
func (s State) receive(msg tea.Msg) (State, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case biteRead:
		cmd = s.receiveBite(msg)
	case swept:
		cmd = s.receiveSweep(msg)
	case measured:
		cmd = s.receiveMeasured(msg)
	case distributed:
		if s.Results != nil && msg.results.Sweep == s.Results.Sweep {
			s.Results = msg.results
		}
	case learned:
		cmd = s.receiveLearned(msg)
	case pinned:
		s.receivePinned(msg)
	case otherRead:
		s.receiveOther(msg)
	case marked:
		cmd = s.receiveMarked(msg)
	case marksExported:
		s.receiveExported(msg)
	case looked:
		cmd = s.receiveLook(msg)
	case recounted:
		cmd = s.receiveRecount(msg)
	case promptsRead:
		s.receivePrompts(msg)
	case rowsMade:
		s.receiveRows(msg)
	case detailRead:
		cmd = s.receiveDetail(msg)
	case searched:
		cmd = s.receiveSearch(msg)
	case viewWritten:
		s.receiveWritten(msg)
	case copied:
		s.tell(Told, msg.how)
	}
	return s, tea.Batch(cmd, s.follow())
}

// receiveBite takes in what has been read, and counts it whenever the run has doubled
// since the last count: so figures stand on the screen from the first bite on, and the
// whole of the counting costs no more than twice the last one.
func (s *State) receiveBite(msg biteRead) tea.Cmd {
	if msg.err != nil {
		s.Load.Stage, s.Load.Err = Failed, msg.err
		return nil
	}
	s.Load.Done, s.Load.Total = msg.progress.Done, msg.progress.Total
	if msg.progress.Run == nil {
		return nil
	}
	more := s.searchOn(msg.progress.Run)
	s.Run = msg.progress.Run
	if msg.progress.Finished {
		s.Load.Stage = Ready
		s.usualConfidence()
		s.greet()
	}
	s.chooseJudge()
	counting := s.Method.Busy != ""
	if msg.progress.Finished || (!counting && s.Run.Instances() >= 2*s.sweptInstances()) {
		return tea.Batch(s.recompute(), more)
	}
	return more
}

// greet says, once the run is read, what a user ought to know of it and the screen has
// no room for.
func (s *State) greet() {
	_, told := layout.Find(s.Placed(), layout.About)
	switch problems := s.Run.Problems().Total(); {
	case s.Columns.Note.Text != "": // of problems the header speaks, too
		s.Notice, s.Columns.Note = s.Columns.Note, Notice{}
	case s.Growth.On: // what is true of the first records need not be of the next
	case s.Run.Source().LabelsNote != "": // the header counts the problems already
		s.tell(Warned, s.Run.Source().LabelsNote)
	case problems > 0:
		s.tell(Warned, counted(problems, "problem")+" with this file: P lists them")
	case len(s.Published) > 0:
		s.tell(Told, roomiest(s.Size.W-2, "published: dots in the curves, B takes them off; R checks "+s.publication().title()+" point by point",
			"published: dots in the curves, B takes them off; R checks them", "published: dots in the curves; R checks them one by one"))
	case s.Run.Source().LabelsName == "" && !slices.Contains(s.Run.Labels(), data.LabelUnsafe):
		s.tell(Warned, "no label file lies beside this run: --labels FILE gives one")
	case !told && s.Run.Source().About != "":
		s.tell(Told, wholeSentences(s.Run.Source().About, s.Size.W-1))
	}
}

// sweptInstances is how many instances the present results cover.
func (s *State) sweptInstances() int {
	if s.Results == nil {
		return 0
	}
	return s.Results.Sweep.Run().Instances()
}

// receiveSweep takes the results of the present generation; those of an older one answer
// a question that nobody asks any more.
func (s *State) receiveSweep(msg swept) tea.Cmd {
	if msg.gen != s.Method.Gen {
		return nil
	}
	s.Method.Busy = ""
	if msg.err != nil {
		s.tell(Wrong, msg.err.Error())
		return nil
	}
	if sameTraces(msg.run, s.Run) {
		s.Run, s.taken = msg.run, msg.results.Taken
		s.keepMeasure()
	}
	s.Growth.marked = msg.run
	before := confidenceShown(s)
	s.Results = msg.results
	if now := confidenceShown(s); before != "" && now != before && s.Notice.Text == "" && !sliderFramed(s) {
		s.tell(Told, roomiest(s.Size.W-2, confidenceWords(s)...)) // which the frame would say
	}
	if whole := s.Results.Taken.Cuts.Whole(s.Results.Sweep.Run()); whole != "" && confidenceShown(s) != before {
		s.tellToo(whole) // once, where the measure is new
	}
	pins := s.sweepPins()
	if p := s.point(); s.Load.Stage == Ready && p.Labelled() == 0 && s.Over.Split == analysis.SplitCorrectness {
		s.Over.Split = analysis.SplitUsed // nothing is correct or incorrect without labels, which may come last
	}
	return tea.Batch(distribute(msg.results, s.Over.Split), pins)
}

func (s *State) receivePrompts(msg promptsRead) {
	if msg.err != nil {
		s.tell(Wrong, msg.err.Error())
	}
	// Only what is on screen is kept: no more prompts are in memory than rows shown.
	kept := make(map[int]string, len(msg.prompts))
	for _, i := range s.visibleRows() {
		if prompt, at := s.List.Prompts[int(i)]; at {
			kept[int(i)] = prompt
		}
	}
	for i, prompt := range msg.prompts {
		kept[i] = prompt
	}
	s.List.Prompts = kept
}

// receiveDetail takes the texts of the open instance, or how far they are away.
func (s *State) receiveDetail(msg detailRead) tea.Cmd {
	if msg.instance != s.Opened.Instance || s.Run == nil || !msg.run.SameReading(s.Run) { // another one has been opened meanwhile
		return nil
	}
	if errors.As(msg.err, &s.Opened.Again) {
		return readDetail(s.Run, msg.instance)
	}
	s.Opened.Err = msg.err
	if msg.err == nil {
		s.Opened.Detail = &msg.detail
	}
	s.Opened.Lines = nil
	return nil
}

func (s *State) receiveWritten(msg viewWritten) {
	if msg.err != nil {
		s.tell(Wrong, msg.err.Error())
		return
	}
	s.tell(Told, "this view is written to "+msg.name)
}
