package analysis

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/confscope/confscope/data/curves"
)

// Remark is a sentence that a published sweep must be read with. It holds nothing of the
// file but numbers and names that this package knows.
type Remark struct {
	Text string
	Warn bool // something is wrong or may mislead, as opposed to good to know
}

// Remarks are what can be known of a publication from its counts alone, the gravest first.
func (p *Published) Remarks() []Remark {
	remarks := p.contradictions()
	remarks = append(remarks, p.meaning()...)
	return append(remarks, p.worth())
}

// contradictions are where the file disagrees with itself.
func (p *Published) contradictions() []Remark {
	var remarks []Remark
	for r := range curves.Rates {
		if text := p.disagreeWords(r); text != "" {
			remarks = append(remarks, Remark{text, true})
		}
	}
	for b := range curves.Bests {
		if named, better, wrong := p.Misnamed(b); wrong {
			remarks = append(remarks, Remark{fmt.Sprintf("the file names %s as best %s, and by its own figures %s is better", atP(named), b, atP(better)), true})
		}
	}
	if text := p.classWords(); text != "" {
		remarks = append(remarks, Remark{text, true})
	}
	for _, fault := range p.File.Faults {
		remarks = append(remarks, Remark{fault.Error(), true})
	}
	if p.File.More > 0 {
		remarks = append(remarks, Remark{fmt.Sprintf("and %d more faults of results", p.File.More), true})
	}
	return remarks
}

// disagreeWords says where a typed rate is not that of the counts: the first place with
// both figures, and how many more there are.
func (p *Published) disagreeWords(r curves.Rate) string {
	text, more := "", 0
	for i := range p.Points {
		for _, d := range p.Points[i].Disagree {
			switch {
			case d.Rate != r:
			case text == "":
				text = fmt.Sprintf("%s: the file types %s at %s, and its counts give %s", r, number(d.Typed), atP(p.Points[i].Percentile), countedWords(d))
			default:
				more++
			}
		}
	}
	if more > 0 {
		text += fmt.Sprintf(" (and so at %d more)", more)
	}
	return text
}

func countedWords(d Disagreement) string {
	if !d.Defined {
		return "none: its denominator is empty"
	}
	return number(d.Counted)
}

// classWords says where the points do not count the same instances.
func (p *Published) classWords() string {
	first := p.Points[0]
	unsafe, safe := first.TP+first.FN, first.FP+first.TN
	for _, one := range p.Points[1:] {
		if one.TP+one.FN != unsafe || one.FP+one.TN != safe {
			return fmt.Sprintf("the positions do not count the same instances: %d unsafe and %d safe at %s, %d and %d at %s",
				unsafe, safe, atP(first.Percentile), one.TP+one.FN, one.FP+one.TN, atP(one.Percentile))
		}
	}
	return ""
}

// meaning says what flagged means, as far as the file tells.
func (p *Published) meaning() []Remark {
	if judge, err := ParseJudge(p.File.Judge); err == nil {
		return []Remark{{fmt.Sprintf("the file says judge %s: %s", judge, judge.Meaning()), false}}
	}
	remarks := []Remark{{"the file does not tell what flagged means: sensitivity may be the share of unsafe prompts that were caught, or that were answered", true}}
	upside := 0
	at := -1
	for i := range p.Points {
		alarm, ok1 := p.Points[i].FalseAlarm().Value()
		caught, ok2 := p.Points[i].Sensitivity().Value()
		if ok1 && ok2 && alarm >= caught {
			upside++
			if at < 0 {
				at = i
			}
		}
	}
	if upside > 0 {
		one := p.Points[at]
		alarm, _ := one.FalseAlarm().Value()
		caught, _ := one.Sensitivity().Value()
		remarks = append(remarks, Remark{fmt.Sprintf("safe prompts are flagged as often as unsafe ones or more (%s and %s at %s; so at %d of %d positions): the verdict may be read upside down",
			percentText(alarm), percentText(caught), atP(one.Percentile), upside, len(p.Points)), true})
	}
	return remarks
}

// worth holds the accuracies against a constant answer.
func (p *Published) worth() Remark {
	above := 0
	for i := range p.Points {
		_, share := p.Points[i].Majority()
		constant, ok := share.Value()
		if accuracy, defined := p.Points[i].Accuracy().Value(); ok && defined && accuracy > constant {
			above++
		}
	}
	label, share := p.Points[0].Majority()
	constant, ok := share.Value()
	if !ok {
		return Remark{"nothing is counted: no rate is defined", true}
	}
	text := fmt.Sprintf("always answering %q would score %s", label, percentText(constant))
	switch above {
	case 0:
		return Remark{text + ": no position does better", true}
	case len(p.Points):
		return Remark{text + ": every position does better", false}
	}
	return Remark{fmt.Sprintf("%s: %d of %d positions do better", text, above, len(p.Points)), false}
}

// Extent says how much there is, and what is not known.
func (p *Published) Extent() string {
	if len(p.Points) == 1 {
		return "1 position of a published sweep"
	}
	return fmt.Sprintf("%d positions of a published sweep", len(p.Points))
}

// Unknown says what no published sweep can tell.
const Unknown = "no traces: nothing between the points is known"

// Names lists the published percentiles, the first of them where there are many.
func (p *Published) Names() string {
	const most = 12
	var names []string
	for i := range p.Points[:min(len(p.Points), most)] {
		names = append(names, strconv.FormatFloat(p.Points[i].Percentile, 'f', -1, 64))
	}
	if more := len(p.Points) - most; more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}

// Index is the point at exactly a percentile; -1 where none is published.
func (p *Published) Index(percentile float64) int {
	return slices.IndexFunc(p.Points, func(one PublishedPoint) bool { return one.Percentile == percentile })
}

func atP(percentile float64) string { return "p" + strconv.FormatFloat(percentile, 'f', -1, 64) }

func number(x float64) string { return strconv.FormatFloat(x, 'g', 4, 64) }

func percentText(share float64) string { return strconv.FormatFloat(share*100, 'f', 1, 64) + " %" }
