package batch

import (
	"context"

	"github.com/confscope/confscope/data/foreign"
)

// ReadCapped is Read with less room in a line.
func ReadCapped(ctx context.Context, in foreign.Input, out foreign.Sink, traces, cells int) error {
	return Options{}.read(ctx, in, out, caps{traces: traces, cells: cells})
}
