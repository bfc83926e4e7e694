package data

import (
	"context"
	"runtime"
	"sync"
)

// stretchBytes is how much of the file a worker of a pass reads at once.
const stretchBytes = mebibyte

// pass goes through the records of a run again: in stretches, which several workers read
// and look at at the same time. It may be taken up again where a context ended it.
type pass struct {
	run     *Run
	to      int
	readers []*reader // one a worker

	mu   sync.Mutex
	next int // the first instance that no worker has taken
}

// newPass prepares a pass through the instances from..to-1 with GOMAXPROCS workers, each
// of which has a marker of its own; m may be nil.
func (r *Run) newPass(from, to int, m *marker) *pass {
	p := &pass{run: r, to: to, next: from}
	for range runtime.GOMAXPROCS(0) {
		p.readers = append(p.readers, &reader{run: r, ahead: stretchBytes, rec: record{marker: m.clone()}})
	}
	return p
}

// each visits instances until all are visited or the context has ended, which is no error;
// done says up to where all are visited. Visits to different instances run at the same
// time, and each is given its worker. The first error ends the pass.
func (p *pass) each(ctx context.Context, visit func(worker int, rd *reader, i int) error) (done int, err error) {
	var wg sync.WaitGroup
	errs := make([]error, len(p.readers))
	for w, rd := range p.readers {
		wg.Go(func() {
			for errs[w] == nil && ctx.Err() == nil {
				var from, to int
				if from, to, errs[w] = p.take(ctx, rd); from == to {
					return
				}
				for i := from; i < to && errs[w] == nil; i++ {
					errs[w] = visit(w, rd, i)
				}
			}
		})
	}
	wg.Wait()
	return p.next, firstOf(errs)
}

// take gives the next stretch, empty after the last. A file that has to be unpacked again
// is read here, in order and one stretch at a time; any other when the stretch is visited.
func (p *pass) take(ctx context.Context, rd *reader) (from, to int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	from, to = p.next, p.stretch()
	if from == to {
		return from, to, nil
	}
	if p.run.texts.inOrder() {
		rd.ctx = ctx
		if err := rd.load(from); err != nil {
			if ctx.Err() != nil {
				return from, from, nil // nothing was taken, and the next call goes on
			}
			return from, from, err
		}
	}
	p.next = to
	return from, to, nil
}

// stretch gives the end of the instances that are read at once from the next on.
func (p *pass) stretch() int {
	to := p.next
	for to < p.to {
		if end := p.run.lineAt[to] + int64(p.run.lineLen[to]); to > p.next && end-p.run.lineAt[p.next] > stretchBytes {
			break
		}
		to++
	}
	return to
}
