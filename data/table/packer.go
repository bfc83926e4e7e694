package table

import (
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/format"
)

// packWindow is how far the packer looks back. Pages are a quarter of a megabyte, but for
// those with one long text; the usual window would hold sixteen megabytes for nothing.
const packWindow = 512 << 10

// packer packs pages as the usual zstd codec does, in a thirtieth of its memory.
type packer struct {
	compress.Codec // unpacks, and says what it is
	encoder        *zstd.Encoder
}

func newPacker(usual compress.Codec) compress.Codec {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(packWindow),
		zstd.WithLowerEncoderMem(true), zstd.WithZeroFrames(true), zstd.WithEncoderCRC(false))
	if err != nil { // the options are constants, so it does not come to this
		return usual
	}
	return &packer{usual, encoder}
}

// CompressionCodec is zstd's number in the format.
func (p *packer) CompressionCodec() format.CompressionCodec { return format.Zstd }

// Encode packs src in the memory of dst, or in more.
func (p *packer) Encode(dst, src []byte) ([]byte, error) {
	return p.encoder.EncodeAll(src, dst[:0]), nil
}
