package data

import "sort"

// origin is what a feed knows of its input as a whole.
type origin struct {
	format   string
	scale    Scale     // that the format declares
	of       string    // and what it says beyond
	ownLines bool      // records say on which line they stand
	cut      bool      // the packed content of a file was cut off
	files    []stretch // of a folder
}

// stretch is where the records of one file of a folder begin. Instances are numbered by
// their first appearance and files are read one after the other, so that stretches are few;
// they are offsets and not instance numbers, since a record may yet be refused.
type stretch struct {
	at   int64 // offset in the content that is scanned
	file string
}

// begins notes that the lines from here on are of the given file, where there are several.
func (t *transcoding) begins(file int) {
	name := t.files[file].name
	if n := len(t.stretches); len(t.files) < 2 || n > 0 && t.stretches[n-1].file == name {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stretches = append(t.stretches, stretch{t.written, name})
}

// stretchesSoFar gives what is noted of the lines that were handed on, and maybe more.
func (t *transcoding) stretchesSoFar() []stretch {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.stretches
}

// fileAt is the file whose records stand at an offset; "" where no folder was read.
func fileAt(files []stretch, at int64) string {
	behind := sort.Search(len(files), func(n int) bool { return files[n].at > at })
	if behind == 0 {
		return ""
	}
	return files[behind-1].file
}

// File is the base name, raw, of the file of a folder in which the first row of instance i
// stands, which Line is a line of; "" where the run is not a folder of several files.
func (r *Run) File(i int) string { return fileAt(r.files, r.lineAt[i]) }

// HasFiles reports whether the run is a folder of several files, so that File has names.
func (r *Run) HasFiles() bool { return len(r.files) > 0 }

// place is where instance i stands: the file that its line is counted in, and the line.
func (r *Run) place(i int) (file string, line int) {
	if file = r.File(i); file == "" {
		file = r.source.Name
	}
	return file, r.Line(i)
}
