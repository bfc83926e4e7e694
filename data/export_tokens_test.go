package data

// Decimal reads a number at the start of the text by the fast way, and gives how many
// bytes it took.
func Decimal(text []byte) (v float64, n int, ok bool) {
	c := cursor{b: text}
	v, ok = c.decimal()
	return v, c.pos, ok
}

// ScaleOfWords is what a file's words about its confidences come to.
func ScaleOfWords(text string) Scale { return scaleOfWords(text) }
