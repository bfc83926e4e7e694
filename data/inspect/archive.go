package inspect

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/confscope/confscope/data/foreign"
)

// archive is a log as a zip archive.
type archive struct {
	*reader
	samples []member
	pieces  map[string][]member // of samples in chunks, by what their names have in common
	packed  []int64             // bytes of the samples up to each
}

// archive reads an .eval log.
func (r *reader) archive() error {
	list, cut, err := r.members()
	if err != nil {
		return err
	}
	a := &archive{reader: r, pieces: map[string][]member{}}
	start, end := a.sort(list)
	switch {
	case len(a.samples) == 0 && cut:
		return errNoMembers
	case len(a.samples) == 0 && start == nil && end == nil:
		return errNoLog
	case cut:
		r.out.Fault(foreign.Fault{Err: errLost})
	}
	if err := a.header(start, end); err != nil {
		return err
	}
	for n := range a.samples {
		if err := a.learn(n); err != nil {
			return err
		}
	}
	if err := r.state(); err != nil {
		return err
	}
	return r.give(a)
}

// sort parts the members of a log: its samples, what belongs to samples in chunks, and
// what it says of itself at its start and at its end.
func (a *archive) sort(list []member) (start, end *member) {
	for i, m := range list {
		switch {
		case m.name == startMember:
			start = &list[i]
		case m.name == headerMember:
			end = &list[i]
		case isSample(m.name):
			a.samples = append(a.samples, m)
		default:
			a.piece(m)
		}
	}
	total := int64(0)
	for _, m := range a.samples {
		total += m.packed
		a.packed = append(a.packed, total)
	}
	return start, end
}

// piece keeps a member that is part of a sample in chunks and of use here.
func (a *archive) piece(m member) {
	if dir, ok := strings.CutSuffix(m.name, "/metadata.json"); ok {
		a.pieces[dir] = append(a.pieces[dir], m)
	}
	if i := strings.LastIndex(m.name, "/attachments/"); i >= 0 {
		a.pieces[m.name[:i]] = append(a.pieces[m.name[:i]], m)
	}
}

// header reads what the log says of itself. A log whose run has not ended has only what
// was known at its start.
func (a *archive) header(start, end *member) error {
	m := end
	if m == nil {
		m, a.head.status = start, "started"
	}
	if m == nil {
		return nil
	}
	src, err := a.unpack(*m)
	if err == nil {
		err = a.walk(src, func(c *cursor) error {
			return c.Object(func(name string) error { return a.head.field(c, name) })
		})
	}
	if err == nil {
		return nil
	}
	if stop := a.ctx.Err(); stop != nil {
		return stop
	}
	a.out.Fault(foreign.Fault{Field: m.name, Err: fmt.Errorf("%w; the task is not known, so no rule for refusals applies", err)})
	return nil
}

// learn puts a sample into the index.
func (a *archive) learn(n int) error {
	src, err := a.sample(n)
	if err != nil {
		return a.fault(n, "", a.named(n, err), true)
	}
	k, err := readKey(newCursor(a.ctx, src, a.buf))
	err = rooted(src, err)
	if shut := src.Close(); err == nil {
		err = shut
	}
	if err != nil {
		return a.fault(n, "", a.named(n, err), true)
	}
	return a.enter(n, k)
}

// named says which member a fault is about.
func (a *archive) named(n int, err error) error {
	return fmt.Errorf("%s: %w", brief(a.samples[n].name), err)
}

func (a *archive) sample(n int) (io.ReadCloser, error) { return a.unpack(a.samples[n]) }

func (a *archive) reached(n int) int64 { return a.packed[n-1] }

// dir is what the names of the pieces of a sample in chunks have in common.
func (a *archive) dir(n int) string {
	dir, _ := strings.CutSuffix(a.samples[n].name, "/sample.json")
	return dir
}

func (a *archive) metadata(n int) (io.ReadCloser, error) {
	for _, m := range a.pieces[a.dir(n)] {
		if strings.HasSuffix(m.name, "/metadata.json") {
			return a.unpack(m)
		}
	}
	return nil, nil
}

// chunks are the members with the attachments of a sample in chunks, in order. Each is
// named by the number of its first attachment.
func (a *archive) chunks(n int) []member {
	var list []member
	for _, m := range a.pieces[a.dir(n)] {
		if chunkStart(m) >= 0 {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(x, y member) int { return chunkStart(x) - chunkStart(y) })
	return list
}

func chunkStart(m member) int {
	stem, ok := strings.CutSuffix(m.name[strings.LastIndexByte(m.name, '/')+1:], ".json")
	start, err := strconv.Atoi(stem)
	if !ok || err != nil {
		return -1
	}
	return start
}
