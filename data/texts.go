package data

import (
	"bufio"
	"io"
	"os"
)

// textsOf says where the texts of a stream will be read again, and gives the spool that
// the load fills, nil where it fills none. A predictions.jsonl in a packed file can be
// unpacked again: with gzip that takes so long that a copy is made while the load waits for
// it anyway; zstd is too fast for that, and a copy is made when a text is asked for first.
func textsOf(d *door, file *os.File, o Options) (*texts, *spool) {
	t := &texts{src: absentTexts{errNoSpool}}
	if file != nil || d.files != nil {
		t.src = absentTexts{errNoCopy}
	}
	again := packedNative(d, file)
	var keep *spool
	if !o.NoSpool {
		keep = &spool{dir: o.SpoolDir, packs: file != nil || d.files != nil}
		t.src = keep
		t.close = append(t.close, keep.Close)
	}
	if again != nil {
		t.src, t.was = again, identify(file, again.was)
		t.close = append(t.close, again.Close)
		again.spool, again.fills, again.long = keep, again.kind == containerZstd, int64(o.maxLine())
		if again.fills {
			keep = nil
		}
	}
	if file != nil {
		t.close = append(t.close, file.Close)
	}
	return t, keep
}

// packedNative gives the packed file behind a door, nil where there is none or it is of a
// format that is not scanned as it is.
func packedNative(d *door, file *os.File) *packedFile {
	if file == nil || d.at == nil || d.files != nil {
		return nil
	}
	info, err := file.Stat()
	if err != nil {
		return nil
	}
	head := make([]byte, 4)
	n, _ := d.at.ReadAt(head, 0)
	kind := containerOf(head[:n])
	if kind == containerPlain || !holdsNative(d) {
		return nil
	}
	return &packedFile{file: file, size: info.Size(), was: info, kind: kind, bomb: d.opts.bomb}
}

// holdsNative looks at the beginning of the content behind a door, unpacked.
func holdsNative(d *door) bool {
	content, _, err := unpacked(io.NewSectionReader(d.at, 0, d.size), lookBuffer, bombBound{})
	if err != nil {
		return false
	}
	defer content.Close() //nolint:errcheck // only looked at
	return d.opts.formatOf(peekLines(bufio.NewReaderSize(content, headBytes)), d.name) == nil
}
