package data

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
)

const (
	firstUnit      = 256 << 10
	unitBytes      = 8 * mebibyte
	unitsPerWorker = 3
	pastUnit       = 64 << 10
)

const errShrank cause = "the file became shorter while it was read: open it again"

// units reads a plain file: stretches of it in parallel, each by positioned reads into a
// buffer of its own. A stretch owns the lines that begin in it, and parts are handed on in
// file order, so the result is the same for any number of workers.
type units struct {
	file     io.ReaderAt
	size     int64
	at       int64 // end of what has been handed on
	scanners []*scanner
	parts    []*part
	isCut    bool

	firstSize, unitSize int64
}

func newUnits(f io.ReaderAt, source Source, o Options) *units {
	u := &units{file: f, size: source.Bytes, firstSize: firstUnit}
	u.unitSize = min(unitBytes, max(mebibyte, u.size/int64(4*o.workers())))
	m := newMarker(o.Lists)
	for range o.workers() {
		s := newScanner(source.Name, o, m)
		s.buf = make([]byte, min(mebibyte, source.Bytes+1))
		u.scanners = append(u.scanners, s)
	}
	for range unitsPerWorker * o.workers() {
		u.parts = append(u.parts, newPart())
	}
	return u
}

func (u *units) progress() (done, total int64) { return u.at, u.size }
func (u *units) cut() bool                     { return u.isCut }
func (u *units) origin() origin                { return origin{format: nativeFormat} }
func (u *units) faults() Problems              { return Problems{} }
func (u *units) stop()                         {}

// bite reads one small unit at the beginning of the file, and several large ones after.
func (u *units) bite(ctx context.Context, take func([]*part)) (bool, error) {
	size, count := u.unitSize, len(u.parts)
	if u.at == 0 {
		size, count = u.firstSize, 1
	}
	count = int(min(int64(count), (u.size-u.at+size-1)/size))
	if err := u.scan(ctx, count, size); err != nil {
		return false, err
	}
	u.at = min(u.size, u.at+int64(count)*size)
	take(u.parts[:count])
	return u.at >= u.size, nil
}

// scan fills the first parts, one a unit.
func (u *units) scan(ctx context.Context, count int, size int64) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, len(u.scanners))
	for w := range min(count, len(u.scanners)) {
		wg.Go(func() {
			for errs[w] == nil {
				i := next.Add(1) - 1
				if i >= int64(count) {
					return
				}
				if errs[w] = ctx.Err(); errs[w] == nil {
					from := u.at + i*size
					errs[w] = u.unit(u.scanners[w], u.parts[i], from, min(from+size, u.size))
				}
			}
		})
	}
	wg.Wait()
	for _, s := range u.scanners {
		u.isCut = u.isCut || s.cut
	}
	return firstOf(errs)
}

// unit reads the lines that begin in from..end-1.
func (u *units) unit(s *scanner, p *part, from, end int64) error {
	p.clear()
	p.expect(end - from)
	s.part = p
	src := &positioned{file: u.file, at: max(0, from-1), soft: end, size: u.size}
	s.reset(src, src.at)
	if from > 0 {
		if err := s.passLine(end); err != nil {
			return err
		}
	}
	return s.scanUntil(end)
}

// positioned reads a file from an offset. Up to the soft end it fills what it is given;
// beyond it only finishes a line, so it reads little.
type positioned struct {
	file           io.ReaderAt
	at, soft, size int64
}

func (p *positioned) Read(b []byte) (int, error) {
	limit := p.soft - p.at
	if limit <= 0 {
		limit = pastUnit
	}
	limit = min(limit, int64(len(b)), p.size-p.at)
	if limit <= 0 {
		return 0, io.EOF
	}
	n, err := p.file.ReadAt(b[:limit], p.at)
	p.at += int64(n)
	if int64(n) < limit && errors.Is(err, io.EOF) {
		return n, errShrank
	}
	if n > 0 {
		err = nil
	}
	return n, err
}
