package analysis

import (
	"fmt"
	"strings"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/curves"
)

// ByHand says which parts of a setup are the user's own choice.
type ByHand struct{ Judge, Policy, Warmup, MaxTraces, Invert bool }

// Adopt is the setup with what the file says of its own method in the place of what nobody
// chose, as far as the run allows it.
func Adopt(file *curves.File, run *data.Run, asked Setup, chosen ByHand) Setup {
	if judge, err := ParseJudge(file.Judge); err == nil && !chosen.Judge && judge.Missing(run) == "" {
		asked.Judge = judge
	}
	if policy, err := ParsePolicy(file.Policy); err == nil && !chosen.Policy {
		asked.Policy.Kind = policy
	}
	if n, ok := wholeFrom1(file.Method.Warmup); ok && !chosen.Warmup {
		asked.Policy.Warmup = n
	}
	if n, ok := wholeFrom1(file.Method.MaxTraces); ok && !chosen.MaxTraces {
		asked.Policy.MaxTraces = n
		if n == run.MaxTraces() {
			asked.Policy.MaxTraces = 0 // that is it anyway
		}
	}
	if file.Method.Inverts && !chosen.Invert {
		asked.Invert = file.Method.Invert
	}
	return asked
}

// wholeFrom1 reads a number that a setting could have.
func wholeFrom1(n curves.Number) (int, bool) {
	const most = 1 << 20
	whole := int(max(min(n.Value, most), 0))
	return whole, n.Known && whole >= 1 && float64(whole) == n.Value
}

// otherMethod says in which parts the file's method is another than that of a sweep, each
// as "judge refused, not answered"; what the file does not tell
// is not other.
func otherMethod(file *curves.File, s *Sweep) []string {
	setup, limit := s.Setup(), s.At(0).MaxTraces
	var other []string
	if judge, err := ParseJudge(file.Judge); file.Judge != "" && (err != nil || judge != setup.Judge) {
		other = append(other, inPlaceOf("judge", nameOr(judge, err), setup.Judge.String()))
	}
	if policy, err := ParsePolicy(file.Policy); file.Policy != "" && (err != nil || policy != setup.Policy.Kind) {
		other = append(other, inPlaceOf("policy", nameOr(policy, err), setup.Policy.Kind.String()))
	}
	for _, one := range []struct {
		name  string
		typed curves.Number
		own   int
	}{{"warm-up", file.Method.Warmup, setup.Policy.warmup()}, {"cap", file.Method.MaxTraces, limit}} {
		if one.typed.Known && one.typed.Value != float64(one.own) {
			other = append(other, inPlaceOf(one.name, number(one.typed.Value), fmt.Sprint(one.own)))
		}
	}
	return append(other, otherConfidence(file, s)...)
}

// otherConfidence is otherMethod for what the traces are judged by.
func otherConfidence(file *curves.File, s *Sweep) []string {
	var other []string
	if invert := s.Setup().Invert; file.Method.Inverts && file.Method.Invert != invert {
		other = append(other, inPlaceOf("invert", fmt.Sprint(file.Method.Invert), fmt.Sprint(invert)))
	}
	if own := s.Run().Confidence().Name; file.Method.Confidence != "" && file.Method.Confidence != own {
		if m, err := ParseMeasure(file.Method.Confidence); err == nil {
			other = append(other, inPlaceOf("confidence", m.String(), data.PrintableLine(own)))
		}
	}
	return other
}

func inPlaceOf(what, says, used string) string {
	return fmt.Sprintf("%s %s, not %s", what, says, used)
}

// nameOr is the name of what is known; nothing of the file is quoted.
func nameOr(what fmt.Stringer, err error) string {
	if err != nil {
		return "of a name that is not known"
	}
	return what.String()
}

// OtherMethod says in a sentence in what the method that the file states is not the one
// that the run is held against it by; "" where it is, or none is stated.
func (r *Recheck) OtherMethod() string {
	if len(r.Methods) == 0 {
		return ""
	}
	return "the file states another method than the run is recomputed by: " + strings.Join(r.Methods, "; ")
}
