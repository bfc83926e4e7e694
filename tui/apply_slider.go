package tui

import (
	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui/layout"
)

func (s *State) applySlider(a Action) {
	if s.Nav.Screen == layout.Published && s.slidePublished(a) {
		return
	}
	switch a.Do {
	case DoScrub:
		s.goTo(s.Slider.At + analysis.Position(a.Arg))
	case DoGoTo:
		s.goTo(analysis.Position(a.Arg))
	case DoNextFlip:
		s.goToFlip(a.Arg)
	case DoDigit:
		s.Slider.Typed += string(rune('0' + a.Arg))
		if len(s.Slider.Typed) > 3 {
			s.Slider.Typed = ""
		}
	case DoGoToTyped:
		s.goToTyped()
	case DoPinA:
		s.Slider.PinA = s.togglePin(s.Slider.PinA)
	case DoPinB:
		s.Slider.PinB = s.togglePin(s.Slider.PinB)
	case DoSwapPins:
		s.Slider.PinA, s.Slider.PinB = s.Slider.PinB, s.Slider.PinA
	default:
	}
}

// goTo moves the slider, held to its rail.
func (s *State) goTo(at analysis.Position) {
	s.Slider.At = min(max(at, 0), analysis.Positions-1)
}

// goToTyped moves the slider to the digits typed before the percent sign.
func (s *State) goToTyped() {
	typed := s.Slider.Typed
	s.Slider.Typed = ""
	if typed == "" {
		s.tell(Warned, "type the percentile first: 5 7 % goes to p57")
		return
	}
	percent := 0
	for _, digit := range typed {
		percent = percent*10 + int(digit-'0')
	}
	if percent > 100 {
		s.tell(Warned, "a percentile lies between 0 and 100, not at "+typed)
		return
	}
	s.goTo(analysis.Position(percent * 10))
}

// goToFlip moves the slider to where the next verdict changes: any verdict, or that of
// the open instance.
func (s *State) goToFlip(direction int) {
	if s.Results == nil {
		return
	}
	sweep := s.Results.Sweep
	at, ok := analysis.Position(0), false
	switch {
	case s.Nav.Screen == layout.Instance && direction > 0:
		at, ok = sweep.NextFlipOf(s.Opened.Instance, s.Slider.At)
	case s.Nav.Screen == layout.Instance:
		at, ok = sweep.PrevFlipOf(s.Opened.Instance, s.Slider.At)
	case direction > 0:
		at, _, ok = sweep.NextFlip(s.Slider.At)
	default:
		at, _, ok = sweep.PrevFlip(s.Slider.At)
	}
	if !ok {
		s.tell(Told, "nothing changes any further in that direction")
		return
	}
	s.goTo(at)
}

// togglePin pins the position with the method of the moment, or takes the pin off when it
// stands there already.
func (s *State) togglePin(pin *Pin) *Pin {
	now := &Pin{At: s.Slider.At, Setup: s.Method.Setup, Measure: s.wanted()}
	if pin != nil && pin.At == now.At && pin.Setup == now.Setup && pin.Measure == now.Measure {
		return nil
	}
	if s.Results != nil && s.Results.Sweep.Setup() == now.Setup && s.Results.Taken.Measure == now.Measure {
		now.Sweep = s.Results.Sweep
	}
	return now
}
