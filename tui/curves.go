package tui

import (
	"path/filepath"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
)

// Publication is a published sweep: points that somebody else computed, without traces.
type Publication struct {
	Name string // as the user wrote it
	*analysis.Published
}

// title is what the screen calls it, clean.
func (p *Publication) title() string { return data.PrintableLine(filepath.Base(p.Name)) }

// noTraces is why a published sweep alone can do so little.
const noTraces = "no traces here: confscope RUN FILE checks it against its run"

// publish takes the published sweeps up: over the curves of the run, or as all there is.
func (s *State) publish(o Options) {
	for i := range o.Published {
		s.Published = append(s.Published, &o.Published[i])
	}
	switch {
	case len(s.Published) == 0:
	case o.Loading != nil || o.Tables != nil:
		s.Over.Overlay = PublishedOverlay
	default:
		s.Load.Stage = Ready
		s.Nav = Nav{Screen: layout.Published, Focus: layout.Sheet}
		s.choosePoint(s.publication().Nearest(s.Slider.At.Percentile()))
	}
}

// standsAlone reports whether a published sweep is all there is: no run, and none to come.
func (s *State) standsAlone() bool {
	return s.Run == nil && s.Load.Stage == Ready && len(s.Published) > 0
}

// publication is the published sweep that is shown; nil where there is none.
func (s *State) publication() *Publication {
	if s.Over.Publication >= len(s.Published) {
		return nil
	}
	return s.Published[s.Over.Publication]
}

// publishedPoint is the point of it that is chosen: the row of its screen.
func (s *State) publishedPoint() *analysis.PublishedPoint {
	points := s.publication().Points
	return &points[s.pointIndex()]
}

func (s *State) pointIndex() int {
	return max(min(s.Nav.Row, len(s.publication().Points)-1), 0)
}

// showPublished opens the screen of a published sweep at the point next to the slider.
func (s *State) showPublished(n int) {
	if n < 0 || n >= len(s.Published) {
		s.tell(Told, "no published sweep is open: confscope RUN FILE takes one beside the run")
		return
	}
	s.Over.Publication = n
	s.show(layout.Published)
	s.choosePoint(s.publication().Nearest(s.Slider.At.Percentile()))
}

// choosePoint puts the cursor on a point, in sight, and the slider where it lies.
func (s *State) choosePoint(n int) {
	s.Nav.Row = max(min(n, len(s.publication().Points)-1), 0)
	s.goTo(positionNext(s.publishedPoint().Percentile))
	w := s.window()
	if w.row < len(w.choices) {
		if line := w.starts[w.choices[w.row]]; line < w.top {
			w.top = line
		}
		w.show(w.row)
		s.Nav.Scroll = w.top
	}
}

// positionNext is the position of the slider next to a percentile.
func positionNext(percentile float64) analysis.Position {
	return analysis.Position(percentile*10 + 0.5)
}

// movePublished moves over the rows; the slider goes with the cursor.
func (s *State) movePublished(a Action) {
	s.moveSheet(a)
	s.goTo(positionNext(s.publishedPoint().Percentile))
}

// slidePublished moves from point to point, as there is nothing between; false for what is
// no movement.
func (s *State) slidePublished(a Action) bool {
	p, at := s.publication(), s.pointIndex()
	switch a.Do {
	case DoScrub:
		s.choosePoint(p.beside(at, a.Arg))
	case DoGoTo:
		s.choosePoint(p.Nearest(analysis.Position(a.Arg).Percentile()))
	case DoNextFlip:
		s.nextPublishedChange(a.Arg)
	case DoGoToTyped:
		s.goToTyped()
		asked := s.Slider.At
		s.choosePoint(p.Nearest(asked.Percentile()))
		if s.Slider.At != asked {
			s.tell(Told, atPercentile(asked)+" is not published: the point next to it is "+atPercentile(s.Slider.At))
		}
	case DoPinA, DoPinB, DoSwapPins:
		s.tell(Told, "pins stand at positions of a run: this screen has points of a published sweep")
	default:
		return false
	}
	return true
}

// scrubFar is the step of the slider from which it passes over points, in tenths.
const scrubFar = 100

// beside is the point that a step of the slider leads to: the next one, or for a long step
// the first that is as far away, else the last.
func (p *Publication) beside(at, tenths int) int {
	step := 1
	if tenths < 0 {
		step = -1
	}
	from := p.Points[at].Percentile
	for next := at + step; next >= 0 && next < len(p.Points); next += step {
		far := (p.Points[next].Percentile - from) * float64(step)
		if tenths*step < scrubFar || far >= scrubFar/10-1e-9 {
			return next
		}
		at = next
	}
	return at
}

// nextPublishedChange goes to the next point whose counts are others.
func (s *State) nextPublishedChange(direction int) {
	points, at := s.publication().Points, s.pointIndex()
	for next := at + direction; next >= 0 && next < len(points); next += direction {
		a, b := points[at], points[next]
		if a.TP != b.TP || a.FN != b.FN || a.FP != b.FP || a.TN != b.TN {
			s.choosePoint(next)
			return
		}
	}
	s.tell(Told, "no published count changes any further in that direction")
}

// lastOverlay is the last one that B comes to.
func (s *State) lastOverlay() Overlay {
	if len(s.Published) > 0 {
		return PublishedOverlay
	}
	return BandOverlay
}

// needFlips says why there is no next flip to go to.
func needFlips(s *State) string {
	if s.Nav.Screen == layout.Published {
		return ""
	}
	return needResults(s)
}

// needShown says why there is nothing that a command could show.
func needShown(s *State) string {
	if s.standsAlone() {
		return ""
	}
	return needRun(s)
}

// cannot reports whether a key can do nothing on a published sweep.
func (s *State) cannot(b Binding) bool {
	switch b.Action.Do {
	case DoOpen, DoBack:
		return s.Nav.Focus == layout.Sheet
	default:
		return b.Why != nil && b.Why(s) != ""
	}
}

// publishedItems are the published sweeps in the command menu.
func (s *State) publishedItems() []MenuItem {
	var items []MenuItem
	for n, p := range s.Published {
		if len(s.Published) == 1 && s.Nav.Screen == layout.Published {
			break
		}
		items = append(items, MenuItem{Action: Action{DoPublished, n}, Label: "published sweep " + p.title(), Hint: "check it against the run"})
	}
	return items
}
