package data

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/confscope/confscope/data/batch"
	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/labelsets"
)

// labelOpener reads the files that say something about the prompts of a run.
type labelOpener func(context.Context) ([]*labelTable, error)

// labelsAt says how the labels will be read: from the given path, and from what is found
// beside the run: a label file and the input of a batch job, one of each at most.
func labelsAt(given, run string, o Options) labelOpener {
	if given == "" && run == "" {
		return nil
	}
	return func(ctx context.Context) (tables []*labelTable, err error) {
		labels, requests := false, false
		if given != "" {
			t, err := readLabelPath(ctx, given, o)
			if err != nil {
				return nil, err
			}
			t.given, labels, requests = true, !t.requests, t.requests
			tables = append(tables, t)
		}
		if run != "" && !labels {
			tables = appendFound(ctx, tables, labelFile(run), o)
		}
		if run != "" && !requests {
			tables = appendFound(ctx, tables, requestFile(run), o)
		}
		return tables, ctx.Err()
	}
}

// labelsFrom is labelsAt for a stream. It can be read only once, so nothing ends that.
func labelsFrom(name string, r io.Reader, o Options) labelOpener {
	return func(context.Context) ([]*labelTable, error) {
		t, err := readLabelStream(context.Background(), name, r, o)
		if err != nil {
			return nil, fmt.Errorf("reading the labels: %w", err)
		}
		t.given = true
		return []*labelTable{t}, nil
	}
}

// appendFound reads a file that lies beside the run. Nobody asked for it, so it must not
// keep the run from opening.
func appendFound(ctx context.Context, tables []*labelTable, path string, o Options) []*labelTable {
	if path == "" {
		return tables
	}
	t, err := readLabelPath(ctx, path, o)
	if err != nil {
		t = newLabelTable(filepath.Base(path), o)
		t.note(0, "", fmt.Errorf("found beside the run but not read: %w", err))
	}
	return append(tables, t)
}

func readLabelPath(ctx context.Context, path string, o Options) (*labelTable, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the labels: %w: give a label file that can be read, as CSV, JSON or Parquet, or leave it out", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	t, err := readLabelFile(ctx, f, o)
	if err != nil {
		return nil, fmt.Errorf("reading the labels of %s: %w", filepath.Base(path), err)
	}
	return t, nil
}

func readLabelFile(ctx context.Context, f *os.File, o Options) (*labelTable, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	head := make([]byte, headBytes)
	n, err := f.ReadAt(head, 0)
	if info.IsDir() || err != nil && !errors.Is(err, io.EOF) && info.Mode().IsRegular() {
		return nil, err
	}
	name := filepath.Base(f.Name())
	if !info.Mode().IsRegular() || containerOf(head[:n]) != containerPlain {
		return readLabelStream(ctx, name, f, o)
	}
	return readLabelTable(ctx, name, head[:n], foreign.Input{Name: name, At: f, Size: info.Size()}, o)
}

// readLabelStream reads labels that can be read only once. Those that need to be read at
// any place are spooled first.
func readLabelStream(ctx context.Context, name string, r io.Reader, o Options) (t *labelTable, err error) {
	content, _, err := unpacked(r, readBuffer, o.bomb)
	if err != nil {
		return nil, err
	}
	defer content.Close() //nolint:errcheck // read to its end, it has nothing left to say
	ahead := bufio.NewReaderSize(content, headBytes)
	head, err := ahead.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) && !isCut(err) {
		return nil, err
	}
	whole := &untilFault{ctx: ctx, r: ahead, ends: isCut}
	in := foreign.Input{Name: unpackedName(name), Stream: whole}
	if bytes.HasPrefix(head, []byte("PAR1")) {
		s := &spool{dir: o.SpoolDir, inside: o.NoSpool}
		defer s.Close() //nolint:errcheck // a copy that is no longer needed
		size, err := io.Copy(s, whole)
		if err != nil {
			return nil, err
		}
		in = foreign.Input{Name: in.Name, At: s, Size: size}
	}
	t, err = readLabelTable(ctx, name, bytes.Clone(head), in, o)
	if err == nil && whole.fault != nil {
		t.note(0, "", errCutLabels)
	}
	return t, err
}

// readLabelTable reads the rows, by what the content begins with.
func readLabelTable(ctx context.Context, name string, head []byte, in foreign.Input, o Options) (*labelTable, error) {
	t := newLabelTable(name, o)
	var err error
	if batch.SniffInput(head, in.Name) {
		err = t.readRequests(ctx, in, o)
	} else {
		err = t.readSet(ctx, in, o)
	}
	if err != nil {
		return nil, errors.Join(err, t.prompts.spool.Close())
	}
	t.finish()
	return t, nil
}

func (t *labelTable) readSet(ctx context.Context, in foreign.Input, o Options) error {
	words := o.Words.in(Mapping{})
	if o.Mapping != nil {
		words = o.Words.in(*o.Mapping)
	}
	sets := labelsets.Options{Mapping: o.Mapping, Unsafe: words.Unsafe, Safe: words.Safe}
	summary, err := sets.Read(ctx, in, t.add, t.fault)
	t.set = summary.Name
	t.stated = summary.Mapping.Label != "" || summary.All != foreign.LabelUnknown
	return err
}

func (t *labelTable) fault(f foreign.Fault) {
	t.problems.add(Problem{File: t.name, Line: f.Line, Field: f.Field, Err: f.Err, Skipped: f.Skipped})
}

// readRequests reads the prompts of a batch job. Where every sample had a request of its
// own, the first of an instance counts.
func (t *labelTable) readRequests(ctx context.Context, in foreign.Input, o Options) error {
	t.requests = true
	err := batch.Options{CutSuffix: o.CutSuffix}.ReadPrompts(ctx, in, func(id, prompt string) error {
		if _, found := t.find([]byte(id)); found {
			return nil
		}
		return t.add(labelsets.Row{Number: t.rows(), ID: id, Prompt: prompt})
	})
	if left := (*batch.LeftOut)(nil); errors.As(err, &left) {
		t.note(0, "", left)
		return nil
	}
	return err
}

// holdsRequests looks at the beginning of a file that has only a name so far.
func holdsRequests(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // it was only read
	content, _, err := unpacked(f, lookBuffer, bombBound{})
	if err != nil {
		return false
	}
	defer content.Close() //nolint:errcheck // as above
	head := make([]byte, headBytes)
	n, _ := io.ReadFull(content, head) // what is there of it decides
	return batch.SniffInput(head[:n], filepath.Base(path))
}
