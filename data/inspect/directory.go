package inspect

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
)

var (
	errEmpty     = errors.New("the file is empty")
	errNoLog     = errors.New("not an Inspect log: the archive has no header.json, no _journal/start.json and no samples")
	errNoMembers = errors.New("the log is cut off: it has neither the directory of a zip archive nor one whole sample; copy it again when its run is over")
	errOverlap   = errors.New("the members of the archive lie over each other: no log is written like that")
	errDirectory = errors.New("the directory of the archive is longer than 64 MiB (about half a million samples): split the log")
	errLost      = errors.New("the log is cut off: it has no directory of a zip archive. Its whole samples were read from the front; copy it again for the others")
)

const (
	headerMember = "header.json"
	startMember  = "_journal/start.json"
	// maxDirectory bounds what the directory of an archive may take in memory: about five
	// times its length.
	maxDirectory = 64 << 20
	localHeader  = 30 // bytes of a local header before the name
	secretFlag   = 1 << 0
	streamFlag   = 1 << 3 // sizes follow the packed bytes
)

// budget is a ReaderAt that gives at most so many bytes.
type budget struct {
	io.ReaderAt
	left int64
}

// ReadAt reads, and fails once the budget is used up.
func (b *budget) ReadAt(p []byte, at int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errDirectory
	}
	return b.ReaderAt.ReadAt(p, at)
}

// members lists the files of the archive: from its directory, or where it has none from
// the headers of the members themselves; cut says which. Of members with one name the
// last counts: a sample that was run again is written again.
func (r *reader) members() (list []member, cut bool, err error) {
	limited := &budget{r.in.At, maxDirectory}
	z, err := zip.NewReader(limited, r.in.Size)
	switch {
	case z != nil:
	case errors.Is(err, errDirectory):
		return nil, false, errDirectory
	case !errors.Is(err, zip.ErrFormat) && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF):
		return nil, false, err
	default:
		return lastOf(r.recover()), true, nil
	}
	limited.left = math.MaxInt64
	var total uint64
	for _, f := range z.File {
		if f.CompressedSize64 > uint64(r.in.Size) || total > uint64(r.in.Size) {
			return nil, false, errOverlap
		}
		total += f.CompressedSize64
		m := member{name: f.Name, packed: int64(f.CompressedSize64), size: int64(min(f.UncompressedSize64, math.MaxInt64)),
			sum: f.CRC32, method: f.Method, secret: f.Flags&secretFlag != 0}
		if m.at, err = f.DataOffset(); err != nil {
			m.at = -1
		}
		list = append(list, m)
	}
	if total > uint64(r.in.Size) {
		return nil, false, errOverlap
	}
	return lastOf(list), false, nil
}

// lastOf keeps of the members with one name the last, in the place of the first.
func lastOf(list []member) []member {
	place := make(map[string]int, len(list))
	kept := list[:0]
	for _, m := range list {
		if i, again := place[m.name]; again {
			kept[i] = m
			continue
		}
		place[m.name] = len(kept)
		kept = append(kept, m)
	}
	return kept
}

// recover lists the members of an archive without a directory, from one local header to
// the next. It ends at the first member that is cut off or does not state its length.
func (r *reader) recover() []member {
	var list []member
	for at := int64(0); len(list) < maxDirectory/localHeader; {
		m, ok := r.localMember(at)
		if !ok || m.packed > r.in.Size-m.at {
			return list
		}
		list = append(list, m)
		at = m.at + m.packed
	}
	return list
}

func (r *reader) localMember(at int64) (member, bool) {
	head := make([]byte, localHeader)
	if n, _ := r.in.At.ReadAt(head, at); n < localHeader || string(head[:4]) != zipMark {
		return member{}, false
	}
	le := binary.LittleEndian
	flags, names, extras := le.Uint16(head[6:]), int(le.Uint16(head[26:])), int(le.Uint16(head[28:]))
	rest := make([]byte, names+extras)
	if n, _ := r.in.At.ReadAt(rest, at+localHeader); n < len(rest) {
		return member{}, false
	}
	m := member{
		name: string(rest[:names]), at: at + localHeader + int64(len(rest)), secret: flags&secretFlag != 0,
		method: le.Uint16(head[8:]), sum: le.Uint32(head[14:]),
		packed: int64(le.Uint32(head[18:])), size: int64(le.Uint32(head[22:])),
	}
	if m.packed == math.MaxUint32 || m.size == math.MaxUint32 {
		m.size, m.packed = longSizes(rest[names:], m.size, m.packed)
	}
	// A member of unknown length says 0; the next header would be looked for inside it.
	return m, flags&streamFlag == 0 && m.packed >= 0 && m.size >= 0
}

// longSizes takes the sizes of a member of more than 4 GiB from its extra field.
func longSizes(extra []byte, size, packed int64) (int64, int64) {
	le := binary.LittleEndian
	for len(extra) >= 4 {
		tag, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			break
		}
		if tag == 1 && n >= 16 {
			return int64(le.Uint64(extra)), int64(le.Uint64(extra[8:]))
		}
		extra = extra[n:]
	}
	return size, packed
}

// isSample reports whether a member is a sample of its own or the shell of a sample in
// chunks.
func isSample(name string) bool {
	rest, ok := strings.CutPrefix(name, "samples/")
	if !ok {
		return false
	}
	if dir, ok := strings.CutSuffix(rest, "/sample.json"); ok {
		return hasEpoch(dir)
	}
	stem, ok := strings.CutSuffix(rest, ".json")
	return ok && hasEpoch(stem)
}

// hasEpoch reports whether a name ends like those of samples: in _epoch_ and a number.
func hasEpoch(stem string) bool {
	i := strings.LastIndex(stem, "_epoch_")
	if i < 0 {
		return false
	}
	_, err := strconv.ParseUint(stem[i+len("_epoch_"):], 10, 64)
	return err == nil
}
