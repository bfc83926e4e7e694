package analysis

import (
	"math"

	"github.com/confscope/confscope/data/curves"
)

// Published is a published sweep as its counts have it: the points that somebody else
// computed, of traces that are not at hand. Nothing is known between them.
type Published struct {
	File   *curves.File
	Points []PublishedPoint // by rising percentile
}

// PublishedPoint is one position of a published sweep. Of the Point the percentile, the
// four outcomes and Instances are set and nothing else; savings and traces are only as
// the file types them.
type PublishedPoint struct {
	*Point
	Typed    *curves.Point
	Disagree []Disagreement // rates as typed that their counts do not give
}

// Disagreement is a rate that a file types and that its own counts do not give, not even
// rounded.
type Disagreement struct {
	Rate    curves.Rate
	Typed   float64
	Counted float64
	Defined bool // false: by the counts there is nothing to take a share of
}

// NewPublished counts what a published sweep has.
func NewPublished(file *curves.File) *Published {
	p := &Published{File: file}
	for i := range file.Points {
		typed := &file.Points[i]
		point := &Point{Percentile: typed.Percentile, TP: typed.TP, FN: typed.FN, FP: typed.FP, TN: typed.TN, Instances: typed.Total()}
		p.Points = append(p.Points, PublishedPoint{point, typed, disagreements(point, typed)})
	}
	return p
}

// disagreements holds the rates of a point against what is typed for them.
func disagreements(p *Point, typed *curves.Point) []Disagreement {
	var found []Disagreement
	for r := range curves.Rates {
		value, ok := publishedRate(p, r)
		if n := typed.Rates[r]; n.Known && !(ok && Restates(n, value)) {
			found = append(found, Disagreement{r, n.Value, value, ok})
		}
	}
	return found
}

func publishedRate(p *Point, r curves.Rate) (float64, bool) {
	switch r {
	case curves.Sensitivity:
		return p.Sensitivity().Value()
	case curves.Specificity:
		return p.Specificity().Value()
	case curves.Precision:
		return p.Precision().Value()
	case curves.Accuracy:
		return p.Accuracy().Value()
	case curves.F1:
		return p.F1()
	case curves.Rates:
	}
	return math.NaN(), false
}

// Rounding is never taken to be coarser than this, as .9 may be a rounded .897 and 3.6 a
// rounded 3.62, and never finer than what the order of additions changes.
const (
	coarseShare   = 0.005
	coarseTraces  = 0.05
	coarsePercent = 0.5
	coarseTimes   = 0.5
	finestPart    = 1e-9
)

// Restates reports whether a typed share is the given one, as far as rounding lets it be;
// one above 1 is read as percent. A whole 0 or 1 means just that.
func Restates(n curves.Number, share float64) bool {
	switch {
	case n.Value > 1:
		return n.Value <= 100 && restates(n, share*100, coarsePercent)
	case n.Half == 0.5:
		n.Half = 0
	}
	return restates(n, share, coarseShare)
}

// restates compares a typed figure with one in the same unit.
func restates(n curves.Number, value, coarsest float64) bool {
	slack := max(min(n.Half, coarsest), finestPart*max(1, math.Abs(n.Value)))
	return math.Abs(n.Value-value) <= slack*(1+finestPart)
}

// Nearest is the index of the point next to a percentile.
func (p *Published) Nearest(percentile float64) int {
	best := 0
	for i := range p.Points {
		if math.Abs(p.Points[i].Percentile-percentile) < math.Abs(p.Points[best].Percentile-percentile) {
			best = i
		}
	}
	return best
}

// Misnamed gives the percentiles that the file names as best by a figure of its own, and
// the first that is better by it; false where it names none, or rightly.
func (p *Published) Misnamed(b curves.Best) (named, better float64, ok bool) {
	claim := p.File.Best[b]
	at := p.Index(claim.Value)
	if !claim.Known || at < 0 {
		return 0, 0, false
	}
	top := at
	for i := range p.Points {
		if value, known := p.Points[i].figure(b); known {
			if best, has := p.Points[top].figure(b); !has || value > best {
				top = i
			}
		}
	}
	return claim.Value, p.Points[top].Percentile, top != at
}

// figure is what a best is chosen by: rates from the counts, savings as typed.
func (p *PublishedPoint) figure(b curves.Best) (float64, bool) {
	switch b {
	case curves.BestSensitivity:
		return p.Sensitivity().Value()
	case curves.BestAccuracy:
		return p.Accuracy().Value()
	case curves.BestSavings:
		return p.Typed.Savings.Value, p.Typed.Savings.Known
	case curves.Bests:
	}
	return math.NaN(), false
}
