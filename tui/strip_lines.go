package tui

import "sort"

// lay wraps the text of the strip for a width and notes what to mark beside each line.
func (p *strip) lay(c classed, w int) []textLine {
	var lines []textLine
	lines, p.lines = wrapPlaced(c, w)
	p.gutter = make([]lineMarks, len(lines))
	for n := range lines {
		from, to := p.tokensOn(n)
		p.gutter[n] = p.marks(from, to)
	}
	for i := range p.places {
		if p.cutWords(i) != "" {
			p.gutter[p.lineOf(i)] |= markCut
		}
	}
	return lines
}

// lineOf is the line that a token begins on.
func (p *strip) lineOf(token int) int {
	from := p.places[token].from
	n := sort.Search(len(p.lines), func(n int) bool { return p.lines[n].from > from }) - 1
	return max(n, 0)
}

// tokensOn are the tokens that stand on a line, from..to-1, in part or whole.
func (p *strip) tokensOn(line int) (from, to int) {
	l := p.lines[line]
	from = sort.Search(len(p.places), func(i int) bool { return p.places[i].to > l.from })
	to = sort.Search(len(p.places), func(i int) bool { return p.places[i].from >= max(l.to, l.from+1) })
	return from, max(from, to)
}

// below is the token that stands so many lines below another, at about the same place in
// the line.
func (p *strip) below(token, step int) int {
	here := p.lineOf(token)
	n := min(max(here+step, 0), len(p.lines)-1)
	if n == here {
		return token
	}
	want := p.lines[n].from + p.places[token].from - p.lines[here].from
	want = min(want, max(p.lines[n].to-1, p.lines[n].from))
	i := sort.Search(len(p.places), func(i int) bool { return p.places[i].to > want })
	return min(i, p.size()-1)
}

// shown is the part of the clean text that stands for a token: half a letter shows as the
// letter that it is a part of.
func (p *strip) shown(token int) place {
	at := p.places[token]
	for next := token + 1; at.to == at.from && next < len(p.places); next++ {
		at.to = p.places[next].to
	}
	return at
}

// withChosen marks the chosen part in a line that begins at a place.
func withChosen(line textLine, begins int, chosen place) textLine {
	var marked textLine
	for _, run := range line {
		end := begins + len(run.text)
		from, to := max(chosen.from, begins)-begins, min(chosen.to, end)-begins
		if from >= to {
			marked = append(marked, run)
		} else {
			for _, part := range []textRun{{run.text[:from], run.class}, {run.text[from:to], run.class | chosenToken}, {run.text[to:], run.class}} {
				if part.text != "" {
					marked = append(marked, part)
				}
			}
		}
		begins = end
	}
	return marked
}
