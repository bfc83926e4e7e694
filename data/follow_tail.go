package data

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"time"
)

const (
	guardBytes = 4 << 10
	tailBlock  = 256 << 10
)

// tail is a file that has been read up to the end of a line, and the load that goes on
// from there whenever the file has grown. Columns only ever grow behind what the Runs
// before see, so all share them.
type tail struct {
	*Loading
	units *units
	file  diskFile
	info  fs.FileInfo // which file this is

	size     int64     // as at the last look
	changed  time.Time // when the file had been written to last, as at the last look
	searched int64     // from units.at on to here no line ends
	first    *texts    // of the run that was read
	head     []byte    // what the file begins with
	guard    []byte    // what stands before units.at: a file that has other bytes there was written anew
	again    bool      // a Run has to be handed out, though nothing was read
	whole    int64     // end of the last whole line
}

// diskFile is a file that the texts of a run are read from as it is.
type diskFile interface {
	io.ReaderAt
	Stat() (fs.FileInfo, error)
}

// upTo is the same texts, which stand in the file before the offset: what lies behind it may
// be taken back by whoever writes there.
func (t *texts) upTo(end int64) *texts {
	less := *t
	less.close, less.goesOn = []func() error{t.release}, t.beginning()
	if t.was != nil {
		less.was = &identity{file: t.was.file, size: end}
		less.was.kept, _ = less.was.sample() // a file that cannot be read is not the same later
	}
	return &less
}

func newTail(run *Run, o Options) (*tail, error) {
	file, ok := run.texts.src.(diskFile)
	if !ok {
		return nil, fs.ErrInvalid // only a run that is tailed comes here
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	// The columns of the run may have room behind them that is not ours to fill.
	columns := run.columns.clipped()
	t := &tail{file: file, info: info, size: run.source.Bytes, Loading: &Loading{
		opts: o, source: run.source, columns: columns, joiner: newJoiner(run.joined, &columns), problems: run.problems, texts: run.texts,
	}}
	t.first = run.texts
	t.unsay(run.source.Cut || !run.source.Complete)
	t.source.Complete = false
	t.units = newUnits(file, run.source, o)
	t.feed = t.units
	if err := t.settle(); err != nil {
		return nil, err
	}
	t.searched, t.whole = t.units.at, t.units.at
	t.texts = run.texts.upTo(t.units.at)
	return t, t.remember()
}

// settle finds where reading goes on: behind the last line that has ended, or behind a
// last line that is a record although it has not. Lines begun by then are counted.
func (t *tail) settle() error {
	last := t.columns.instances() - 1
	from, line := t.columns.lineAt[last]+int64(t.columns.lineLen[last]), t.columns.line(last)
	end, err := t.lastLine(from, t.size)
	if err != nil {
		return err
	}
	t.units.at, t.lines = from, line
	if end < 0 { // the record itself is the last line, and has not ended
		return nil
	}
	ended, err := t.countLines(from, end)
	t.units.at = end
	t.lines = line - 1 + ended
	if t.size-end > int64(t.opts.maxLine()) { // counted as too long already, though it goes on
		t.units.at, t.lines = t.size, t.lines+1
	}
	return err
}

// lastLine gives the offset behind the last '\n' in from..end-1, -1 where there is none.
func (t *tail) lastLine(from, end int64) (int64, error) {
	buf := make([]byte, min(tailBlock, end-from))
	for end > from {
		block := buf[:min(int64(len(buf)), end-from)]
		if err := readFull(t.file, block, end-int64(len(block))); err != nil {
			return 0, err
		}
		if i := bytes.LastIndexByte(block, '\n'); i >= 0 {
			return end - int64(len(block)) + int64(i) + 1, nil
		}
		end -= int64(len(block))
	}
	return -1, nil
}

func (t *tail) countLines(from, end int64) (n int, err error) {
	buf := make([]byte, min(tailBlock, end-from))
	for from < end {
		block := buf[:min(int64(len(buf)), end-from)]
		if err := readFull(t.file, block, from); err != nil {
			return 0, err
		}
		n += bytes.Count(block, []byte{'\n'})
		from += int64(len(block))
	}
	return n, nil
}

// readFull fills b from the offset; a file that ends before is not what it was.
func readFull(file io.ReaderAt, b []byte, at int64) error {
	n, err := file.ReadAt(b, at)
	switch {
	case n == len(b):
		return nil
	case errors.Is(err, io.EOF):
		return errShrank
	}
	return err
}

// remember takes down by what the file is known again.
func (t *tail) remember() error {
	head := make([]byte, min(guardBytes, t.units.at))
	guard := make([]byte, len(head))
	if err := errors.Join(readFull(t.file, head, 0), readFull(t.file, guard, t.units.at-int64(len(guard)))); err != nil {
		return err
	}
	t.head, t.guard = head, guard
	return nil
}

// known reports whether the file still begins as it did, and has the same bytes before the
// place where reading goes on.
func (t *tail) known() (bool, error) {
	was, size := t.units.at, len(t.guard)
	now := make([]byte, size)
	for _, part := range []struct {
		at   int64
		want []byte
	}{{0, t.head}, {was - int64(size), t.guard}} {
		err := readFull(t.file, now, part.at)
		if errors.Is(err, errShrank) {
			return false, nil
		}
		if err != nil || !bytes.Equal(now, part.want) {
			return false, err
		}
	}
	return true, nil
}

// compare tells what has become of the file by what the system says of its name.
func (t *tail) compare(info fs.FileInfo) (Change, error) {
	if !sameFile(t.info, info) {
		return Replaced, nil
	}
	if info.Size() == t.size && info.ModTime().Equal(t.changed) {
		return Unchanged, nil
	}
	if info.Size() < t.units.at {
		return Truncated, nil
	}
	known, err := t.known()
	if err != nil {
		return Unchanged, err
	}
	if !known {
		return Truncated, nil
	}
	grown := info.Size() != t.size
	if info.Size() < t.size { // a part of a line was taken back
		t.searched = min(t.searched, t.units.at)
		t.source.Cut, t.again = false, true
	}
	t.size, t.changed = info.Size(), info.ModTime()
	if !grown {
		return Unchanged, nil
	}
	return Grown, nil
}
