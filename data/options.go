package data

import (
	"io"
	"regexp"
	"runtime"
	"time"
)

const (
	mebibyte       = 1 << 20
	defaultMaxLine = 256 * mebibyte
	hardMaxLine    = 1024 * mebibyte // spans within a record are 32-bit
	maxLists       = 8               // one bit each in a byte
)

// Source says where a run came from.
type Source struct {
	Name        string // base name as the user gave it, raw; "stdin" for standard input
	Path        string // path of the file that was read, "" for standard input
	Title       string // what a header shows: the file's name, or its folder's where all files are called so
	About       string // one honest sentence about built-in data, else ""
	Format      string // of the file, in words: "predictions.jsonl", "Inspect log"
	Bytes       int64  // size on disk, or bytes read from standard input
	Fingerprint string // hex, of the size and the head and tail of the content; "" while unknown
	LabelsName  string // base name of the label file, "" where there is none
	LabelsSet   string // the published set that the label file is, "" where it is none that is known
	LabelsNote  string // what labels of one kind only cannot tell, in one sentence, else ""; of a whole run
	PromptsName string // base name of the batch job's input that gives the prompts, "" where there is none
	Cut         bool   // the last line is cut, as in a run that is still being written
	Complete    bool   // false in a Run that was handed out while loading
}

// Options say how a run is read. The zero value is the usual way.
type Options struct {
	Labels   string       // path of the label file, or of the input of a batch job; "" looks beside the run
	Words    LabelWords   // words of labels beyond those that are known
	Lists    []PhraseList // phrase lists to mark while loading, at most 8
	Workers  int          // scanning goroutines; 0 means GOMAXPROCS
	MaxLine  int          // longest line in bytes that is read; 0 means 256 MiB
	SpoolDir string       // where a temporary file may go; "" means os.TempDir
	NoSpool  bool         // keep no copy of compressed or standard input: no texts
	Stdin    io.Reader    // what "-" reads; nil means os.Stdin
	Title    string       // overrides Source.Title
	Mapping  *Mapping     // which column of a table holds what; nil: guessed by names and values
	Confirm  bool         // do not read a table by a guess that is in doubt: *Unmapped is the error then
	// Known gives the mapping of a table that was confirmed before; nil: none ever was. The
	// reader calls it beside whoever loads.
	Known     func(Preview) (Mapping, bool)
	Refusals  []RefusalRule  // how the scores of an Inspect log tell a refusal; nil: the usual tasks
	Refusing  string         // name of the list among Lists whose phrases make an answer a refusal where the file does not say; "": none
	CutSuffix *regexp.Regexp // what is cut off the end of ids, where every sample has an id of its own
	About     string         // becomes Source.About
	// Clock tells a Following how long a reading has taken; nil means time.Now.
	Clock func() time.Time

	bomb bombBound // from where on a packed file is none that anybody has written
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

func (o Options) maxLine() int {
	if o.MaxLine <= 0 {
		return defaultMaxLine
	}
	return min(o.MaxLine, hardMaxLine)
}

// Progress is the state of a load after a bite.
type Progress struct {
	Run         *Run  // what has been read so far, labels joined; never changes
	Done, Total int64 // bytes of input; Total is 0 where it is not known
	Finished    bool  // Run is whole
}

// refusing is the mark of the list that tells refusals, 0 where none does.
func (o Options) refusing() uint8 {
	for i, l := range o.Lists {
		if o.Refusing != "" && l.Name == o.Refusing {
			return 1 << i
		}
	}
	return 0
}
