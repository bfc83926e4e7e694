package data

// Scale is what a number called confidence measures, and with it the direction in which
// it points. Numbers of two scales never share an axis.
type Scale uint8

// The scales; the zero Scale means that nobody said and the numbers do not tell.
const (
	ScaleUnknown     Scale = iota
	ScaleSurprisal         // -mean(log p) of the sampled tokens, 0 and up: higher is less sure
	ScaleLogProb           // mean(log p), 0 and down, or a log-likelihood: higher is surer
	ScaleProbability       // exp(mean(log p)), 0 to 1: higher is surer
	ScaleDeepConf          // -mean(log p) over the most likely candidates of a token: higher is surer
	ScaleAgreement         // share of samples or raters that agree, 0 to 1: higher is surer
)

// String gives the scale in words.
func (s Scale) String() string {
	switch s {
	case ScaleSurprisal:
		return "-mean log-probability"
	case ScaleLogProb:
		return "mean log-probability"
	case ScaleProbability:
		return "probability"
	case ScaleDeepConf:
		return "DeepConf confidence"
	case ScaleAgreement:
		return "agreement"
	case ScaleUnknown:
	}
	return "unknown scale"
}

// HigherIsSurer is the direction of the scale: FlagAbsent where it is not known.
func (s Scale) HigherIsSurer() Flag {
	switch s {
	case ScaleSurprisal:
		return FlagFalse
	case ScaleLogProb, ScaleProbability, ScaleDeepConf, ScaleAgreement:
		return FlagTrue
	case ScaleUnknown:
	}
	return FlagAbsent
}

// Direction says in words which way is surer, of the numbers as they are or negated.
func (s Scale) Direction(negated bool) string {
	surer := s.HigherIsSurer()
	switch {
	case surer == FlagAbsent:
		return "direction unknown"
	case (surer == FlagTrue) != negated:
		return "higher is surer"
	}
	return "higher is less sure"
}

// Basis is how it is known what the confidences of a run measure.
type Basis uint8

// The bases; the zero Basis is no basis at all.
const (
	BasisNone     Basis = iota
	BasisDeclared       // the format, or the file itself, says so
	BasisGuessed        // the range of the numbers suggests it
	BasisChosen         // the user said so
	BasisComputed       // confscope computed the numbers from token log-probabilities
)

// Confidence says what the confidences of a run are.
type Confidence struct {
	Name  string // of the measure: "recorded", or that of a measure as analysis names it
	Scale Scale
	Basis Basis
	Of    string // what the number is made from where the format says more than its scale: "mean of its tokens"; else ""
}

// Measures says in words what the numbers measure.
func (c Confidence) Measures() string {
	if c.Of == "" {
		return c.Scale.String()
	}
	return c.Scale.String() + ", " + c.Of
}

// Recorded is the name of the confidences that stand in the file.
const Recorded = "recorded"

// filed are the confidences of the file, while others stand in their place.
type filed struct {
	conf       []float64
	confidence Confidence
}

// Confidence says what the run's confidences are.
func (r *Run) Confidence() Confidence {
	c := r.confidence
	if c.Name == "" {
		c.Name = Recorded
	}
	return c
}

// WithConfidences gives a Run with other confidences, one for each trace, that shares
// everything else with r. The slice is the Run's from then on. Confidences by the name of
// Recorded take the place of the file's own; those by any other name stand before them,
// and AsRecorded takes them away again.
func (r *Run) WithConfidences(conf []float64, c Confidence) *Run {
	other := *r
	switch {
	case c.Name == Recorded:
		other.filed = nil
	case r.filed == nil:
		other.filed = &filed{r.conf, r.confidence}
	}
	other.conf, other.confidence = conf, c
	return &other
}

// RecordedConfidences is the confidence of every trace as it stands in the file, whatever
// stands in its place; len Traces(), read-only.
func (r *Run) RecordedConfidences() []float64 {
	if r.filed != nil {
		return r.filed.conf
	}
	return r.conf
}

// AsRecorded gives the run with the confidences that stand in the file: r itself where it
// has those.
func (r *Run) AsRecorded() *Run {
	if r.filed == nil {
		return r
	}
	other := *r
	other.conf, other.confidence, other.filed = r.filed.conf, r.filed.confidence, nil
	return &other
}

// confidence says what the confidences of the columns are: what the file or its format
// declares, or else what their range suggests.
func (c *columns) confidence(o origin) Confidence {
	known := Confidence{Name: Recorded, Scale: c.scale, Basis: BasisDeclared}
	if known.Scale == ScaleUnknown {
		known.Scale, known.Of = o.scale, o.of
	}
	if known.Scale == scaleOpen {
		known.Scale = ScaleUnknown
	}
	if known.Scale != ScaleUnknown {
		return known
	}
	guess := Confidence{Name: Recorded, Scale: scaleOf(c.lo, c.hi), Basis: BasisGuessed}
	switch {
	case o.format == nativeFormat && c.scale != scaleOpen && (guess.Scale == ScaleProbability || guess.Scale == ScaleSurprisal):
		// The project that the format comes from writes -mean(log p), which is below 1 for
		// most of its answers.
		return Confidence{Name: Recorded, Scale: ScaleSurprisal, Basis: BasisDeclared}
	case guess.Scale == ScaleUnknown:
		guess.Basis = BasisNone
	}
	return guess
}

// leastDeepConf is a mean surprisal that no samples of a model come near: e^-4 a token
// is text that the model finds absurd, and real DeepConf confidences begin above 5.
const leastDeepConf = 4

// scaleOf guesses by the range of the finite numbers; lo > hi where there are none.
func scaleOf(lo, hi float64) Scale {
	switch {
	case lo > hi, lo < 0 && hi > 0:
		return ScaleUnknown
	case hi <= 0 && lo < 0:
		return ScaleLogProb
	case hi <= 1:
		return ScaleProbability
	case lo >= leastDeepConf:
		return ScaleDeepConf
	}
	return ScaleSurprisal
}
