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

func skipText(b []byte, i int) (end int, ok bool) {
	for i++; i < len(b); i++ {
		switch b[i] {
		case '"':
			return i + 1, true
		case '\\':
			i++
		}
	}
	return len(b), false
}

// skipNested counts brackets, and passes texts as a whole.
func skipNested(b []byte, i int) (end int, ok bool) {
	depth := 0
	for i < len(b) {
		switch b[i] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1, true
			}
		case '"':
			i = quoteEnd(b, i)
			continue
		}
		i++
	}
	return len(b), false
}

// quoteEnd is skipText for long texts: it looks for the closing quote as fast as memory
// goes and counts the backslashes before it.
func quoteEnd(b []byte, i int) int {
	for i++; i < len(b); i++ {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			return len(b)
		}
		i += n
		slashes := 0
		for b[i-1-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return i + 1
		}
	}
	return len(b)
}
