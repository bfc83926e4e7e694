package tui

import "fmt"

// roomForMarks is the width below which there are only figures of the groups.
const roomForMarks = 56

// markWords say what the letters beside the text stand for in this answer.
func markWords(p *strip, w int) []string {
	g := &p.groups
	words := []string{roomiest(w, oneGroupSentence(p), "one group (W: "+counted(g.Window, "token")+")")}
	switch {
	case p.grouped() && w < roomForMarks:
		words = []string{
			fmt.Sprintf("L lowest %s–%s: %s", thousands(g.Lowest.From+1), thousands(g.Lowest.To), figure(g.LowestMean)),
			"b bottom 10 %: " + figure(g.BottomMean),
			fmt.Sprintf("t tail from %s: %s", thousands(g.Tail.From+1), figure(g.TailMean)),
		}
	case p.grouped():
		all, bottom := p.windows()
		words = []string{
			fmt.Sprintf("L lowest group of %s (W): %s–%s, mean %s", counted(g.Window, "token"), thousands(g.Lowest.From+1), thousands(g.Lowest.To), figure(g.LowestMean)),
			fmt.Sprintf("b bottom 10 %%: %s of %s, mean %s", thousands(bottom), counted(all, "group"), figure(g.BottomMean)),
			fmt.Sprintf("t tail: from token %s, mean %s", thousands(g.Tail.From+1), figure(g.TailMean)),
		}
	}
	if n := cutCount(g.Cuts); n > 0 {
		cut := "x " + counted(n, "token") + " cut"
		if why := cut + ": no number, or not between -100 and 0"; !p.grouped() && !g.OfPeaks && len(why) <= w {
			cut = why
		}
		words = append(words, cut)
	}
	return words
}

// oneGroupSentence says why there are no groups to mark.
func oneGroupSentence(p *strip) string {
	return fmt.Sprintf("one group: no longer than the window of %s (W)", counted(p.groups.Window, "token"))
}

// bottomWords say why there is no other bottom group to go to.
func bottomWords(p *strip) string {
	if _, bottom := p.windows(); bottom == 1 || len(p.groups.Bottom) == 0 {
		return "the lowest group is the only one of the bottom 10 %"
	}
	all := p.groups.Bottom[0]
	return fmt.Sprintf("the bottom groups overlap: tokens %s–%s", thousands(all.From+1), thousands(all.To))
}

// listedWords say why the tokens stand in a list; nil where they do not.
func (s *State) listedWords() []string {
	p := s.Opened.Strip
	switch {
	case !p.listed || s.unshadedWords() != nil:
		return nil
	case p.tokens == nil:
		return []string{listedSentence(p), "the file has no tokens, only their numbers", "no tokens, only numbers"}
	}
	return []string{listedSentence(p), "the tokens do not spell the answer: listed as they are", "the tokens do not spell it"}
}

// letterWords say in one line what the letters beside the text stand for.
func letterWords(p *strip, w int) string {
	if !p.grouped() {
		return markWords(p, w)[0]
	}
	words := []string{"L lowest group · b bottom 10 % · t tail", "L lowest b bottom t tail", "L low b bottom t tail"}
	if n := cutCount(p.groups.Cuts); n > 0 {
		words = []string{words[0] + " · x cut", words[1] + " x cut", "L low b bottom t end x cut"}
	}
	g := &p.groups
	full := fmt.Sprintf("L lowest group, %s–%s · b bottom 10 %% · t tail, from %s", thousands(g.Lowest.From+1), thousands(g.Lowest.To), thousands(g.Tail.From+1))
	if n := cutCount(g.Cuts); n > 0 {
		full += " · x " + thousands(n) + " cut"
	}
	return roomiest(w, append([]string{full}, words...)...)
}

// unshadedWords say why the text that is shown is not shaded; nil where it is.
func (s *State) unshadedWords() []string {
	p := s.Opened.Strip
	switch {
	case !p.listed || s.inStrip() || !s.Opened.Detail.HasText[s.Opened.Trace]:
		return nil
	case p.tokens == nil:
		return []string{"not shaded: the file has no tokens, only their numbers", "no tokens, only numbers"}
	}
	return []string{"not shaded: the tokens do not spell the answer", "the tokens do not spell it"}
}
