package table

import (
	"fmt"
	"strings"
)

// findConfidence looks for numbers that can be a confidence, and at their range.
func (g *guesser) findConfidence() {
	g.dropShared()
	if g.m.Confidence == "" && g.named {
		g.findNumbers()
	}
	if g.m.Confidence == "" {
		g.passedOver()
		return
	}
	g.checkSpelling()
	switch v := g.values[g.at(g.m.Confidence)]; {
	case v.numbers+v.respelled == 0:
	case v.high <= 0 && v.low < 0:
		g.doubt(fieldConfidence, g.m.Confidence, "%s has no value above 0, as log-probabilities have: the higher, the surer", g.m.Confidence)
	case v.low < 0 || v.high > 1:
		g.doubt(fieldConfidence, g.m.Confidence, "%s goes from %s to %s: if it is -mean(logprob), higher is less sure", g.m.Confidence, shown(v.low), shown(v.high))
	case v.fractions == 0 && v.respelled == 0:
		g.doubt(fieldConfidence, g.m.Confidence, "%s has whole numbers only, as a verdict has", g.m.Confidence)
	}
}

// findNumbers takes the first column whose values can be a confidence.
func (g *guesser) findNumbers() {
	for i, v := range g.values {
		if g.used[i] || !v.likeConfidence() || g.shared(i) || isSetting(g.names[i]) {
			continue
		}
		if g.m.Confidence != "" {
			g.doubt(fieldConfidence, g.names[i], "%s has numbers from 0 to 1 too: name it in the mapping if it is the one", g.names[i])
			continue
		}
		g.m.Confidence, g.used[i] = g.names[i], true
		g.doubt(fieldConfidence, g.names[i], "%s is taken for the confidence because its values lie from 0 to 1", g.names[i])
	}
}

// passedOver says of a column with the name of a confidence why it is not taken for one.
func (g *guesser) passedOver() {
	for i, name := range g.names {
		if g.known.field(name) == fieldConfidence && !g.used[i] && !g.shared(i) && !g.couldBe(fieldConfidence, i) {
			g.doubt(fieldConfidence, name, "%s holds no numbers%s: no confidence is read from it", name, g.values[i].suchAs())
			return
		}
	}
}

// checkSpelling says how numbers are read that are spelled for people, and that some
// values are none.
func (g *guesser) checkSpelling() {
	name := g.m.Confidence
	v := g.values[g.at(name)]
	if v.respelled > 0 {
		x, _ := respelled(v.spelling)
		g.doubt(fieldConfidence, name, "%s has numbers such as %q: read as %s", name, short(v.spelling), shown(x))
	}
	if v.percents > 0 && v.bare != "" {
		g.doubt(fieldConfidence, name, "%s has a percent sign at some values and none at others: %s is read as it stands, not as %s%%", name, short(v.bare), short(v.bare))
	}
	if v.numbers+v.respelled < v.filled {
		g.doubt(fieldConfidence, name, "%s has values that are no numbers%s: read as absent", name, v.suchAs())
	}
}

// suchAs shows a text that is no number.
func (p *profile) suchAs() string {
	if p.wordy == "" {
		return ""
	}
	return fmt.Sprintf(" (%s)", short(p.wordy))
}

// likeConfidence reports whether the values are numbers from 0 to 1, not all the same.
func (p *profile) likeConfidence() bool {
	return p.filled > 0 && p.numbers == p.filled && p.fractions > 0 && p.low >= 0 && p.high <= 1 && (p.filled == 1 || p.low < p.high)
}

// isSetting recognises numbers that were chosen, or describe others.
func isSetting(name string) bool {
	name = plainName(name)
	for _, part := range []string{"temperature", "topp", "minp", "penalty", "threshold", "stderr", "duration", "latency", "cost", "price"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// shared reports whether a column has one value for all the answers of a prompt, in every
// row: where only some rows have several answers, the others keep theirs.
func (g *guesser) shared(column int) bool {
	if g.m.Text == "" {
		return false
	}
	texts := g.values[g.at(g.m.Text)]
	return texts.lists > 0 && texts.lists == texts.present && g.values[column].lists == 0
}

// dropShared drops a confidence that belongs to the prompt and not to an answer.
func (g *guesser) dropShared() {
	if name := g.m.Confidence; name != "" && g.shared(g.at(name)) {
		g.doubt(fieldConfidence, name, "%s has one value a prompt and %s has several answers: it is no confidence of an answer", name, g.m.Text)
		g.m.Confidence = ""
	}
}

func shown(x float64) string { return fmt.Sprintf("%.4g", x) }

// findText takes the longest texts for the answers where no name says which they are.
func (g *guesser) findText() {
	const sentence = 20 // bytes on average: what is shorter is a word, an id or a class
	if g.m.Text != "" || !g.named {
		return // prose has long texts too: a table has some name that is known
	}
	best, most := -1, sentence
	for i, v := range g.values {
		if !g.used[i] && v.texts > 0 && v.texts == v.filled && v.length/v.texts > most {
			best, most = i, v.length/v.texts
		}
	}
	switch {
	case best < 0 || g.known.field(g.names[best]) == fieldModel:
		g.doubt(fieldText, "", "no column for the answers: texts cannot be shown, and no judge can read them")
	default:
		g.m.Text, g.used[best] = g.names[best], true
		g.doubt(fieldText, g.m.Text, "%s is taken for the answers because its texts are the longest", g.m.Text)
	}
}

// checkID looks whether rows with the same id can be one instance.
func (g *guesser) checkID() {
	const enough = 8 // rows before repetition, or its absence, means something
	switch {
	case g.m.ID == "" && g.m.Prompt != "":
		g.doubt(fieldID, "", "no column for an id: rows with the same %s are one instance", g.m.Prompt)
		return
	case g.m.ID == "":
		g.doubt(fieldID, "", "no column for an id or a prompt: each row is an instance of its own")
		return
	case g.m.Prompt == "" || g.rows < enough:
		return
	}
	ids, prompts := g.values[g.at(g.m.ID)], g.values[g.at(g.m.Prompt)]
	if ids.lists > 0 || prompts.lists > 0 {
		return
	}
	if n := min(g.rows, maxSeen); ids.distinct() >= min(ids.filled, n) && prompts.distinct()*4 <= n*3 {
		g.doubt(fieldID, g.m.ID, "%s is another in every row though prompts come again: rows with the same %s are one instance", g.m.ID, g.m.Prompt)
		g.m.ID = ""
	}
}

// checkModel asks about files that hold several models.
func (g *guesser) checkModel() {
	at := -1
	for i, name := range g.names {
		if g.known.field(name) == fieldModel && !g.used[i] {
			at = i
			break
		}
	}
	if at < 0 || g.m.ID == "" {
		return
	}
	name := g.names[at]
	if g.values[at].distinct() > 1 {
		g.m.ID, g.m.IDs = "", []string{g.m.ID, name}
		g.doubts = append(g.doubts, Doubt{"ids", name, fmt.Sprintf("%s has several values: each makes instances of its own", name)})
		return
	}
	g.doubts = append(g.doubts, Doubt{"ids", name, fmt.Sprintf("%s has one value in the first rows: should others follow, their answers are put together; give ids with %s and %s to keep them apart", name, g.m.ID, name)})
}
