package convert

import (
	"bufio"
	"context"
	"io"
	"slices"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/predictions"
	"github.com/confscope/confscope/data/table"
)

// mostOthers is how many names of fields a Report holds.
const mostOthers = 100

// Report says what was written, and what was not.
type Report struct {
	Instances int
	Repaired  int      // texts that were no UTF-8, in which U+FFFD stands for the bytes at fault
	Others    []string // names of fields without a place, raw, in the order of their appearance, at most 100
	Dropped   int      // instances that have such a field
}

// Write writes the run. Progress, unless nil, is told after each instance how many are
// written. Errors of the run come as they are, and those of w say that writing failed.
func Write(ctx context.Context, run *data.Run, w io.Writer, f Format, progress func(done int)) (Report, error) {
	out, err := open(w, f)
	if err != nil {
		return Report{}, err
	}
	var report Report
	seen := map[string]bool{}
	err = run.EachRecord(ctx, 0, run.Instances(), func(r *foreign.Record) error {
		report.drop(r.Others, seen)
		if err := out.record(r); err != nil {
			return err
		}
		if report.Instances++; progress != nil {
			progress(report.Instances)
		}
		return nil
	})
	if err == nil {
		err = out.close()
	} else {
		out.abandon()
	}
	report.Repaired = out.repaired()
	return report, err
}

// drop notes fields that are left out.
func (p *Report) drop(others []string, seen map[string]bool) {
	if len(others) > 0 {
		p.Dropped++
	}
	for _, name := range others {
		if !seen[name] && len(p.Others) < mostOthers {
			seen[name] = true
			p.Others = append(p.Others, name)
		}
	}
}

// output is an encoder with the packers below it.
type output struct {
	record   func(*foreign.Record) error
	closers  []func() error // from the encoder down
	abandon  func()         // lets go of what runs beside, when the content is worth nothing
	repaired func() int
}

const writeBuffer = 256 << 10

func open(w io.Writer, f Format) (*output, error) {
	below := bufio.NewWriterSize(w, writeBuffer)
	out := &output{closers: []func() error{below.Flush}, abandon: func() {}, repaired: func() int { return 0 }}
	var into io.Writer = below
	switch f {
	case Parquet:
		p := table.NewWriter(below)
		out.record, out.repaired = p.Record, p.Repaired
		out.closers = slices.Insert(out.closers, 0, p.Close)
		return out, nil
	case LinesGzip:
		z := gzip.NewWriter(below)
		into, out.closers = z, slices.Insert(out.closers, 0, z.Close)
	case LinesZstd:
		z, err := zstd.NewWriter(below)
		if err != nil {
			return nil, err
		}
		into, out.closers = z, slices.Insert(out.closers, 0, z.Close)
		out.abandon = func() { z.Reset(nil) }
	case Lines:
	}
	out.record = predictions.NewWriter(into).Record
	return out, nil
}

// close finishes the content.
func (o *output) close() error {
	for _, closing := range o.closers {
		if err := closing(); err != nil {
			return err
		}
	}
	return nil
}
