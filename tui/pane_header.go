package tui

import (
	"fmt"
	"strings"
)

// headerCounts are ways to say how large the run is, the fullest first. All of them end in
// what is wrong with it.
func headerCounts(s *State) []string {
	run := s.Run
	if s.Load.Stage == Loading && run.Instances() == 0 {
		// Answers that stand apart are brought together before there is any instance.
		return []string{"reading " + loadedText(s), ""}
	}
	warning := headerWarnings(s)
	if words := growthWords(s); words != nil {
		return growthCounts(s, words, warning)
	}
	wrong := strings.TrimSpace(warning)
	if run.Source().Cut {
		warning = "  in progress" + warning
	}
	instances := counted(run.Instances(), "instance")
	long := instances + " · " + counted(run.Traces(), "trace")
	labels := labelCounts(s)
	last := []string{long + warning, instances + warning, strings.TrimSpace(warning), wrong}
	if labels == "" {
		return last
	}
	all := []string{long + labels + warning, instances + labels + warning}
	if set := run.Source().LabelsSet; set != "" {
		all = append([]string{long + labels + " · " + set + warning}, all...)
	}
	return append(all, last...)
}

// headerWarnings count the checks that fire and the problems with the file.
func headerWarnings(s *State) string {
	warning := ""
	if s.Results != nil && s.Results.Checkup != nil && len(s.Results.Checkup.Findings) > 0 {
		warning = "  ! " + counted(len(s.Results.Checkup.Findings), "check")
	}
	if n := s.Run.Problems().Total(); n > 0 {
		warning += "  P " + counted(n, "problem")
	}
	return warning
}

// labelCounts count the labels. While a run is being read they lag behind its instances,
// and some may stand in a file that comes last: numbers that do not add up are not shown.
func labelCounts(s *State) string {
	p := s.point()
	switch {
	case p == nil:
		return ""
	case s.Load.Stage == Loading && s.Run.Source().LabelsName == "":
		return ""
	case s.Load.Stage == Loading:
		return " · labels joining"
	}
	labels := fmt.Sprintf(" · %s unsafe · %s safe", thousands(p.TP+p.FN), thousands(p.FP+p.TN))
	if p.Unlabelled > 0 {
		labels += fmt.Sprintf(" · %s unlabelled", thousands(p.Unlabelled))
	}
	return labels
}

// growthCounts are the same for a file that is being followed: narrower headers lose one
// part after the other, and at last have only the state and what is wrong.
func growthCounts(s *State, words []string, warning string) []string {
	traces := " · " + counted(s.Run.Traces(), "trace")
	all := []string{words[0] + traces + warning, words[0] + warning}
	if labels := labelCounts(s); labels != "" {
		all = append([]string{words[0] + traces + labels + warning, words[0] + labels + warning}, all...)
	}
	for _, shorter := range words[1:] {
		all = append(all, shorter+traces+warning, shorter+warning)
	}
	return all
}
