package data

import "strings"

const (
	// scaleNotStated is what a record says whose run has no declared scale, so that it is
	// not taken for one of the project that predictions.jsonl comes from.
	scaleNotStated = "not stated"
	// scaleOpen stands for it in a column. It is no scale, and no Run shows it.
	scaleOpen = 0xFF
)

const errScale cause = "not the name of a scale: read as absent"

// readScale reads what a record says that its confidences measure.
func (r *record) readScale() error {
	r.scale = ScaleUnknown
	if r.cur.null() {
		return nil
	}
	raw, ok, err := r.word()
	if err != nil {
		return err
	}
	if word := strings.TrimSpace(string(raw)); ok {
		r.scale = scaleNamed(word)
	}
	if r.scale == ScaleUnknown {
		r.note("confidence_scale", errScale)
	}
	return nil
}

// readSource reads a remark on where the confidences come from. It is prose, so that one
// which names no scale is nothing wrong.
func (r *record) readSource() error {
	raw, ok, err := r.word()
	if ok && r.scale == ScaleUnknown {
		r.scale = scaleOfWords(string(raw))
	}
	return err
}

func scaleNamed(word string) Scale {
	if word == scaleNotStated {
		return scaleOpen
	}
	for s := ScaleSurprisal; s <= ScaleAgreement; s++ {
		if s.String() == word {
			return s
		}
	}
	return scaleOfWords(word)
}
