package jsonl

import "bytes"

// past gives the place of the next byte from i on that is neither white space nor a comma
// or a colon, which in a sound value can stand in one place only.
func past(b []byte, i int) int {
	for i < len(b) {
		switch b[i] {
		case ' ', '\t', '\r', '\n', ',', ':':
			i++
		default:
			return i
		}
	}
	return i
}

// skip gives the end of the value that starts at i; ok is false where the bytes end before it.
func skip(b []byte, i int) (end int, ok bool) {
	if i >= len(b) {
		return i, false
	}
	switch b[i] {
	case '"':
		return skipText(b, i)
	case '{', '[':
		return skipNested(b, i)
	}
	for end = i; end < len(b); end++ {
		switch b[end] {
		case ' ', '\t', '\r', '\n', ',', ':', ']', '}', '"':
			// At least one byte is passed, or a stray bracket would never end a loop.
			return max(end, i+1), true
		}
	}
	return end, true
}

// nearby is how far a closing quote is looked for byte by byte: most texts are short, and
// a search that is fast over long ones starts slowly.
const nearby = 24

func skipText(b []byte, i int) (end int, ok bool) {
	i++
	for stop := min(i+nearby, len(b)); i < stop; i++ {
		switch b[i] {
		case '"':
			return i + 1, true
		case '\\':
			return skipLong(b, i)
		}
	}
	return skipLong(b, i)
}

// skipLong finds the end of a text from a place inside it that is not behind a backslash.
func skipLong(b []byte, i int) (end int, ok bool) {
	for i < len(b) {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			break
		}
		slashes := 0
		for slashes < n && b[i+n-1-slashes] == '\\' {
			slashes++
		}
		i += n + 1
		if slashes%2 == 0 {
			return i, true
		}
	}
	return len(b), false
}

// skipNested counts brackets, and passes texts as a whole.
func skipNested(b []byte, i int) (end int, ok bool) {
	depth := 0
	for i < len(b) {
		c := b[i]
		i++
		if c != '"' && c < '[' {
			continue // digits and commas, the most of what stands between
		}
		switch c {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i, true
			}
		case '"':
			i, _ = skipText(b, i-1)
		}
	}
	return len(b), false
}
