package table

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/confscope/confscope/data/foreign"
)

const (
	parquetMagic = "PAR1"
	// maxFooter is what the description of a file may need: some 100 bytes for each
	// column of each row group.
	maxFooter = 256 << 20
	// maxGroupRows keeps the numbers of rows within what a line number can be.
	maxGroupRows = 1 << 31
)

var (
	errNoSeek    = errors.New("Parquet has its description at the end, so it cannot be read from a pipe or packed: save it as a file, unpacked")
	errNoFooter  = errors.New("it begins like Parquet but does not end so: the file is cut off, or still being written")
	errEncrypted = errors.New("it is encrypted Parquet: write it without encryption")
)

// parquetRows reads a Parquet file by its own schema, a row group at a time.
type parquetRows struct {
	cols   *columns
	file   *parquet.File
	at     io.ReaderAt
	size   int64
	roots  []*parquet.Column // one a column of the table
	group  int               // the next row group
	leaves []*leaf           // of the row group at hand, by leaf column
	left   int64             // rows of it
	row    int
	total  int64
	given  int64
}

func openParquet(in foreign.Input) (*parquetRows, error) {
	if in.At == nil {
		return nil, errNoSeek
	}
	if err := checkFooter(in); err != nil {
		return nil, err
	}
	p := &parquetRows{at: in.At, size: in.Size}
	err := guarded(func() (err error) {
		p.file, err = parquet.OpenFile(in.At, in.Size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("the description of the Parquet file cannot be read: %w", err)
	}
	var names []string
	for _, c := range p.file.Root().Columns() {
		names = append(names, c.Name())
		p.roots = append(p.roots, c)
	}
	switch {
	case len(names) > maxColumns:
		return nil, errColumns
	case len(names) == 0:
		return nil, errors.New("the Parquet file has no columns")
	}
	p.cols = newColumns(names, false)
	p.total = p.file.NumRows()
	return p, nil
}

// checkFooter looks at the last bytes before anything is made as long as they say.
func checkFooter(in foreign.Input) error {
	var tail [8]byte
	if in.Size < 12 {
		return errNoFooter
	}
	if _, err := in.At.ReadAt(tail[:], in.Size-8); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	size := int64(binary.LittleEndian.Uint32(tail[:4]))
	switch {
	case string(tail[4:]) == "PARE":
		return errEncrypted
	case string(tail[4:]) != parquetMagic || size > in.Size-12:
		return errNoFooter
	case size > maxFooter:
		return errors.New("its description is longer than 256 MiB: write fewer row groups")
	}
	footer := make([]byte, size)
	if _, err := in.At.ReadAt(footer, in.Size-8-size); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	_, err := thriftSize(footer)
	return err
}

// guarded turns a panic of the decoder, which trusts what a file says about itself, into
// an error.
func guarded(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("damaged: %v", r)
		}
	}()
	return f()
}

func (p *parquetRows) columns() *columns { return p.cols }

// done goes by rows: how far the bytes are read depends on the column.
func (p *parquetRows) done() int64 {
	if p.total <= 0 || p.given >= p.total {
		return p.size
	}
	return int64(float64(p.size) * float64(p.given) / float64(p.total))
}

func (p *parquetRows) Close() error {
	return guarded(func() error {
		for _, l := range p.leaves {
			l.close()
		}
		p.leaves = nil
		return nil
	})
}

// own gives the mapping of a file that this package has written.
func (p *parquetRows) own() (Mapping, bool) {
	version, ok := p.file.Lookup(metadataKey)
	return storedMapping(), ok && version == metadataVersion
}

func (p *parquetRows) next() (r row, err error) {
	err = guarded(func() (err error) {
		r, err = p.read()
		return err
	})
	if err != nil && !errors.Is(err, io.EOF) {
		var bad *badRow
		if !errors.As(err, &bad) {
			return row{}, p.giveUp(err)
		}
	}
	return r, err
}

// giveUp leaves out what remains of a row group that cannot be read; the next one may be
// whole.
func (p *parquetRows) giveUp(err error) error {
	bad := &badRow{line: p.row + 1, err: fmt.Errorf("%d rows of this row group cannot be read: %w", max(p.left, 1), err), rows: int(p.left)}
	p.given += p.left
	p.row += int(p.left)
	p.left = 0
	_ = p.Close() // what it holds is damaged already
	return bad
}

func (p *parquetRows) read() (row, error) {
	for p.left <= 0 {
		groups := p.file.RowGroups()
		if p.group >= len(groups) {
			return row{}, io.EOF
		}
		_ = p.Close() // the group before has been read to its end
		g := groups[p.group]
		p.group++
		if err := p.open(g); err != nil {
			return row{}, err
		}
	}
	r := row{line: p.row + 1}
	a := &assembler{leaves: p.leaves, budget: maxCells}
	if err := a.fetch(); err != nil {
		return row{}, err
	}
	for _, c := range p.roots {
		r.put(p.cols, c.Name(), a.node(c, 0, 0), 0)
	}
	if a.err != nil {
		return row{}, a.err
	}
	p.row++
	p.left--
	p.given++
	return r, nil
}

// open gets a row group ready. Its pages are opened one at a time and column by column.
func (p *parquetRows) open(g parquet.RowGroup) error {
	if g.NumRows() > maxGroupRows {
		return fmt.Errorf("it states %d rows", g.NumRows())
	}
	p.left = g.NumRows()
	stated := p.file.Metadata().RowGroups[p.group-1].Columns
	chunks := g.ColumnChunks()
	if len(stated) != len(chunks) {
		return fmt.Errorf("it has %d columns, and the file %d", len(stated), len(chunks))
	}
	p.leaves = p.leaves[:0]
	for i, chunk := range chunks {
		m := &stated[i].MetaData
		if m.NumValues < p.left {
			return fmt.Errorf("a column has %d values for %d rows", m.NumValues, p.left)
		}
		p.leaves = append(p.leaves, &leaf{chunk: chunk, check: func() error { return checkPages(p.at, p.size, m) }})
	}
	return nil
}
