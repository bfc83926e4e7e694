package data

import (
	"encoding/binary"
	"io"
	"sort"
)

// maxSmallFrame is the most content of a zstd frame that is unpacked for one text.
const maxSmallFrame = 8 * mebibyte

// maxFrameReads is how many headers are looked at: as many as files of 100 GB and more
// have. A file can be made of billions of empty ones.
const maxFrameReads = 1 << 21

// frame is a place where unpacking may begin.
type frame struct {
	packed int64 // offset in the file
	at     int64 // offset in the content
}

// frameBefore gives the last place before the offset where unpacking may begin.
func (f *packedFile) frameBefore(off int64) frame {
	i := sort.Search(len(f.frames), func(i int) bool { return f.frames[i].at > off })
	if i == 0 {
		return frame{}
	}
	return f.frames[i-1]
}

// smallFrames gives the frames of a zstd file that has several, each of which says how
// much it holds and holds little, as the seekable format and parallel packers write them;
// nil for any other file. Only headers are read.
func smallFrames(file io.ReaderAt, size int64) []frame {
	var frames []frame
	walk := frameWalk{file: file, size: size}
	for walk.packed < size {
		if walk.reads > maxFrameReads {
			return nil
		}
		start := walk.packed
		content := walk.next()
		switch {
		case content < 0 || content > maxSmallFrame:
			return nil
		case content > 0:
			frames = append(frames, frame{start, walk.at})
			walk.at += content
		}
	}
	if len(frames) < 2 {
		return nil
	}
	return frames
}

// frameWalk goes from frame to frame by the sizes that their headers and blocks state:
// RFC 8878, section 3.1.
type frameWalk struct {
	file       io.ReaderAt
	size       int64
	packed, at int64
	reads      int
	head       [18]byte
}

// next passes a frame and gives the size of its content: 0 for one that is to be skipped,
// less where that is not known or the frame is damaged.
func (w *frameWalk) next() int64 {
	head := w.read(18)
	if len(head) < 8 {
		return -1
	}
	magic := binary.LittleEndian.Uint32(head)
	if magic>>4 == 0x184D2A5 {
		w.packed += 8 + int64(binary.LittleEndian.Uint32(head[4:]))
		return 0
	}
	if magic != 0xFD2FB528 {
		return -1
	}
	content, n := contentSize(head)
	if content < 0 {
		return -1
	}
	w.packed += int64(n)
	for last := false; !last && w.reads <= maxFrameReads; {
		block := w.read(3)
		if len(block) < 3 {
			return -1
		}
		header := uint32(block[0]) | uint32(block[1])<<8 | uint32(block[2])<<16
		last = header&1 != 0
		length := int64(header >> 3)
		if header>>1&3 == 1 { // one byte, repeated
			length = 1
		}
		w.packed += 3 + length
	}
	if head[4]>>2&1 != 0 { // a checksum follows
		w.packed += 4
	}
	return content
}

func (w *frameWalk) read(n int) []byte {
	w.reads++
	got, _ := w.file.ReadAt(w.head[:n], w.packed)
	return w.head[:got]
}

// contentSize gives what the header of a frame states, -1 where it states nothing, and the
// bytes of the header.
func contentSize(head []byte) (content int64, n int) {
	descriptor := head[4]
	single := descriptor>>5&1 != 0
	n = 5 + [4]int{0, 1, 2, 4}[descriptor&3]
	if !single {
		n++ // the size of the window
	}
	var field [8]byte
	length := [4]int{0, 2, 4, 8}[descriptor>>6]
	if length == 0 && single {
		length = 1
	}
	if length == 0 || len(head) < n+length {
		return -1, n
	}
	copy(field[:], head[n:n+length])
	content = int64(binary.LittleEndian.Uint64(field[:]))
	if length == 2 {
		content += 256
	}
	return content, n + length
}
