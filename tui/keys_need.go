package tui

import "github.com/confscope/confscope/data"

// The reasons why keys and names cannot be done now; "" where they can.

func needResults(s *State) string {
	if s.standsAlone() {
		return noTraces
	}
	if s.Results == nil {
		return "there are no results yet"
	}
	return ""
}

func needRun(s *State) string {
	if s.standsAlone() {
		return noTraces
	}
	if s.Run == nil {
		return "the run is still being read"
	}
	return ""
}

// needConfidence says why there is no other confidence to take.
func needConfidence(s *State) string {
	if why := needRun(s); why != "" {
		return why
	}
	if s.Results != nil && s.Results.Blind {
		return "no trace has a confidence, so there is no other one to take"
	}
	return ""
}

// needGroups says why there are no groups of tokens whose size could be chosen.
func needGroups(s *State) string {
	if why := needRun(s); why != "" {
		return why
	}
	if !s.Run.Has(data.FieldLogprobs) && !s.Run.Has(data.FieldPeaks) {
		return "the file has no numbers for tokens, so there are no groups of them"
	}
	return ""
}

func needPins(s *State) string {
	if s.Slider.PinA == nil && s.Slider.PinB == nil {
		return "no position is pinned: a and b pin one"
	}
	return ""
}
