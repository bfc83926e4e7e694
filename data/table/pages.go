package table

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

const (
	// maxPage is the largest page that is unpacked: writers aim at 1 MB, and a page
	// holds at least one value, which may be a long answer with all its tokens.
	maxPage = 256 << 20
	// maxPageValues bounds what is made for a page of absent values, which take no bytes.
	maxPageValues = 16 << 20
	// maxHeader is what a page may say about itself: a dozen numbers, and its lowest and
	// highest value, which some writers do not cut.
	maxHeader = 64 << 20
)

var (
	errPlace  = errors.New("a column stands outside of the file")
	errPage   = errors.New("a page states an impossible size")
	errBig    = errors.New("a page is larger than 256 MiB, or has more than 16 million values: write smaller pages")
	errBrotli = errors.New("it is packed with a method other than zstd, snappy, gzip or LZ4: write it with one of these")
)

// checkPages walks over the pages of a column before they are unpacked, since the decoder
// makes as much room as a page says, and unpacks as much as it holds.
func checkPages(r io.ReaderAt, size int64, m *format.ColumnMetaData) error {
	from := m.DataPageOffset
	if at := m.DictionaryPageOffset; at > 0 {
		from = at
	}
	if from < 4 || m.TotalCompressedSize < 0 || from > size || m.TotalCompressedSize > size-from {
		return errPlace
	}
	end := from + m.TotalCompressedSize
	for left := m.NumValues; left > 0 && from < end; {
		header, n, err := pageHeader(r, from, end)
		if err != nil {
			return err
		}
		values, err := pageValues(header)
		if err != nil {
			return err
		}
		packed := int64(header.CompressedPageSize)
		if from += n; packed > end-from {
			return errPlace
		}
		if err := checkSize(io.NewSectionReader(r, from, packed), header, m.Codec); err != nil {
			return err
		}
		from += packed
		left -= values
	}
	return nil
}

// pageHeader reads the header of a page, and says how long it is.
func pageHeader(r io.ReaderAt, from, end int64) (*format.PageHeader, int64, error) {
	for room := int64(4 << 10); ; room *= 16 {
		head := make([]byte, min(room, end-from, maxHeader))
		if _, err := r.ReadAt(head, from); err != nil && !errors.Is(err, io.EOF) {
			return nil, 0, err
		}
		n, err := thriftSize(head)
		if err != nil && int64(len(head)) == room {
			continue // it may be longer
		}
		if err != nil {
			return nil, 0, err
		}
		header, protocol := &format.PageHeader{}, thrift.CompactProtocol{}
		if err := thrift.NewDecoder(protocol.NewReader(bytes.NewReader(head[:n]))).Decode(header); err != nil {
			return nil, 0, fmt.Errorf("a page has no header that can be read: %w", err)
		}
		return header, int64(n), nil
	}
}

// pageValues is how many values a page states to have, 0 for a dictionary.
func pageValues(h *format.PageHeader) (int64, error) {
	n := int64(0)
	switch {
	case h.DataPageHeader.Valid:
		n = int64(h.DataPageHeader.V.NumValues)
	case h.DataPageHeaderV2.Valid:
		n = int64(h.DataPageHeaderV2.V.NumValues)
	case h.DictionaryPageHeader.Valid:
		if d := int64(h.DictionaryPageHeader.V.NumValues); d > maxPageValues {
			return 0, errBig
		}
	}
	switch {
	case h.CompressedPageSize < 0 || h.UncompressedPageSize < 0 || n < 0:
		return 0, errPage
	case h.UncompressedPageSize > maxPage || h.CompressedPageSize > maxPage || n > maxPageValues:
		return 0, errBig
	}
	return n, nil
}

// checkSize finds out how much a page unpacks to, at most.
func checkSize(packed io.Reader, h *format.PageHeader, codec format.CompressionCodec) error {
	if v := &h.DataPageHeaderV2; v.Valid {
		levels := int64(v.V.RepetitionLevelsByteLength) + int64(v.V.DefinitionLevelsByteLength)
		if levels < 0 || levels > int64(h.CompressedPageSize) {
			return errPage
		}
		if _, err := io.CopyN(io.Discard, packed, levels); err != nil {
			return err
		}
		if v.V.IsCompressed.Valid && !v.V.IsCompressed.V {
			return nil
		}
	}
	unpacked := int64(0)
	var err error
	switch codec {
	case format.Uncompressed:
	case format.Snappy:
		unpacked, err = snappySize(packed)
	case format.Zstd:
		unpacked, err = zstdSize(bufio.NewReader(packed))
	case format.Gzip:
		unpacked, err = gzipSize(packed)
	case format.Lz4Raw:
		unpacked, err = lz4Size(packed)
	default:
		return errBrotli
	}
	if err == nil && unpacked > maxPage {
		err = errBig
	}
	return err
}

// snappySize reads the size that a block of snappy states; its decoder holds it to that.
func snappySize(packed io.Reader) (int64, error) {
	n, err := binary.ReadUvarint(bufio.NewReaderSize(packed, 16))
	if err != nil || n > maxPage {
		return 0, errors.Join(errBig, err)
	}
	return int64(n), nil
}

// gzipSize unpacks into nothing: gzip states its size modulo 4 GiB, and only at the end.
func gzipSize(packed io.Reader) (int64, error) {
	z, err := gzip.NewReader(packed)
	if err != nil {
		return 0, err
	}
	return io.Copy(io.Discard, io.LimitReader(z, maxPage+1))
}
