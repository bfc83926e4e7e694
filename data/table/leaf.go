package table

import (
	"errors"
	"io"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// readAhead is how many values of a column are decoded at a time: enough to make calls
// cheap, few enough that long texts stay few.
const readAhead = 64

// leaf reads the values of one column of a row group, one row's at a time.
type leaf struct {
	chunk  parquet.ColumnChunk
	check  func() error // see checkPages
	pages  parquet.Pages
	page   parquet.Page
	values parquet.ValueReader
	ahead  []levelled
	row    []levelled // values of the row at hand
	at     int        // of those, how many have been used
	buf    [readAhead]parquet.Value
}

// levelled is a value with its place among lists and absent values.
type levelled struct {
	repetition, definition int
	cell                   cell
}

func (l *leaf) close() {
	if l.page != nil {
		parquet.Release(l.page)
		l.page = nil
	}
	if l.pages != nil {
		_ = l.pages.Close() // it was only read
		l.pages = nil
	}
	l.values = nil
}

// fetch collects the values of the next row, and counts them against a budget.
func (l *leaf) fetch(budget *int) error {
	l.row, l.at = l.row[:0], 0
	for {
		if len(l.ahead) == 0 {
			err := l.fill()
			if errors.Is(err, io.EOF) && len(l.row) > 0 {
				return nil
			}
			if err != nil {
				return err
			}
		}
		if l.ahead[0].repetition == 0 && len(l.row) > 0 {
			return nil
		}
		if *budget--; *budget < 0 {
			return errCells
		}
		l.row = append(l.row, l.ahead[0])
		l.ahead = l.ahead[1:]
	}
}

// fill decodes some more values.
func (l *leaf) fill() error {
	l.ahead = l.ahead[:0]
	for len(l.ahead) == 0 {
		if l.values == nil {
			if err := l.turn(); err != nil {
				return err
			}
		}
		n, err := l.values.ReadValues(l.buf[:])
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if err != nil || n == 0 {
			l.values = nil // the page is used up
		}
		// Texts are copied, since the memory of a page is used again.
		for _, v := range l.buf[:n] {
			l.ahead = append(l.ahead, levelled{v.RepetitionLevel(), v.DefinitionLevel(), valueCell(v)})
		}
	}
	return nil
}

// turn goes on to the next page.
func (l *leaf) turn() error {
	if l.pages == nil {
		if err := l.check(); err != nil {
			return err
		}
		l.pages = l.chunk.Pages()
	}
	page, err := l.pages.ReadPage()
	if err != nil {
		return err
	}
	if l.page != nil {
		parquet.Release(l.page)
	}
	l.page, l.values = page, page.Values()
	return nil
}

// valueCell is a value as a cell.
func valueCell(v parquet.Value) cell {
	if v.IsNull() {
		return cell{}
	}
	switch v.Kind() {
	case parquet.Boolean:
		return truthCell(v.Boolean())
	case parquet.Int32:
		return wholeCell(int64(v.Int32()))
	case parquet.Int64:
		return wholeCell(v.Int64())
	case parquet.Float:
		return numberCell(float64(v.Float()))
	case parquet.Double:
		return numberCell(v.Double())
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return textCell(string(v.ByteArray()))
	default: // 96-bit times, which mean nothing here
		return cell{}
	}
}

// wholeCell keeps all digits of a whole number: ids may have more than a float64.
func wholeCell(n int64) cell {
	return cell{kind: number, num: float64(n), text: strconv.FormatInt(n, 10)}
}
