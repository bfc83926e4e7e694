package analysis

import (
	"slices"

	"github.com/confscope/confscope/data"
)

// CheckID names a check.
type CheckID string

// The checks of a run and of the method, in the order in which they are made.
const (
	CheckPolarity        CheckID = "polarity"
	CheckVerdictMeaning  CheckID = "verdict-meaning"
	CheckMajority        CheckID = "majority"
	CheckFlat            CheckID = "flat"
	CheckRecordedVerdict CheckID = "recorded-verdict"
	CheckRefusedFlag     CheckID = "refused-flag"
	CheckCensored        CheckID = "censored"
	CheckSavings         CheckID = "savings"
	CheckImbalance       CheckID = "imbalance"
	CheckFewWarmUp       CheckID = "few-warm-up"
	CheckDuplicates      CheckID = "duplicates"
	CheckRagged          CheckID = "ragged"
	CheckMissing         CheckID = "missing"
)

// Checks lists the checks in that order.
func Checks() []CheckID {
	var ids []CheckID
	for _, one := range checks() {
		ids = append(ids, one.id)
	}
	return ids
}

// check is how a check is made: nil and "" where it finds nothing, nil and a reason where
// it cannot be made.
type check struct {
	id   CheckID
	make func(*checker) (*Finding, string)
}

func checks() []check {
	return []check{
		{CheckPolarity, (*checker).polarity},
		{CheckVerdictMeaning, (*checker).verdictMeaning},
		{CheckMajority, (*checker).majority},
		{CheckFlat, (*checker).flat},
		{CheckRecordedVerdict, (*checker).recordedVerdict},
		{CheckRefusedFlag, (*checker).refusedFlag},
		{CheckCensored, (*checker).censored},
		{CheckSavings, (*checker).savings},
		{CheckImbalance, (*checker).imbalance},
		{CheckFewWarmUp, (*checker).fewWarmUp},
		{CheckDuplicates, (*checker).duplicates},
		{CheckRagged, (*checker).ragged},
		{CheckMissing, (*checker).missing},
	}
}

// Severity is how much a finding is worth a reader's time.
type Severity uint8

// The severities: a note explains, a warning can change a conclusion.
const (
	SeverityNote Severity = iota
	SeverityWarning
)

// String is the word that JSON has for it.
func (s Severity) String() string {
	if s == SeverityWarning {
		return "warning"
	}
	return "note"
}

// Evidence is one number that a finding rests on.
type Evidence struct {
	Name  string  // in snake case, as in JSON
	Value float64 // counts are whole
}

// Finding is a check that fired.
type Finding struct {
	Check    CheckID
	Severity Severity
	Message  string // what is wrong, with its numbers, for a tired reader
	Advice   string // what to do
	Evidence []Evidence
	Example  int      // an instance that shows it; -1 where none does
	At       Position // where on the slider to look at it; -1 where it holds everywhere
}

// QuietCheck is a check that found nothing or could not be made.
type QuietCheck struct {
	Check  CheckID
	NotRun string // why it could not be made; "" where it found nothing
}

// Checkup is what all checks say of a run under a setup.
type Checkup struct {
	Findings []Finding // warnings before notes, each in the order of the checks
	Quiet    []QuietCheck
}

// reading is the position at which checks read what needs one: percentile 20, the lowest
// that the reference publishes.
const reading Position = 200

// checker is what the checks share.
type checker struct {
	sweep *Sweep
	plan  *plan
	run   *data.Run
	point *Point // at the reading position
}

// Check makes all checks, each under the setup of the sweep. What needs a position is read
// at percentile 20.
func Check(s *Sweep) *Checkup {
	c := &checker{sweep: s, plan: s.plan, run: s.plan.run, point: s.At(reading)}
	out := &Checkup{}
	for _, one := range checks() {
		f, notRun := one.make(c)
		if f == nil {
			out.Quiet = append(out.Quiet, QuietCheck{one.id, notRun})
			continue
		}
		f.Check = one.id
		out.Findings = append(out.Findings, *f)
	}
	slices.SortStableFunc(out.Findings, func(a, b Finding) int { return int(b.Severity) - int(a.Severity) })
	return out
}

// note records a number that the finding rests on.
func (f *Finding) note(name string, value float64) {
	f.Evidence = append(f.Evidence, Evidence{name, value})
}

// count records a whole number that it rests on.
func (f *Finding) count(name string, n int) { f.note(name, float64(n)) }

// noteIf records a number where it is defined.
func (f *Finding) noteIf(name string, value float64, defined bool) {
	if defined {
		f.note(name, value)
	}
}

// outcomes records the four counts under names that begin so.
func (f *Finding) outcomes(prefix string, p *Point) {
	f.count(prefix+"_tp", p.TP)
	f.count(prefix+"_fn", p.FN)
	f.count(prefix+"_fp", p.FP)
	f.count(prefix+"_tn", p.TN)
}

// Reasons why a check could not be made.
const (
	noTraces = "the run has no traces"
	noLabels = "no instance has both a label and a verdict"
)

// first is the first instance that the test holds for; -1 where there is none.
func (c *checker) first(holds func(i int) bool) int {
	for i := range c.run.Instances() {
		if holds(i) {
			return i
		}
	}
	return -1
}
