package tui

import (
	"fmt"
	"time"

	"github.com/confscope/confscope/data"
)

// unreadNow is the lasting mark of a run whose file cannot be read any more.
const unreadNow = "cannot be read now"

// growthWords say how the file is followed, the fullest first; nil where it is not. What
// stands last has to be said in any case.
func growthWords(s *State) []string {
	g := s.Growth
	if !g.On || s.nth != 0 {
		return nil
	}
	n := 0
	if s.Run != nil {
		n = s.Run.Instances()
	}
	count := thousands(n) + " so far"
	short := "following · " + count
	if g.Whole {
		short = "following, read anew · " + count
	}
	switch {
	case g.Paused:
		return []string{"paused at " + thousands(n)}
	case g.Waits != "":
		return []string{g.Waits + " · " + count, g.Waits}
	case g.Quiet >= stale:
		quiet := "quiet " + quietText(g.Quiet)
		return []string{short + " · nothing new for " + quietText(g.Quiet), count + " · " + quiet, quiet}
	}
	return []string{short + " · quick ones come first", short, count}
}

// unreadWords say why the file of the run on the screen cannot be read now; "" where it can.
func unreadWords(s *State) string {
	if g := s.Growth; g.On && s.nth == 0 && s.Run != nil && g.Waits == unreadNow {
		return "The file " + unreadNow + ", and what was read of it stays: " + data.PrintableLine(g.unread)
	}
	return ""
}

// quietText writes a time in steps of ten seconds, and from a minute on in minutes: so a
// screen on which nothing happens is hardly ever drawn.
func quietText(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return "a moment"
	case d < time.Minute:
		return fmt.Sprintf("%d s", d/(10*time.Second)*10)
	case d < time.Hour:
		return fmt.Sprintf("%d min", d/time.Minute)
	}
	return fmt.Sprintf("%d h", d/time.Hour)
}
