package data

import "strconv"

// problemCap is how many problems a run lists; more are only counted, so that a file of
// ten million broken lines costs no more memory than one of a thousand.
const problemCap = 1000

// Kind sorts out the problems that are counted on their own.
type Kind uint8

// The kinds of problems; most are of no kind of their own.
const (
	KindOther     Kind = iota
	KindRagged         // an array of a record is shorter than the longest: padded with absent values
	KindDuplicate      // the id of a record stands in the file before: both are kept
	KindFile           // a whole file of a folder was left out
	kindCount
)

// Problem is one fault of an input file and what was done about it.
type Problem struct {
	File    string // base name of the file, raw
	Line    int    // 1-based line, or 0 where the fault concerns the whole file
	Field   string // the JSON field or CSV column at fault, "" where none is
	Err     error  // the cause, with what to do about it where there is something to do
	Skipped bool   // the record was left out; otherwise it was kept
	Kind    Kind
}

// Error gives the problem as one sentence: file:line: field: cause: what was done.
func (p Problem) Error() string {
	s := p.File
	if p.Kind == KindFile {
		return s + " is left out: " + p.Err.Error()
	}
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
	}
	if p.Field != "" {
		s += ": " + p.Field
	}
	s += ": " + p.Err.Error()
	if p.Skipped {
		s += ": record skipped"
	}
	return s
}

// leftOut is that a whole file of a folder is not read.
func leftOut(file string, why error) Problem {
	return Problem{File: file, Err: why, Skipped: true, Kind: KindFile}
}

// Unwrap gives the cause.
func (p Problem) Unwrap() error { return p.Err }

// Problems is everything that was wrong with the files of a run.
type Problems struct {
	Skipped int       // records left out, and files
	Noted   int       // faults that left nothing out
	List    []Problem // in file order, at most 1000 of them; read-only

	kinds [kindCount]int
}

// Total is the number of problems, listed or not.
func (p Problems) Total() int { return p.Skipped + p.Noted }

// Records is the number of records that were left out, listed or not.
func (p Problems) Records() int { return p.Skipped - p.Count(KindFile) }

// Count is the number of problems of a kind, listed or not.
func (p Problems) Count(k Kind) int {
	if k >= kindCount {
		return 0
	}
	return p.kinds[k]
}

// Unlisted is the number of problems beyond the cap of List.
func (p Problems) Unlisted() int { return p.Total() - len(p.List) }

func (p *Problems) add(one Problem) {
	if one.Skipped {
		p.Skipped++
	} else {
		p.Noted++
	}
	p.kinds[one.Kind]++
	if len(p.List) < problemCap {
		p.List = append(p.List, one)
	}
}

// join adds the problems of a part whose lines are counted from the given line.
func (p *Problems) join(part *Problems, line int) {
	for _, one := range part.List {
		if len(p.List) == problemCap {
			break
		}
		if one.Line > 0 {
			one.Line += line
		}
		p.List = append(p.List, one)
	}
	p.Skipped += part.Skipped
	p.Noted += part.Noted
	for k := range p.kinds {
		p.kinds[k] += part.kinds[k]
	}
}

// cause is a fault as a constant, so that reporting one allocates nothing.
type cause string

// Error gives the cause as a phrase.
func (c cause) Error() string { return string(c) }
