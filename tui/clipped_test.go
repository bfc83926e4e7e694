package tui_test

import (
	"regexp"
	"strings"
	"testing"
)

// On the smallest screen no title, note or hint breaks off within a word.
func TestNothingIsCutWithinAWord(t *testing.T) {
	half := regexp.MustCompile(`[[:alpha:]]…`)
	for _, situation := range situations() {
		d := situation.open(t).resize(60, 16)
		if d.state().Menu != nil {
			continue // what lies under a menu is cut by it
		}
		words := situation.open(t).resize(200, 60).screen()
		for _, line := range d.lines() {
			edge := strings.ContainsAny(line, "╭╰") || line == d.lines()[15]
			for _, at := range half.FindAllStringIndex(line, -1) {
				last := line[strings.LastIndexByte(line[:at[0]+1], ' ')+1 : at[0]+1]
				if edge && !regexp.MustCompile(`(^|[^[:alpha:]])`+regexp.QuoteMeta(last)+`([^[:alpha:]]|$)`).MatchString(words) {
					t.Errorf("%s: %q ends in half a word: %s", situation.name, last, line)
				}
			}
		}
	}
}
