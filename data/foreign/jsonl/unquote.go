package jsonl

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// Unquote decodes what stands between the quotes of a text. Halves of surrogate pairs
// become U+FFFD, and bytes that are not UTF-8 are kept. An escape that JSON does not know
// stands for the character in it, and then ok is false.
func Unquote(raw []byte) (s string, ok bool) {
	at := bytes.IndexByte(raw, '\\')
	if at < 0 {
		return string(raw), true
	}
	out := make([]byte, 0, len(raw))
	ok = true
	for ; at >= 0; at = bytes.IndexByte(raw, '\\') {
		r, rest, known := escape(raw[at+1:])
		out = utf8.AppendRune(append(out, raw[:at]...), r)
		raw, ok = rest, ok && known
	}
	return string(append(out, raw...)), ok
}

// escape decodes what follows a backslash, and gives the rest.
func escape(raw []byte) (r rune, rest []byte, known bool) {
	if len(raw) == 0 {
		return '\\', nil, false
	}
	switch c := raw[0]; c {
	case 'n':
		return '\n', raw[1:], true
	case 't':
		return '\t', raw[1:], true
	case 'r':
		return '\r', raw[1:], true
	case 'b':
		return '\b', raw[1:], true
	case 'f':
		return '\f', raw[1:], true
	case 'u':
		return unicodeEscape(raw[1:])
	}
	r, n := utf8.DecodeRune(raw)
	return r, raw[n:], r == '"' || r == '\\' || r == '/'
}

// unicodeEscape decodes four digits, or eight where they are a surrogate pair.
func unicodeEscape(raw []byte) (r rune, rest []byte, known bool) {
	r, ok := hex4(raw)
	if !ok {
		return utf8.RuneError, raw, false
	}
	raw = raw[4:]
	if !utf16.IsSurrogate(r) {
		return r, raw, true
	}
	if bytes.HasPrefix(raw, []byte(`\u`)) {
		if low, ok := hex4(raw[2:]); ok {
			if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
				return both, raw[6:], true
			}
		}
	}
	return utf8.RuneError, raw, true
}

// hex4 reads four hexadecimal digits.
func hex4(b []byte) (rune, bool) {
	if len(b) < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[:4]), 16, 16)
	return rune(n), err == nil
}
