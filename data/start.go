package data

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Start begins to read the run at the path and returns at once: of the content it has
// read no more than the first bytes. The caller closes the Loading.
func Start(path string, o Options) (*Loading, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if path == "-" {
		if o.Stdin == nil {
			o.Stdin = os.Stdin
		}
		l := startStream(Source{Name: "stdin"}, newDoor("stdin", o.Stdin, o), nil, o)
		l.openLabels = labelsAt(o.Labels, "", o)
		return l, nil
	}
	return startPath(path, o)
}

// StartReader is Start for streams, plain or packed; labels may be nil.
func StartReader(name string, predictions, labels io.Reader, o Options) (*Loading, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	l := startStream(Source{Name: name}, newDoor(name, predictions, o), nil, o)
	if labels != nil {
		l.openLabels = labelsFrom(name+" labels", labels, o)
	} else {
		l.openLabels = labelsAt(o.Labels, "", o)
	}
	return l, nil
}

func (o Options) check() error {
	if len(o.Lists) > maxLists {
		return fmt.Errorf("%d phrase lists are given, and at most %d can be marked at once: leave some out", len(o.Lists), maxLists)
	}
	return nil
}

func startPath(path string, o Options) (*Loading, error) {
	file, err := runFile(path)
	if errors.Is(err, errNoPredictions) {
		return startFolder(path, o)
	}
	if err != nil {
		return nil, err
	}
	return startFileAt(file, o)
}

func startFileAt(file string, o Options) (*Loading, error) {
	info, err := os.Stat(file)
	if err == nil && !info.Mode().IsRegular() {
		return startPipe(file, o), nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, unopened("opening the run", file, err)
	}
	l, err := startFile(f, file, o)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	l.openLabels = labelsAt(o.Labels, file, o)
	return l, nil
}

func startFile(f *os.File, path string, o Options) (*Loading, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("opening the run: %w", err)
	}
	source := Source{Name: filepath.Base(path), Path: path, Bytes: info.Size()}
	d := newDoor(source.Name, f, o)
	d.at, d.size = f, info.Size()
	head := make([]byte, headBytes)
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("opening the run: %w", err)
	}
	if head = head[:n]; containerOf(head) != containerPlain || o.formatOf(head, source.Name) != nil {
		return startStream(source, d, f, o), nil
	}
	if err := refusal(source.Name, head); err != nil {
		return nil, err
	}
	return newLoading(source, newUnits(f, source, o), &texts{src: f, was: identify(f, info), close: []func() error{f.Close}}, o), nil
}

// startStream begins to read something that is not scanned in place. The file is what has
// to be closed with the run, nil where nothing has.
func startStream(source Source, d *door, file *os.File, o Options) *Loading {
	t, keep := textsOf(d, file, o)
	return newLoading(source, newStream(source, d, d.size, keep, o), t, o)
}

func newLoading(source Source, f feed, t *texts, o Options) *Loading {
	source.Title, source.About = titleOf(source), o.About
	if o.Title != "" {
		source.Title = o.Title
	}
	return &Loading{opts: o, feed: f, source: source, columns: newColumns(), texts: t}
}

// titleOf tells runs apart on a screen: where they are all called predictions.jsonl, it
// is the folder that has the name.
func titleOf(source Source) string {
	name, folder := stem(source.Name), filepath.Base(filepath.Dir(source.Path))
	switch {
	case !strings.HasPrefix(name, "predictions") || len(folder) < 2 || folder == "..":
		return name
	case name == "predictions":
		return folder
	}
	return folder + "/" + name
}
