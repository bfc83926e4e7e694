package inspect

import (
	"errors"
	"strconv"
)

var (
	errNoID        = errors.New("missing: every sample needs a text or a number of at most 64 KiB here")
	errEpoch       = errors.New("not a whole number from 1: the sample is put in the order of the file")
	errManySamples = errors.New("the log has more than four million samples: split it")
)

const (
	// maxSamples bounds the index, which takes about 40 bytes a sample and the ids.
	maxSamples = 4 << 20
	// noEpoch is that of a sample that does not say.
	noEpoch = 0
)

// index is what is known of all samples at once.
type index struct {
	ids     []string // in the order of their first appearance
	groupOf map[string]int32
	entries []entry
}

// entry is one sample.
type entry struct {
	sample int32 // number in the file, from 0
	group  int32 // into ids
	epoch  int32
}

// key is what an index holds of a sample.
type key struct {
	id, epoch string
}

// whole reports whether nothing more can be learned.
func (k key) whole() bool { return k.id != "" && k.epoch != "" }

// field takes the value of a field that belongs to the key, and passes any other.
func (k *key) field(c *cursor, name string) (err error) {
	switch name {
	case "id":
		k.id, err = c.scalar()
	case "epoch":
		k.epoch, err = c.scalar()
	default:
		err = c.Skip()
	}
	return err
}

// readKey walks through a sample until its id and epoch are known.
func readKey(c *cursor) (k key, err error) {
	err = c.Object(func(name string) error {
		if k.whole() {
			return errStop
		}
		return k.field(c, name)
	})
	if errors.Is(err, errStop) {
		err = nil
	}
	return k, err
}

// enter puts a sample into the index.
func (r *reader) enter(n int, k key) error {
	if k.id == "" {
		return r.fault(n, "id", errNoID, true)
	}
	if len(r.index.entries) == maxSamples {
		return errManySamples
	}
	epoch, err := strconv.ParseInt(k.epoch, 10, 32)
	if err != nil || epoch < 1 {
		epoch = noEpoch
		if k.epoch != "" {
			if err := r.fault(n, "epoch", errEpoch, false); err != nil {
				return err
			}
		}
	}
	if r.index.groupOf == nil {
		r.index.groupOf = map[string]int32{}
	}
	group, known := r.index.groupOf[k.id]
	if !known {
		group = int32(len(r.index.ids))
		r.index.ids = append(r.index.ids, k.id)
		r.index.groupOf[k.id] = group
	}
	r.index.entries = append(r.index.entries, entry{sample: int32(n), group: group, epoch: int32(epoch)})
	return nil
}
