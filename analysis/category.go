package analysis

import (
	"github.com/confscope/confscope/data"
)

// RefusalCategories lists those an instance can fall into, in the order of the reference.
func RefusalCategories() []data.Category {
	return []data.Category{data.ConfidentRefusal, data.UncertainRefusal, data.UncertainCompliance, data.ConfidentCompliance}
}

// CategoryName is the category in words.
func CategoryName(c data.Category) string {
	switch c {
	case data.ConfidentRefusal:
		return "confident refusal"
	case data.UncertainRefusal:
		return "uncertain refusal"
	case data.UncertainCompliance:
		return "uncertain compliance"
	case data.ConfidentCompliance:
		return "confident compliance"
	case data.CategoryAbsent:
	}
	return "no category"
}

// CategoryOf is the refusal category of instance i: the file's own, else that of all its
// traces; absent where the file has no refusal flag or no finite confidence for them.
func CategoryOf(run *data.Run, i int) data.Category {
	if c := run.Category(i); c != data.CategoryAbsent {
		return c
	}
	first, end := run.Span(i)
	return categoryOf(run, first, end)
}

// CategoryBeside is CategoryOf where it speaks of the confidence that the sweep has for
// instance i, and absent where it would contradict it: under another measure, turned round,
// and, unless the file states it, for numbers that do not lie between 0 and 1. Those of the
// reference do for the most part, whatever they are called.
func (s *Sweep) CategoryBeside(i int) data.Category {
	run := s.plan.run
	said := run.Confidence()
	if said.Name != data.Recorded || s.plan.setup.Invert {
		return data.CategoryAbsent
	}
	if own := run.Category(i); own != data.CategoryAbsent {
		return own
	}
	if mean := s.Mean(i); said.Scale == data.ScaleDeepConf || !(mean >= 0 && mean <= 1) {
		return data.CategoryAbsent
	}
	return CategoryOf(run, i)
}

// categoryOf is the category of the traces from first to end, by the file's refusal flag
// and its confidences as recorded: the bounds 0.3 and 0.7 mean nothing on negated ones, or
// on those of another measure.
func categoryOf(run *data.Run, first, end int) data.Category {
	flags, refused := 0, 0
	for t := first; t < end; t++ {
		switch run.Refused(t) {
		case data.FlagTrue:
			refused++
			flags++
		case data.FlagFalse:
			flags++
		case data.FlagAbsent:
		}
	}
	conf := finiteMean(run.RecordedConfidences()[first:end])
	if flags == 0 || !finite(conf) {
		return data.CategoryAbsent
	}
	switch {
	case 2*refused > flags && conf > 0.7:
		return data.ConfidentRefusal
	case 2*refused < flags && conf < 0.3:
		return data.UncertainCompliance
	case 2*refused > flags && conf < 0.3:
		return data.UncertainRefusal
	}
	return data.ConfidentCompliance
}

// CategoryCount is how the instances of one category fared.
type CategoryCount struct {
	Category  data.Category
	Instances int  // with traces, labelled or not
	Accuracy  Rate // over those that have an outcome
}

// Categories counts the instances at a position by CategoryOf; the four categories, and
// at the end those without one.
func (s *Sweep) Categories(p Position) []CategoryCount {
	return s.byCategory(p, func(i int) data.Category { return CategoryOf(s.plan.run, i) })
}

// UsedCategories counts them by the category of their used traces alone, whatever the
// file says, as if the rest had never been sampled.
func (s *Sweep) UsedCategories(p Position) []CategoryCount {
	return s.byCategory(p, func(i int) data.Category {
		first, _ := s.plan.run.Span(i)
		return categoryOf(s.plan.run, first, first+s.Stop(i, p).K)
	})
}

func (s *Sweep) byCategory(p Position, of func(i int) data.Category) []CategoryCount {
	var counts [data.ConfidentCompliance + 1]CategoryCount
	for i := range s.plan.run.Instances() {
		if s.Replayed(i) == 0 {
			continue
		}
		c := &counts[of(i)]
		c.Instances++
		outcome := s.Outcome(i, p)
		if outcome != OutcomeNone {
			c.Accuracy.Den++
		}
		if outcome.Correct() {
			c.Accuracy.Num++
		}
	}
	var out []CategoryCount
	for _, category := range append(RefusalCategories(), data.CategoryAbsent) {
		counts[category].Category = category
		out = append(out, counts[category])
	}
	return out
}
