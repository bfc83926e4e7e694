package data

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"unicode"
)

// labelsAt says how the labels will be read: from the given path, or from what is found
// beside the run, or not at all.
func labelsAt(given, run string, o Options) func() (*labelTable, error) {
	if given != "" {
		return func() (*labelTable, error) { return readLabelPath(given, o) }
	}
	if run == "" {
		return nil
	}
	return func() (*labelTable, error) {
		path := labelFile(run)
		if path == "" {
			return nil, nil
		}
		t, err := readLabelPath(path, o)
		if err != nil {
			// Nobody asked for this file, so it must not keep the run from opening.
			t = newLabelTable(filepath.Base(path))
			t.problems.add(Problem{File: t.name, Err: fmt.Errorf("found beside the run but not read: %w", err)})
		}
		return t, nil
	}
}

// readLabels reads the label file before the first bite.
func (l *Loading) readLabels() error {
	t, err := l.openLabels()
	if err != nil {
		return err
	}
	l.openLabels = nil
	if t == nil {
		return nil
	}
	l.texts.close = append(l.texts.close, t.close...)
	l.problems.join(&t.problems, 0)
	if t.rows() > 0 {
		l.source.LabelsName = t.name
		l.joiner.labels = t
	}
	return nil
}

func readLabelPath(path string, o Options) (*labelTable, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the labels: %w: give a label file that can be read, as JSON lines or CSV, or leave it out", err)
	}
	t, err := readLabelFile(f, o)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("reading the labels of %s: %w", filepath.Base(path), err), f.Close())
	}
	return t, nil
}

func readLabelFile(f *os.File, o Options) (*labelTable, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	head := make([]byte, 4)
	n, _ := f.ReadAt(head, 0)
	name := filepath.Base(f.Name())
	if !info.Mode().IsRegular() || containerOf(head[:n]) != containerPlain {
		t, err := readLabelStream(name, f, o)
		if err == nil {
			t.close = append(t.close, f.Close)
		}
		return t, err
	}
	t := newLabelTable(name)
	t.src, t.close = f, []func() error{f.Close}
	return t, t.read(info.Size(), o)
}

// readLabelStream reads labels that can be read only once: they are spooled first.
func readLabelStream(name string, r io.Reader, o Options) (*labelTable, error) {
	content, _, err := unpacked(bufio.NewReader(r))
	if err != nil {
		return nil, err
	}
	defer content.Close() //nolint:errcheck // read to its end, it has nothing left to say
	s := &spool{dir: o.SpoolDir}
	size, err := io.Copy(s, content)
	if err != nil && !isCut(err) {
		return nil, errors.Join(err, s.Close())
	}
	t := newLabelTable(name)
	t.src, t.close = s, []func() error{s.Close}
	if isCut(err) {
		t.note(0, "", errCutLabels)
	}
	return t, t.read(size, o)
}

const (
	errNoLabels   cause = "it is empty: give JSON lines, or CSV with a header"
	errLabelShape cause = "it is neither JSON lines nor CSV: write each row on a line of its own"
	errCutLabels  cause = "the file is cut off: labels after the cut are missing"
)

// read reads the rows, by what the content begins with.
func (t *labelTable) read(size int64, o Options) error {
	head := make([]byte, 4096)
	n, err := t.src.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	switch head = bytes.TrimLeftFunc(bytes.TrimPrefix(head[:n], byteOrderMark()), unicode.IsSpace); {
	case len(head) == 0:
		return errNoLabels
	case head[0] == '{':
		err = t.readJSON(io.NewSectionReader(t.src, 0, size), o)
	case head[0] == '[' || head[0] == 0x80 || head[0] >= 0xfe || bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return errLabelShape
	default:
		err = t.readCSV(size, head)
	}
	t.topics.of = nil
	if err == nil && t.stated&(1<<fieldLabel|1<<fieldPrompt) == 0 {
		return errNoColumns
	}
	return err
}
