package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
	"github.com/confscope/confscope/tui/theme"
)

// sliderRail is where the rail itself lies in the slider's place: drawing and the mouse
// both ask here.
func sliderRail(s *State, p layout.Placed) layout.Rect {
	if p.Framed {
		inner := p.Rect.Inner()
		return layout.Rect{X: inner.X + 1, Y: inner.Y, W: max(inner.W-2, 0), H: inner.H}
	}
	w := lipgloss.Width(bareTitle(s))
	return layout.Rect{X: p.Rect.X + w, Y: p.Rect.Y, W: max(p.Rect.W-w-1, 0), H: 1}
}

// bareTitle is what stands in front of a slider that has no frame: the position, and what
// is not usual about the confidences. Its width hangs on the latter only, so the rail stands
// still while the position changes.
func bareTitle(s *State) string {
	title := fmt.Sprintf(" %-8s", sliderTitle(s))
	if tag := measureTag(s); tag != "" {
		title += tag + " "
	}
	return title
}

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
		title := bareTitle(s)
		rail := slider.Render(max(size.W-lipgloss.Width(title)-1, 0), 1)
		return fit([]string{st.Strong.Render(title) + rail}, size)
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
