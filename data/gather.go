package data

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/confscope/confscope/data/foreign"
)

// noFragment ends the chain of an instance's fragments.
const noFragment = ^uint32(0)

// gather brings the traces of an instance together that stand apart in their file. The
// fragments go to a spool as they come; in memory stay where each begins and, for each
// id, the chain of its fragments.
type gather struct {
	spool *spool
	out   *bufio.Writer
	at    int64
	buf   []byte

	start []int64  // of each fragment
	next  []uint32 // the fragment after it of the same id
	first []uint32 // of each id, in the order of their first appearance
	last  []uint32
	ids   []byte
	idAt  []uint32
	index idIndex
	files []uint32 // fragment with which each further file begins
}

func newGather(dir string) *gather {
	s := &spool{dir: dir}
	return &gather{spool: s, out: bufio.NewWriterSize(strictly{s}, 256<<10), idAt: []uint32{0}}
}

func (g *gather) close() { _ = g.spool.Close() }

func (g *gather) id(n int) []byte { return g.ids[g.idAt[n]:g.idAt[n+1]] }

// file says that what is added from now on is of a further file.
func (g *gather) file() { g.files = append(g.files, uint32(len(g.start))) }

// fileOf is the number of the file that a fragment is of, from 0.
func (g *gather) fileOf(fragment uint32) int {
	n, _ := slices.BinarySearch(g.files, fragment+1)
	return n
}

// add keeps a fragment.
func (g *gather) add(r *foreign.Record) error {
	if len(g.ids)+len(r.ID) > int(noFragment) || len(g.start) >= int(noFragment) {
		return errTooMany
	}
	fragment := uint32(len(g.start))
	g.start, g.next = append(g.start, g.at), append(g.next, noFragment)
	ids := len(g.first)
	g.ids = append(g.ids, r.ID...)
	g.idAt = append(g.idAt, uint32(len(g.ids)))
	if before, found := g.index.find([]byte(r.ID), ids, g.id); found {
		g.ids, g.idAt = g.ids[:g.idAt[ids]], g.idAt[:ids+1]
		g.next[g.last[before]] = fragment
		g.last[before] = fragment
	} else {
		g.first, g.last = append(g.first, fragment), append(g.last, fragment)
	}
	g.buf = appendRecord(g.buf[:0], r)
	g.at += int64(len(g.buf))
	_, err := g.out.Write(g.buf)
	return err
}

// each gives the instances, with as many traces as may be, in the order in which their ids
// first appeared. All fragments have to be in the spool by then.
func (g *gather) each(ctx context.Context, most int, take func(*instance) error) error {
	ahead := &window{src: g.spool, size: g.at}
	var whole instance
	for _, fragment := range g.first {
		if err := g.assemble(ctx, ahead, fragment, &whole, most); err != nil {
			return err
		}
		if err := take(&whole); err != nil {
			return err
		}
	}
	return nil
}

// assemble follows the chain that begins with a fragment.
func (g *gather) assemble(ctx context.Context, ahead *window, fragment uint32, into *instance, most int) error {
	var r foreign.Record
	file := g.fileOf(fragment)
	for f := fragment; f != noFragment; f = g.next[f] {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := g.read(ahead, f, &r); err != nil {
			return err
		}
		if f == fragment {
			into.begin(&r)
			into.file = file
			continue
		}
		if now := g.fileOf(f); now != file {
			into.files, file = append(into.files, len(into.Traces)), now
		}
		into.merge(&r, most)
	}
	return nil
}

func (g *gather) read(ahead *window, fragment uint32, into *foreign.Record) error {
	from, end := g.start[fragment], g.at
	if int(fragment)+1 < len(g.start) {
		end = g.start[fragment+1]
	}
	b, err := ahead.bytes(from, int(end-from))
	if err != nil {
		return fmt.Errorf("gathering answers of one prompt: %w", err)
	}
	d := recordDecoder{b: b}
	d.record(into)
	return nil
}

// window reads stretches of a content that mostly follow each other.
type window struct {
	src  io.ReaderAt
	size int64
	buf  []byte
	at   int64
}

func (w *window) bytes(from int64, n int) ([]byte, error) {
	if off := from - w.at; off >= 0 && off+int64(n) <= int64(len(w.buf)) {
		return w.buf[off : off+int64(n)], nil
	}
	// Fragments that stand apart are read one by one, neighbours many at once.
	want := n
	if from == w.at+int64(len(w.buf)) || from == 0 {
		want = int(min(int64(max(n, 256<<10)), w.size-from))
	}
	if cap(w.buf) < want {
		w.buf = make([]byte, want)
	}
	w.buf, w.at = w.buf[:want], from
	if got, err := w.src.ReadAt(w.buf, from); got < want {
		w.buf = w.buf[:0]
		return nil, err
	}
	return w.buf[:n], nil
}
