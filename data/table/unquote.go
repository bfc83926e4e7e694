package table

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// unquote decodes what stands between the quotes of a JSON string. Halves of surrogate
// pairs and bytes that are not UTF-8 become U+FFFD, as Python prints them.
func unquote(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return valid(string(raw))
	}
	out := make([]byte, 0, len(raw))
	for len(raw) > 0 {
		at := bytes.IndexByte(raw, '\\')
		if at < 0 {
			break
		}
		out = append(out, raw[:at]...)
		var r rune
		r, raw = escape(raw[at+1:])
		out = utf8.AppendRune(out, r)
	}
	return valid(string(append(out, raw...)))
}

// escape decodes what follows a backslash, and gives the rest.
func escape(raw []byte) (rune, []byte) {
	if len(raw) == 0 {
		return '\\', nil
	}
	switch c := raw[0]; c {
	case 'n':
		return '\n', raw[1:]
	case 't':
		return '\t', raw[1:]
	case 'r':
		return '\r', raw[1:]
	case 'b':
		return '\b', raw[1:]
	case 'f':
		return '\f', raw[1:]
	case 'u':
		return unicodeEscape(raw[1:])
	}
	r, n := utf8.DecodeRune(raw)
	return r, raw[n:]
}

// unicodeEscape decodes four digits, or eight where they are a surrogate pair.
func unicodeEscape(raw []byte) (rune, []byte) {
	r, ok := hex4(raw)
	if !ok {
		return utf8.RuneError, raw
	}
	raw = raw[4:]
	if !utf16.IsSurrogate(r) {
		return r, raw
	}
	if bytes.HasPrefix(raw, []byte(`\u`)) {
		if low, ok := hex4(raw[2:]); ok {
			if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
				return both, raw[6:]
			}
		}
	}
	return utf8.RuneError, raw
}

// valid replaces bytes that are not UTF-8.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
