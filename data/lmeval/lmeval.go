package lmeval

import (
	"context"
	"fmt"
	"hash/maphash"
	"strings"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/jsonl"
)

// Read gives the documents of a samples file as records, in order, as foreign.ReadFunc
// says. One fault at the end says how many lines hold likelihoods of a given text and no
// answer.
func Read(ctx context.Context, in foreign.Input, out foreign.Sink) error {
	r := reader{out: out, seed: maphash.MakeSeed(), seen: map[uint64]taken{}}
	if err := jsonl.Objects(ctx, in, out, r.line); err != nil {
		return err
	}
	if r.aside > 0 {
		out.Fault(foreign.Fault{Line: r.asideLine, Field: "resps", Skipped: true,
			Err: fmt.Errorf("likelihoods of a given text and no answers, on %d lines from here on: they are left out", r.aside)})
	}
	return nil
}

// Sniff reports whether the head of a file looks like logged samples. A document may be
// longer than the head, so behind the harness's own file name its first fields will do.
func Sniff(head []byte, name string) bool {
	named := strings.HasPrefix(name, "samples_")
	return jsonl.Sniff(head, func(k jsonl.Keys) bool {
		if !k.Has("doc_id", "doc") {
			return false
		}
		return k.Has("resps") || !k.Whole && (named || k.Has("arguments"))
	})
}
