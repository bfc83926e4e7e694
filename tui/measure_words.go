package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
)

// confidenceWords say what the confidences behind the figures are: name, scale, direction
// and how that is known, the fullest words first.
func confidenceWords(s *State) []string {
	if s.Results == nil {
		return nil
	}
	if s.Results.Blind {
		return []string{"no trace has a confidence: the slider changes nothing", "no confidence: p changes nothing", "no confidence"}
	}
	said, invert := s.Results.Sweep.Run().Confidence(), s.Results.Sweep.Setup().Invert
	name := confidenceName(s)
	direction := said.Scale.Direction(invert)
	scale := said.Measures() + ", "
	if said.Scale.String() == said.Name { // a measure that is called by what it is
		scale = ""
	}
	cut := ""
	if n := cutCount(s.Results.Taken.Cuts); n > 0 {
		cut = " · " + counted(n, "token") + " cut"
	}
	words := []string{
		"confidence " + name + ": " + scale + direction + basisWords(said.Basis) + cut,
		"confidence " + name + ": " + scale + direction + cut,
		name + ": " + scale + direction + cut,
		name + ": " + direction + cut,
		name + ": " + direction,
		name,
	}
	if s.Results.Taken.Cuts.Whole(s.Results.Sweep.Run()) != "" {
		words = append([]string{words[0] + " · no trace fills a window: the mean of each"}, words...)
	}
	return words
}

// confidenceName is what the confidences behind the figures are called.
func confidenceName(s *State) string {
	name := s.Results.Sweep.Run().Confidence().Name
	if s.Results.Sweep.Setup().Invert {
		name += ", inverted"
	}
	return name
}

// confidenceShown is what the confidences behind the figures are called; "" before there
// are any.
func confidenceShown(s *State) string {
	if s.Results == nil {
		return ""
	}
	return confidenceName(s)
}

// measureTag says in as few words as there are what is not usual about the confidences: that
// they are not those in the file, and that less of them is surer.
func measureTag(s *State) string {
	if s.Results == nil || s.Nav.Screen == layout.Published {
		return ""
	}
	said, setup := s.Results.Sweep.Run().Confidence(), s.Results.Sweep.Setup()
	tag := said.Name
	if m := s.Results.Taken.Measure; !isRecorded(m) {
		tag = m.String()
	}
	if setup.Invert {
		tag += " inverted"
	}
	tag = strings.TrimPrefix(strings.TrimPrefix(tag, data.Recorded), " ")
	if surer := said.Scale.HigherIsSurer(); !s.Results.Blind && surer != data.FlagAbsent && (surer == data.FlagTrue) == setup.Invert {
		tag = strings.TrimPrefix(tag+", lower is surer", ", ")
	}
	return tag
}

// basisWords say how it is known what the numbers measure.
func basisWords(basis data.Basis) string {
	switch basis {
	case data.BasisDeclared:
		return " (by the format)"
	case data.BasisGuessed:
		return " (guessed from the range)"
	case data.BasisChosen:
		return " (as you said)"
	case data.BasisComputed:
		return " (computed from the tokens)"
	case data.BasisNone:
	}
	return ""
}

// confidenceItems are the measures as things to do: each as it is and turned round.
func (s *State) confidenceItems() []MenuItem {
	var items []MenuItem
	for n, kind := range analysis.Measures() {
		label, off := "confidence "+kind.String(), s.measureOff(kind)
		items = append(items,
			MenuItem{Action: Action{DoSetConfidence, 2 * n}, Label: label, Hint: measureHint(kind, false), Off: off},
			MenuItem{Action: Action{DoSetConfidence, 2*n + 1}, Label: label + ", inverted", Hint: measureHint(kind, true), Off: off})
	}
	return items
}

// measureHint says which way a measure points; "" for the numbers in the file, of which the
// header tells.
func measureHint(kind analysis.MeasureKind, invert bool) string {
	if kind == analysis.MeasureRecorded {
		return ""
	}
	return analysis.Measure{Kind: kind}.Scale().Direction(invert)
}

// cutCount is the tokens whose number does not count as the file has it.
func cutCount(c analysis.Cuts) int { return c.Clipped + c.NotFinite + c.Absent }

// scaleItems let the user say what the numbers in the file measure.
func (s *State) scaleItems() []MenuItem {
	items := []MenuItem{{Action: Action{DoSetScale, int(data.ScaleUnknown)}, Label: "recorded confidence is what the file says", Off: needRun(s)}}
	for scale := data.ScaleSurprisal; scale <= data.ScaleAgreement; scale++ {
		items = append(items, MenuItem{
			Action: Action{DoSetScale, int(scale)}, Label: "recorded confidence is " + scale.String(),
			Hint: scale.Direction(false), Off: needRun(s),
		})
	}
	return items
}

// windowItems are the usual windows, and any other.
func (s *State) windowItems() []MenuItem {
	now := s.marked(0).Window
	var items []MenuItem
	usual := []int{64, 100, 256, 512, 1024, 2048, 4096}
	if at, found := slices.BinarySearch(usual, now); !found {
		usual = slices.Insert(usual, at, now)
	}
	for _, tokens := range usual {
		item := MenuItem{Action: Action{DoSetWindow, tokens}, Label: counted(tokens, "token")}
		if tokens == now {
			item.Hint = "the window now"
		}
		items = append(items, item)
	}
	return append(items, MenuItem{Action: Action{DoSetWindow, 0}, Label: "another number", Hint: "type it"})
}

// apart says that the confidences of two runs measure different things; "" where they may
// share an axis.
func apart(one, other string, a, b data.Confidence) string {
	if a.Scale == b.Scale {
		return ""
	}
	return fmt.Sprintf("%s's confidence is %s, %s's %s: two scales, so no curve of confidence is drawn for both", one, scaleWords(a), other, scaleWords(b))
}

func scaleWords(c data.Confidence) string { return c.Name + " (" + c.Scale.String() + ")" }
