package data

// readArray reads an array with one element a trace, or null, which is the same as no
// such field.
func readArray[T any](r *record, col column, into []T, element func(*cursor) (T, error)) ([]T, error) {
	into = into[:0]
	ok, err := r.enter(col)
	for first := true; ok && err == nil; first = false {
		if ok, err = r.cur.more(']', first); !ok || err != nil {
			break
		}
		var v T
		if v, err = element(&r.cur); err == nil {
			into = append(into, v)
		}
	}
	return into, err
}

// enter enters the array of a column, or passes null.
func (r *record) enter(col column) (bool, error) {
	r.stated &^= 1 << col
	if r.cur.null() {
		return false, nil
	}
	if r.cur.peek() != '[' {
		return false, errArray
	}
	r.cur.pos++
	r.stated |= 1 << col
	return true, nil
}

// readTexts notes where each text begins and marks it, without decoding it.
func (r *record) readTexts() error {
	r.textAt, r.marks = r.textAt[:0], r.marks[:0]
	ok, err := r.enter(colTraces)
	if !ok {
		return err
	}
	for first := true; ; first = false {
		if ok, err := r.cur.more(']', first); !ok || err != nil {
			return err
		}
		if err := r.readText(); err != nil {
			return err
		}
	}
}

func (r *record) readText() error {
	at, mark := uint32(r.cur.pos), uint8(0)
	switch {
	case r.cur.null():
		at = noText
	case r.cur.peek() != '"':
		return errText
	default:
		from, to, err := r.cur.str()
		if err != nil {
			return err
		}
		if r.marker != nil {
			mark = r.marker.mark(r.cur.b, from, to)
		}
	}
	r.textAt = append(r.textAt, at)
	r.marks = append(r.marks, mark)
	return nil
}

// readID reads the id, a text; a number is taken as it is written.
func (r *record) readID() error {
	r.id, r.hasID = r.id[:0], false
	from := r.cur.pos
	if r.cur.peek() == '"' {
		from, to, err := r.cur.str()
		if err != nil {
			return err
		}
		r.id = appendUnquoted(r.id, r.cur.b[from:to])
	} else if _, ok := r.cur.digits(); ok {
		r.id = append(r.id, r.cur.b[from:r.cur.pos]...)
	} else {
		return errID
	}
	if len(r.id) > maxIDLength {
		return errLongID
	}
	r.hasID = true
	return nil
}

// word reads a text or passes anything else, of which it says not ok.
func (r *record) word() (raw []byte, ok bool, err error) {
	if r.cur.peek() != '"' {
		return nil, false, r.cur.skip()
	}
	from, to, err := r.cur.str()
	return r.cur.b[from:to], err == nil, err
}

func (r *record) readVerdict() error {
	r.recorded = FlagAbsent
	if r.cur.null() {
		return nil
	}
	raw, ok, err := r.word()
	switch {
	case err != nil:
		return err
	case ok && string(raw) == "unsafe":
		r.recorded = FlagTrue
	case ok && string(raw) == "safe":
		r.recorded = FlagFalse
	default:
		r.note("final_prediction", errVerdict)
	}
	return nil
}

func (r *record) readCategory() error {
	r.category = CategoryAbsent
	if r.cur.null() {
		return nil
	}
	raw, ok, err := r.word()
	if err != nil {
		return err
	}
	if ok {
		r.category = categoryOf(string(raw))
	}
	if r.category == CategoryAbsent {
		r.note("confidence_category", errCategory)
	}
	return nil
}

func categoryOf(word string) Category {
	switch word {
	case "confident_refusal":
		return ConfidentRefusal
	case "uncertain_compliance":
		return UncertainCompliance
	case "uncertain_refusal":
		return UncertainRefusal
	case "confident_compliance":
		return ConfidentCompliance
	}
	return CategoryAbsent
}

// readLine reads on which line of another file the record stood. Elsewhere a field of this
// name may hold anything.
func (r *record) readLine() error {
	from := r.cur.pos
	line, err := r.cur.count()
	if err == nil {
		r.line = line
		return nil
	}
	r.cur.pos = from
	return r.cur.skip()
}
