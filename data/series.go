package data

import "context"

// Series is what the file says in numbers of the tokens of one trace. A list is nil where
// the file says nothing; in a ragged file the two may differ in length. A token without a
// number is AbsentConfidence.
type Series struct {
	Logprobs []float64 // natural logarithms, as the file gives them: NaN, infinities and -9999 included
	Peaks    []float64 // DeepConf's confidence of each token
}

// EachSeries visits the series of every trace of the instances from..to-1 that has one,
// in order, until visit says false. A series is valid during the visit only. Several
// goroutines may visit several stretches of one Run at a time. An error says that the
// records were not kept, or that the file changed since it was opened.
func (r *Run) EachSeries(ctx context.Context, from, to int, visit func(trace int, s Series) bool) error {
	if from >= to {
		return ctx.Err()
	}
	rd := &reader{run: r, ahead: r.stretch(from, to)}
	logprobs, peaks := newSeriesReader(), newSeriesReader()
	for i := from; i < to; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := rd.load(i); err != nil {
			return err
		}
		first, end := r.Span(i)
		logprobs.read(rd.line, rd.rec.strips.of(stripLogprobs, stripLogprobPairs), end-first)
		peaks.read(rd.line, rd.rec.strips.of(stripPeaks, stripPeakPairs), end-first)
		for j := range end - first {
			s := Series{logprobs.list(j), peaks.list(j)}
			if (s.Logprobs != nil || s.Peaks != nil) && !visit(first+j, s) {
				return nil
			}
		}
	}
	return nil
}

// stretch is how much to read at once for the instances from..to-1: no more than they are
// long, so that a short stretch costs no large buffer.
func (r *Run) stretch(from, to int) int {
	bytes := r.lineAt[to-1] + int64(r.lineLen[to-1]) - r.lineAt[from]
	return int(min(readAhead, max(0, bytes)))
}

// seriesReader reads one number a token, for all traces of a record, into memory that it
// uses again for the next record.
type seriesReader struct {
	cur    cursor
	values []float64
	spans  []seriesSpan // one a list that the record has
}

// seriesSpan is where the values of a trace lie.
type seriesSpan struct {
	from, to int
	stated   bool
}

func newSeriesReader() *seriesReader { return &seriesReader{values: make([]float64, 0, 1024)} }

// list gives the values of trace j of the record, nil where the record has none.
func (s *seriesReader) list(j int) []float64 {
	if j >= len(s.spans) || !s.spans[j].stated {
		return nil
	}
	at := s.spans[j]
	return s.values[at.from:at.to:at.to]
}

// read reads the array of arrays that the strip of a record begins at, at most the given
// number of lists. A list that is null, or of another shape, is one that the record lacks.
func (s *seriesReader) read(line []byte, at strip, traces int) {
	s.values, s.spans = s.values[:0], s.spans[:0]
	if at.pos == 0 {
		return
	}
	s.cur.b, s.cur.pos = line, int(at.pos)+1
	for first := true; len(s.spans) < traces; first = false {
		if ok, err := s.cur.more(']', first); !ok || err != nil {
			return
		}
		s.spans = append(s.spans, s.readList(at.pairs))
	}
}

func (s *seriesReader) readList(pairs bool) seriesSpan {
	start, from := s.cur.pos, len(s.values)
	if s.cur.peek() == '[' && s.readValues(pairs) {
		return seriesSpan{from, len(s.values), true}
	}
	s.values = s.values[:from]
	s.cur.pos = start
	if s.cur.skip() != nil {
		s.cur.pos = len(s.cur.b)
	}
	return seriesSpan{}
}

// readValues reads the list that the cursor is at.
func (s *seriesReader) readValues(pairs bool) bool {
	s.cur.pos++
	for first := true; ; first = false {
		ok, err := s.cur.more(']', first)
		if !ok || err != nil {
			return err == nil
		}
		v, ok := s.cur.decimal()
		switch {
		case ok:
		case pairs:
			v, err = s.cur.pairNumber()
		default:
			v, err = s.cur.confidence()
		}
		if err != nil {
			return false
		}
		s.values = append(s.values, v)
	}
}

// pairNumber passes a pair of a token and its number, or null.
func (c *cursor) pairNumber() (float64, error) {
	if c.peek() != '[' {
		return c.confidence()
	}
	c.pos++
	if ok, err := c.more(']', true); !ok || err != nil {
		return 0, errPair
	}
	if err := c.skip(); err != nil {
		return 0, err
	}
	if ok, err := c.more(']', false); !ok || err != nil {
		return 0, errPair
	}
	v, ok := c.decimal()
	if !ok {
		var err error
		if v, err = c.confidence(); err != nil {
			return 0, err
		}
	}
	if ok, err := c.more(']', false); ok || err != nil {
		return 0, errPair
	}
	return v, nil
}
