package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// viewHeader draws the first line: which run this is and how large it is.
func viewHeader(s *State, st theme.Styles, size layout.Size) string {
	left := st.Title.Render(" confscope ")
	if s.Run == nil {
		return fit([]string{left + st.Text.Render(" "+data.PrintableLine(s.Look.Path))}, size)
	}
	left += st.Header.Render(" " + data.PrintableLine(s.Run.Source().Title))
	right := ""
	for _, text := range headerCounts(s) {
		if right = text; lipgloss.Width(left)+lipgloss.Width(text)+3 <= size.W {
			break
		}
	}
	return fit([]string{spread(left, st.Dim.Render(right)+" ", size.W)}, size)
}

// headerCounts are ways to say how large the run is, the fullest first.
func headerCounts(s *State) []string {
	run := s.Run
	if s.Load.Stage == Loading && run.Instances() == 0 {
		// Answers that stand apart are brought together before there is any instance.
		return []string{"reading " + loadedText(s), ""}
	}
	warning := ""
	if s.Results != nil && s.Results.Checkup != nil && len(s.Results.Checkup.Findings) > 0 {
		warning = "  ! " + counted(len(s.Results.Checkup.Findings), "check")
	}
	if n := run.Problems().Total(); n > 0 {
		warning += "  P " + counted(n, "problem")
	}
	instances := counted(run.Instances(), "instance")
	if words := growthWords(s); words != nil {
		return growthCounts(s, words, warning)
	}
	if run.Source().Cut {
		warning = "  in progress" + warning
	}
	short := instances + warning
	long := instances + " · " + counted(run.Traces(), "trace")
	p := s.point()
	if p == nil {
		return []string{long + warning, short, strings.TrimSpace(warning)}
	}
	labels := fmt.Sprintf(" · %s unsafe · %s safe", thousands(p.TP+p.FN), thousands(p.FP+p.TN))
	if p.Unlabelled > 0 {
		labels += fmt.Sprintf(" · %s unlabelled", thousands(p.Unlabelled))
	}
	if set := run.Source().LabelsSet; set != "" {
		return []string{long + labels + " · " + set + warning, long + labels + warning, instances + labels + warning, long + warning, short, strings.TrimSpace(warning)}
	}
	return []string{long + labels + warning, instances + labels + warning, long + warning, short, strings.TrimSpace(warning)}
}

// growthCounts are the same for a file that is being followed.
func growthCounts(s *State, words []string, warning string) []string {
	full, short := words[0], words[len(words)-1]
	traces := " · " + counted(s.Run.Traces(), "trace")
	all := []string{full + traces + warning, full + warning, short + traces + warning, short + warning, short}
	if p := s.point(); p != nil {
		labels := fmt.Sprintf(" · %s unsafe · %s safe", thousands(p.TP+p.FN), thousands(p.FP+p.TN))
		all = append([]string{full + traces + labels + warning, full + labels + warning}, all...)
	}
	return all
}

// viewMeaning says in words what flagged means and when sampling stops: the two things
// without which no figure below can be read.
func viewMeaning(s *State, st theme.Styles, size layout.Size) string {
	if s.Results == nil {
		return fit([]string{" " + st.Dim.Render(loadWords(s))}, size)
	}
	setup := s.Results.Sweep.Setup()
	meaning := fmt.Sprintf(" %s (judge %s)", setup.Judge.Meaning(), setup.Judge)
	rule := spelt(setup.Policy.Sentence(s.Slider.At.Percentile()), s.Look.Glyphs)
	policy := fmt.Sprintf("%s (policy %s)", rule, setup.Policy.Kind)
	for _, shorter := range []string{rule, "policy " + setup.Policy.Kind.String()} {
		if size.H < 2 && lipgloss.Width(meaning)+lipgloss.Width(policy)+2 > size.W {
			policy = shorter
		}
	}
	if name := confidenceName(s); name != data.Recorded && !sliderFramed(s) {
		policy += " · " + name
	}
	if size.H < 2 {
		return fit([]string{spread(st.Strong.Render(meaning), st.Dim.Render(policy)+" ", size.W)}, size)
	}
	return fit([]string{st.Strong.Render(meaning), " " + st.Dim.Render(policy)}, size)
}

// loadWords say what is being waited for.
func loadWords(s *State) string {
	switch {
	case s.Load.Stage == Failed:
		return "nothing could be read"
	case s.Method.Busy != "":
		return s.Method.Busy + " …"
	case s.Run == nil && s.Growth.Waits != "":
		return "waiting for the first record …"
	}
	return "reading …"
}

// viewAbout says what a built-in run is, for as long as it is on the screen.
func viewAbout(s *State, st theme.Styles, size layout.Size) string {
	return fit([]string{" " + st.Dim.Render(wholeSentences(s.Run.Source().About, size.W-1))}, size)
}

// wholeSentences is as much of a text as fits, cut between sentences where it can be.
func wholeSentences(text string, w int) string {
	short := text
	for lipgloss.Width(short) > w {
		at := strings.LastIndex(strings.TrimSuffix(short, "."), ". ")
		if at < 0 {
			return text
		}
		short = short[:at+1]
	}
	return short
}

// sliderRail is where the rail itself lies in the slider's place: drawing and the mouse
// both ask here.
func sliderRail(p layout.Placed) layout.Rect {
	if p.Framed {
		inner := p.Rect.Inner()
		return layout.Rect{X: inner.X + 1, Y: inner.Y, W: max(inner.W-2, 0), H: inner.H}
	}
	return layout.Rect{X: p.Rect.X + bareTitle, Y: p.Rect.Y, W: max(p.Rect.W-bareTitle-1, 0), H: 1}
}

// bareTitle is the width of the position in front of a slider that has no frame.
const bareTitle = 9

func viewSlider(s *State, st theme.Styles, size layout.Size) string {
	slider := chart.Slider{
		At: s.Slider.At.Percentile(), Rail: st.Dim, Fill: st.Accent, Knob: st.Strong,
		DensityStyle: st.Dim, Glyphs: s.Look.Glyphs,
	}
	if s.Results != nil {
		slider.Density = s.Results.Curves.Flips
	}
	if a := s.Slider.PinA; a != nil {
		slider.Pins = append(slider.Pins, chart.Pin{At: a.At.Percentile(), Label: "A", Style: st.PinA})
	}
	if b := s.Slider.PinB; b != nil {
		slider.Pins = append(slider.Pins, chart.Pin{At: b.At.Percentile(), Label: "B", Style: st.PinB})
	}
	return onRail(s, st, slider, size)
}

// onRail lays a slider out: in its frame, or behind its position where it has none.
func onRail(s *State, st theme.Styles, slider chart.Slider, size layout.Size) string {
	if size.H == 1 && !sliderFramed(s) {
		rail := slider.Render(max(size.W-bareTitle-1, 0), 1)
		return fit([]string{st.Strong.Render(fmt.Sprintf(" %-*s", bareTitle-1, sliderTitle(s))) + rail}, size)
	}
	rail := strings.Split(slider.Render(max(size.W-2, 0), size.H), "\n")
	for i := range rail {
		rail[i] = " " + rail[i]
	}
	return fit(rail, size)
}

func sliderFramed(s *State) bool {
	p, ok := layout.Find(s.Placed(), layout.Slider)
	return ok && p.Framed
}

func sliderTitle(s *State) string {
	if s.Slider.Typed != "" {
		return "p" + s.Slider.Typed + "_ %"
	}
	return atPercentile(s.Slider.At)
}

// sliderHead is the title of a framed slider: where it stands, and what the confidences
// are that it sets a threshold on.
func sliderHead(s *State) string {
	title := sliderTitle(s)
	if words := confidenceWords(s); words != nil {
		title += " " + borderOf(s.Look.Glyphs).top + " " + roomiest(paneRoom(s, layout.Slider)-lipgloss.Width(title)-3, words...)
	}
	return title
}

// sliderNote says where the next flip is and what the threshold is like there.
func sliderNote(s *State) string {
	if s.Results == nil {
		return ""
	}
	var parts []string
	if s.Nav.Screen == layout.Instance {
		if at, ok := s.Results.Sweep.NextFlipOf(s.Opened.Instance, s.Slider.At); ok {
			parts = append(parts, "next change here ] "+atPercentile(at))
		}
		t := s.Results.Sweep.Threshold(s.Opened.Instance, s.Slider.At.Percentile())
		parts = append(parts, "threshold "+confidence(t))
		return strings.Join(parts, " · ")
	}
	if at, n, ok := s.Results.Sweep.NextFlip(s.Slider.At); ok {
		parts = append(parts, fmt.Sprintf("next flip ] %s: %s", atPercentile(at), counted(n, "instance")))
	} else {
		parts = append(parts, "no verdict flips beyond here")
	}
	if t, ok := medianThreshold(s.Results.Sweep, s.Slider.At); ok {
		parts = append(parts, "median threshold "+t)
	}
	return strings.Join(parts, " · ")
}

// medianThreshold writes the median over instances, marked where it is of a sample.
func medianThreshold(sweep *analysis.Sweep, at analysis.Position) (string, bool) {
	t, ok := sweep.MedianThreshold(at)
	if !ok {
		return "", false
	}
	if _, exact := sweep.MedianSample(); exact {
		return confidence(t), true
	}
	return "≈" + confidence(t), true
}
