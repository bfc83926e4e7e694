package analysis

import "github.com/confscope/confscope/data/curves"

// holdBests holds what the file names as best, and repeats of it, against the run.
func (r *Recheck) holdBests(s *Sweep) error {
	file := r.Published.File
	for b := range curves.Bests {
		if named := file.Best[b]; named.Known {
			r.Stated++
			if d, wrong := r.misnamed(b, named.Value); wrong {
				r.Bests = append(r.Bests, d)
			}
		}
		claim := &file.Claims[b]
		if !claim.Made || claim.Point.Percentile < 0 || claim.Point.Percentile > 100 {
			continue
		}
		own, err := pointAt(s, claim.Point.Percentile)
		if err != nil {
			return err
		}
		found, stated := differing(&claim.Point, claimed(claim), own)
		for _, d := range found {
			d.Best = b.String()
			r.Bests = append(r.Bests, d)
		}
		r.Stated += stated
	}
	r.Unlike += len(r.Bests)
	return nil
}

// claimed is a best by its own counts; nil where it has none.
func claimed(c *curves.Claim) *Point {
	if !c.Counted {
		return nil
	}
	p := &c.Point
	return &Point{Percentile: p.Percentile, TP: p.TP, FN: p.FN, FP: p.FP, TN: p.TN, Instances: p.Total()}
}

// misnamed reports whether, among the published positions, another one than the file names
// is the best by the run's figures; of equals any may be named.
func (r *Recheck) misnamed(b curves.Best, named float64) (Divergence, bool) {
	top, at := -1, -1
	for i := range r.Rows {
		if r.Rows[i].Own.Percentile == named {
			at = i
		}
		if value, ok := bestFigure(r.Rows[i].Own, b); ok {
			if best, has := r.ownFigure(top, b); !has || value > best {
				top = i
			}
		}
	}
	d := Divergence{Figure: "percentile", Best: b.String(), Percentile: named, Published: named, Defined: top >= 0}
	if top >= 0 {
		d.Own = r.Rows[top].Own.Percentile
	}
	value, ok := r.ownFigure(at, b)
	best, has := r.ownFigure(top, b)
	return d, !(ok && has && value == best)
}

func (r *Recheck) ownFigure(row int, b curves.Best) (float64, bool) {
	if row < 0 {
		return 0, false
	}
	return bestFigure(r.Rows[row].Own, b)
}

// bestFigure is what a best is chosen by.
func bestFigure(p *Point, b curves.Best) (float64, bool) {
	switch b {
	case curves.BestSensitivity:
		return p.Sensitivity().Value()
	case curves.BestAccuracy:
		return p.Accuracy().Value()
	case curves.BestSavings:
		return p.TraceSavings()
	case curves.Bests:
	}
	return 0, false
}
