package data

// readStrips reads what the record at hand says of its tokens: one list a trace, nil where
// a trace has none or it is of another shape, and no lists where the record has none.
func (d *Detail) readStrips(line []byte, at *strips, traces int) {
	d.Logprobs = readLists(line, at[stripLogprobs], traces, (*cursor).confidence)
	if d.Logprobs == nil {
		d.Logprobs = readLists(line, at[stripLogprobPairs], traces, (*cursor).pairNumber)
	}
	d.Peaks = readLists(line, at[stripPeaks], traces, (*cursor).confidence)
	if d.Peaks == nil {
		d.Peaks = readLists(line, at[stripPeakPairs], traces, (*cursor).pairNumber)
	}
	d.Candidates = readLists(line, at[stripCandidates], traces, (*cursor).candidates)
	for _, kind := range []stripKind{stripTokens, stripLogprobPairs, stripPeakPairs} {
		if d.Tokens != nil {
			return
		}
		element := (*cursor).pairToken
		if kind == stripTokens {
			element = (*cursor).token
		}
		d.Tokens = readLists(line, at[kind], traces, element)
	}
}

// token passes a text, or null, which is the empty text.
func (c *cursor) token() (string, error) {
	if c.null() {
		return "", nil
	}
	if c.peek() != '"' {
		return "", errText
	}
	from, to, err := c.str()
	return string(appendUnquoted(nil, c.b[from:to])), err
}

// pairToken passes a pair of a token and its number, and gives the token.
func (c *cursor) pairToken() (string, error) {
	from := c.pos
	if err := c.skip(); err != nil || c.b[from] != '[' {
		return "", err
	}
	inside := cursor{b: c.b[:c.pos], pos: from + 1}
	inside.peek()
	return inside.token()
}

// candidates passes a list of pairs of text and number, or null.
func (c *cursor) candidates() ([]Candidate, error) {
	from := c.pos
	if err := c.skip(); err != nil || c.b[from] != '[' {
		return nil, err
	}
	return readList(&cursor{b: c.b[:c.pos], pos: from}, (*cursor).candidate), nil
}

func (c *cursor) candidate() (Candidate, error) {
	from := c.pos
	token, err := c.pairToken()
	if err != nil {
		return Candidate{}, err
	}
	again := cursor{b: c.b[:c.pos], pos: from}
	logprob, err := again.pairNumber()
	return Candidate{token, logprob}, err
}

// readLists reads the array of arrays whose bracket is at the position: at most the given
// number of lists, and nil where the position is 0.
func readLists[T any](line []byte, at uint32, traces int, element func(*cursor) (T, error)) [][]T {
	if at == 0 {
		return nil
	}
	c := &cursor{b: line, pos: int(at) + 1}
	lists := make([][]T, traces)
	for j := range lists {
		if ok, err := c.more(']', j == 0); !ok || err != nil {
			return lists
		}
		from := c.pos
		if c.skip() != nil {
			return lists
		}
		lists[j] = readList(&cursor{b: line[:c.pos], pos: from}, element)
	}
	return lists
}

// readList reads one array, and gives nil where its elements are of another kind.
func readList[T any](c *cursor, element func(*cursor) (T, error)) []T {
	if c.peek() != '[' {
		return nil
	}
	c.pos++
	list := []T{}
	for first := true; ; first = false {
		ok, err := c.more(']', first)
		if err != nil {
			return nil
		}
		if !ok {
			return list
		}
		v, err := element(c)
		if err != nil {
			return nil
		}
		list = append(list, v)
	}
}
