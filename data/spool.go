package data

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"sync"

	"github.com/klauspost/compress/s2"
)

const (
	spoolMemory = 8 * mebibyte
	spoolBlock  = 256 << 10
)

// spool keeps what a stream held, so that its texts can be read again, in blocks of 256
// KiB: the first 8 MiB of them in memory, and more in a temporary file that has no name any
// more and that only its owner may open. Writing and reading may overlap.
type spool struct {
	dir    string
	packs  bool // pack blocks with S2, where there is time for it: about 1 GB/s
	inside bool // never leave memory

	mu     sync.RWMutex
	blocks []spoolPiece // complete ones, in the order of the content
	held   [][]byte     // the blocks, as long as they are in memory
	tail   []byte       // what follows the last block
	tailAt int64        // offset of the tail in the content
	spare  []byte       // for the block that is being packed
	loose  sync.Pool    // *[]byte of spoolBlock, for blocks that are unpacked only in part
	file   *os.File     // where the blocks are, once they do not fit into memory
	named  bool         // the file could not be unlinked while open
	stored int64        // bytes of all blocks
	size   int64        // of the content
	lost   error        // why nothing is kept; writes are dropped then
}

// spoolPiece is a block of a spool: content[at:at+raw] stands at stored, packed where it is
// shorter there. What lies between two blocks was passed over and reads as zeros.
type spoolPiece struct {
	at, stored  int64
	raw, packed int32
}

// Write keeps p. It never fails: what cannot be kept is lost, and ReadAt says why.
func (s *spool) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.size += int64(len(p))
	for rest := p; len(rest) > 0 && s.lost == nil; {
		if s.tail == nil {
			s.tail = make([]byte, 0, spoolBlock)
		}
		n := min(len(rest), spoolBlock-len(s.tail))
		s.tail = append(s.tail, rest[:n]...)
		if rest = rest[n:]; len(s.tail) == spoolBlock {
			s.settle()
		}
	}
	return len(p), nil
}

// pass leaves out n bytes of the content that nobody will read.
func (s *spool) pass(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	s.size += int64(n)
	s.tailAt = s.size
}

// settle makes a block of the tail.
func (s *spool) settle() {
	if len(s.tail) == 0 || s.lost != nil {
		return
	}
	block := spoolPiece{at: s.tailAt, stored: s.stored, raw: int32(len(s.tail))}
	content := s.tail
	if s.packs {
		if packed := s2.Encode(s.spare[:cap(s.spare)], s.tail); len(packed) < len(s.tail) {
			content, s.spare = packed, packed
		}
	}
	block.packed = int32(len(content))
	if s.put(content) {
		s.blocks = append(s.blocks, block)
		s.stored += int64(len(content))
	}
	s.tailAt += int64(len(s.tail))
	s.tail = s.tail[:0]
}

// put stores a block in memory, or in the file when there is one or has to be one.
func (s *spool) put(content []byte) bool {
	if s.file == nil && !s.inside && s.stored+int64(len(content)) > spoolMemory && !s.spill() {
		return false
	}
	if s.file == nil {
		s.held = append(s.held, append([]byte(nil), content...))
		return true
	}
	if _, err := s.file.WriteAt(content, s.stored); err != nil {
		s.lose(err)
		return false
	}
	return true
}

// spill moves what is in memory to a temporary file.
func (s *spool) spill() bool {
	file, err := os.CreateTemp(s.dir, "confscope-*.spool")
	if err != nil {
		s.lose(err)
		return false
	}
	s.file = file
	s.named = os.Remove(file.Name()) != nil
	for i, content := range s.held {
		if _, err := file.WriteAt(content, s.blocks[i].stored); err != nil {
			s.lose(err)
			return false
		}
	}
	s.held = nil
	return true
}

// lose gives up, and with it the room on the disk.
func (s *spool) lose(err error) {
	s.lost = fmt.Errorf("the texts could not be kept in a temporary file: %w", errors.Join(err, s.release()))
}

// failed says why nothing is kept; nil where all is.
func (s *spool) failed() error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.lost
}

// kept is how much of the content has come in.
func (s *spool) kept() int64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.size
}

// ReadAt reads what was written.
func (s *spool) ReadAt(p []byte, off int64) (int, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.lost != nil {
		return 0, s.lost
	}
	read := int(max(0, min(int64(len(p)), s.size-off)))
	for n := 0; n < read; {
		m, err := s.piece(p[n:read], off+int64(n))
		if n += m; err != nil {
			return n, err
		}
	}
	if read < len(p) {
		return read, io.EOF
	}
	return read, nil
}

// piece reads as much as one block, the tail or the gap before either has.
func (s *spool) piece(p []byte, off int64) (int, error) {
	i := sort.Search(len(s.blocks), func(i int) bool { return s.blocks[i].at+int64(s.blocks[i].raw) > off })
	next := s.tailAt
	if i < len(s.blocks) {
		next = s.blocks[i].at
	}
	switch {
	case off < next:
		p = p[:min(int64(len(p)), next-off)]
		clear(p)
		return len(p), nil
	case i < len(s.blocks):
		return s.fromBlock(p, i, int(off-next))
	}
	return copy(p, s.tail[off-next:]), nil
}

// fromBlock reads from the given byte of block i on.
func (s *spool) fromBlock(p []byte, i, from int) (int, error) {
	b := s.blocks[i]
	n := min(len(p), int(b.raw)-from)
	if b.packed == b.raw && s.file != nil {
		return s.file.ReadAt(p[:n], b.stored+int64(from))
	}
	content, err := s.block(i)
	if err != nil {
		return 0, err
	}
	if b.packed == b.raw {
		return copy(p, content[from:]), nil
	}
	if from == 0 && n == int(b.raw) {
		_, err = s2.Decode(p[:n], content)
		return n, err
	}
	loose, _ := s.loose.Get().(*[]byte)
	if loose == nil {
		loose = new([]byte)
		*loose = make([]byte, spoolBlock)
	}
	defer s.loose.Put(loose)
	if _, err := s2.Decode(*loose, content); err != nil {
		return 0, err
	}
	return copy(p[:n], (*loose)[from:]), nil
}

// block gives block i as it is stored.
func (s *spool) block(i int) ([]byte, error) {
	if s.file == nil {
		return s.held[i], nil
	}
	content := make([]byte, s.blocks[i].packed)
	_, err := s.file.ReadAt(content, s.blocks[i].stored)
	return content, err
}

// Close lets go of the memory and the file.
func (s *spool) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lost = errClosed
	return s.release()
}

func (s *spool) release() error {
	s.blocks, s.held, s.tail, s.spare = nil, nil, nil, nil
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	if s.named {
		err = errors.Join(err, os.Remove(s.file.Name()))
	}
	s.file = nil
	return err
}
