package analysis

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/confscope/confscope/data"
)

// MeasureKind names what the confidence of a trace is made of.
type MeasureKind uint8

// The kinds. Those after MeasureBottomGroup are DeepConf's: they are made of its
// confidences of tokens, not of log-probabilities, and point the other way than MeasureNLL.
const (
	MeasureRecorded MeasureKind = iota
	MeasureNLL
	MeasureProbability
	MeasureTail
	MeasureLowestGroup
	MeasureBottomGroup
	MeasureDeepConfMean
	MeasureDeepConfTail
	MeasureDeepConfLowestGroup
	MeasureDeepConfBottomGroup
)

// The windows that a Measure without one takes, in tokens.
const (
	LongWindow  = 2048 // DeepConf's own, where a trace is that long
	ShortWindow = 100  // the safety project's, for answers that are shorter
)

// Measures lists the kinds in the order in which a key steps through them.
func Measures() []MeasureKind {
	return []MeasureKind{MeasureRecorded, MeasureNLL, MeasureProbability, MeasureTail, MeasureLowestGroup, MeasureBottomGroup,
		MeasureDeepConfMean, MeasureDeepConfTail, MeasureDeepConfLowestGroup, MeasureDeepConfBottomGroup}
}

// UsualMeasure is what stands for the confidence where nobody chose: the number in the
// file. A file without any is read by its tokens, in the way in which higher is surer, as
// every policy takes it.
func UsualMeasure(run *data.Run) MeasureKind {
	for _, kind := range []MeasureKind{MeasureRecorded, MeasureProbability, MeasureDeepConfMean} {
		if (Measure{Kind: kind}).Missing(run) == "" {
			return kind
		}
	}
	return MeasureRecorded
}

// String is the name of the kind, as a user types it.
func (k MeasureKind) String() string {
	switch k {
	case MeasureRecorded:
		return data.Recorded
	case MeasureNLL:
		return "nll"
	case MeasureProbability:
		return "probability"
	case MeasureTail:
		return "tail"
	case MeasureLowestGroup:
		return "lowest-group"
	case MeasureBottomGroup:
		return "bottom-group"
	case MeasureDeepConfMean:
		return "deepconf-mean"
	case MeasureDeepConfTail:
		return "deepconf-tail"
	case MeasureDeepConfLowestGroup:
		return "deepconf-lowest-group"
	case MeasureDeepConfBottomGroup:
		return "deepconf-bottom-group"
	}
	return "measure " + strconv.Itoa(int(k))
}

// Windowed reports whether the kind looks at windows of tokens.
func (k MeasureKind) Windowed() bool {
	switch k {
	case MeasureTail, MeasureLowestGroup, MeasureBottomGroup,
		MeasureDeepConfTail, MeasureDeepConfLowestGroup, MeasureDeepConfBottomGroup:
		return true
	case MeasureRecorded, MeasureNLL, MeasureProbability, MeasureDeepConfMean:
	}
	return false
}

// OfPeaks reports whether the kind is made of DeepConf's confidences of tokens.
func (k MeasureKind) OfPeaks() bool { return k >= MeasureDeepConfMean }

// Measure says how the confidence of a trace comes from its tokens. The zero Measure is
// the file's own number.
type Measure struct {
	Kind   MeasureKind
	Window int // tokens, 1 or more; 0 means the usual one, see For. Only for kinds that are Windowed
}

// String is the name of the measure, as a user types it: "nll", "tail", "tail:64".
func (m Measure) String() string {
	if m.Window == 0 || !m.Kind.Windowed() {
		return m.Kind.String()
	}
	return m.Kind.String() + ":" + strconv.Itoa(m.Window)
}

// ParseMeasure finds a measure by its name, with a window behind a colon or in brackets:
// "tail:64", "tail(64)". The error lists the names, or says what a window is.
func ParseMeasure(name string) (Measure, error) {
	kind, window, windowed := strings.Cut(name, ":")
	if inside, ok := strings.CutSuffix(name, ")"); ok && !windowed {
		kind, window, windowed = strings.Cut(inside, "(")
	}
	k, err := parse(kind, "confidence", Measures())
	if err != nil || !windowed {
		return Measure{Kind: k}, err
	}
	w, err := strconv.Atoi(window)
	m := Measure{k, w}
	if err == nil && w < 1 || err != nil {
		return Measure{}, fmt.Errorf("the window of %s is %q: give a number of tokens, 1 or more, as in %s:%d", k, window, MeasureTail, ShortWindow)
	}
	return m, m.validate()
}

func (m Measure) validate() error {
	switch {
	case m.Kind > MeasureDeepConfBottomGroup:
		return fmt.Errorf("there is no confidence number %d", m.Kind)
	case m.Window < 0:
		return fmt.Errorf("the window is %d tokens: it must be 1 or more (0 means the usual one)", m.Window)
	case m.Window > 0 && !m.Kind.Windowed():
		return fmt.Errorf("%s looks at all tokens of a trace and has no window: leave the %d out", m.Kind, m.Window)
	}
	return nil
}

// Whole says that no trace fills a window of the measure by which the run was measured, so
// that its groups are whole traces; "" where some trace does, or where there are no groups.
func (c Cuts) Whole(run *data.Run) string {
	m, err := ParseMeasure(run.Confidence().Name)
	if err != nil || m.Window <= c.Longest || c.Longest == 0 {
		return ""
	}
	n, with := run.Traces()-c.Undefined, ""
	if c.Undefined > 0 {
		with = " with tokens"
	}
	all, mean := "all "+counted(n, "trace")+with+" are", "their mean"
	if n == 1 {
		all, mean = "the only trace"+with+" is", "its mean"
	}
	return fmt.Sprintf("%s shorter than the window of %s: %s is %s", all, counted(m.Window, "token"), m.Kind, mean)
}

// For fills in the usual window: 2,048 tokens where the run states a trace of that many,
// else 100. Where a run states no counts of tokens at all, the window stays open until
// Measured has counted them.
func (m Measure) For(run *data.Run) Measure {
	if m.Window != 0 || !m.Kind.Windowed() || !run.Has(data.FieldTokens) {
		return m
	}
	m.Window = ShortWindow
	for _, n := range run.Tokens() {
		if n >= LongWindow && n != data.AbsentTokens {
			m.Window = LongWindow
			break
		}
	}
	return m
}

// Scale is what the numbers of the measure are; ScaleUnknown for those of the file, of
// which Run.Confidence tells.
func (m Measure) Scale() data.Scale {
	switch m.Kind {
	case MeasureNLL:
		return data.ScaleSurprisal
	case MeasureProbability:
		return data.ScaleProbability
	case MeasureTail, MeasureLowestGroup, MeasureBottomGroup:
		return data.ScaleLogProb
	case MeasureDeepConfMean, MeasureDeepConfTail, MeasureDeepConfLowestGroup, MeasureDeepConfBottomGroup:
		return data.ScaleDeepConf
	case MeasureRecorded:
	}
	return data.ScaleUnknown
}

// Missing is "" where the measure is offered on the run, else the reason why it is not. A
// run without traces lacks nothing.
func (m Measure) Missing(run *data.Run) string {
	switch {
	case run.Traces() == 0:
		return ""
	case m.Kind == MeasureRecorded:
		for _, x := range run.RecordedConfidences() {
			if !data.IsAbsentConfidence(x) {
				return ""
			}
		}
		return "no record has a confidence of its own (confidences)"
	case m.Kind.OfPeaks() && !run.Has(data.FieldPeaks):
		return "no record has DeepConf's confidences of tokens (peaks)"
	case !m.Kind.OfPeaks() && !run.Has(data.FieldLogprobs):
		return "no record has token log-probabilities (logprobs)"
	}
	return ""
}
