package data

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// startPipe begins to read what has a name and no content of its own: a named pipe, a
// device.
func startPipe(path string, o Options) *Loading {
	p := &pipe{path: path}
	source := Source{Name: filepath.Base(path), Path: path}
	l := startStream(source, newDoor(source.Name, p, o), nil, o)
	l.texts.close = append(l.texts.close, p.Close)
	l.openLabels = labelsAt(o.Labels, path, o)
	return l
}

// pipe is opened by whoever reads it first: opening a named pipe waits for a writer, and
// nobody who can be interrupted may wait for that.
type pipe struct {
	path   string
	mu     sync.Mutex
	file   *os.File
	closed bool
}

// Read waits for a writer, and reads.
func (p *pipe) Read(b []byte) (int, error) {
	f, err := p.open()
	if err != nil {
		return 0, err
	}
	return f.Read(b)
}

func (p *pipe) open() (*os.File, error) {
	p.mu.Lock()
	f := p.file
	p.mu.Unlock()
	if f != nil {
		return f, nil
	}
	f, err := os.Open(p.path)
	if err != nil {
		return nil, fmt.Errorf("opening the run: %w", err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file = f; p.closed {
		return nil, errors.Join(errClosed, f.Close())
	}
	return f, nil
}

// Close closes the pipe if it was opened, and else as soon as it is.
func (p *pipe) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	if p.file == nil {
		return nil
	}
	return p.file.Close()
}
