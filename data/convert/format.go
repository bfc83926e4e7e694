package convert

import "strings"

// Format is a way of writing a run.
type Format uint8

// The formats.
const (
	Lines     Format = iota // predictions.jsonl
	LinesGzip               // the same, packed by gzip
	LinesZstd               // the same, packed by zstd
	Parquet                 // one row an instance, lists for traces
)

// Formats lists the formats.
func Formats() []Format { return []Format{Lines, LinesGzip, LinesZstd, Parquet} }

// Ending is how names of files in the format end, with the dot.
func (f Format) Ending() string {
	switch f {
	case Lines:
		return ".jsonl"
	case LinesGzip:
		return ".jsonl.gz"
	case LinesZstd:
		return ".jsonl.zst"
	case Parquet:
		return ".parquet"
	}
	return ""
}

// String is the ending without its dot, as a user names the format.
func (f Format) String() string { return strings.TrimPrefix(f.Ending(), ".") }

// FormatOf gives the format that a file's name asks for.
func FormatOf(name string) (f Format, ok bool) {
	name = strings.ToLower(name)
	for _, f := range Formats() {
		if strings.HasSuffix(name, f.Ending()) {
			return f, true
		}
	}
	return 0, false
}
