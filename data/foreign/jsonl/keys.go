package jsonl

import "bytes"

// sniffed is how many lines of a file's head are looked at before it is given up: a file
// may start with lines that were cut or that hold an error.
const sniffed = 16

// Keys is what the start of a line tells about its object.
type Keys struct {
	kinds map[string]Kind
	Whole bool // the object ends before the bytes do
}

// Has reports whether the object has all of these keys, as far as it can be seen.
func (k Keys) Has(names ...string) bool {
	for _, name := range names {
		if k.kinds[name] == Absent {
			return false
		}
	}
	return true
}

// Kind tells what the value of a key is; Absent where the key was not seen.
func (k Keys) Kind(name string) Kind { return k.kinds[name] }

// Sniff reports whether one of the first lines in the head of a file holds an object that
// is known by its keys. The last line may be cut anywhere.
func Sniff(head []byte, known func(Keys) bool) bool {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	for range sniffed {
		line, rest, more := bytes.Cut(head, []byte("\n"))
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '{' {
			return false
		}
		if known(keysOf(line)) {
			return true
		}
		if !more {
			return false
		}
		head = rest
	}
	return false
}

// keysOf gives the keys of the object at the start of a line, including the one whose value
// is cut.
func keysOf(line []byte) Keys {
	found := Keys{kinds: map[string]Kind{}}
	if len(line) == 0 {
		return found
	}
	i := past(line, 1)
	for i < len(line) && line[i] == '"' {
		end, ok := skipText(line, i)
		if !ok {
			return found
		}
		key := Value(line[i:end])
		i = past(line, end)
		end, ok = skip(line, i)
		if i < len(line) {
			found.kinds[key.name()] = Value(line[i:]).Kind()
		}
		if !ok {
			return found
		}
		i = past(line, end)
	}
	found.Whole = i < len(line) && line[i] == '}'
	return found
}
